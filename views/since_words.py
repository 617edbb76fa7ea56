"""What has changed since a report was frozen, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext as _

from desk.freezing.banners import LinkWhat
from desk.since import What
from views.date_words import when
from views.scripts import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.freezing.banners import Since
    from desk.pairs import Pair


def since_lines(since: Since, pairs: Iterable[Pair]) -> list[str]:
    """Return a line for each statement or link that has changed, by speaker and date as frozen."""
    known = {pair.id: pair for pair in pairs}
    sides = {side.id: side for pair in known.values() for side in pair.sides}
    told = []
    for change in since.statements:
        side = sides.get(change.statement_id)
        if side is not None:
            name, said = isolated(side.speaker.name), when(side.said)
            told.append(f"{name}, {said}: {_statement_words()[change.what]}")
    for link in since.links:
        if link.link_id in known:
            first, second = (isolated(side.speaker.name) for side in known[link.link_id].sides)
            both = _("%(first)s and %(second)s", first=first, second=second)
            told.append(f"{both}: {_link_words()[link.what]}")
    return told


def _statement_words() -> dict[What, str]:
    return {
        What.REDACTED: _("values of the statement, or of what it rests on, were redacted since"),
        What.WITHDRAWN: _("the statement was withdrawn since"),
        What.CORRECTED: _("the statement, or the source it rests on, was corrected since"),
        What.REVISED: _("the statement was revised since"),
    }


def _link_words() -> dict[LinkWhat, str]:
    return {
        LinkWhat.WITHDRAWN: _("the link between the two was withdrawn since"),
        LinkWhat.REJECTED: _("the link between the two was rejected since"),
        LinkWhat.REOPENED: _("the link between the two is being decided anew"),
        LinkWhat.RECHECK: _("the link between the two waits for a re-check"),
    }
