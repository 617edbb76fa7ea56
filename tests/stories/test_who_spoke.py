"""A day on which it turns out who spoke: names in two scripts, two who are one, an unnamed source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.steps import become_admin, is_accessible

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.stories.conftest import Served

pytestmark = pytest.mark.browser

ARABIC = "جيش مغاوير الثورة"


def test_it_turns_out_who_spoke(page: Page, served: Served) -> None:
    become_admin(page, served)
    page.get_by_role("button", name="Load the At Tanf case").click()
    _give_other_names(page)
    _merge_and_part(page)
    _say_who_it_was(page)
    _rename_the_topic(page)


def _give_other_names(page: Page) -> None:
    page.goto("/speakers/?q=maghaweir al thowra")
    page.get_by_role("link", name="Maghawir al-Thawra").click()
    page.get_by_role("link", name="Edit").click()
    names = page.get_by_label("Other names")
    names.fill(f"{names.input_value()}\n{ARABIC}")
    page.locator("[name=offices-0-title]").fill("Partner force")
    page.locator("[name=offices-0-since]").fill("early 2016")
    page.locator("#offices-0-since-shown").get_by_text("2016").first.wait_for()
    is_accessible(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The speaker is revised").wait_for()
    is_accessible(page)
    page.goto(f"/statements/?q={ARABIC}")
    assert page.locator("article.entry").count() > 0


def _merge_and_part(page: Page) -> None:
    page.goto("/speakers/?q=US-led coalition")
    page.get_by_role("link", name="US-led coalition").click()
    page.get_by_role("link", name="Merge…").click()
    page.get_by_label("Search", exact=True).fill("US military")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.get_by_role("link", name="US military", exact=True).click()
    page.get_by_text("Statements that move").wait_for()
    is_accessible(page)
    page.get_by_label("How we know").fill("One press desk.")
    page.get_by_role("button", name="Merge the two").click()
    page.get_by_text("The two are one speaker now").wait_for()
    is_accessible(page)
    page.get_by_role("button", name="Part them again").click()
    page.get_by_text("The two stand apart again").wait_for()


def _say_who_it_was(page: Page) -> None:
    page.goto("/speakers/?q=spokesman for the coalition")
    page.get_by_role("link", name="a spokesman for the coalition").click()
    page.get_by_role("link", name="We know who it was…").click()
    page.get_by_label("Who it was").fill("ryan dillon")
    page.get_by_label("How we know").fill("He said so on the record in 2019.")
    is_accessible(page)
    page.get_by_role("button", name="That was them").click()
    page.get_by_text("has a name now").wait_for()
    assert page.get_by_text("published as “a spokesman for the coalition”").first.is_visible()
    is_accessible(page)


def _rename_the_topic(page: Page) -> None:
    page.goto("/topics/coalition-garrison-at-at-tanf-syria")
    is_accessible(page)
    page.get_by_role("link", name="Rename").click()
    page.get_by_label("Name", exact=True).fill("The garrison at al-Tanf")
    page.get_by_role("button", name="Rename").click()
    page.wait_for_url("**/topics/the-garrison-at-al-tanf")
    page.goto("/topics/coalition-garrison-at-at-tanf-syria")
    assert page.url.endswith("/topics/the-garrison-at-al-tanf")
