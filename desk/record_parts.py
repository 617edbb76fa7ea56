"""What stands beside the words of a statement: its topics, translations, ratings and requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, bindparam, literal, null, select, union_all
from sqlalchemy.orm import aliased

from desk.rows import grouped, without
from desk.sight import rows_for
from models import (
    ReplyRequest,
    SpeakerName,
    Statement,
    Topic,
    Translation,
    statement_topic,
)
from models.records import ReplyRecord, TranslationRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy.orm import Session

    from desk.rows import AnyRow, Parts

_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_ANSWERING = aliased(Statement)
_HELD = statement_topic.c
_TRANSLATION = (
    Translation.id,
    Translation.text,
    Translation.language,
    Translation.by,
    Translation.date,
    Translation.kind,
)
_TRANSLATION_NAMES = tuple(column.key for column in _TRANSLATION)
_IN_WORDS, _ON, _NAME = "translation", "topic", "name"
_NOTHING = (null(), null(), null(), null())
_TOPICS_AND_TRANSLATIONS = (
    select(
        Translation.statement_id.label("statement_id"),
        literal(_IN_WORDS).label("part"),
        Translation.position.label("position"),
        *_TRANSLATION,
    ).where(Translation.statement_id.in_(_IDS)),
    select(_HELD.statement_id, literal(_ON), null(), null(), Topic.name, *_NOTHING)
    .join(Topic, Topic.id == _HELD.topic_id)
    .where(_HELD.statement_id.in_(_IDS)),
)
# By the speakers, who are known already: asked for by way of the statements of a long page, all
# names there are would be gone through, with all these statements for each.
_NAMES = select(
    literal(0),
    literal(_NAME),
    SpeakerName.position,
    SpeakerName.speaker_id,
    SpeakerName.name,
    *_NOTHING,
).where(SpeakerName.speaker_id.in_(bindparam("speakers", expanding=True)))
_PARTS = union_all(*_TOPICS_AND_TRANSLATIONS)
_PARTS_AND_NAMES = union_all(*_TOPICS_AND_TRANSLATIONS, _NAMES)
REPLY = (
    ReplyRequest.statement_id,
    ReplyRequest.id,
    ReplyRequest.version,
    ReplyRequest.whom,
    ReplyRequest.asked,
    ReplyRequest.route,
    ReplyRequest.deadline,
    ReplyRequest.not_sought_because,
)
_REPLIES = (
    select(
        *REPLY,
        _ANSWERING.id.label("answer_id"),
        _ANSWERING.key.label("answer"),
    )
    .outerjoin(_ANSWERING, _ANSWERING.id == ReplyRequest.answer_id)
    .where(ReplyRequest.statement_id.in_(_IDS))
    .order_by(ReplyRequest.id)
)


def in_words(
    session: Session, ids: Collection[int], speakers: Collection[int] = ()
) -> tuple[Parts, Parts, Parts]:
    """Read other names of these speakers, topics and translations of statements that may be seen."""
    chosen = _PARTS_AND_NAMES if speakers else _PARTS
    found = rows_for(session, chosen, {"ids": list(ids), "speakers": list(speakers)})
    rows = sorted(found, key=_place)
    return (
        grouped((row[3], row[4]) for row in rows if row[1] == _NAME),
        grouped((row[0], row[4]) for row in rows if row[1] == _ON),
        grouped((row[0], _translation(row[3:])) for row in rows if row[1] == _IN_WORDS),
    )


def _place(row: AnyRow) -> tuple[int, str]:
    # Sorted here: to sort them costs the database as much as to read them.
    return row[2] or 0, row[4] or ""


def _translation(values: Sequence[Any]) -> TranslationRecord:
    return TranslationRecord(**dict(zip(_TRANSLATION_NAMES, values, strict=True)))


def replies(session: Session, ids: Sequence[int]) -> Parts:
    """Return who was asked for comment on statements, by statement."""
    rows = rows_for(session, _REPLIES, {"ids": ids})
    return grouped((row[0], ReplyRecord(**without(row, "statement_id"))) for row in rows)
