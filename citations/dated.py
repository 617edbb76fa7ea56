"""The parts of an EDTF date, as citations read them."""

from __future__ import annotations

from models.dated import MONTHS, SEASONS, Dated, Point, dated

__all__ = ["MONTHS", "SEASONS", "Dated", "Point", "dated"]
