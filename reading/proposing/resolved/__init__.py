"""Resolving: from who is mentioned beside the words to who spoke, to whom, when, and through whom."""

from reading.proposing.resolved.article import Article
from reading.proposing.resolved.resolving import resolve
from reading.proposing.resolved.said import undated

__all__ = ["Article", "resolve", "undated"]
