"""A frozen report as a value, and as the text that is stored of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import ConfigDict, TypeAdapter

from desk import contradictions, pairs, tallies
from desk.asof import knowing
from desk.history.audit import canonical
from models import origins, party_records, records, terms

if TYPE_CHECKING:
    from desk.contradictions import ContradictionReport
    from desk.pairs import Pair
    from models.records import ReplyRecord

FORMAT = 1
"""Rises when what is stored is read in another way."""
_MODULES = (contradictions, knowing, pairs, tallies, origins, party_records, records, terms)
_PLAIN = {"date": date, "datetime": datetime, "Any": Any, "Mapping": Mapping}


@dataclass(frozen=True, kw_only=True)
class FrozenValues:
    """What is stored of a report: what it is called, when it was frozen, and all that it holds.

    `names` has the names of what the scope is about, by its fields; `asked` the requests for
    comment on the links, by their numbers.
    """

    title: str
    frozen_at: datetime
    head_seq: int
    head_hash: str
    report: ContradictionReport
    introduction: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[int, tuple[ReplyRecord, ...]] = field(default_factory=dict)
    format: int = FORMAT

    def requests_on(self, pair: Pair) -> tuple[ReplyRecord, ...]:
        """Return who was asked for comment on a pair, or on either of its statements."""
        sides = (one for side in pair.sides for one in side.reply_requests)
        return (*self.asked.get(pair.id, ()), *sides)


class UnreadableFrozenError(ValueError):
    """A stored report of a format that a later release wrote."""


def written(values: FrozenValues) -> bytes:
    """Return what is stored: JSON with sorted keys and without spaces, in UTF-8."""
    [told] = _adapter().dump_python((values,), mode="json", exclude_defaults=True)
    return canonical({**told, "format": values.format}).encode()


def read(content: bytes) -> FrozenValues:
    """Return the values of what is stored; raises UnreadableFrozenError."""
    found = json.loads(content)
    if found.get("format") != FORMAT:
        message = f"format {found.get('format')} is not known to this release"
        raise UnreadableFrozenError(message)
    [values] = _adapter().validate_python((found,))
    return values


@cache
def _adapter() -> TypeAdapter[tuple[FrozenValues]]:
    """Return what writes and reads the values.

    Their modules name types for checking alone, so these are told here.
    """
    adapter = TypeAdapter(tuple[FrozenValues], config=ConfigDict(defer_build=True))
    named = {
        name: one
        for module in _MODULES
        for name, one in vars(module).items()
        if isinstance(one, type)
    }
    adapter.rebuild(_types_namespace={**named, **_PLAIN})
    return adapter
