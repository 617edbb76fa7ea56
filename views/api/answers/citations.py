"""Formats, styles and exports as the API tells them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from desk.since import What
from models.terms import Face
from views.api.answers.base import Answer

if TYPE_CHECKING:
    from citations.formats import Format


class FormatJSON(Answer):
    """A format: its name, its media type, the end of its files, and what it can do."""

    id: str
    title: str
    media_type: str
    suffix: str
    #: Whether it is written in a CSL style.
    styled: bool
    #: Whether it has an item for a pair.
    pairs: bool
    #: Whether it holds all of the record, to be imported again.
    lossless: bool

    @classmethod
    def of(cls, one: Format) -> FormatJSON:
        """Return what is told of a format."""
        return cls(
            id=one.name,
            title=one.title,
            media_type=one.media_type,
            suffix=one.suffix,
            styled=one.write_styled is not None,
            pairs=one.write_pair is not None,
            lossless=one.lossless,
        )


class StyleJSON(Answer):
    """A style by its id."""

    id: str
    title: str


class ChangeJSON(Answer):
    """What has happened since to a statement that left."""

    statement_id: int
    what: What


class ExportJSON(Answer):
    """What left the desk: when, by whom, in which format, to whom, and what has changed since."""

    id: int
    at: datetime
    account_id: int
    by: str
    face: Face
    format: str
    style: str | None
    #: What was asked for.
    scope: dict[str, Any]
    to_whom: str | None
    #: Of the bytes that left, in hexadecimal.
    sha256: str
    #: How many statements it held.
    statements: int
    changes: tuple[ChangeJSON, ...]


class HeldJSON(Answer):
    """A statement that an export held."""

    id: int
