"""A reviewer's second look: a quote in Hebrew translated, rated, corrected and set right again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.steps import become_admin, is_accessible, paste, select_words

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.stories.conftest import Served

pytestmark = pytest.mark.browser

QUOTE = "לא ויתרנו על שום שטח (כלל!)"
ARTICLE = f"“{QUOTE}”, אמר הדובר ביום שני."
ENGLISH = "We gave up no ground (at all!)"


def test_a_quote_is_translated_rated_revised_and_brought_back(page: Page, served: Served) -> None:
    become_admin(page, served)
    _set_a_scale(page)
    address = _log(page)
    _translate(page, address)
    _rate(page, address)
    page.goto(f"{address}/edit")
    page.locator("[name=quote]").fill(QUOTE.replace("שום ", ""))
    page.get_by_role("button", name="Save").click()
    # The quote no longer matches the captured article, and the page asks.
    page.locator("[name=confirm]").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The statement is revised.").wait_for()
    page.get_by_role("link", name="History", exact=True).click()
    assert page.locator("del").first.inner_text().strip().endswith("שום")
    is_accessible(page)
    page.get_by_role("link", name="as it stood after this").last.click()
    page.get_by_role("button", name="Bring this version back").click()
    page.get_by_text("The earlier version is brought back").wait_for()
    assert page.locator(".big .said").inner_text() == f"“{QUOTE}”"


def _set_a_scale(page: Page) -> None:
    page.goto("/settings")
    page.get_by_role("button", name="Begin with the usual five").click()
    page.get_by_label("Name of the desk").fill("Example Desk")
    page.get_by_label("Name of the desk").press("Enter")
    page.get_by_text("The settings are kept.").wait_for()


def _log(page: Page) -> str:
    paste(page, ARTICLE, title="לא ויתרנו", outlet="הארץ", published="2017-09-19")
    select_words(page, f"“{QUOTE}”")
    page.locator("#log-words").click()
    page.locator("[name=speaker_name]").fill("משה כהן")
    page.locator("[name=language]").evaluate(
        "(field) => { field.closest('details')?.setAttribute('open', ''); }"
    )
    page.locator("[name=language]").fill("he")
    page.get_by_role("button", name="Log statement").click()
    page.get_by_text("Logged as statement").wait_for()
    return "/statements/1"


def _translate(page: Page, address: str) -> None:
    page.goto(f"{address}/translations/new")
    page.locator("[name=language]").fill("en")
    page.locator("[name=text]").fill(ENGLISH)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**{address}")
    original, ours = page.locator(".big .said"), page.locator(".big .translation")
    assert original.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert ours.locator("p").evaluate("one => getComputedStyle(one).direction") == "ltr"
    assert original.bounding_box()["y"] < ours.bounding_box()["y"]  # type: ignore[index]
    assert "“" not in ours.inner_text()


def _rate(page: Page, address: str) -> None:
    page.goto(f"{address}/reviews/new")
    assert not page.locator("[name=organisation]").is_visible()
    page.locator("[name=ours]").select_option("mostly false")
    page.locator("[name=date]").fill("2017-10-03")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Rated “mostly false” by Example Desk, 3 October 2017").wait_for()
    is_accessible(page)
