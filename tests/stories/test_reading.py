"""An article is pasted, its statements are proposed, and somebody decides each with single keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.stories.steps import become_admin, is_accessible

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.stories.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

ARTICLE = (
    "“We will rebuild the bridge before winter,” Mayor Ada Bell told reporters on Monday.\n\n"
    "“Nobody has asked for a permit,” the builder Ivo Tarn said on Tuesday.\n\n"
    "“The old road is closed for good,” he said.\n\n"
    "“The ferry was sold in spring,” Councillor Una Reed said on Tuesday.\n"
)


def test_what_is_proposed_is_accepted_mended_or_rejected_and_never_proposed_again(
    page: Page, served: Served
) -> None:
    become_admin(page, served)
    _propose(page)
    _press(page, "a", "Proposal 1 is accepted:")
    _mend(page)
    _press(page, "r", "Proposal 3 is rejected.")
    page.get_by_role("link", name=re.compile("^Accept what is sure")).click()
    is_accessible(page)
    page.get_by_role("button", name="Log what is ticked").click()
    expect(page.get_by_text("All of it is looked at")).to_be_visible()
    expect(page.get_by_text("4 of 4 looked at")).to_be_visible()
    page.get_by_role("button", name="Read it again").click()
    page.wait_for_url(re.compile(r"/reading/\d+$"))
    expect(page.get_by_text("4 of 4 looked at")).to_be_visible()
    page.goto("/statements/")
    expect(page.get_by_text("The ferry was sold in spring")).to_be_visible()
    expect(page.get_by_text("Nobody has asked for a permit")).to_be_visible()
    expect(page.get_by_text("The old road is closed")).to_have_count(0)


def _propose(page: Page) -> None:
    page.get_by_role("link", name="Reading", exact=True).click()
    page.get_by_role("link", name="Bring an article").click()
    page.locator("[name=title]").fill("Bridge to return")
    page.locator("[name=container_title]").fill("Valley Post")
    page.locator("[name=text]").fill(ARTICLE)
    page.get_by_role("button", name="Keep it and propose statements").click()
    expect(page.get_by_text("“On Monday” is counted from that day").last).to_be_visible()
    page.locator("[name=published]").fill("2024-03-06")
    page.get_by_role("button", name="Keep it and propose statements").click()
    page.wait_for_url(re.compile(r"/reading/\d+$"))
    expect(page.get_by_role("heading", name="4 statements proposed")).to_be_visible()
    page.keyboard.press("j")
    page.wait_for_url("**proposal=2#row-2")
    page.keyboard.press("k")
    page.wait_for_url("**proposal=1#row-1")


def _press(page: Page, key: str, told: str) -> None:
    expect(page.locator("[data-row]")).to_be_focused()
    page.keyboard.press(key)
    expect(page.locator(".flash")).to_contain_text(told)


def _mend(page: Page) -> None:
    expect(page.locator("[data-row]")).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator("[name=quote]")).to_be_focused()
    page.locator("[name=claim]").fill("Of the bridge, the permit is missing.")
    # What was typed is not lost by going on to the next: it is asked about.
    page.once("dialog", lambda asked: asked.dismiss())
    page.get_by_role("link", name="next").click()
    expect(page.locator("[name=claim]")).to_have_value("Of the bridge, the permit is missing.")
    page.get_by_role("button", name="Accept as it stands here").click()
    expect(page.locator(".flash")).to_contain_text("Proposal 2 is accepted:")
