"""Addresses as Wikipedia wants them: no trackers, and archives whose day is known."""

from __future__ import annotations

import re

from citations.archives import archived_moment
from citations.dates import words
from citations.wikitext.signs import parameter_address

_TRACKERS = re.compile(
    "utm_.*|(fb|g|dc|y|ms|tw|li_fat_)clid|gclsrc|mc_[ce]id|igshid|_hs(enc|mi)|mkt_tok|ocid|cmpid"
    "|wt_mc_?.*|at_(medium|campaign)|ref_src|ref_url",
    re.IGNORECASE,
)
_HOST = re.compile(r"^(https?://(?:[^@/?#]*@)?)([^:/?#]+)", re.IGNORECASE)


def page_address(url: str) -> str:
    """Return the address without what only tells where the reader came from.

    A host in letters beyond ASCII is written in its ASCII form (IDNA), as the templates demand.
    """
    address, mark, fragment = url.partition("#")
    path, asked, query = address.partition("?")
    kept = [each for each in query.split("&") if not _TRACKERS.fullmatch(each.partition("=")[0])]
    asked = asked if kept != [""] and kept else ""
    return parameter_address(_HOST.sub(_ascii, f"{path}{asked}{'&'.join(kept)}{mark}{fragment}"))


def archive_day(url: str | None) -> str:
    """Return on which day an archived copy was made, in English; "" if its address does not say.

    Of the Wayback Machine templates refuse all other addresses.
    """
    made = archived_moment(url)
    return words(made.date().isoformat()) if made else ""


def _ascii(found: re.Match[str]) -> str:
    try:
        return found[1] + (found[2] if found[2].isascii() else found[2].encode("idna").decode())
    except UnicodeError:
        return found[0]
