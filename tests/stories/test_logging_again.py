"""A statement comes in that the desk may know already, dated “Monday”; two people then edit it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.steps import become_admin, is_accessible

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.stories.conftest import Served

pytestmark = pytest.mark.browser

CEDED = "We have not ceded any of the ground we have taken to anybody"
THEIRS = "He says that the United States gave up none of the ground it had taken in Syria."
MINE = "He says that the coalition gave up none of the ground it had taken in Syria."


def test_known_words_dated_monday_are_linked_and_edited_by_two(page: Page, served: Served) -> None:
    become_admin(page, served)
    page.get_by_role("button", name="Load the At Tanf case").click()
    _type_what_is_known(page)
    page.get_by_role("button", name="The same words again").first.click()
    page.get_by_text("Logged as statement").wait_for()
    assert page.get_by_text("18 September 2017").first.is_visible()
    assert page.get_by_text("repeats").first.is_visible()
    _edit_with_somebody_else(page, page.url)


#: What is told of a date in the moment in which another one is typed.
TYPED = """
field => {
    field.value = "Mon";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return document.getElementById("said-shown").textContent.trim();
}
"""


def _type_what_is_known(page: Page) -> None:
    page.goto("/statements/new")
    page.locator("[name=quote]").fill(CEDED)
    page.get_by_text("The same words ·").wait_for()
    page.locator("[name=speaker_name]").fill("James Mattis")
    page.locator("[name=source_title]").fill("The day at the Pentagon")
    page.locator("[name=source_published]").fill("19 Sep 2017")
    page.locator("#source_published-shown", has_text="Tuesday 19 September 2017").wait_for()
    page.locator("[name=said]").fill("04/05/2017")
    page.get_by_text("Which one is meant?").wait_for()
    is_accessible(page)
    assert page.locator("[name=said]").evaluate(TYPED) == ""
    page.locator("[name=said]").fill("Monday")
    page.locator("#said-shown", has_text="Monday 18 September 2017").wait_for()
    page.locator("#role-shown", has_text="Secretary of Defense").wait_for()
    is_accessible(page)


def _edit_with_somebody_else(page: Page, address: str) -> None:
    page.goto(f"{address}/edit")
    other = page.context.new_page()
    other.goto(f"{address}/edit")
    other.locator("[name=claim]").fill(THEIRS)
    other.locator("[name=told]").fill("reporters")
    other.get_by_role("button", name="Save").click()
    other.get_by_text("The statement is revised").wait_for()
    other.close()
    page.locator("[name=claim]").fill(MINE)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("both changed it: choose").wait_for()
    is_accessible(page)
    page.locator("#pick-claim-yours").check()
    page.get_by_role("button", name="Save as chosen").first.click()
    page.get_by_text("The statement is revised").wait_for()
    assert page.get_by_text("to reporters").first.is_visible()
    page.goto(f"{address}/edit")
    assert page.locator("[name=claim]").input_value() == MINE
