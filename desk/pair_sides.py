"""What is read at once of the statements of a page of pairs: what corrects them, who was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import literal, null, select, type_coerce, union_all

from desk import corrections, replies
from desk.sight import rows_for
from models import Link, ReplyRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from desk.rows import Parts


def _without(columns: Sequence[Any]) -> Sequence[ColumnElement[Any]]:
    return [type_coerce(null(), column.type) for column in columns]


_TOLD, _ASKED = corrections.TOLD, replies.COLUMNS
# Built once: to put a query together takes longer than to ask it.
_BOTH = union_all(
    corrections.correcting(
        select(Link.key.label("place"), literal(0).label("request"), *_TOLD, *_without(_ASKED))
    ),
    replies.touching(select(null(), ReplyRequest.id, *_without(_TOLD), *_ASKED)),
).order_by("place", "request")
_CORRECTION = slice(2, 2 + len(_TOLD))
_REQUEST = slice(2 + len(_TOLD), None)


class Beside(NamedTuple):
    """What corrects statements, by statement; who was asked about them, as `desk.replies` reads it."""

    corrections: Parts
    requests: Sequence[Sequence[Any]]


def beside(session: Session, links: Sequence[int], sides: Sequence[int]) -> Beside:
    """Read what corrects these statements, and who was asked about them or these links."""
    rows = [tuple(row) for row in rows_for(session, _BOTH, {"links": links, "ids": sides})]
    corrected = corrections.by_statement(row[_CORRECTION] for row in rows if not row[1])
    return Beside(corrected, [row[_REQUEST] for row in rows if row[1]])
