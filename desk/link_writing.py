"""Writes what a decision changes of one link, past the session's unit of work.

That one finds out of every record and relation what has to be written, and in which order. A link
that is decided changes a few fields of its own, and its version.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from typing import cast as cast_to

from sqlalchemy import bindparam, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from desk.history import changes
from models import Link

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Table, Update
    from sqlalchemy.orm import Session

_LINK = cast_to("Table", Link.__table__)


def write(session: Session, link: Link, **values: object) -> None:
    """Write those of these fields that differ, if the link still has the version that was read.

    The session gathers what they held before, for the event. Raises StaleDataError.
    """
    session.flush()
    told = {name: value for name, value in values.items() if getattr(link, name) != value}
    if not told:
        return
    if session.in_nested_transaction():
        # Only what the unit of work has written is read anew when that is taken back.
        for name, value in told.items():
            setattr(link, name, value)
        session.flush()
        return
    changes.note(session, link, told)
    _send(session, link, told)
    for name, value in {**told, "version": link.version + 1}.items():
        set_committed_value(link, name, value)


def _send(session: Session, link: Link, told: dict[str, object]) -> None:
    sent = {f"new_{name}": value for name, value in told.items()}
    here = {"number": link.id, "read": link.version, "next": link.version + 1}
    done = session.connection().execute(_updating(frozenset(told)), sent | here)
    if done.rowcount != 1:
        message = f"link {link.id} has no longer version {link.version}"
        raise StaleDataError(message)


@cache
def _updating(names: Collection[str]) -> Update:
    mine = (_LINK.c.id == bindparam("number"), _LINK.c.version == bindparam("read"))
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in sorted(names)}
    return update(_LINK).where(*mine).values(version=bindparam("next"), **values)
