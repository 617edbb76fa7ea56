"""What ends a job in the middle because somebody asked for that."""

from __future__ import annotations


class StoppedError(Exception):
    """Somebody cancelled the job that is at work."""
