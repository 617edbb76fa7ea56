"""Where long work waits until a worker takes it: huey, built when it is first needed."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import structlog
from flask import current_app

from desk.refusals import DeskError
from views.request_lines import request_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask

    Faults = tuple[type[Exception], ...]

EXTENSION = "gainsay.queue"
NAME = "gainsay"
_BUILDING = threading.Lock()
log = structlog.get_logger()


class QueueError(DeskError):
    """A queue that cannot be used; its words name the setting and never its value."""

    def __init__(self, remedy: str) -> None:
        super().__init__(f"GAINSAY_QUEUE_URL cannot be used: {remedy}")


class Queue:
    """The queue of an app: what is to be done, by number, and how far it is.

    How far a job is stands here, not in its row: on SQLite an import holds the lock on the whole
    database while it stores. A store that is away fails no job and no page: its row is the truth, and
    the sweep finds what was not said here.
    """

    def __init__(
        self,
        app: Flask,
        work: Callable[[int, str | None], None],
        sweep: Callable[[], None],
        learn: Callable[[], None],
    ) -> None:
        from huey import crontab  # noqa: PLC0415 -- half a second that only jobs should cost

        self.huey, self._faults = _huey(app)
        self._leaving = threading.Event()
        self._begun: set[int] = set()
        self._taking = threading.Lock()
        self._work = self.huey.task(name="work")(work)
        self.huey.periodic_task(crontab(), name="sweep")(sweep)
        self.huey.periodic_task(crontab(minute="0"), name="learn")(learn)

    def add(self, job_id: int, after_seconds: float = 0) -> None:
        """Have a worker look at a job, now or later; a job may stand here twice.

        The number of the request that asks for it goes along, for the log.
        """
        told = (job_id, request_number())
        with self._unless_away(job_id):
            if after_seconds > 0:
                self._work.schedule(told, delay=after_seconds)
            else:
                self._work(*told)

    def leave(self) -> None:
        """Have the workers of this process let go of what they are at: it is about to end."""
        self._leaving.set()

    @property
    def is_leaving(self) -> bool:
        """Whether the workers of this process are to let go."""
        return self._leaving.is_set()

    @contextmanager
    def taking(self, job_id: int) -> Iterator[bool]:
        """Have a job to this process alone; gives False where one of its workers is at it already.

        However long that takes: a process does not take over from itself.
        """
        with self._taking:
            is_free = job_id not in self._begun
            self._begun.add(job_id)
        try:
            yield is_free
        finally:
            if is_free:
                self._begun.discard(job_id)

    def tell(self, job_id: int, stage: str, done: int, total: int, seconds: float = 0) -> None:
        """Note how far a job is with a stage, and for how many seconds it has been at it."""
        told = {"stage": stage, "done": done, "total": total, "seconds": seconds}
        with self._unless_away(job_id):
            self.huey.put(f"progress-{job_id}", told)

    def told(self, job_id: int) -> dict[str, Any]:
        """Return how far a job is; nothing while it waits."""
        return dict(self._noted(f"progress-{job_id}", job_id) or {})

    def stop(self, job_id: int) -> None:
        """Ask the worker of a job to stop."""
        with self._unless_away(job_id):
            self.huey.put(f"stop-{job_id}", 1)

    def is_stopped(self, job_id: int) -> bool:
        """Tell whether somebody asked the worker of a job to stop."""
        return self._noted(f"stop-{job_id}", job_id) is not None

    def forget(self, job_id: int) -> None:
        """Let go of what was noted of a job that is over."""
        with self._unless_away(job_id):
            for name in ("progress", "stop"):
                self.huey.get(f"{name}-{job_id}")

    def _noted(self, name: str, job_id: int) -> Any:  # noqa: ANN401 -- as the library keeps it
        try:
            return self.huey.get(name, peek=True)
        except self._faults as error:
            _say_away(job_id, error)
            return None

    @contextmanager
    def _unless_away(self, job_id: int) -> Iterator[None]:
        try:
            yield
        except self._faults as error:
            _say_away(job_id, error)

    def work_off(self) -> None:
        """Do here and now all that waits."""
        while (task := self.huey.dequeue()) is not None:
            self.huey.execute(task)


def queue(build: Callable[[Flask], Queue]) -> Queue:
    """Return the current app's queue, built on first use."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    with _BUILDING:
        if EXTENSION not in app.extensions:
            app.extensions[EXTENSION] = build(app)
    found: Queue = app.extensions[EXTENSION]
    return found


def _say_away(job_id: int, error: Exception) -> None:
    # Not in its words: they may hold the address of the store, and that a password.
    log.warning("queue out of reach", job=job_id, error=type(error).__name__)


def _huey(app: Flask) -> tuple[Any, Faults]:
    """Return the queue that the settings name, by default a file in the instance folder.

    With it, what is raised where its store is away. What waits is signed: who else may write into a
    shared queue gets nothing done by it.
    """
    from huey.serializer import SignedSerializer  # noqa: PLC0415

    serializer = SignedSerializer(secret=app.config["SECRET_KEY"], salt=NAME)
    shared = {"name": NAME, "results": False, "serializer": serializer}
    url = app.config["QUEUE_URL"]
    try:
        return _store(url, app.config["INSTANCE"], shared)
    except QueueError:
        raise
    except Exception as error:
        # What the library says may hold the password of the store.
        remedy = "its store cannot be reached from here, or its driver is not installed."
        raise QueueError(remedy) from error


def _store(url: str | None, instance: Path, shared: dict[str, Any]) -> tuple[Any, Faults]:
    import huey  # noqa: PLC0415

    scheme = urlsplit(url).scheme if url else "sqlite"
    if scheme == "sqlite":
        path = url.removeprefix("sqlite:///") if url else str(instance / "queue.db")
        return huey.SqliteHuey(filename=path, **shared), (sqlite3.Error,)
    if scheme in {"postgresql", "postgresql+psycopg"}:
        import psycopg  # noqa: PLC0415 -- only who uses it has it installed

        dsn = str(url).replace("+psycopg", "", 1)
        return huey.PostgresHuey(dsn=dsn, **shared), (psycopg.Error,)
    if scheme in {"redis", "rediss"}:
        import redis  # noqa: PLC0415

        return huey.RedisHuey(url=url, **shared), (redis.RedisError, OSError)
    remedy = "write sqlite:///…, postgresql://… or redis://…"
    raise QueueError(remedy)
