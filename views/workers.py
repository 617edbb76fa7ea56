"""Workers of the queue, in threads; imported only where there is work to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huey.consumer import Consumer

if TYPE_CHECKING:
    from views.queues import Queue

WORKERS = 2
#: How long an idle worker looks away at most, and how long the end waits for work to end, in seconds.
IDLE, LAST = 1.0, 10


class Workers(Consumer):  # type: ignore[misc]
    """Two workers and the clock that sweeps; beside a server the signals stay the server's."""

    def __init__(self, queue: Queue, *, signals: bool) -> None:
        self._signals = signals
        super().__init__(queue.huey, workers=WORKERS, max_delay=IDLE, shutdown_timeout=LAST)

    def _set_signal_handlers(self) -> None:
        # They can be set in the main thread alone, and there the server has its own.
        if self._signals:
            super()._set_signal_handlers()
