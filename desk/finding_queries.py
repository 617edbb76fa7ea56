"""Queries of the search index: put together once for each shape, with what is looked for told apart.

So a request only executes them, and the database's library finds them compiled.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import BigInteger, Date, bindparam, func, select, true

from desk.narrowing import linked
from models import Statement, StatementText
from models.matching import matches_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement

    from desk.rows import AnySelect
    from desk.statement_facets import PlaceRange
    from desk.statement_scopes import Linked
    from models.matching import Outline, Sought

TEXT_CHARACTERS = 4_000
"""How much of a text is read to tell how well it fits."""
#: How many queries of one kind are kept: there are some ten shapes, and with phrases a few more.
_SHAPES = 200
_TEXT = func.substr(StatementText.body, 1, TEXT_CHARACTERS).label("text")


class Links(NamedTuple):
    """What is asked of the links of each statement: with none to what is secret from who looks."""

    how: Linked
    secret: AnySelect


class Look(NamedTuple):
    """How the index is looked into once, whatever the words, facets and days are."""

    found: Outline
    #: Whether only between two places, and only for dates that begin by a day.
    between: bool = False
    reaching: bool = False
    #: What the index does not know, since it knows of hidden links as well.
    links: Links | None = None

    @property
    def alone(self) -> bool:
        """Whether the index knows all that is asked for."""
        return not self.reaching


class Told(NamedTuple):
    """A look, and the values it takes."""

    look: Look
    values: dict[str, Any]


def told(sought: Sought, stretch: PlaceRange, links: Links | None = None) -> Told:
    """Return a look for words and facets in a stretch, with its values."""
    look = Look(sought.outline, not stretch.everywhere, stretch.reaching is not None, links)
    values: dict[str, Any] = dict(sought.told)
    if look.between:
        values.update(first=stretch.first, last=stretch.last)
    if look.reaching:
        values["by"] = stretch.reaching
    return Told(look, values)


@lru_cache(maxsize=_SHAPES)
def in_order(look: Look, *, upwards: bool, text: bool) -> AnySelect:
    """Select `id`, and the beginning of its `text`, of the first `most` in the order of places."""
    found = matches_told(look.found)
    chosen = select((found.statement_id if look.alone else Statement.id).label("id"))
    if text:
        chosen = chosen.add_columns(_TEXT).where(StatementText.statement_id == found.statement_id)
    order = found.place.asc() if upwards else found.place.desc()
    return chosen.where(*_conditions(look)).order_by(order).limit(_number("most"))


@lru_cache(maxsize=_SHAPES)
def beyond(look: Look) -> AnySelect:
    """Select a place if there are more than `most`; none where there are no more.

    What is passed over is not counted, which takes less.
    """
    found = matches_told(look.found)
    chosen = select(found.place).where(*_conditions(look))
    return chosen.offset(_number("most")).limit(1)


def counts(looks: Sequence[Told], most: int) -> tuple[AnySelect, dict[str, Any]]:
    """Return a query that counts what each look finds, up to so many, in one row; with its values."""
    values = {
        _mark(number) + name: value
        for number, look in enumerate(looks)
        for name, value in look.values.items()
    }
    return _counting(tuple(one.look for one in looks)), {"most": most, **values}


@lru_cache(maxsize=_SHAPES)
def _counting(looks: tuple[Look, ...]) -> AnySelect:
    some = (_some(look, _mark(number)).subquery() for number, look in enumerate(looks))
    return select(*(select(func.count()).select_from(one).scalar_subquery() for one in some))


def _some(look: Look, mark: str) -> AnySelect:
    found = matches_told(look.found, mark)
    chosen = select(found.place if look.alone else Statement.id).where(*_conditions(look, mark))
    if look.alone and not found.of_records:
        # Else the column stays, so that who looks is kept from what is hidden of the records.
        chosen = chosen.with_only_columns(true(), maintain_column_froms=True)
    return chosen.limit(_number("most"))


def _conditions(look: Look, mark: str = "") -> Iterator[ColumnElement[bool]]:
    """Yield what holds of each; the index knows what keeps a statement from whom, of links it does not."""
    found = matches_told(look.found, mark)
    yield from found.conditions
    if look.between:
        yield found.place.between(_number(f"{mark}first"), _number(f"{mark}last"))
    if look.links is not None:
        yield linked(look.links.how, found.statement_id, look.links.secret)
    if look.reaching:
        yield Statement.id == found.statement_id
        yield Statement.said_from <= bindparam(f"{mark}by", type_=Date())


def _number(name: str) -> Any:  # noqa: ANN401 -- a value told later
    return bindparam(name, type_=BigInteger())


def _mark(number: int) -> str:
    return f"of_{number}_"
