"""Speakers as the API tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from models.terms import SpeakerKind
from views.api.answers.base import Answer, within
from views.api.answers.statements import SourceNamedJSON

if TYPE_CHECKING:
    from desk.merging.previews import Preview


class ListedSpeakerJSON(Answer):
    """A speaker in a list, with the number of logged statements."""

    id: int
    key: str
    name: str
    kind: SpeakerKind
    plural: bool
    statements: int


class OfficeJSON(Answer):
    """An office held; `from` and `until` are EDTF dates."""

    title: str
    organisation: str | None
    since: str | None = Field(serialization_alias="from")
    until: str | None


class MergedSpeakerJSON(Answer):
    """A speaker who was merged into another one."""

    id: int
    name: str
    kind: SpeakerKind
    note: str | None


class SpeakerJSON(Answer):
    """A speaker; `source` is the work that leaves an unnamed one unnamed.

    `merged_into` is the id of the one who is kept, where two were made one.
    """

    id: int = within("speaker", "id")
    key: str = within("speaker", "key")
    version: int
    name: str = within("speaker", "name")
    kind: SpeakerKind = within("speaker", "kind")
    plural: bool = within("speaker", "plural")
    aliases: tuple[str, ...] = within("speaker", "aliases")
    offices: tuple[OfficeJSON, ...] = within("speaker", "offices")
    speaks_for: str | None = within("speaker", "speaks_for")
    wikidata: str | None = within("speaker", "wikidata")
    note: str | None = within("speaker", "note")
    source: SourceNamedJSON | None
    merged_into: int | None
    merged: tuple[MergedSpeakerJSON, ...]


class MovedSpeakerJSON(Answer):
    """One of two speakers who may be one."""

    id: int
    name: str
    kind: SpeakerKind


class SpeakerMergerJSON(Answer):
    """What merging `other` into the speaker with this `id` would do.

    `names`, `offices` and `taken` go over to the kept one; `own` are the links that would join two
    statements of one speaker, `repeated` pairs of statements with the same words on one day, both
    at most twenty. `doubts` are for a person to look at first.
    """

    id: int
    kept: MovedSpeakerJSON
    other: MovedSpeakerJSON
    version: int
    other_version: int
    statements: int
    links: int
    names: tuple[str, ...]
    offices: tuple[OfficeJSON, ...]
    taken: tuple[str, ...]
    own: tuple[int, ...]
    repeated: tuple[tuple[int, int], ...]
    doubts: tuple[str, ...]


def merger_told(preview: Preview) -> SpeakerMergerJSON:
    """Return what merging two speakers would do."""
    version, other_version = preview.versions
    return SpeakerMergerJSON(
        id=preview.kept.id,
        kept=MovedSpeakerJSON.model_validate(preview.kept),
        other=MovedSpeakerJSON.model_validate(preview.other),
        version=version,
        other_version=other_version,
        statements=preview.statements,
        links=preview.links,
        names=preview.names,
        offices=tuple(OfficeJSON.model_validate(one) for one in preview.offices),
        taken=tuple(name for name, _value in preview.taken),
        own=tuple(pair.id for pair in preview.own),
        repeated=preview.repeated,
        doubts=preview.doubts,
    )
