"""A field that a draft has not: which one may be meant, and where that stands."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    Place = tuple[str | int, ...]

FEW = 10
"""How many names are told in full where one is unknown; of more, the nearest."""
_DEEPEST = 4
_ALIKE = 0.75
_ID = "id"


def strange(place: Place, draft: type[BaseModel] | None = None) -> str:
    """Return what is said of a field that stands at a place where a draft has none of its name."""
    *way, last = place
    name, here = str(last), _inside(draft, tuple(way))
    known = names_of(here)
    hint = _known_record(draft, tuple(way), name)
    if not hint and not _near(name, known):
        hint = _elsewhere(name, draft, here)
    return hinted(name, known, hint)


def hinted(name: str, known: Collection[str], hint: str = "") -> str:
    """Return what is said of a name that is not known, with the one that is meant, or what is known."""
    told = f"There is no “{name[:40]}” here"
    if hint:
        return f"{told}; {hint}."
    near = _near(name, known)
    if near:
        return f"{told}; is “{near}” meant?"
    if 0 < len(known) <= FEW:
        listed = ", ".join(sorted(known))
        return f"{told}; there {'is only' if len(known) == 1 else 'are'} {listed}."
    return f"{told}; leave it out."


def names_of(draft: type[BaseModel] | None) -> tuple[str, ...]:
    """Return the names of a draft's fields, as they are sent."""
    told = draft.model_fields.items() if draft else ()
    return tuple(field.alias or name for name, field in told)


def _near(name: str, known: Collection[str]) -> str | None:
    """Return the one name that is meant: what is known is named by its id."""
    if f"{name}_{_ID}" in known:
        return f"{name}_{_ID}"
    return next(iter(get_close_matches(name, sorted(known), n=1, cutoff=_ALIKE)), None)


def _known_record(draft: type[BaseModel] | None, way: Place, name: str) -> str:
    """Return how a record is named that is known, where its id is given inside its description."""
    if name != _ID or not way:
        return ""
    named = f"{way[-1]}_{_ID}"
    known = named in names_of(_inside(draft, way[:-1]))
    return f"give “{named}” in place of “{way[-1]}” for a known one" if known else ""


def _elsewhere(name: str, draft: type[BaseModel] | None, here: type[BaseModel] | None) -> str:
    """Return where a field of this name stands: inside what stands here, else in the whole draft."""
    for start, named in ((here, ""), (draft, " of the whole")):
        found = next((way for way in _ways(start) if way[-1] == name), None)
        if found:
            return f"it belongs in “{'.'.join(found)}”{named}"
    return ""


def _ways(draft: type[BaseModel] | None) -> Iterator[tuple[str, ...]]:
    """Yield the ways to all fields of a draft, the shallow ones first."""
    floor: list[tuple[tuple[str, ...], type[BaseModel] | None]] = [((), draft)]
    for _floor in range(_DEEPEST):
        below = []
        for way, model in floor:
            for name, kind in _fields(model):
                yield (*way, name)
                below.append(((*way, name), kind))
        floor = below


def _inside(draft: type[BaseModel] | None, way: Place) -> type[BaseModel] | None:
    """Return the draft to which a way leads; numbers are places in lists."""
    for step in way:
        if isinstance(step, str):
            draft = dict(_fields(draft)).get(step)
    return draft


def _fields(draft: type[BaseModel] | None) -> Iterator[tuple[str, type[BaseModel] | None]]:
    for name, field in draft.model_fields.items() if draft else ():
        yield field.alias or name, _draft_in(field.annotation)


def _draft_in(kind: object) -> type[BaseModel] | None:
    """Return the draft that a type holds: itself, in a list, or where it is not left out."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    return next(filter(None, map(_draft_in, get_args(kind))), None)
