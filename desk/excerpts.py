"""Shows why a statement was found: the words around a hit that its card does not show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from unicodedata import combining

from sqlalchemy import or_

from desk.rows import grouped
from desk.together import Wanted, read
from models import Link, SpeakerName
from models.among import within
from models.hits import hits
from models.terms import LIVE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy.orm import Session

    from models.asked import Asked, Term
    from models.hits import Hit
    from models.records import StatementRecord

AROUND = 90
"""How many characters before and after a hit are shown, up to the end of a word."""
MOST_READ = 2_000_000
"""How many characters of a page of statements are looked through for excerpts."""
_ORDER = ("position", "id")


class Place(StrEnum):
    """Where in the record of a statement a hit stands."""

    QUOTE = "quote"
    CLAIM = "claim"
    PASSAGE = "passage"
    TRANSLATION = "translation"
    CONTEXT = "context"
    NOTE = "note"
    QUESTION = "in_answer_to"
    TOLD = "told"
    WHERE = "where"
    ALIAS = "alias"
    TOPIC = "topic"
    SOURCE = "source"
    RELAY = "relay"
    RATIONALE = "rationale"


@dataclass(frozen=True)
class Excerpt:
    """Some words around a hit, and where they stand; `link_id` for those of a link."""

    place: Place
    text: str
    link_id: int | None = None


@dataclass(frozen=True)
class _Part:
    place: Place
    text: str | None
    link_id: int | None = None


def excerpts(
    session: Session,
    cards: Sequence[StatementRecord],
    asked: Asked,
    shown: Callable[[StatementRecord], Iterable[str]],
) -> dict[int, tuple[Excerpt, ...]]:
    """Return for each statement the excerpts that show the wanted terms its card does not show.

    Each term is shown once. No query where the statements themselves hold all of them, else one.
    """
    if not asked.wanted:
        return {}
    reading = _Reading(asked)
    missing = {card.id: reading.missing_in(shown(card)) for card in cards}
    found = {card.id: tuple(reading.excerpts(missing[card.id], _parts(card))) for card in cards}
    if rest := [card for card in cards if missing[card.id]]:
        beside = _beside(session, rest)
        for card in rest:
            found[card.id] += tuple(reading.excerpts(missing[card.id], beside(card)))
    return found


class _Reading:
    """Looks through a page of statements, up to a limit."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._left = MOST_READ

    def missing_in(self, shown: Iterable[str]) -> set[Term]:
        """Return the wanted terms that none of some texts holds."""
        missing = set(self._asked.wanted)
        for text in shown:
            missing -= {hit.term for hit in hits(text, self._asked)}
            if not missing:
                break
        return missing

    def excerpts(self, missing: set[Term], parts: Iterable[_Part]) -> Iterator[Excerpt]:
        """Yield where the missing terms stand, and strike them off."""
        for part in parts:
            if not missing or self._left <= 0:
                return
            new = [hit for hit in self._hits(part.text or "") if hit.term in missing]
            if new:
                missing -= {hit.term for hit in new}
                yield Excerpt(part.place, _around(part.text or "", new[0]), part.link_id)

    def _hits(self, text: str) -> Sequence[Hit]:
        read = text[: self._left]
        self._left -= len(read)
        return hits(read, self._asked)


def _parts(card: StatementRecord) -> Iterator[_Part]:
    yield _Part(Place.QUOTE, card.quote)
    yield _Part(Place.CLAIM, card.claim)
    yield from (_Part(Place.PASSAGE, found.exact) for found in card.appearances)
    yield from (_Part(Place.TRANSLATION, one.text) for one in card.translations)
    yield _Part(Place.CONTEXT, card.context)
    yield _Part(Place.NOTE, card.note)
    yield _Part(Place.QUESTION, card.in_answer_to)
    yield _Part(Place.TOLD, card.told)
    yield _Part(Place.WHERE, card.where)
    yield from (_Part(Place.TOPIC, name) for name in card.topics)
    for found in card.appearances:
        work = found.source
        yield from (
            _Part(Place.SOURCE, name) for name in (work.title, work.container_title, work.publisher)
        )
        for hop in found.relays:
            yield _Part(Place.RELAY, hop.name)
            if hop.source:
                yield _Part(Place.RELAY, hop.source.title)
                yield _Part(Place.RELAY, hop.source.container_title)


def _around(text: str, hit: Hit) -> str:
    start = text.rfind(" ", 0, max(hit.start - AROUND, 0)) + 1 if hit.start > AROUND else 0
    start = max(start, hit.start - 2 * AROUND)
    end = text.find(" ", hit.end + AROUND)
    end = min(end if end >= 0 else len(text), hit.end + 2 * AROUND)
    # Where no space is near, the cut still goes between letters, not between their accents.
    start = next(at for at in range(start, hit.start + 1) if not combining(text[at]))
    end = next((at for at in range(end, len(text)) if not combining(text[at])), len(text))
    return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"


def _beside(
    session: Session, cards: Sequence[StatementRecord]
) -> Callable[[StatementRecord], Iterator[_Part]]:
    """Return what tells the other names of a statement's speaker, and the rationales of its links."""
    rows: tuple[list[dict[str, Any]], ...] = ([], [])
    for place, row in read(session, tuple(_wanted(cards))):
        rows[place].append(row)
    names, links = (sorted(some, key=itemgetter(by)) for some, by in zip(rows, _ORDER, strict=True))
    aliases = grouped((row["speaker_id"], row["name"]) for row in names)
    rationales = grouped(
        (side, _Part(Place.RATIONALE, row["rationale"], row["id"]))
        for row in links
        for side in (row["from_id"], row["to_id"])
    )

    def parts(card: StatementRecord) -> Iterator[_Part]:
        yield from (_Part(Place.ALIAS, name) for name in aliases.get(card.speaker.id, ()))
        yield from rationales.get(card.id, ())

    return parts


def _wanted(cards: Sequence[StatementRecord]) -> Iterator[Wanted]:
    names = (SpeakerName.speaker_id, SpeakerName.name, SpeakerName.position)
    yield Wanted(names, (within(SpeakerName.speaker_id, {card.speaker.id for card in cards}),))
    ids = [card.id for card in cards]
    touching = or_(within(Link.from_id, ids), within(Link.to_id, ids))
    links = (Link.id, Link.from_id, Link.to_id, Link.rationale)
    yield Wanted(links, (touching, Link.status.in_(LIVE)))
