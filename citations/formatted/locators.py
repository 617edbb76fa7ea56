"""Where in a source something stands, as a citation tells it: the page, else the time."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from citations.words import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.cited import Cited, Finding
    from models.records import AppearanceRecord


#: Some write "p. 7" where a page is asked for; the style has its own word for that.
_PAGE = re.compile(r"^(?:pp?\.|pages?\b)\s*(?=\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Cite:
    """An item by its id, and the page or the time that is cited, as people have put it."""

    item: str
    page: str = ""
    time: str = ""


def by_locator(found: Cited, item: str) -> Iterator[tuple[Cite, Cited]]:
    """Yield a source once for each place that is cited, with what was found there."""
    places: dict[Cite, list[Finding]] = defaultdict(list)
    for finding in found.findings:
        places[_cite(finding.appearance, item)].append(finding)
    for cite, findings in (places or {Cite(item): []}).items():
        yield cite, replace(found, findings=tuple(findings))


def _cite(found: AppearanceRecord, item: str) -> Cite:
    page, time = _PAGE.sub("", one_line(found.page or "")), one_line(found.time or "")
    return Cite(item, page, "" if page else time)
