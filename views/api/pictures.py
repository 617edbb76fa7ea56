"""Timeline, network and balance: what a report shows beside its pairs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

from desk import coverage
from desk import pictures as desk
from desk.coverage_scopes import CoverageScope
from desk.pictures import between_speakers
from desk.scopes import ReportNarrowing
from models import this_day
from views.api.answers.pictures import (
    BetweenJSON,
    CoverageJSON,
    NetworkJSON,
    NodeJSON,
    TimelineJSON,
)
from views.api.operations import Resource
from views.api.reports import report_scope
from views.context import reading
from views.coverage_commands import coverage_json
from views.desk_address import desk_address
from views.drawings import network_of, sent, timeline_of
from views.forms.saved_reports import scope_args
from views.report_words import lost_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flask import Response

    from desk.pictures import Between, Shown
    from models.records import StatementRecord

SVG = ("image/svg+xml",)
pictures = Resource("Pictures", "Timeline and network of a report, and its balance.")


class NetworkScope(ReportNarrowing):
    """What the network is about, and what its nodes are."""

    of: Literal["statements", "speakers"] = "statements"


@pictures.shows("/reports/timeline", TimelineJSON, ReportNarrowing)
def show_timeline(scope: ReportNarrowing) -> dict[str, Any]:
    """Tell confirmed links of every relation in scope, and their statements in order of time.

    As many as a picture can hold: conflicts first, those said last first.
    """
    seen = _seen(scope)
    return {"statements": seen.statements, "links": seen.links, **_how_much(seen)}


@pictures.shows("/reports/network", NetworkJSON, ReportNarrowing)
def show_network(scope: ReportNarrowing) -> dict[str, Any]:
    """Tell the same links gathered by the speakers between whom they lie."""
    seen = _seen(scope)
    between = tuple(_tie(one) for one in between_speakers(seen.links, seen.statements))
    return {"speakers": tuple(_nodes(seen.statements)), "between": between, **_how_much(seen)}


@pictures.sends("/reports/timeline/file", SVG, ReportNarrowing)
def send_timeline(scope: ReportNarrowing) -> Response:
    """Send the timeline as a drawing (SVG); the ledger of exports notes that it left."""
    seen = _seen(scope)
    return sent("timeline", report_scope(scope), seen, timeline_of(seen, desk_address()))


@pictures.sends("/reports/network/file", SVG, NetworkScope)
def send_network(scope: NetworkScope) -> Response:
    """Send the network of statements or speakers as a drawing (SVG); the ledger notes that it left."""
    seen, asked = _seen(scope), report_scope(scope)
    args = {**scope_args(asked), "of": scope.of}
    return sent("network", asked, seen, network_of(seen, scope.of, args, desk_address()))


@pictures.shows("/reports/coverage", CoverageJSON, CoverageScope)
def show_coverage(scope: CoverageScope) -> dict[str, Any]:
    """Tell balance and coverage: what the desk has of each speaker, organisation and topic.

    Each line with the numbers that its shares are out of. Of very many statements those said last
    are told of.
    """
    most = coverage.newest_told(reading())
    found = coverage.coverage(reading(), scope, size=None, newest=most)
    return coverage_json(found) | {"newest": found.newest}


def _seen(scope: ReportNarrowing) -> Shown:
    return desk.shown(reading(), report_scope(scope), this_day())


def _how_much(seen: Shown) -> dict[str, Any]:
    return {"whole": seen.whole, "lost": lost_json(seen.past) if seen.past else ()}


def _nodes(statements: Iterable[StatementRecord]) -> Iterator[NodeJSON]:
    said = list(statements)
    counts = Counter(one.speaker.id for one in said)
    known = {one.speaker.id: one.speaker for one in said}
    for number in sorted(known):
        one = known[number]
        yield NodeJSON(
            id=number, key=one.key, name=one.name, kind=one.kind, statements=counts[number]
        )


def _tie(between: Between) -> BetweenJSON:
    link = between.links[0]
    return BetweenJSON(
        first_id=between.first.id,
        second_id=between.second.id,
        relation=link.relation,
        standing=link.standing,
        recheck=link.recheck,
        link_ids=tuple(one.id for one in between.links),
    )
