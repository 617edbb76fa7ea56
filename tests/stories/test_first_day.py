"""A fact-checker's first day, from the one-time link to the exported report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.stories.steps import become_admin, is_accessible, paste, select_words

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.stories.conftest import Served

pytestmark = pytest.mark.browser

_MIXED = "Paraphrase with quoted words"
ARTICLE = """The ministry closed the northern crossing on Friday.

“The closure is a routine measure,” a ministry spokeswoman said.

But the crossing had been handed over under an agreement with the neighbouring army, traders told a news agency.

“We were told in August,” Amir Haddad said. 🚧 “Nobody asked us,” he added."""


def test_load_the_case_read_the_report_and_take_it_along(page: Page, served: Served) -> None:
    become_admin(page, served)
    page.get_by_role("button", name="Load the At Tanf case").click()
    page.get_by_role("link", name="Contradictions", exact=True).click()
    assert page.locator("section.row, .dispute").count() >= 3
    first = page.get_by_text("1 statement, 3 responses")
    assert first.is_visible()
    page.get_by_label("Speaker", exact=True).fill("James Mattis")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_text("We have not ceded").first.wait_for()
    assert not page.get_by_text("The United States was training terrorists").is_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="CSL-JSON").click()
    items = json.loads(started.value.path().read_text(encoding="utf-8"))
    assert [item["id"] for item in items] == ["outpost"]
    is_accessible(page)


def test_paste_an_article_and_log_three_statements_from_it(page: Page, served: Served) -> None:
    become_admin(page, served)
    paste(page, ARTICLE, title="Crossing closed", outlet="The Border Post", published="2026-10-03")
    _log_direct(page)
    _log_paraphrase(page)
    _log_after_an_emoji(page)
    page.goto("/statements/")
    assert page.locator("[data-row]").count() == 3
    page.get_by_text("Nobody asked us").first.click()
    assert page.get_by_text("matches The Border Post").first.is_visible()


def _log_direct(page: Page) -> None:
    select_words(page, "“The closure is a routine measure,”")
    page.get_by_role("button", name="Log these words").click()
    assert page.locator("[name=quote]").input_value() == "The closure is a routine measure"
    assert page.get_by_label("Direct", exact=True).is_checked()
    page.get_by_label("Speaker", exact=True).fill("a ministry spokeswoman")
    page.get_by_label("Speaker is").select_option("unnamed")
    page.locator("[name=said]").fill("2026-10-02")
    page.locator("[name=topics]").fill("Northern crossing")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Logged as statement").wait_for()
    assert page.locator("[name=said]").input_value() == "2026-10-02"
    assert page.locator("[name=topics]").input_value() == "Northern crossing"


def _log_paraphrase(page: Page) -> None:
    select_words(
        page, "the crossing had been handed over under an agreement with the neighbouring army"
    )
    page.keyboard.press("l")
    assert page.get_by_label("Paraphrase", exact=True).is_checked()
    page.get_by_label("Speaker", exact=True).fill("traders")
    page.get_by_label("Speaker is").select_option("unnamed")
    page.locator("[name=said]").fill("")
    page.locator("[name=claim]").fill("The crossing was handed over by agreement.")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Logged as statement").wait_for()


def _log_after_an_emoji(page: Page) -> None:
    select_words(page, "“Nobody asked us,”")
    page.get_by_role("button", name="Log these words").click()
    page.get_by_label("Speaker", exact=True).fill("Amir Haddad")
    page.get_by_label("Speaker is").select_option("person")
    page.get_by_role("button", name="Log statement").click()
    page.get_by_text("Logged as statement").wait_for()


def test_link_two_statements_confirm_and_find_them_in_the_report(
    page: Page, served: Served
) -> None:
    become_admin(page, served)
    paste(page, ARTICLE, title="Crossing closed", outlet="The Border Post", published="2026-10-03")
    _log_direct(page)
    _log_paraphrase(page)
    page.goto("/statements/1")
    page.get_by_role("link", name="Link").first.click()
    page.get_by_role("searchbox", name="Search the other statement").fill("handed over")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Compare and link").click()
    _mark_words(page)
    page.get_by_label("conflicts with").check()
    page.locator("[name=rationale]").fill("Routine, says one; by agreement, says the other.")
    page.get_by_role("button", name="Propose this link").click()
    is_accessible(page)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_text("The link is confirmed").wait_for()
    page.goto("/reports/contradictions")
    assert page.get_by_text("Routine, says one").is_visible()
    assert page.locator("mark").first.is_visible()
    assert page.get_by_text("unresolved").first.is_visible()


def _mark_words(page: Page) -> None:
    """Select the words that clash in both statements, with a mouse and a key; type nothing."""
    page.locator(".slip >> text=routine measure").select_text()
    page.get_by_role("button", name="Mark the selected words").click()
    assert page.locator("[name=words]").input_value() == "The closure is a routine measure"
    page.locator(".slip >> text=by agreement").select_text()
    page.keyboard.press("m")
    assert "by agreement" in page.locator("[name=to_words]").input_value()
    assert "by agreement" in page.locator("#mark-told").inner_text()


def test_a_selection_says_how_much_of_it_is_quoted(page: Page, served: Served) -> None:
    become_admin(page, served)
    article = (
        "“We keep all of it,” she said on Monday. They can clear the place but are unlikely "
        "to “hold” it, he said. “First,” she said, “we look at every one of them again.”"
    )
    paste(page, article, title="Two remarks", outlet="The Border Post", published="2026-10-03")
    for words, form, quote in (
        ("“We keep all of it,” she said", "Direct", "We keep all of it"),
        ("keep all", "Direct", "keep all"),
        ("“We keep all", "Direct", "We keep all"),
        ("They can clear the place but are unlikely to “hold” it", _MIXED, "hold"),
        ("They can clear the place", "Paraphrase", ""),
        (
            "“First,” she said, “we look at every one of them again.”",
            "Direct",
            "First […] we look at every one of them again.",
        ),
    ):
        select_words(page, words)
        page.get_by_role("button", name="Log these words").click()
        assert page.get_by_label(form, exact=True).is_checked(), words
        assert page.locator("[name=quote]").input_value() == quote
