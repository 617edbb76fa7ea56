"""Reads and writes the one link that is decided, past the session's unit of work.

That one finds out of every record and relation what has to be written, and in which order. A link
that is decided changes a few fields of its own, and its version.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from typing import cast as cast_to

from sqlalchemy import bindparam, inspect, select, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from desk.history import changes
from desk.sight import reads_plainly
from models import Link

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Row, Table, Update
    from sqlalchemy.orm import Session

_LINK = cast_to("Table", Link.__table__)
_MAPPED = inspect(Link)
_NAMES = tuple(column.key for column in _LINK.c)
_RECORD = select(Link).where(Link.id == bindparam("number")).with_for_update()
_ROW = select(_LINK).where(_LINK.c.id == bindparam("number")).with_for_update()


def recorded(session: Session, link_id: int) -> Link | None:
    """Return a link as a record of the session; on PostgreSQL others wait for it."""
    return session.scalar(_RECORD, {"number": link_id})


def locked(session: Session, link_id: int) -> Link | None:
    """Return a link as `recorded` does, but where nobody needs it in the session, outside of it.

    There it costs a third. What belongs to it is read once it is `in_session`.
    """
    if session.identity_map or session.in_nested_transaction() or not reads_plainly(session):
        return recorded(session, link_id)
    row = session.connection().execute(_ROW, {"number": link_id}).one_or_none()
    return None if row is None else _read(row)


def in_session(session: Session, link: Link) -> Link:
    """Return a link as a record of the session, so that its statements can be asked for."""
    if link not in session:
        session.add(link)
    return link


def _read(row: Row[*tuple[Any, ...]]) -> Link:
    link: Link = _MAPPED.class_manager.new_instance()
    link.__dict__.update(zip(_NAMES, row, strict=True))
    inspect(link).key = _MAPPED.identity_key_from_primary_key((link.id,))
    return link


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
            setattr(in_session(session, link), name, value)
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
