"""A day before print: statements collected across pages, cited in Chicago, copied and sent along."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from docx import Document

from tests.stories.steps import become_admin, is_accessible

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.stories.conftest import Served

pytestmark = pytest.mark.browser
CHICAGO = "chicago-notes-bibliography"


def test_what_was_collected_across_pages_is_cited_copied_and_sent(
    page: Page, served: Served, tmp_path: Path
) -> None:
    become_admin(page, served)
    page.get_by_role("button", name="Load the At Tanf case").click()
    _collect(page)
    page.get_by_role("link", name="Basket, 3 statements").click()
    page.get_by_label("Format").select_option("html")
    page.get_by_label("Style", exact=True).select_option(CHICAGO)
    page.wait_for_url(f"**style={CHICAGO}**")
    preview = page.locator("#preview")
    preview.locator("i", has_text="CNN").first.wait_for()
    is_accessible(page)
    copied = _copied(page)
    assert " ".join(copied.split()) == " ".join(preview.inner_text().split())
    _find_a_style(page)
    page.get_by_label("Format").select_option("docx")
    page.wait_for_url("**format=docx**")
    with page.expect_download() as sent:
        page.get_by_role("button", name="Download").click()
    sent.value.save_as(tmp_path / "sent.docx")
    told = Document(io.BytesIO((tmp_path / "sent.docx").read_bytes()))
    assert any("CNN" in one.text for one in told.paragraphs)
    # Another day, from another list: the last choice stands.
    page.goto("/citations/?topic=1")
    assert page.get_by_label("Format").input_value() == "docx"
    assert page.get_by_label("Style", exact=True).input_value() == "nature-climate-change"
    _put_away(page)


def _collect(page: Page) -> None:
    page.goto("/statements/?q=outpost")
    page.get_by_role("button", name=re.compile("^Put statement")).first.click()
    page.wait_for_url("**/statements/?q=outpost#statement-*")
    page.get_by_role("button", name=re.compile("^Take statement")).wait_for()
    page.goto("/links/4")
    page.get_by_role("button", name="Put both into the basket").click()
    page.get_by_role("button", name="Take both out of the basket").wait_for()
    if not page.get_by_role("link", name="Basket, 3 statements").count():
        page.goto("/statements/27")
        page.get_by_role("button", name="Put into the basket").click()


def _copied(page: Page) -> str:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="✓ Copied").wait_for()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def _find_a_style(page: Page) -> None:
    page.get_by_label("Find another style").fill("nature climate")
    page.get_by_role("link", name="Nature Climate Change").click()
    page.wait_for_url("**style=nature-climate-change**")


def _put_away(page: Page) -> None:
    page.goto("/citations/?basket=1")
    page.get_by_role("button", name=re.compile("^Take statement")).first.click()
    page.get_by_role("heading", name="In your basket").wait_for()
    page.get_by_role("button", name="Empty the basket").click()
    page.get_by_text("Your basket is empty").wait_for()
