"""How fast a job goes on, as its page tells it."""

from __future__ import annotations

from views.paces import Pace, pace_of


def test_the_pace_is_told_once_there_is_one() -> None:
    told = {"stage": "storing", "done": 50, "total": 200, "seconds": 10.0}
    assert pace_of(told) == Pace(rate=5, left=30)
    assert pace_of({}) is None
    assert pace_of(told | {"done": 0}) is None
    assert pace_of(told | {"seconds": 0.2}) is None
