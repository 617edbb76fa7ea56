"""Frozen reports hold copies of records: what is redacted goes in them too."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import insert, select

from desk.history.audit import canonical
from desk.merged import with_merged
from desk.redacting.copies import MARKED
from models import FrozenReport, SavedReport, Source, Speaker, Statement, frozen_redaction
from models.tombstone import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from sqlalchemy.orm import Session

    from models import Redaction

    Told = dict[str, Any]
    #: A part of what is stored, and its fields that are to go.
    Found = Iterable[tuple[Told, tuple[str, ...]]]

#: What is left out, rather than blanked: an address or a date cannot be a tombstone.
_GONE = frozenset(
    {"authors", "csl", "url", "archived_url", "wikidata", "aliases"}
    | {"said", "said_from", "said_to", "about"}
)
_STATEMENT = {
    **{name: (name,) for name in ("quote", "claim", "context", "told", "where", "in_answer_to")},
    "role": ("role",),
    "said": ("said", "said_from", "said_to", "said_text"),
    "about": ("about", "about_text"),
}
_SOURCE = {
    "title": ("title",),
    "authors": ("authors",),
    "outlet": ("container_title", "publisher"),
    "genre": ("genre",),
    "addresses": ("url", "archived_url"),
    "csl": ("csl",),
}
_SPEAKER = {name: (name,) for name in ("name", "aliases", "speaks_for", "wikidata")}
_LINK = {"rationale": ("rationale",), "words": ("words", "to_words"), "reasons": ("outcome_why",)}


@dataclass(frozen=True)
class _Gone:
    """What is redacted: a record by its ids and keys, parts of it, and the statements of a speaker."""

    row: Any
    parts: frozenset[str]
    ids: frozenset[int]
    keys: frozenset[str]
    said: frozenset[int]

    @classmethod
    def of(cls, session: Session, row: Any, parts: Iterable[str]) -> Self:  # noqa: ANN401
        """Gather also what was merged into it."""
        ids, keys, said = {row.id}, {getattr(row, "key", "")}, set[int]()
        if isinstance(row, Speaker | Source):
            kind = type(row)
            ids |= set(session.scalars(with_merged(kind, row.id)))
            keys |= set(session.scalars(select(kind.key).where(kind.id.in_(ids))))
        if isinstance(row, Speaker):
            said = set(session.scalars(select(Statement.id).where(Statement.speaker_id == row.id)))
        return cls(row, frozenset(parts), frozenset(ids), frozenset(keys), frozenset(said))

    def fields(self, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Return the fields that its parts stand in."""
        return tuple(name for part in self.parts for name in known.get(part, ()))


def blank_frozen(
    session: Session,
    row: Any,  # noqa: ANN401
    parts: Collection[str],
    stone: Redaction,
) -> dict[str, str]:
    """Blank parts of a record in every frozen report that holds it.

    The bytes that were frozen had the SHA-256 that stays printed; what is left has one of its own,
    which is returned by the number of the report, for the history to tell.
    """
    gone, left = _Gone.of(session, row, parts), dict[str, str]()
    # One by one: each may be great.
    for number in session.scalars(select(FrozenReport.id).order_by(FrozenReport.id)).all():
        frozen = session.get_one(FrozenReport, number)
        told = json.loads(frozen.content)
        if _blank(told, gone, frozen.report_id):
            left[str(number)] = _write(session, frozen, told, stone)
        session.expunge(frozen)
    return left


def _write(session: Session, frozen: FrozenReport, told: Told, stone: Redaction) -> str:
    frozen.content = canonical(told).encode()
    digest = hashlib.sha256(frozen.content).hexdigest()
    frozen.redacted_sha256 = digest
    frozen.redacted_by = stone.id
    session.flush()
    held = {"frozen_id": frozen.id, "redaction_id": stone.id}
    session.execute(insert(frozen_redaction).values(held))
    return digest


def _blank(told: Told, gone: _Gone, report_id: int) -> bool:
    find = _FINDERS.get(gone.row.__tablename__)
    if find is None or (isinstance(gone.row, SavedReport) and gone.row.id != report_id):
        return False
    # Counted, so that all of it goes and not only what is found first.
    return sum(_blank_fields(held, names) for held, names in find(told, gone)) > 0


def _blank_fields(held: Told, names: Iterable[str]) -> bool:
    """Blank fields, those alone that say something; tell whether there was one."""
    there = [name for name in names if held.get(name) not in (None, TOMBSTONE)]
    for name in there:
        if name in _GONE:
            del held[name]
        else:
            held[name] = TOMBSTONE
    return bool(there)


