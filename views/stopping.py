"""What ends a job in the middle because somebody asked for that, or because others wait."""

from __future__ import annotations


class StoppedError(Exception):
    """Somebody cancelled the job that is at work."""


class PausedError(Exception):
    """The job that is at work is given back: others go first, or its worker is about to end."""
