"""Workers of the queue, in threads; imported only where there is work to do."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from huey.consumer import Consumer

if TYPE_CHECKING:
    from types import FrameType

    from views.queues import Queue

WORKERS = 2
#: How long an idle worker looks away at most, and how long the end waits for work to end, in seconds.
IDLE, LAST = 1.0, 10


ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Workers(Consumer):  # type: ignore[misc]
    """Two workers and the clock that sweeps; beside a server the signals stay the server's.

    Whoever stops them, what they are at is let go of at its next step, for others to take up.
    """

    def __init__(self, queue: Queue, *, signals: bool) -> None:
        self._queue, self._signals = queue, signals
        super().__init__(queue.huey, workers=WORKERS, max_delay=IDLE, shutdown_timeout=LAST)

    def stop(self, graceful: bool = False) -> None:  # noqa: FBT001, FBT002 -- as the library has it
        """Let go of all work, and end."""
        self._queue.leave()
        super().stop(graceful)

    def _set_signal_handlers(self) -> None:
        # They can be set in the main thread alone, and there the server has its own.
        for number in ENDING if self._signals else ():
            signal.signal(number, self._end)

    def _end(self, number: int, _frame: FrameType | None) -> None:
        # The loop of the library looks at it ten times a second; a second signal ends at once.
        self._signum = number
        signal.signal(number, signal.default_int_handler)
