"""Archives of the web: what they are called, and when an archived copy was made."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

ARCHIVES = {
    "web.archive.org": "Wayback Machine",
    "archive.today": "archive.today",
    "archive.is": "archive.today",
    "archive.ph": "archive.today",
    "perma.cc": "Perma.cc",
}
#: The moment stands before the address of the page, which may hold such digits itself. A flag
#: behind it (`id_`, `if_`) asks the Wayback Machine for the copy as it was, or without its frame.
_MOMENT = re.compile(
    r"(?:/[A-Za-z0-9_-]+){0,2}/([0-9]{14}|[0-9]{4}\.[0-9]{2}\.[0-9]{2}-[0-9]{6})(?:[a-z]{2}_)?/."
)


def archive_name(url: str) -> str:
    """Return what the archive of a copy is called, its host if it has no better known name."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return ARCHIVES.get(host, host)


def archived_moment(url: str | None) -> datetime | None:
    """Return when an archived copy was made, in UTC; None if its address does not say.

    The Wayback Machine and archive.today write year to second in 14 digits, the latter also in
    groups.
    """
    found = _MOMENT.match(urlsplit(url).path) if url else None
    if not found:
        return None
    try:
        return datetime.strptime(re.sub("[.-]", "", found[1]), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
