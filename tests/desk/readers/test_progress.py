"""How far the reading of a file is, told while it is read."""

from __future__ import annotations

import pytest

from desk.readers.ris import read_ris

RECORDS = 200


class _StopError(Exception):
    """Somebody wants the reading to end."""


def _ris() -> bytes:
    return b"".join(b"TY  - BOOK\nTI  - Book %d\nER  -\n" % one for one in range(RECORDS))


def test_ris_tells_how_many_lines_are_read_and_can_be_stopped_between_them() -> None:
    told: list[tuple[int, int]] = []
    read = read_ris(_ris(), lambda done, total: told.append((done, total)))
    lines = _ris().count(b"\n") + 1
    assert (len(read.works), told[0], told[-1]) == (RECORDS, (0, lines), (lines, lines))
    assert len(told) > lines // 100

    def stop(done: int, _total: int) -> None:
        if done:
            raise _StopError

    # The end is broken, and is never come to.
    with pytest.raises(_StopError):
        read_ris(_ris() + b"nonsense", stop)
