"""The records that have the keys of a file: read some hundreds at a time, before they are met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy import select

from desk.refusals import RefusedError
from desk.rows import BATCH
from desk.sight import keys_taken
from models import Source, Speaker, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

R = TypeVar("R", Source, Speaker, Statement)


class KnownKeys(Generic[R]):
    """The records of one kind by the keys that a file brings, and by those made of it since.

    Other keys are asked for one by one; all are once something that was made is taken back.
    """

    def __init__(self, session: Session, kind: type[R], keys: Iterable[str | None]) -> None:
        self.session = session
        self.kind: type[R] = kind
        self._asked = {key for key in keys if key}
        self._records: dict[str, R] = {}
        self._taken: set[str] = set()
        waiting = sorted(self._asked)
        for start in range(0, len(waiting), BATCH):
            some = waiting[start : start + BATCH]
            self._taken |= keys_taken(session, kind, some)
            for found in session.scalars(select(kind).where(kind.key.in_(some))):
                self._records[found.key] = found

    def find(self, key: str) -> R | None:
        """Return the record with this key."""
        if key in self._asked:
            return self._records.get(key)
        self.session.flush()
        return self.session.scalar(select(self.kind).where(self.kind.key == key))

    def add(self, made: R) -> None:
        """Know a record that was just made."""
        self._records[made.key] = made

    def forget(self) -> None:
        """Ask anew for whatever is met from now on: what was made may be gone."""
        self._asked.clear()

    def refuse_taken(self, key: str | None, field: str = "key") -> None:
        """Refuse a key that a record holds which is not there for whoever does the deed."""
        if key and key not in self._taken:
            self._taken |= (
                set() if key in self._asked else keys_taken(self.session, self.kind, [key])
            )
        if key in self._taken:
            raise RefusedError(field, f"the key “{key}” is taken; give another one")
