"""Which tokens of the search index narrow a list, and between which places it lies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk.statement_scopes import Linked, Order
from models import facets as tokens
from models.dates import read_edtf
from models.facets import DAY, Facets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from desk.statement_scopes import StatementScope

_LAST = (1 << 63) - 1


@dataclass(frozen=True)
class PlaceRange:
    """Places that follow each other, from the first to the last, both included.

    `reaching` is a day: of these places only dates that begin by that day and end later.
    """

    first: int
    last: int
    reaching: date | None = None

    @property
    def everywhere(self) -> bool:
        """Whether it leaves nothing out."""
        return (self.first, self.last) == (0, _LAST)

    def beyond(self, place: int, *, upwards: bool) -> PlaceRange:
        """Return what is left of it beyond a place."""
        if upwards:
            return replace(self, first=max(self.first, place + 1))
        return replace(self, last=min(self.last, place - 1))


EVERYWHERE = PlaceRange(0, _LAST)


def facets_of(scope: StatementScope, secret: Sequence[int] = ()) -> Facets:
    """Return the tokens that narrow a list; statements of secret topics are not among them."""
    unwanted = [*_proven(scope, wanted=False), *topics_of(secret)]
    if scope.relation is Linked.NONE and not secret:
        # The index knows of links that are hidden from who is not let in: of whom is asked then.
        unwanted.append(tokens.LINKED)
    return Facets(tuple(_wanted(scope)), (), tuple(unwanted))


def topics_of(ids: Sequence[int]) -> tuple[str, ...]:
    """Return the tokens of some topics."""
    return tuple(f"{tokens.TOPIC}{one}" for one in ids)


def stretches(scope: StatementScope) -> list[PlaceRange]:
    """Return the places of a list in its order; a date that may lie in the range is in it.

    Undated statements stand at the end, and outside of any range.
    """
    dated = [_between(scope), *_reaching(scope)]
    if scope.sorted_by is not Order.OLDEST:
        return dated[::-1]
    if scope.since or scope.until:
        return dated
    return [PlaceRange(DAY, _LAST), PlaceRange(0, DAY - 1)]


def left(scope: StatementScope, place: int | None) -> list[PlaceRange]:
    """Return the places of a list that come behind a place in its order."""
    ahead, upwards = stretches(scope), scope.sorted_by is Order.OLDEST
    if place is None:
        return ahead
    if not upwards:
        ahead = [one.beyond(place, upwards=False) for one in ahead]
    elif place < DAY:
        ahead = [one.beyond(place, upwards=True) for one in ahead if one.last < DAY]
    else:
        ahead = [one if one.last < DAY else one.beyond(place, upwards=True) for one in ahead]
    return [one for one in ahead if one.first <= one.last]


def _between(scope: StatementScope) -> PlaceRange:
    """Return the places of the range; without one those of undated statements come first."""
    first = DAY if scope.until else 0
    if scope.since:
        first = tokens.first_place(read_edtf(scope.since).earliest)
    return PlaceRange(first, _end(scope.until) if scope.until else _LAST)


def _reaching(scope: StatementScope) -> Iterator[PlaceRange]:
    """Yield what begins within the range and ends behind it."""
    if scope.until:
        behind = max(_between(scope).first, _end(scope.until) + 1)
        yield PlaceRange(behind, _LAST, read_edtf(scope.until).latest)


def _end(until: str) -> int:
    return tokens.first_place(read_edtf(until).latest) + DAY - 1


def _wanted(scope: StatementScope) -> Iterator[str]:
    numbers = (
        (tokens.SPEAKER, scope.speaker_id),
        (tokens.TOPIC, scope.topic_id),
        (tokens.SOURCE, scope.source_id),
    )
    yield from (f"{kind}{number}" for kind, number in numbers if number is not None)
    if scope.status is not None:
        yield tokens.value_token(tokens.STATUS, scope.status.value)
    if scope.form is not None:
        yield tokens.value_token(tokens.FORM, scope.form.value)
    if scope.language is not None:
        yield tokens.language_token(scope.language)
    if scope.check is not None:
        yield tokens.value_token(tokens.CHECK, scope.check.value)
    yield from _proven(scope, wanted=True)
    if scope.relation not in {None, Linked.NONE}:
        yield tokens.value_token(tokens.RELATION, str(scope.relation))


def _proven(scope: StatementScope, *, wanted: bool) -> Iterator[str]:
    if scope.captured is wanted:
        yield tokens.CAPTURED
    if scope.unsourced is wanted:
        yield tokens.UNSOURCED
