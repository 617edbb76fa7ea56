"""Which pages are asked for: each list at its fullest, and what the same costs far from it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.scale.places import Places


@dataclass(frozen=True)
class Page:
    """A page, and by how much its steps and its CPU may grow while the archive grows tenfold."""

    name: str
    address: str
    steps: float = 1.1
    cpu: float = 1.2

    def at(self, places: Places) -> str:
        """Return its address on a desk."""
        return self.address.format_map(asdict(places))


MORE_FOUND = 6
"""Growth of pages on which fewer stand on a small desk than one holds: it is mostly that more does."""
REPORT, LIST = "/reports/contradictions", "/statements/"
DATES = "since=2015&until=2018"
PAGES = (
    Page("report", REPORT),
    Page("report of the top speaker", f"{REPORT}?speaker={{speaker}}"),
    Page("report of the top topic and dates", f"{REPORT}?topic={{topic}}&{DATES}"),
    # What both have in common lies anywhere among what each has.
    Page("report of speaker and topic", f"{REPORT}?speaker={{speaker}}&topic={{topic}}", 6, 6),
    Page("report of speakers against themselves", f"{REPORT}?kind=self"),
    Page("report, far behind", f"{REPORT}?before={{deep}}"),
    Page("statements", LIST),
    Page("statements of the top speaker", f"{LIST}?speaker={{speaker}}"),
    Page("statements of the top topic", f"{LIST}?topic={{topic}}"),
    Page("search for a word", f"{LIST}?q={{word}}", MORE_FOUND, MORE_FOUND),
    Page(
        "search for a word, newest first", f"{LIST}?q={{word}}&order=said", MORE_FOUND, MORE_FOUND
    ),
    # How many of its few are logged is chance.
    Page("search for a word of few statements", f"{LIST}?q=%22{{few}}%22", 1.5),
    Page("search for the commonest word", f"{LIST}?q={{common}}", 2, 2),
    Page("search for the commonest word, newest first", f"{LIST}?q={{common}}&order=said", 2, 2),
    # These fill a page on every desk, but are fewer than are counted on a small one.
    Page("search with speaker", f"{LIST}?q={{frequent}}&speaker={{speaker}}", 2.5, 2),
    Page("search with topic and dates", f"{LIST}?q={{frequent}}&topic={{topic}}&{DATES}", 2.5, 2),
    Page("statement", "/statements/{ordinary}"),
    Page("statement with many links", "/statements/{busy}", MORE_FOUND, MORE_FOUND),
    Page("statement that is a hub", "/statements/{hub}"),
    Page("top speaker", "/speakers/{speaker}"),
    Page("top topic", "/topics/{slug}"),
    Page("to examine", "/reports/to-examine"),
    Page("network of speakers", "/reports/network?of=speakers"),
    Page("balance and coverage", "/reports/coverage"),
)
