"""What has changed since a report was frozen, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.freezing.banners import LinkWhat
from desk.since import What
from views.catalogue import gettext as _
from views.date_words import when
from views.scripts import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desk.freezing.banners import Since
    from desk.pairs import Pair
    from models.records import StatementRecord


def since_lines(since: Since, pairs: Iterable[Pair]) -> list[str]:
    """Return a line for each statement or link that has changed, by speaker and date as frozen."""
    known = {pair.id: pair for pair in pairs}
    names = _names([side for pair in known.values() for side in pair.sides])
    told = []
    for change in since.statements:
        name = names.get(change.statement_id) or _("A statement behind this report")
        told.append(f"{name}: {_statement_words()[change.what]}")
    for link in since.links:
        if link.link_id in known:
            first, second = (isolated(side.speaker.name) for side in known[link.link_id].sides)
            both = _("%(first)s and %(second)s", first=first, second=second)
            told.append(f"{both}: {_link_words()[link.what]}")
    return told


def _names(sides: Sequence[StatementRecord]) -> dict[int, str]:
    """Return how each statement is called: the sides, and what corrects one of them."""
    own = {side.id: _said(side.speaker.name, side.said) for side in sides}
    correcting = {
        one.statement_id: _("%(statement)s (a correction)", statement=_said(one.speaker, one.said))
        for side in sides
        for one in side.corrections
    }
    return correcting | own


def _said(speaker: str, said: str | None) -> str:
    return f"{isolated(speaker)}, {when(said)}"


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
