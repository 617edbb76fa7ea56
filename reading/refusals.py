"""Why a page could not be fetched or read: each says so in a sentence with the remedy."""

from __future__ import annotations


class ReadingError(Exception):
    """Base of all that reading refuses; its text is a sentence for people."""


class UnreachableError(ReadingError):
    """An address that is not fetched, or whose server gave nothing that can be kept."""


class UnreadableError(ReadingError):
    """Bytes in which no text can be read."""


class TooLargeError(UnreadableError):
    """A file beyond what is kept."""
