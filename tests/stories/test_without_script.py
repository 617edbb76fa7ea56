"""Everything can be done without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.steps import become_admin

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.stories.conftest import Served

pytestmark = pytest.mark.browser


def test_a_statement_is_logged_from_an_article_by_hand(browser: Browser, served: Served) -> None:
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    become_admin(page, served)
    page.goto("/sources/new")
    page.locator("[name=title]").fill("Crossing closed")
    page.locator("[name=text]").fill("“A routine measure,” a spokeswoman said.")
    page.get_by_role("button", name="Keep it and mark statements").click()
    page.locator("[name=quote]").fill("A routine measure")
    page.locator("[name=passage]").fill("“A routine measure,” a spokeswoman said.")
    page.locator("[name=speaker_name]").fill("Amina Haddad")
    page.get_by_role("button", name="Log statement").click()
    page.get_by_text("Logged as statement").wait_for()
    page.goto("/statements/new?capture=1")
    assert page.locator("#article mark").inner_text() == "“A routine measure,” a spokeswoman said."
    context.close()


def test_proposals_of_an_article_are_decided_by_hand(browser: Browser, served: Served) -> None:
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    become_admin(page, served)
    page.goto("/sources/new?then=propose")
    page.locator("[name=title]").fill("Crossing closed")
    page.locator("[name=published]").fill("2024-03-06")
    page.locator("[name=text]").fill("“It is a routine measure,” Amina Haddad said on Monday.")
    page.get_by_role("button", name="Keep it and propose statements").click()
    page.wait_for_url("**/reading/**")
    while not page.get_by_text("Mend it first").is_visible():
        page.reload()
    page.get_by_text("Mend it first").click()
    page.locator("[name=claim]").fill("Nothing out of the ordinary happened.")
    page.get_by_role("button", name="Accept as it stands here").click()
    page.get_by_text("All of it is looked at").wait_for()
    page.get_by_role("link", name="statement 1").click()
    page.get_by_text("Nothing out of the ordinary happened.").wait_for()
    context.close()
