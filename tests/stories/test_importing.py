"""A table comes from elsewhere: it is tried, mended, tried again and stored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.conftest import engine_under_test
from tests.stories.steps import become_admin, choose_file, is_accessible, send

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.stories.conftest import Served

pytestmark = pytest.mark.browser

#: Rows of an import that is still at work when the page is loaded again, on a busy machine too. Where
#: PostgreSQL tries them, that goes row by row.
LONG = {"sqlite": 90_000, "postgresql": 20_000}[engine_under_test()]
HEADER = "Quotation;Who;Date said;Headline;Newspaper;Link\n"
ROWS = (
    "“Wir haben nichts aufgegeben.”;Jim;18 September 2017;Der Posten;Die Zeitung;https://example.org/a\n"
    "نعم;محمد;{};الخبر;الجريدة;https://example.org/b\n"
)


def test_a_table_is_mended_and_stored(page: Page, served: Served) -> None:
    become_admin(page, served)
    page.goto("/")
    page.get_by_role("button", name="Your account, Ada").click()
    page.get_by_role("link", name="Import a file").click()
    send(page, "quotes.csv", HEADER + ROWS.format("04/05/2024"))
    expect(page.get_by_text("The file has faults.")).to_be_visible()
    expect(page.get_by_text("can mean 2024-04-05 or 2024-05-04")).to_be_visible()
    is_accessible(page)
    page.get_by_role("link", name="Another file").click()
    send(page, "quotes.csv", HEADER + ROWS.format("4 May 2024"))
    page.get_by_role("button", name="Store them").click()
    expect(page.get_by_text("Stored. The history has one event for it.")).to_be_visible()
    page.goto("/statements/")
    expect(page.get_by_text("محمد").first).to_be_visible()
    expect(page.get_by_text("Wir haben nichts aufgegeben.").first).to_be_visible()


def test_a_long_import_shows_how_far_it_is_and_outlives_a_reload(
    page: Page, served: Served
) -> None:
    become_admin(page, served)
    lines = [
        {
            "key": f"k{number}",
            "quote": f"Sentence {number}",
            "form": "direct",
            "speaker": {"key": "m", "name": "M"},
            "appearances": [{"source": {"key": "c", "type": "webpage", "title": "P"}}],
        }
        for number in range(LONG)
    ]
    choose_file(page, "long.jsonl", "\n".join(map(json.dumps, lines)))
    bar = page.get_by_role("progressbar")
    expect(bar).to_be_visible()
    page.reload()
    expect(page.get_by_text(f"of {2 * LONG}").or_(page.get_by_text(f"of {LONG}"))).to_be_visible()
    is_accessible(page)
    expect(page.get_by_role("heading", name="Row by row")).to_be_visible(timeout=120_000)
    expect(page.get_by_text("further rows")).to_be_visible()
