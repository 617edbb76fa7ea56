"""What the desk says of itself, and the scale it rates with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

from pydantic import AfterValidator, Field

from desk.drafts import Draft, Line, WebUrl, refusal
from desk.history.audit import record
from desk.refusals import StaleError
from desk.statement_drafts import Rating
from models import Setting
from models.setting_records import RatingRecord, SettingRecord

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

ONE = 1
_HELD = "settings"
MOST_RATINGS = 20


class RatingDraft(Draft):
    """A word of the scale, and where it stands on it."""

    word: Line
    value: Rating


def _is_scale(ratings: tuple[RatingDraft, ...]) -> tuple[RatingDraft, ...]:
    kind = "scale"
    if len(ratings) == 1:
        raise refusal(kind, "A scale needs two words at least, the worst and the best.")
    words = [rating.word.casefold() for rating in ratings]
    if len(set(words)) < len(words):
        raise refusal(kind, "A word stands twice on the scale; keep one.")
    values = [rating.value for rating in ratings]
    if values != sorted(set(values)):
        raise refusal(kind, "The values have to rise from the worst word to the best.")
    return ratings


class SettingDraft(Draft):
    """The desk's name, home page, public address, and rating scale with the worst word first."""

    name: Line | None = None
    home: WebUrl | None = None
    base_url: WebUrl | None = None
    ratings: Annotated[
        tuple[RatingDraft, ...], Field(max_length=MOST_RATINGS), AfterValidator(_is_scale)
    ] = ()


#: What is offered to a desk that has no scale of its own; nothing holds a desk to it.
USUAL_SCALE = (
    RatingRecord(word="false", value=1),
    RatingRecord(word="mostly false", value=2),
    RatingRecord(word="half true", value=3),
    RatingRecord(word="mostly true", value=4),
    RatingRecord(word="true", value=5),
)


def settings(session: Session) -> SettingRecord:
    """Return the settings of the desk."""
    transaction, held = session.info.get(_HELD, (None, None))
    if held is not None and transaction is session.get_transaction():
        return cast("SettingRecord", held)
    kept = session.get_one(Setting, ONE)
    return setting_record(kept.version, kept.name, kept.home, kept.base_url, kept.ratings)


def hold(session: Session, known: SettingRecord) -> None:
    """Let a session know the settings to the end of its transaction, unless it revises them."""
    session.info[_HELD] = session.get_transaction(), known


def hand_on(before: Session, after: Session) -> None:
    """Let a session that has just begun know what the one before it in a request knows."""
    known = settings(before)
    after.begin()
    hold(after, known)


def setting_record(
    version: int,
    name: str | None,
    home: str | None,
    base_url: str | None,
    ratings: list[dict[str, Any]],
) -> SettingRecord:
    """Return the settings of the desk as a value."""
    scale = tuple(RatingRecord(word=one["word"], value=one["value"]) for one in ratings)
    return SettingRecord(version=version, name=name, home=home, base_url=base_url, ratings=scale)


def revise_settings(session: Session, version: int, draft: SettingDraft, by: Actor) -> Setting:
    """Replace the settings; ratings given already keep their words and values.

    Raises StaleError when the version is not the current one.
    """
    session.info.pop(_HELD, None)
    kept = session.get_one(Setting, ONE, with_for_update=True)
    if kept.version != version:
        noun = "page of settings"
        raise StaleError(noun, ONE)
    kept.name, kept.home, kept.base_url = draft.name, draft.home, draft.base_url
    kept.ratings = [rating.model_dump() for rating in draft.ratings]
    record(session, by, "setting:revise", kept)
    return kept
