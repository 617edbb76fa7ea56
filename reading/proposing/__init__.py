"""Proposing: from the text of an article to the statements in it; each with its place and why."""

from reading.proposing.proposals import Proposal, Proposed, Relayed, Span
from reading.proposing.propose import propose

__all__ = ["Proposal", "Proposed", "Relayed", "Span", "propose"]
