"""A page is kept, misquoted, mended, and later found to say something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reading.extracting.papers import PAGE, QUOTE
from tests.stories.steps import become_admin, is_accessible

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.stories.conftest import Served

pytestmark = pytest.mark.browser


def test_upload_a_page_misquote_it_mend_it_and_capture_it_again(page: Page, served: Served) -> None:
    become_admin(page, served)
    _upload(page, PAGE)
    assert page.locator("[name=title]").input_value() == "Outpost closed"
    is_accessible(page)
    page.get_by_role("button", name="Keep it and mark statements").click()
    page.locator("[name=quote]").fill(QUOTE.replace("not ", ""))
    page.locator("[name=speaker_name]").fill("James Mattis")
    page.get_by_role("button", name="Log statement").click()
    page.get_by_text("the quote leaves out “not”").first.wait_for()
    assert page.locator("del").inner_text().strip().endswith("not")
    is_accessible(page)
    page.get_by_role("link", name="Edit").click()
    page.locator("[name=quote]").fill(QUOTE)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("matches CNN’s text").first.wait_for()
    _capture_again(page, "<html><body><p>The outpost was closed.</p></body></html>")
    page.get_by_text("Is this the whole text?").wait_for()
    assert page.get_by_text("The outpost was closed.").is_visible()
    is_accessible(page)
    _capture_again(page, PAGE.replace("not ceded any", "ceded some"))
    page.get_by_text("1 statement changed").wait_for()
    page.goto("/statements/1")
    assert page.get_by_text("source changed since capture").first.is_visible()
    assert page.get_by_text("the source no longer does").is_visible()
    is_accessible(page)


def _upload(page: Page, content: str) -> None:
    page.goto("/sources/new")
    _choose(page, content)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="What is it?").wait_for()


def _capture_again(page: Page, content: str) -> None:
    page.goto("/sources/1")
    page.get_by_role("link", name="Capture again").click()
    _choose(page, content)
    page.get_by_role("button", name="Keep this capture").click()


def _choose(page: Page, content: str) -> None:
    file = {"name": "story.html", "mimeType": "text/html", "buffer": content.encode()}
    page.locator("[name=file]").set_input_files(file)  # type: ignore[arg-type]
