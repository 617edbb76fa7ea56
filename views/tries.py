"""Tries at the doors, counted in PostgreSQL for all processes of a desk.

For desks that run no Redis. The counts are no part of the record: they stand in a table beside it
that is made when it is first needed, that no backup holds and that a crash of the server empties.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, ClassVar

from limits.errors import StorageError
from limits.storage import Storage
from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError

from models import Pooling, open_engine

if TYPE_CHECKING:
    from sqlalchemy import Row

#: Two processes that make the table at once would stumble over each other; any number would do.
_MAKE = (
    text("SELECT pg_advisory_xact_lock(7100411)"),
    text(
        "CREATE UNLOGGED TABLE IF NOT EXISTS gainsay_tries"
        " (key text PRIMARY KEY, times integer NOT NULL, until timestamptz NOT NULL)"
    ),
)
_COUNT = text("""
    INSERT INTO gainsay_tries AS known (key, times, until)
    VALUES (:key, :amount, clock_timestamp() + :seconds * interval '1 second')
    ON CONFLICT (key) DO UPDATE SET
        times = CASE WHEN known.until > clock_timestamp() THEN known.times ELSE 0 END
            + excluded.times,
        until = CASE WHEN known.until > clock_timestamp() THEN known.until ELSE excluded.until END
    RETURNING times
""")
_COUNTED = text("""
    SELECT times, extract(epoch FROM until) AS ends FROM gainsay_tries
    WHERE key = :key AND until > clock_timestamp()
""")
_FORGET = text("DELETE FROM gainsay_tries WHERE until <= clock_timestamp()")
_FORGET_ONE = text("DELETE FROM gainsay_tries WHERE key = :key")
_NOW = text("SELECT extract(epoch FROM clock_timestamp())")


class Tries(Storage):
    """Counts by key, each for so many seconds from the first on, as Flask-Limiter asks for them."""

    STORAGE_SCHEME: ClassVar[list[str] | None] = ["postgresql", "postgresql+psycopg"]  # type: ignore[misc]
    #: How long the server may take to be reached, in seconds.
    SECONDS = 2
    #: So many counts later, what has run out is taken away.
    TIDIED = 100

    def __init__(self, uri: str | None = None, **options: Any) -> None:  # noqa: ANN401 -- as handed in
        super().__init__(uri, **options)
        place = make_url(uri or "").set(drivername="postgresql+psycopg")
        self._engine = open_engine(
            place.render_as_string(hide_password=False), Pooling(1, 4, self.SECONDS)
        )
        self._making, self._made, self._count = threading.Lock(), False, 0

    @property
    def base_exceptions(self) -> type[Exception]:
        """What is raised where the server is away."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count a try and return how many there were; the first begins the time."""
        self._make()
        with self._engine.begin() as connection:
            told = {"key": key, "amount": amount, "seconds": expiry}
            times = connection.execute(_COUNT, told).scalar_one()
            self._count += 1
            if self._count % self.TIDIED == 0:
                connection.execute(_FORGET)
        return int(times)

    def get(self, key: str) -> int:
        """Return how many tries there were."""
        found = self._found(key)
        return int(found.times) if found else 0

    def get_expiry(self, key: str) -> float:
        """Return when the count begins anew, in seconds since 1970; now where there is none."""
        found = self._found(key)
        if found is not None:
            return float(found.ends)
        with self._engine.begin() as connection:
            return float(connection.execute(_NOW).scalar_one())

    def check(self) -> bool:
        """Tell whether the server answers; it may be another one since, without the table."""
        self._made = False
        try:
            self.get("")
        except (SQLAlchemyError, StorageError):
            return False
        return True

    def reset(self) -> int | None:
        """Forget every count whose time is over; returns how many, which nobody knows."""
        self._make()
        with self._engine.begin() as connection:
            connection.execute(_FORGET)
        return None

    def clear(self, key: str) -> None:
        """Forget one count."""
        self._make()
        with self._engine.begin() as connection:
            connection.execute(_FORGET_ONE, {"key": key})

    def close(self) -> None:
        """Let go of the server."""
        self._engine.dispose()

    def _found(self, key: str) -> Row[Any] | None:
        self._make()
        with self._engine.begin() as connection:
            return connection.execute(_COUNTED, {"key": key}).one_or_none()

    def _make(self) -> None:
        with self._making:
            if self._made:
                return
            with self._engine.begin() as connection:
                for step in _MAKE:
                    connection.execute(step)
            self._made = True
