"""What merging two speakers would do, told before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from desk import link_records, records
from desk.merging.mergers import TAKEN
from desk.pairs import Pair, make_pair
from desk.parties import speakers
from desk.read_models.search_index import of_speaker
from desk.refusals import MissingError
from models import Link, Speaker, Statement
from models.dates import bounds
from models.terms import LinkStatus, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from desk.rows import AnySelect
    from models.records import LinkRecord, OfficeRecord, SpeakerRecord

SHOWN = 20
HALF, OTHER_HALF = aliased(Statement), aliased(Statement)
LIVE = (LinkStatus.PROPOSED, LinkStatus.CONFIRMED)


@dataclass(frozen=True)
class Preview:
    """What would move from one speaker to the other, and what a person should look at first.

    `own` are the live links that would join two statements of one speaker; `repeated` are pairs of
    ids of statements with the same words on the same day; both at most twenty.
    """

    kept: SpeakerRecord
    other: SpeakerRecord
    versions: tuple[int, int]
    statements: int
    links: int
    names: tuple[str, ...]
    offices: tuple[OfficeRecord, ...]
    taken: tuple[tuple[str, str], ...]
    own: tuple[Pair, ...]
    repeated: tuple[tuple[int, int], ...]
    doubts: tuple[str, ...]

    @property
    def unnamed(self) -> bool:
        """Whether no source names either of the two."""
        return self.kept.kind is self.other.kind is SpeakerKind.UNNAMED


def preview(session: Session, kept_id: int, other_id: int) -> Preview:
    """Return what a merger would do, in a constant number of queries; raises MissingError."""
    found = speakers(session, [kept_id, other_id])
    for one in (kept_id, other_id):
        if one not in found:
            noun = "speaker"
            raise MissingError(noun, one)
    kept, other = found[kept_id], found[other_id]
    own = link_records.chosen_by(session, _own(kept_id, other_id))
    (statements, links), versions = _how_many(session, kept_id, other_id)
    return Preview(
        kept=kept,
        other=other,
        versions=versions,
        statements=statements,
        links=links,
        names=_new_names(kept, other),
        offices=tuple(office for office in other.offices if office not in kept.offices),
        taken=_taken(kept, other),
        own=_pairs(session, own),
        repeated=tuple((one, two) for one, two in session.execute(_repeated(kept_id, other_id))),
        doubts=tuple(_doubts(kept, other)),
    )


def _how_many(
    session: Session, kept_id: int, other_id: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Count statements and live links of the other one, and read the versions of both."""
    versions = (
        select(Speaker.version).where(Speaker.id == one).scalar_subquery()
        for one in (kept_id, other_id)
    )
    said = select(func.count()).select_from(of_speaker(other_id).subquery())
    told = select(said.scalar_subquery(), _resting(other_id).scalar_subquery(), *versions)
    statements, links, mine, theirs = session.execute(told).one()
    return (statements, links), (mine, theirs)


def _pairs(session: Session, links: Sequence[LinkRecord]) -> tuple[Pair, ...]:
    sides = sorted({side for link in links for side in (link.from_id, link.to_id)})
    said = {one.id: one for one in records.cards(session, sides)} if sides else {}
    pairs = (make_pair(one, said[one.from_id], said[one.to_id]) for one in links)
    return tuple(sorted(pairs, key=lambda pair: pair.id))


def _new_names(kept: SpeakerRecord, other: SpeakerRecord) -> tuple[str, ...]:
    known = {kept.name, *kept.aliases}
    return tuple(dict.fromkeys(n for n in (other.name, *other.aliases) if n not in known))


def _taken(kept: SpeakerRecord, other: SpeakerRecord) -> tuple[tuple[str, str], ...]:
    told = ((name, getattr(kept, name), getattr(other, name)) for name in TAKEN)
    return tuple((name, theirs) for name, ours, theirs in told if ours is None and theirs)


def _resting(other_id: int) -> AnySelect:
    said = of_speaker(other_id)
    either = or_(Link.from_id.in_(said), Link.to_id.in_(said))
    return select(func.count()).select_from(Link).where(Link.status.in_(LIVE), either)


def _own(kept_id: int, other_id: int) -> AnySelect:
    forth = (HALF.speaker_id == kept_id) & (OTHER_HALF.speaker_id == other_id)
    back = (HALF.speaker_id == other_id) & (OTHER_HALF.speaker_id == kept_id)
    return (
        select(Link.id)
        .join(HALF, HALF.id == Link.from_id)
        .join(OTHER_HALF, OTHER_HALF.id == Link.to_id)
        .where(Link.status.in_(LIVE), forth | back)
        .order_by(Link.id)
        .limit(SHOWN)
    )


def _repeated(kept_id: int, other_id: int) -> AnySelect:
    words = (HALF.quote == OTHER_HALF.quote) | (HALF.claim == OTHER_HALF.claim)
    return (
        select(HALF.id, OTHER_HALF.id)
        .join(OTHER_HALF, (HALF.said_to == OTHER_HALF.said_to) & words)
        .where(HALF.speaker_id == kept_id, OTHER_HALF.speaker_id == other_id)
        .order_by(HALF.id, OTHER_HALF.id)
        .limit(SHOWN)
    )


def _doubts(kept: SpeakerRecord, other: SpeakerRecord) -> list[str]:
    told = []
    if kept.wikidata and other.wikidata and kept.wikidata != other.wikidata:
        told.append(
            f"Wikidata knows them as two: {kept.wikidata} and {other.wikidata}. "
            f"{kept.wikidata} would stay."
        )
    if kept.kind is not other.kind:
        told.append(f"One is kept as “{kept.kind}”, the other as “{other.kind}”.")
    if any(_overlap(one, two) for one in kept.offices for two in other.offices):
        told.append("Their offices overlap: where two were held, no role is filled in by itself.")
    return told


def _overlap(one: OfficeRecord, two: OfficeRecord) -> bool:
    if one == two:
        return False
    begun, ended = _span(one)
    other_begun, other_ended = _span(two)
    if begun is None or other_begun is None:
        return False
    return (ended is None or other_begun < ended) and (other_ended is None or begun < other_ended)


def _span(office: OfficeRecord) -> tuple[date | None, date | None]:
    return bounds(office.since)[1], bounds(office.until)[0]
