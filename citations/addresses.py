"""Addresses of the web in formats that take some of their signs for their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re


def percent_encoded(url: str, unsafe: re.Pattern[str]) -> str:
    """Return an address whose unsafe signs are percent-encoded, in UTF-8; all others stay."""
    return unsafe.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), url)
