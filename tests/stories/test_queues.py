"""A reviewer works through what waits by single keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.steps import become_admin

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.stories.conftest import Served

pytestmark = pytest.mark.browser


def test_a_queue_is_walked_with_single_keys(page: Page, served: Served) -> None:
    become_admin(page, served)
    page.get_by_role("button", name="Load the At Tanf case").click()
    page.goto("/queue/proposed")
    page.wait_for_load_state("load")
    assert page.locator("[data-row]").count() == 3
    for key in "jjk":
        page.keyboard.press(key)
    assert page.locator("[data-row]").first.evaluate("row => row === document.activeElement")
    page.keyboard.press("a")
    page.get_by_text("The link is confirmed.").wait_for()
    assert "/queue/proposed#row-" in page.url
    page.wait_for_load_state("load")
    row = page.locator("[data-row]").first
    assert row.evaluate("row => row === document.activeElement")
    for key in "jr":
        page.keyboard.press(key)
    page.keyboard.type("Another outpost.")
    page.keyboard.press("Enter")
    page.get_by_text("The link is rejected").wait_for()
    assert "/queue/proposed#row-" in page.url
    assert page.locator("[data-row]").count() == 1
