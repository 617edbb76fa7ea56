"""Whose history is asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """The record whose history is asked for; the settings have no key."""

    type: str
    id: int
    key: str
