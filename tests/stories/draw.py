"""Draws the screenshots of the README anew: `make screenshots`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.stories.steps import become_admin

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.stories.conftest import Served

DOCS = Path(__file__).parents[2] / "docs"


def test_draw_the_pair_page(page: Page, served: Served) -> None:
    become_admin(page, served)
    page.get_by_role("button", name="Load the At Tanf case").click()
    page.goto("/reports/contradictions?view=pairs&speaker=James+Mattis")
    page.get_by_role("link", name="conflicts with").first.click()
    page.locator(".why").first.wait_for()
    page.set_viewport_size({"width": 1280, "height": 740})
    page.screenshot(path=DOCS / "pair.png")
