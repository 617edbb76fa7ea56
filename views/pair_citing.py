"""A pair as it is cited: by this desk, at the address where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.pairs import CitedPair
from desk import link_records
from desk.pairs import make_pair
from desk.settings import settings
from views.context import reading
from views.desk_address import desk_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.pairs import Pair
    from models.records import StatementRecord


def cited_link(link_id: int, statements: Iterable[StatementRecord]) -> CitedPair | None:
    """Return a link to be cited with these statements, both its sides among them.

    None for one that is rejected or withdrawn: there is nothing to cite but its statements.
    """
    sides = {one.id: one for one in statements}
    for link in link_records.by_ids(reading(), [link_id]):
        if {link.from_id, link.to_id} <= sides.keys():
            return cited_pair(make_pair(link, sides[link.from_id], sides[link.to_id]))
    return None


def cited_pair(pair: Pair) -> CitedPair | None:
    """Return a pair to be cited, as `cited_link` does; its order is that of its relation."""
    link = pair.link
    if not link.status.live:
        return None
    turned = not link.relation.symmetric and pair.first.id != link.from_id
    first, second = (pair.second, pair.first) if turned else pair.sides
    root = desk_address()
    url = f"{root}/links/{link.id}" if root else None
    name = settings(reading()).name
    return CitedPair(link, first, second, desk=name, url=url, outcome=pair.outcome)
