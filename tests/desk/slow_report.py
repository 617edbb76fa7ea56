"""The figures of the contradiction report, counted one by one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desk.contradictions import counts, report, statement_ids
from desk.disputes import by_disputed_statement
from desk.scopes import ReportScope
from models.dates import read_edtf
from models.terms import LinkStatus, PairKind, Relation, SpeakerKind, Standing, StatementStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models import Link, Statement

TODAY = date(2026, 9, 1)
KINDS = list(PairKind)


def in_report(links: list[Link], *statuses: LinkStatus) -> list[Link]:
    return [
        link
        for link in links
        if link.relation is Relation.CONTRADICTS
        and link.status in statuses
        and {one.status for one in sides_of(link)} == {StatementStatus.LOGGED}
    ]


def sides_of(link: Link) -> tuple[Statement, Statement]:
    return link.from_statement, link.to_statement


def kind_of(link: Link) -> PairKind:
    one, other = (side.speaker for side in sides_of(link))
    if SpeakerKind.UNNAMED in {one.kind, other.kind}:
        return PairKind.UNNAMED
    return PairKind.SELF if one is other else PairKind.OTHERS


def counted_slowly(links: list[Link]) -> dict[str, int]:
    confirmed = in_report(links, LinkStatus.CONFIRMED)
    settled = [link for link in confirmed if not link.recheck]
    return {
        **{one.value: sum(link.standing is one for link in settled) for one in Standing},
        "recheck": sum(link.recheck for link in confirmed),
        "proposed": len(in_report(links, LinkStatus.PROPOSED)),
        "self_": sum(kind_of(link) is PairKind.SELF for link in confirmed),
        "others": sum(kind_of(link) is PairKind.OTHERS for link in confirmed),
        "unnamed": sum(kind_of(link) is PairKind.UNNAMED for link in confirmed),
    }


def disputed_slowly(links: list[Link]) -> int:
    """Take the statement that most pairs share, and its pairs away, until none is left."""
    left = [link for link in in_report(links, LinkStatus.CONFIRMED) if not link.recheck]
    taken = 0
    while left:
        sides = {side.id: side for link in left for side in sides_of(link)}
        most = min(sides.values(), key=lambda side: _rank(side, left))
        left = [link for link in left if most not in sides_of(link)]
        taken += 1
    return taken


def _rank(side: Statement, left: list[Link]) -> tuple[int, int, bool, str]:
    mine = [link for link in left if side in sides_of(link)]
    others = [one for link in mine for one in sides_of(link) if one is not side]
    later = sum(_before(one, side) for one in others)
    return -len(mine), later, side.said is None, side.key


def _before(one: Statement, other: Statement) -> bool:
    if one.said is None or other.said is None:
        return False
    return read_edtf(one.said).before(read_edtf(other.said))


def ordered_slowly(links: list[Link]) -> list[int]:
    def place(link: Link) -> tuple[int, date, int]:
        return KINDS.index(kind_of(link)), _later(link) or date.max, link.id

    # Nothing drawn is dated to the last day of all.
    return [link.id for link in sorted(in_report(links, LinkStatus.CONFIRMED), key=place)]


def newest_slowly(links: list[Link]) -> list[int]:
    def place(link: Link) -> tuple[date, int]:
        return _later(link) or date.min, link.id

    confirmed = in_report(links, LinkStatus.CONFIRMED)
    return [link.id for link in sorted(confirmed, key=place, reverse=True)]


def _later(link: Link) -> date | None:
    return max((read_edtf(one.said).latest for one in sides_of(link) if one.said), default=None)


def is_as_counted(session: Session, links: list[Link]) -> None:
    whole = report(session, ReportScope(), TODAY, size=None)
    slow = counted_slowly(links)
    assert {name: getattr(whole.counts, name) for name in slow} == slow
    assert whole.counts.pairs == slow["self_"] + slow["others"] + slow["unnamed"]
    assert whole.headline == disputed_slowly(links)
    settled = [pair for pair in whole.pairs if not pair.recheck]
    assert whole.headline == len(by_disputed_statement(settled))
    for kind in PairKind:
        mine = [link for link in links if kind_of(link) is kind]
        asked = ReportScope(kind=kind)
        narrowed = report(session, asked, TODAY, size=None)
        slow = counted_slowly(mine)
        assert {name: getattr(narrowed.counts, name) for name in slow} == slow
        assert narrowed.headline == disputed_slowly(mine)
        assert narrowed.tallies == whole.tallies
        assert whole.tallies[kind].pairs == narrowed.counts.pairs == len(narrowed.pairs)
        assert {pair.kind for pair in narrowed.pairs} <= {kind}
        assert counts(session, asked) == narrowed.counts
        sides = {side.id for pair in narrowed.pairs for side in pair.sides}
        assert statement_ids(session, asked, TODAY) == sorted(sides)