def _of_statement(told: Told, gone: _Gone) -> Found:
    for pair in told["report"].get("pairs", ()):
        sides = [pair[side] for side in ("first", "second") if pair[side]["key"] in gone.keys]
        for statement in sides:
            yield statement, gone.fields(_STATEMENT)
            yield from _parts_of(statement, gone.parts)
        if sides and "said" in gone.parts:
            _forget_gap(pair)
        if sides and MARKED & gone.parts:
            yield (
                pair["link"],
                ("words",) if pair["link"]["from_key"] in gone.keys else ("to_words",),
            )
    if "said" in gone.parts:
        yield from ((one, ("said",)) for one in _corrections(told) if _is(one, gone.row.id))


def _parts_of(statement: Told, parts: frozenset[str]) -> Found:
    for one in statement.get("translations", ()) if "translations" in parts else ():
        yield one, ("text", "by")
    for found in statement.get("appearances", ()):
        if "passages" in parts:
            yield found, ("exact",)
        for hop in found.get("relays", ()) if "relays" in parts else ():
            yield hop, ("name", "verb")


def _forget_gap(pair: Told) -> None:
    """Leave out what would tell a date by the other one."""
    pair["order_known"], pair["gap"], pair["gap_days"] = False, None, None


def _of_speaker(told: Told, gone: _Gone) -> Found:
    mine = [one for one in _statements(told) if one["speaker"]["key"] in gone.keys]
    for statement in mine:
        yield statement["speaker"], gone.fields(_SPEAKER)
        if "roles" in gone.parts:
            yield statement, ("role",)
        for office in statement["speaker"].get("offices", ()) if "offices" in gone.parts else ():
            yield office, ("title", "organisation")
    if "name" in gone.parts:
        # A correction names its speaker, and not by key.
        said = gone.said | {statement["id"] for statement in mine}
        found = (one for one in _corrections(told) if one["statement_id"] in said)
        yield from ((one, ("speaker",)) for one in found)
        yield from _named(told, "speaker_id", gone)


def _of_source(told: Told, gone: _Gone) -> Found:
    for work in _works(told):
        if work["key"] in gone.keys:
            yield work, gone.fields(_SOURCE)
            for notice in work.get("notices", ()) if "notices" in gone.parts else ():
                yield notice, ("note",)
    if "title" in gone.parts:
        yield from _named(told, "source_id", gone)


def _of_link(told: Told, gone: _Gone) -> Found:
    for pair in told["report"].get("pairs", ()):
        if pair["link"]["key"] in gone.keys:
            yield pair["link"], gone.fields(_LINK)
    if "rationale" in gone.parts:
        for one in _corrections(told):
            if one["link_id"] == gone.row.id:
                yield one, ("rationale",)


def _of_request(told: Told, gone: _Gone) -> Found:
    asked = [one for side in _statements(told) for one in side.get("reply_requests", ())]
    asked += [one for some in told.get("asked", {}).values() for one in some]
    yield from ((one, tuple(gone.parts)) for one in asked if one["id"] == gone.row.id)


def _of_set(told: Told, gone: _Gone) -> Found:
    if "name" in gone.parts:
        yield from _named(told, "set_id", gone)


def _of_report(told: Told, gone: _Gone) -> Found:
    yield told, tuple(gone.parts)


def _named(told: Told, field: str, gone: _Gone) -> Found:
    """Find the name of what the scope is about, also where that was merged on since."""
    if told["report"]["scope"].get(field) in gone.ids:
        yield told.get("names", {}), (field,)


def _is(correction: Told, statement_id: int) -> bool:
    return bool(correction["statement_id"] == statement_id)


def _statements(told: Told) -> Iterator[Told]:
    for pair in told["report"].get("pairs", ()):
        yield from (pair["first"], pair["second"])


def _corrections(told: Told) -> Iterator[Told]:
    for statement in _statements(told):
        yield from statement.get("corrections", ())


def _works(told: Told) -> Iterator[Told]:
    for statement in _statements(told):
        for found in statement.get("appearances", ()):
            yield found["source"]
            yield from (hop["source"] for hop in found.get("relays", ()) if hop.get("source"))


_FINDERS: dict[str, Callable[..., Found]] = {
    "statement": _of_statement,
    "speaker": _of_speaker,
    "source": _of_source,
    "link": _of_link,
    "reply_request": _of_request,
    "statement_set": _of_set,
    "saved_report": _of_report,
}
