"""Finds a record by what people and commands call it: its id, its key, its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import ColumnElement, bindparam, not_, or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import aliased

from desk.refusals import MissingError, RefusedError
from models import (
    Account,
    Link,
    OldSlug,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    StatementSet,
    Topic,
    finding_key,
    name_key,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.drafts import Draft

    Asked = TypeVar("Asked", bound=Draft)
    Kept = type[Statement | Speaker | Source | Topic | Link | StatementSet]

_OTHER = aliased(Speaker)
_OTHERS = select(_OTHER.id).where(_OTHER.id != Speaker.id)
_ALSO_CALLED = _OTHERS.join(SpeakerName, SpeakerName.speaker_id == _OTHER.id)
# Each by an index of its own.
ALONE = not_(
    or_(
        _OTHERS.where(_OTHER.key == Speaker.name).exists(),
        _OTHERS.where(
            _OTHER.name_key == Speaker.name_key, _OTHER.merged_into_id.is_(None)
        ).exists(),
        _ALSO_CALLED.where(
            SpeakerName.name_key == Speaker.name_key, _OTHER.merged_into_id.is_(None)
        ).exists(),
    )
)
"""Whether a speaker is the only one who is called by its name."""
_NAME_OF = select(Speaker.name, ALONE.label("alone")).where(Speaker.id == bindparam("speaker"))
MERGEABLE: dict[str, type[Speaker | Topic | Source]] = {
    "speaker_id": Speaker,
    "topic_id": Topic,
    "source_id": Source,
}
"""What is named in a scope, by the field, and may have been merged into another."""
LASTING: dict[str, type[Statement | StatementSet | Account]] = {
    "statement_id": Statement,
    "set_id": StatementSet,
    "account_id": Account,
}
"""What else is named in a scope, by the field."""
LONGEST_ID = 9
LONGEST_REFERENCE = 400
MOST = 20


def id_of(session: Session, kind: Kept, reference: str) -> int:
    """Return the id that an id, a key or, for speakers, topics and sets, a name stands for.

    A name that nobody has is looked for in every spelling; what was merged leads to what it was
    merged into. Raises MissingError when nothing is called so, RefusedError when several are.
    """
    noun = kind.__tablename__.removeprefix("statement_")
    if len(reference) > LONGEST_REFERENCE:
        raise MissingError(noun, f"{reference[:40]}…")
    found = _called(session, kind, reference)
    if not found:
        raise MissingError(noun, reference)
    if len(found) > 1:
        raise RefusedError(noun, f"Several are called “{reference}”; give the id or the key.")
    return found.pop()


def name_of(session: Session, speaker_id: int) -> tuple[str, bool]:
    """Return the name of a speaker, and whether `id_of` finds this one alone by it; one query.

    Raises MissingError.
    """
    row = session.execute(_NAME_OF, {"speaker": speaker_id}).one_or_none()
    if row is None:
        raise MissingError(Speaker.__tablename__, speaker_id)
    return row.name, row.alone and not is_number(row.name)


def kept_id(session: Session, kind: type[Speaker | Source | Topic], record_id: int) -> int:
    """Return the id of what a speaker, source or topic was merged into, or its own; raises MissingError."""
    chosen = select(kind.merged_into_id)
    row = session.execute(chosen.where(kind.id == record_id)).one_or_none()
    if row is None:
        raise MissingError(kind.__tablename__, record_id)
    into = row.merged_into_id
    return record_id if into is None else kept_id(session, kind, into)


def known_in(session: Session, asked: Asked) -> Asked:
    """Return a scope with what was merged meanwhile replaced by what it was merged into.

    Raises RefusedError, by the field, where it names a record that is not there.
    """
    led: dict[str, int] = {}
    for name in (*MERGEABLE, *LASTING):
        number = getattr(asked, name, None)
        if number is not None:
            led[name] = _known(session, name, number)
    return asked.model_copy(update=led)


def _known(session: Session, name: str, number: int) -> int:
    try:
        if name in MERGEABLE:
            return kept_id(session, MERGEABLE[name], number)
        kind = LASTING[name]
        return session.scalars(select(kind.id).where(kind.id == number)).one()
    except (MissingError, NoResultFound) as no:
        noun = name.removesuffix("_id")
        raise RefusedError(name, f"There is no {noun} {number}; name one that there is.") from no


def merged_id_of(session: Session, kept_id: int, reference: str) -> int:
    """Return the id of the one who was merged into a speaker, by id, key or the name they had.

    Raises MissingError when nobody is called so among those, RefusedError when several are.
    """
    folded, loose = (
        name_key(reference[:LONGEST_REFERENCE]),
        finding_key(reference[:LONGEST_REFERENCE]),
    )
    merged = Speaker.merged_into_id == kept_id
    rows = session.scalars(select(Speaker).where(merged)).all()
    names = {one.id: {str(one.id), one.key, one.name_key, one.found_by} for one in rows}
    found = [one for one, known in names.items() if known & {reference, folded, loose}]
    noun = Speaker.__tablename__
    if not found:
        raise MissingError(noun, f"{reference[:40]}” merged into “{kept_id}")
    if len(found) > 1:
        raise RefusedError(noun, f"Several are called “{reference}”; give the id or the key.")
    return found[0]


def _called(session: Session, kind: Kept, reference: str) -> set[int]:
    for condition in (means(kind, reference), _could_mean(kind, reference)):
        found = _found(session, kind, condition) if condition is not None else set[int]()
        if found:
            return found
    return set()


def _found(session: Session, kind: Kept, condition: ColumnElement[bool]) -> set[int]:
    if kind is not Speaker and kind is not Topic and kind is not Source:
        return set(session.scalars(select(kind.id).where(condition).limit(MOST)))
    rows = session.execute(select(kind.id, kind.merged_into_id).where(condition).limit(MOST)).all()
    return {kept_id(session, kind, into) if into else one for one, into in rows}


def means(kind: Kept, reference: str) -> ColumnElement[bool]:
    """Return what tells the records that are called exactly so: by id, key, slug or name."""
    if is_number(reference):
        return kind.id == (int(reference) if len(reference) <= LONGEST_ID else 0)
    if kind is Speaker:
        folded = name_key(reference)
        also = select(SpeakerName.speaker_id).where(SpeakerName.name_key == folded)
        named = or_(Speaker.name_key == folded, Speaker.id.in_(also))
        return or_(Speaker.key == reference, named & Speaker.merged_into_id.is_(None))
    if kind is Topic:
        named = or_(Topic.slug == reference, Topic.name_key == name_key(reference))
        return or_(Topic.key == reference, named)
    if kind is StatementSet:
        return or_(kind.key == reference, StatementSet.name_key == name_key(reference))
    return kind.key == reference


def is_number(reference: str) -> bool:
    """Tell whether a reference can only be an id."""
    return reference.isascii() and reference.isdecimal()


def _could_mean(kind: Kept, reference: str) -> ColumnElement[bool] | None:
    """Return a looser condition, for when nothing is called exactly so."""
    if kind is Speaker:
        folded = finding_key(reference)
        also = select(SpeakerName.speaker_id).where(SpeakerName.found_by == folded)
        return or_(Speaker.found_by == folded, Speaker.id.in_(also)) & (
            Speaker.merged_into_id.is_(None)
        )
    if kind is Topic:
        return Topic.id.in_(select(OldSlug.topic_id).where(OldSlug.slug == reference))
    return None
