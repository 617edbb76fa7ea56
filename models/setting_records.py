"""What the desk says of itself as frozen values: its name, its address, its rating scale."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class RatingRecord:
    """A word of the desk's rating scale and its value."""

    word: str
    value: int


@dataclass(frozen=True, kw_only=True)
class SettingRecord:
    """What the desk says of itself; the scale begins with its worst word."""

    version: int
    name: str | None = None
    home: str | None = None
    base_url: str | None = None
    ratings: tuple[RatingRecord, ...] = ()
