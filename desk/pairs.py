"""A link with both its statements, as pages and reports show it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from desk import corrections, records, replies
from desk.cards import cards_of, links_of
from desk.kept import once
from desk.pair_sides import beside
from desk.refusals import MissingError
from models.dates import read_edtf
from models.terms import Outcome, PairKind, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from desk.rows import Parts
    from models.dates import Edtf
    from models.records import LinkRecord, ReplyRecord, StatementRecord
    from models.terms import Standing


@dataclass(frozen=True)
class Gap:
    """The least and the greatest number of days that can lie between two dates."""

    min: int
    max: int


@dataclass(frozen=True)
class Spacing:
    """What is known of the time between two statements."""

    order_known: bool
    gap: Gap | None
    gap_days: int | None


@dataclass(frozen=True)
class Pair:
    """Two linked statements, the earlier one first where the order is known, else by key."""

    link: LinkRecord
    first: StatementRecord
    second: StatementRecord
    order_known: bool
    gap: Gap | None
    gap_days: int | None
    corrected: bool

    def __hash__(self) -> int:
        """Return the same of equal values, sooner than of all of them."""
        return hash(self.link)

    @property
    def id(self) -> int:
        """The id of the link, which is that of the pair."""
        return self.link.id

    @cached_property
    def weight(self) -> int:
        """How much room its texts take, in statements of usual length."""
        return self.first.weight + self.second.weight + self.link.weight

    @property
    def key(self) -> str:
        """The key of the link."""
        return self.link.key

    @cached_property
    def kind(self) -> PairKind:
        """Who stands against whom."""
        speakers = (self.first.speaker, self.second.speaker)
        if any(speaker.kind is SpeakerKind.UNNAMED for speaker in speakers):
            return PairKind.UNNAMED
        return PairKind.SELF if speakers[0].id == speakers[1].id else PairKind.OTHERS

    @property
    def rationale(self) -> str | None:
        """Why the two are linked."""
        return self.link.rationale

    @property
    def standing(self) -> Standing | None:
        """How far a contradiction goes."""
        return self.link.standing

    @property
    def recheck(self) -> bool:
        """Whether what the link rests on has changed since it was confirmed."""
        return self.link.recheck

    @property
    def outcome(self) -> Outcome | None:
        """What a reviewer found of a speaker against himself, as far as it can still hold.

        None where the two are no longer of one speaker; and nobody can tell that a position
        changed where it is not known which came first.
        """
        found = self.link.outcome if self.kind is PairKind.SELF else None
        return found if self.order_known or found is not Outcome.CHANGED else None

    @property
    def decided_by_two(self) -> bool:
        """Whether decider and proposer are two people."""
        return self.link.decided_by_two

    @property
    def sides(self) -> tuple[StatementRecord, StatementRecord]:
        """Both statements."""
        return self.first, self.second


class AskedPairs(NamedTuple):
    """Pairs, and who was asked for comment on each or on either of its statements, by link."""

    pairs: tuple[Pair, ...]
    asked: Mapping[int, tuple[ReplyRecord, ...]]


def pair_of(session: Session, link_id: int) -> Pair:
    """Return the pair of a link with whole statements; raises MissingError."""
    pairs = pairs_of(session, [link_id])
    if not pairs:
        noun = "link"
        raise MissingError(noun, link_id)
    return pairs[0]


def pairs_of(session: Session, link_ids: Sequence[int], *, whole: bool = False) -> tuple[Pair, ...]:
    """Return the pairs of these links in their order, in a constant number of queries."""
    links = links_of(session, link_ids)
    if not whole:
        return _with_cards(session, links, corrections.of_statements(session, _sides(links)))
    return _joined(links, records.whole(session, _sides(links)))


def asked_pairs_of(session: Session, link_ids: Sequence[int]) -> AskedPairs:
    """Return the same with who was asked for comment, in as many queries."""

    def read() -> AskedPairs:
        return _asked_pairs(session, link_ids)

    return once(session, "pairs", tuple(link_ids), read, _weight)


def _weight(told: AskedPairs) -> int:
    requests = (one for each in told.asked.values() for one in each)
    return sum(pair.weight for pair in told.pairs) + sum(one.weight for one in requests)


def _asked_pairs(session: Session, link_ids: Sequence[int]) -> AskedPairs:
    links = links_of(session, link_ids)
    corrected, asked = beside(session, [link.id for link in links], _sides(links))
    pairs = _with_cards(session, links, corrected)
    return AskedPairs(pairs, replies.on_pairs(asked, pairs))


def _sides(links: Iterable[LinkRecord]) -> list[int]:
    return sorted({side for link in links for side in (link.from_id, link.to_id)})


def _with_cards(
    session: Session, links: Sequence[LinkRecord], corrected: Parts
) -> tuple[Pair, ...]:
    cards = cards_of(session, _sides(links))
    return _joined(
        links,
        (
            replace(one, corrections=corrected[one.id]) if one.id in corrected else one
            for one in cards
        ),
    )


def _joined(links: Iterable[LinkRecord], sides: Iterable[StatementRecord]) -> tuple[Pair, ...]:
    known = {one.id: one for one in sides}
    return tuple(make_pair(link, known[link.from_id], known[link.to_id]) for link in links)


def make_pair(link: LinkRecord, start: StatementRecord, end: StatementRecord) -> Pair:
    """Put two statements in their known order and measure what lies between."""
    first, second = _in_order(start, end)
    apart = spacing(first, second)
    return Pair(
        link=link,
        first=first,
        second=second,
        order_known=apart.order_known,
        gap=apart.gap,
        gap_days=apart.gap_days,
        corrected=first.corrected or second.corrected,
    )


def spacing(start: StatementRecord, end: StatementRecord) -> Spacing:
    """Measure what lies between two statements, whichever came first."""
    one, other = _date(start), _date(end)
    if one is None or other is None:
        return Spacing(order_known=False, gap=None, gap_days=None)
    gap = _gap(one, other)
    return Spacing(
        order_known=one.before(other) or other.before(one),
        gap=gap,
        gap_days=gap.min if one.exact and other.exact else None,
    )


def _in_order(
    start: StatementRecord, end: StatementRecord
) -> tuple[StatementRecord, StatementRecord]:
    by_key = sorted((start, end), key=lambda statement: statement.key)
    one, other = _date(by_key[0]), _date(by_key[1])
    if one and other and other.before(one):
        by_key.reverse()
    return by_key[0], by_key[1]


def _date(statement: StatementRecord) -> Edtf | None:
    return read_edtf(statement.said) if statement.said else None


def _gap(one: Edtf, other: Edtf) -> Gap:
    """Measure bounds: the gap is zero at least where the two may overlap."""
    forth, back = (other.earliest - one.latest).days, (one.earliest - other.latest).days
    far = max((other.latest - one.earliest).days, (one.latest - other.earliest).days)
    return Gap(min=max(forth, back, 0), max=far)
