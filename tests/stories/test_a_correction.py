"""A source corrects its report: what rests on it is looked at again, and who had it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.steps import become_admin, is_accessible

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.stories.conftest import Served

pytestmark = pytest.mark.browser


def test_a_correction_is_followed_to_everybody_who_had_the_words(
    page: Page, served: Served
) -> None:
    become_admin(page, served)
    page.get_by_role("button", name="Load the At Tanf case").click()
    page.goto("/reports/contradictions?view=pairs&speaker=James+Mattis")
    page.get_by_role("link", name="conflicts with").first.click()
    page.locator(".why").first.wait_for()
    pair = page.url
    page.request.get("/citations/download?report=1&format=text&to=the+print+desk")
    page.locator(".pair .line a").first.click()
    page.get_by_role("link", name="Place a notice").click()
    page.get_by_role("radio", name="corrected").check()
    page.get_by_label("When").fill("19 September 2017")
    page.get_by_label("What it says").fill("An earlier version misquoted him.")
    is_accessible(page)
    page.get_by_role("button", name="Place this notice").click()
    page.get_by_text("1 export left the desk with what it touches").wait_for()
    page.goto("/")
    page.get_by_text("corrected its report on 19 September 2017").first.wait_for()
    page.goto("/exports/?changed=y")
    page.get_by_role("cell", name="the print desk").wait_for()
    page.locator("tbody a").first.click()
    page.get_by_text("corrected since").first.wait_for()
    page.goto(pair)
    page.get_by_text("misquoted him").first.wait_for()
    page.get_by_role("button", name="It still stands").click()
    page.get_by_text("The link stands; it counts again.").wait_for()


def test_a_court_order_takes_words_out_for_good(page: Page, served: Served) -> None:
    become_admin(page, served)
    page.get_by_role("button", name="Load the At Tanf case").click()
    page.goto("/statements/10")
    words = page.locator("article.slip").first.inner_text()
    page.get_by_role("link", name="Redact…").click()
    for name in ("quote", "claim", "passages in the sources’ words", "context"):
        page.get_by_label(name, exact=True).check()
    page.get_by_role("textbox", name="Reason").fill("Court order 17 of 3 October 2017")
    page.get_by_role("button", name="Redact for good").click()
    page.get_by_role("alert").first.wait_for()
    is_accessible(page)
    page.get_by_label("Type “redact” to confirm").fill("redact")
    page.get_by_role("button", name="Redact for good").click()
    page.get_by_text("It is redacted").wait_for()
    assert page.get_by_text("Court order 17").first.is_visible()
    assert page.locator("article.slip").first.inner_text() != words
    page.goto("/redactions/")
    assert page.get_by_text("Court order 17").is_visible()
