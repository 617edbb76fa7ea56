"""Histories as the API tells them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.terms import Face
from views.api.answers.base import Answer


class FieldChangeJSON(Answer):
    """A field before and after, as the record keeps it."""

    name: str
    before: Any
    after: Any


class RecordChangeJSON(Answer):
    """A record that a deed made, changed or took away; `id` is a number, or what stands for one."""

    table: str
    id: str
    #: Whether it is the record whose history is read.
    own: bool
    made: bool
    gone: bool
    fields: tuple[FieldChangeJSON, ...]


class ImportedFileJSON(Answer):
    """A file that was imported."""

    name: str
    sha256: str


class BlankedJSON(Answer):
    """The deed that blanked what stood here: its number, when, by whom and why."""

    seq: int
    at: datetime
    by: str
    reason: str


class EventJSON(Answer):
    """A deed: who did it, when, through which face and token, and what it changed."""

    seq: int
    at: datetime
    actor: str
    face: Face
    #: The name of the token that it was done with.
    token: str | None
    tag: str
    subject_type: str
    subject_id: int | None
    #: Whether it was done to the record itself, not to something the record rests on.
    own: bool
    records: tuple[RecordChangeJSON, ...]
    #: How many more records it changed.
    left_out: int
    file: ImportedFileJSON | None
    hash: str
    redacted: BlankedJSON | None
