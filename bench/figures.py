"""Figures: what was measured, and whether it is as good as it shall be."""

from __future__ import annotations

import resource
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Figure:
    """A figure with its unit; the goal is the most that it may be, None where it is only told.

    With `at_least` the goal is the least that it shall be. Without a value it was not measured, as
    where another program is not at hand: nobody knows then whether it is as good as it shall be.
    """

    name: str
    value: float | None
    unit: str
    goal: float | None = None
    at_least: bool = False

    @property
    def ok(self) -> bool | None:
        """Whether it is as good as it shall be; None where it was not measured."""
        if self.value is None:
            return None
        if self.goal is None:
            return True
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    @property
    def measured(self) -> str:
        """The value with its unit, as it is printed."""
        return "not measured" if self.value is None else f"{self.value:9.3f} {self.unit}"

    @property
    def bound(self) -> str:
        """The goal in words, empty where there is none."""
        if self.goal is None:
            return ""
        return f"at {'least' if self.at_least else 'most'} {self.goal:g}"

    @property
    def told(self) -> dict[str, object]:
        """What stands in the file of results."""
        value = None if self.value is None else round(self.value, 3)
        return {
            "name": self.name,
            "value": value,
            "unit": self.unit,
            "goal": self.goal,
            "ok": self.ok,
        }


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds (user and system) that some work takes, of the programs it runs too."""
    began = spent()
    work()
    return spent() - began


def spent() -> float:
    """Return the CPU seconds that this process has taken, and the programs it ran to their end."""
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + others.ru_utime + others.ru_stime
