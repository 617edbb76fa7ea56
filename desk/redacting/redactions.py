"""Redaction: values blanked for good, with a tombstone; the chain of the history still holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import field_validator
from sqlalchemy import select

from desk.drafts import NOT_EMPTY, Draft, Line, Words, refusal
from desk.history.audit import record
from desk.merged import with_merged
from desk.redacting.copies import blank_copies, is_text_gone, rest_anew
from desk.redacting.events import Trace, blank_events, events_telling
from desk.redacting.frozen import blank_frozen
from desk.redacting.redactable import DERIVED, MODELS, PARTS, Holding, blank
from desk.refusals import MissingError, NotAllowedError, RefusedError
from models import Account, Base, Redaction, Source, Speaker, Statement, now
from models.roles import Permission
from models.tombstone import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor

CONFIRMATION = "redact"
DATES = frozenset({"said", "about"})
ECHOED = 4
"""From how many letters on the reason may not repeat a value that is to go."""


class RedactionDraft(Draft):
    """What is to be blanked, why, and the typed word that confirms it: there is no way back."""

    parts: Annotated[tuple[Line, ...], *NOT_EMPTY]
    reason: Words
    confirmation: Line

    @field_validator("confirmation")
    @classmethod
    def _is_meant(cls, word: str) -> str:
        if word.strip().casefold() != CONFIRMATION:
            kind = "confirmation"
            raise refusal(kind, "Type the word “redact”: this cannot be undone.")
        return word


@dataclass(frozen=True)
class Redacted:
    """A redaction done: its tombstone, how many events were blanked, and the values, for a search.

    The values are held only to tell where they still stand; they are never stored.
    """

    id: int
    events: int
    values: tuple[str, ...]


def redact(
    session: Session, subject: str, subject_id: int, draft: RedactionDraft, by: Actor
) -> Redacted:
    """Blank parts of a record in its rows, the index, jobs, frozen reports and every event that told them.

    Leaves a tombstone with the reason. Confirmed links that rest on the record wait for a
    re-check. Raises NotAllowedError, MissingError, and RefusedError for a part that does not
    exist, a reason that repeats the value, an account that is still active.
    """
    if not by.may(Permission.REDACT):
        message = "Only an admin redacts."
        raise NotAllowedError(message)
    row = _row(session, subject, subject_id)
    holdings = _holdings(subject, draft.parts)
    ids = _ids(session, row)
    held = [(one, list(_rows(session, one, row, ids))) for one in holdings]
    values = _values(held)
    _refuse_echo(draft.reason, values)
    traces = [_trace(one, rows, row, ids) for one, rows in held]
    traces += blank_copies(session, row, draft.parts, values)
    _blank(session, held)
    _mark(session, row, draft.parts)
    rest_anew(session, row, draft.parts)
    stone = _stone(session, subject, subject_id, draft, by)
    frozen = blank_frozen(session, row, draft.parts, stone)
    seqs = events_telling(session, traces)
    told = {str(stone.id): _told(draft, len(seqs), frozen)}
    done = record(session, by, f"{subject}:redact", row, instead={"redaction": told})
    blank_events(session, seqs, done)
    return Redacted(stone.id, len(seqs), tuple(values))


def _told(draft: RedactionDraft, events: int, frozen: Mapping[str, str]) -> dict[str, Any]:
    """Return what the history tells of a redaction, by which events it blanked."""
    told: dict[str, Any] = {"parts": list(draft.parts), "reason": draft.reason}
    return told | {"events": events, **({"frozen": frozen} if frozen else {})}


def _stone(
    session: Session, subject: str, subject_id: int, draft: RedactionDraft, by: Actor
) -> Redaction:
    stone = Redaction(
        subject_type=subject,
        subject_id=subject_id,
        fields=list(draft.parts),
        reason=draft.reason,
        account_id=by.account_id,
    )
    session.add(stone)
    session.flush()
    return stone


def record_to_redact(session: Session, subject: str, subject_id: int) -> Base:
    """Return the record; raises MissingError."""
    model = MODELS.get(subject)
    row = session.get(model, subject_id) if model else None
    if row is None:
        raise MissingError(subject, subject_id)
    return row


def _row(session: Session, subject: str, subject_id: int) -> Base:
    row = record_to_redact(session, subject, subject_id)
    session.refresh(row, with_for_update=True)
    if isinstance(row, Account) and (row.active or row.machine):
        field = "parts"
        raise RefusedError(field, "Disable the account first; its name and e-mail can then go.")
    return row


def _holdings(subject: str, parts: Iterable[str]) -> list[Holding]:
    known = PARTS[subject]
    for part in parts:
        if part not in known:
            field = "parts"
            raise RefusedError(field, f"“{part}” cannot be redacted; choose {', '.join(known)}.")
    return [one for part in parts for one in known[part]]


def _ids(session: Session, row: Any) -> frozenset[int]:  # noqa: ANN401
    """Return the id of a record, and of all that was merged into it and tells the same."""
    if not isinstance(row, Speaker | Source):
        return frozenset({row.id})
    return frozenset(session.scalars(with_merged(type(row), row.id)))


def _rows(session: Session, holding: Holding, row: Any, ids: Collection[int]) -> Iterator[Any]:  # noqa: ANN401
    model: Any = holding.model
    chosen = select(model)
    if holding.parent is None:
        yield from session.scalars(chosen.where(model.id.in_(ids)))
        return
    parent = getattr(model, holding.parent)
    if holding.through is None:
        yield from session.scalars(chosen.where(parent.in_(ids)))
        return
    through: Any = holding.through
    between = select(through.id).where(getattr(through, f"{row.__tablename__}_id").in_(ids))
    yield from session.scalars(chosen.where(parent.in_(between)))


def _values(held: Iterable[tuple[Holding, Sequence[Any]]]) -> list[str]:
    found = (
        getattr(row, column)
        for holding, rows in held
        if not holding.told
        for row in rows
        for column in holding.columns
        if column not in DERIVED | DATES
    )
    texts = (one for value in found for one in _texts(value))
    return sorted({one for one in texts if one.strip() and one != TOMBSTONE})


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _refuse_echo(reason: str, values: Iterable[str]) -> None:
    folded = reason.casefold()
    if any(len(one) >= ECHOED and one.casefold() in folded for one in values):
        field = "reason"
        raise RefusedError(field, "The reason repeats what is to go; it stays in the record.")


def _trace(holding: Holding, rows: Iterable[Any], row: Any, ids: Collection[int]) -> Trace:  # noqa: ANN401
    table, columns = holding.model.__tablename__, frozenset(holding.columns)
    mine = {one.id for one in rows}
    if holding.parent is None:
        return Trace(table, columns, mine)
    if holding.through is None:
        return Trace(table, columns, mine, holding.parent, set(ids))
    between = Trace(
        holding.through.__tablename__,
        frozenset(),
        {getattr(one, holding.parent) for one in rows},
        f"{row.__tablename__}_id",
        set(ids),
    )
    return Trace(table, columns, mine, holding.parent, set(between.ids), between)


def _mark(session: Session, row: Any, parts: Iterable[str]) -> None:  # noqa: ANN401
    """Note when a statement lost values, or a capture its text."""
    if isinstance(row, Statement) or is_text_gone(row, parts):
        row.redacted_at = now()
    session.flush()
    session.expire(row)


def _blank(session: Session, held: Iterable[tuple[Holding, Sequence[Any]]]) -> None:
    for holding, rows in ((one, rows) for one, rows in held if not one.told):
        for one in rows:
            if holding.dropped:
                session.delete(one)
                continue
            for column in holding.columns:
                blank(one, column)
