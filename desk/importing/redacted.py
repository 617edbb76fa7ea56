"""What was redacted: no import puts anything in its place but that of who may redact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.drafts import Draft
from desk.refusals import RefusedError
from desk.statement_drafts import PLAIN
from models import Redaction, ReplyRequest, Review, Source, Speaker, Statement
from models.roles import Permission, roles_that_may
from models.tombstone import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.source_drafts import AppearanceLine
    from desk.statement_drafts import StatementLine
    from models.records import AppearanceRecord, StatementRecord

    Ids = Collection[int] | Select[int]

#: The fields of a line that a part is told in, where these have other names.
_FIELDS = {
    "said": ("said", "said_text"),
    "about": ("about", "about_text"),
    "outlet": ("container_title", "publisher"),
    "addresses": ("url", "archived_url"),
    "words": ("words", "to_words"),
    "reasons": ("reason",),
}
SOURCE = ("title", "authors", "container_title", "publisher", "genre", "url", "archived_url", "csl")
SPEAKER = ("name", "aliases", "offices", "speaks_for", "wikidata", "note")
_LOCATOR = ("exact", "prefix", "suffix", "start", "end")
_BESIDE: tuple[tuple[str, type[Review | ReplyRequest], frozenset[str]], ...] = (
    ("reviews", Review, frozenset({"word", "summary", "url", "organisation"})),
    ("reply_requests", ReplyRequest, frozenset({"whom", "route", "not_sought_because"})),
)


def redacted_parts(session: Session, subject: str, ids: Ids) -> set[str]:
    """Return the parts of records that were ever redacted, by the name of their table."""
    chosen = select(Redaction.fields).where(
        Redaction.subject_type == subject, Redaction.subject_id.in_(ids)
    )
    return {part for parts in session.scalars(chosen) for part in parts}


def refuse_redacted(
    session: Session, by: Actor | None, subject: str, number: int, brought: Mapping[str, str]
) -> None:
    """Refuse what a line brings in place of what was redacted of a record, unless `by` may redact.

    `brought` are the paths of the fields that say otherwise, by field. Raises RefusedError.
    """
    if not brought or may_bring_back(by):
        return
    for part in sorted(redacted_parts(session, subject, [number])):
        for name in _FIELDS.get(part, (part,)):
            if name in brought:
                raise redacted(subject, brought[name])


def may_bring_back(by: Actor | None) -> bool:
    """Tell whether somebody may put words in place of what was redacted by a file."""
    return by is not None and by.may(Permission.REDACT)


def redacted(noun: str, path: str) -> RefusedError:
    """Return why a line is refused that brings something in place of what was redacted."""
    who = " or ".join(roles_that_may(Permission.REDACT))
    reason = (
        f"this was redacted of the {noun.replace('_', ' ')}, and the line brings something in its "
        f"place; leave it as the record has it, or have an {who} import the line"
    )
    return RefusedError(path, reason)


def brought_of(
    draft: object, known: object, names: Collection[str], within: str = ""
) -> dict[str, str]:
    """Return the fields in which a draft tells something else than a record, each with its path."""
    found = (name for name in names if _brings(getattr(draft, name), getattr(known, name)))
    return {name: f"{within}.{name}" if within else name for name in found}


def refuse_redacted_statement(
    session: Session, by: Actor, known: StatementRecord, draft: StatementLine
) -> None:
    """Refuse a line that brings something in place of what was redacted of a known statement.

    Of the words, passages and relays, of ratings and requests for comment, and of a speaker or
    source that the line names without a key. Raises RefusedError.
    """
    if may_bring_back(by):
        return
    brought = brought_of(draft, known, [*PLAIN, "status_reason", "translations"])
    for name in brought:
        # The role may have gone with all that is known of the speaker.
        if getattr(known, name) == TOMBSTONE:
            raise redacted(Statement.__tablename__, name)
    if known.redacted_at is not None:
        # The first of each is told.
        brought |= dict([*_placed(draft, known)][::-1])
        refuse_redacted(session, by, Statement.__tablename__, known.id, brought)
    _refuse_named_anew(draft, known)
    _refuse_beside(session, draft, known)


def _brings(given: Any, known: Any) -> bool:  # noqa: ANN401 -- any field
    if isinstance(given, tuple):
        held = [_told(given[0], one) for one in known] if given else []
        return any(_told(one, one) not in held for one in given)
    return given not in (None, "", {}) and given != known


def _told(draft: Any, told: Any) -> object:  # noqa: ANN401 -- a text, a name, a draft or a record
    """Return what a draft or a record tells in the fields of a draft."""
    if not isinstance(draft, Draft):
        return told
    # An answer outside the file is left out.
    return [getattr(told, name) for name in type(draft).model_fields if name != "answer"]


def _placed(draft: StatementLine, known: StatementRecord) -> Iterator[tuple[str, str]]:
    """Yield which passages and relays a line brings, each with its path."""
    for place, line in enumerate(draft.appearances):
        there = known.appearances[place] if place < len(known.appearances) else None
        for name in _LOCATOR:
            if _brings(getattr(line.locator, name), getattr(there, name, None)):
                yield "passages", f"appearances.{place}.locator.{name}"
        if line.relays and _hops(line) != _hops(there):
            yield "relays", f"appearances.{place}.relays"


def _hops(found: AppearanceLine | AppearanceRecord | None) -> list[tuple[str, str | None]]:
    return [(hop.name, hop.verb) for hop in found.relays] if found else []


def _refuse_named_anew(draft: StatementLine, known: StatementRecord) -> None:
    """Refuse a name or title in place of a redacted one: without a key it makes another record."""
    if _names(draft.speaker.key, draft.speaker.name, known.speaker.name):
        raise redacted(Speaker.__tablename__, "speaker.name")
    for place, (line, there) in enumerate(zip(draft.appearances, known.appearances, strict=False)):
        if _names(line.source.key, line.source.title, there.source.title):
            raise redacted(Source.__tablename__, f"appearances.{place}.source.title")


def _names(key: str | None, given: str, known: str) -> bool:
    return key is None and known == TOMBSTONE != given


def _refuse_beside(session: Session, draft: StatementLine, known: StatementRecord) -> None:
    for name, model, parts in _BESIDE:
        if _brings(getattr(draft, name), getattr(known, name)):
            ids = select(model.id).where(model.statement_id == known.id)
            if redacted_parts(session, model.__tablename__, ids) & parts:
                raise redacted(model.__tablename__, name)
