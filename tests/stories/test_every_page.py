"""Each page before axe, in the light and in the dark, at a desk and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.steps import become_admin, is_accessible, paste, send

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.stories.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

PAGES = (
    "/",
    "/queue/proposed",
    "/queue/rechecks",
    "/api",
    "/api?of=Statements",
    "/statements/",
    "/statements/?q=outpost+-garrison&order=said&unsourced=yes",
    "/statements/?q=outpost",
    "/statements/new",
    "/statements/new?capture=1",
    "/statements/1",
    "/statements/1/edit",
    "/statements/1/withdraw",
    "/statements/1/history",
    "/statements/1/appearances/new",
    "/statements/1/appearances/1",
    "/statements/1/appearances/1/remove",
    "/statements/1/versions/3",
    "/statements/1/link",
    "/statements/1/link?q=outpost",
    "/statements/1/link?to=2&differ=1",
    "/statements/1/translations/new",
    "/statements/1/reviews/new",
    "/speakers/",
    "/speakers/1",
    "/speakers/new",
    "/speakers/1/edit",
    "/speakers/1/merge?q=a",
    "/speakers/1/merge?other=2",
    "/speakers/3/name",
    "/speakers/1/history",
    "/sources/",
    "/sources/1",
    "/sources/1/notices/new",
    "/reading/",
    "/reading/many",
    "/reading/1",
    "/reading/1?proposal=1",
    "/reading/1/sure",
    "/reading/1/details",
    "/reading/jobs/3",
    "/imports/",
    "/imports/1",
    "/imports/1?verdict=refused",
    "/exports/",
    "/exports/1",
    "/redactions/",
    "/redactions/statement/1",
    "/sources/1/edit",
    "/sources/2/open",
    "/sources/1/merge",
    "/sources/1/merge?other=2",
    "/sources/1/history",
    "/sources/new",
    "/captures/1",
    "/captures/new?source=1",
    "/topics/",
    "/topics/coalition-garrison-at-at-tanf-syria",
    "/topics/coalition-garrison-at-at-tanf-syria/rename",
    "/topics/coalition-garrison-at-at-tanf-syria/merge",
    "/topics/coalition-garrison-at-at-tanf-syria/restrict",
    "/links/4",
    "/links/4/edit",
    "/remarks/1",
    "/links/4/history",
    "/links/1/comment",
    "/reports/contradictions",
    "/reports/contradictions?view=pairs",
    "/reports/contradictions?as_of=2020-02-02",
    "/reports/timeline",
    "/reports/network",
    "/reports/network?of=speakers",
    "/reports/contradictions?kind=unnamed",
    "/reports/to-examine",
    "/reports/saved",
    "/reports/save?topic=1",
    "/reports/1",
    "/reports/1/edit",
    "/reports/1/freeze",
    "/reports/1/frozen/1",
    "/reports/1/share",
    "/sets/",
    "/sets/1",
    "/sets/1/rename",
    "/sets/keep?statement=1",
    "/reports/coverage",
    "/reports/coverage?by=speaker&since=2017",
    "/citations/",
    "/citations/?report=1&format=bibtex",
    "/citations/?basket=1&format=html&style=apa&find=nature",
    "/citations/?topic=1&format=xlsx",
    "/settings",
    "/settings/history",
    "/account",
    "/account/capture/",
    "/account/feed",
    "/account/tokens/",
    "/watching/",
    "/watching/followed",
    "/accounts/",
    "/nowhere",
)
#: A table with a row that is taken and one that is not.
TABLE = "quote,speaker,title,said\nYes.,Ann,A page,2017\nNo.,Ann,A page,04/05/2024\n"


def test_no_page_has_a_serious_fault(page: Page, served: Served) -> None:
    _fill_the_desk(page, served)
    page.emulate_media(color_scheme="light")
    for address in PAGES:
        page.goto(address)
        is_accessible(page)


def test_no_page_has_a_serious_fault_on_a_phone_in_the_dark_nor_is_wider_than_it(
    page: Page, served: Served
) -> None:
    _fill_the_desk(page, served)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    for address in PAGES:
        page.goto(address)
        is_accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, f"{address} is {wide} pixels wide"


def test_no_column_of_the_ledger_or_of_an_import_is_cut_off_on_a_phone(
    page: Page, served: Served
) -> None:
    become_admin(page, served)
    page.get_by_role("button", name="Load the At Tanf case").click()
    page.request.get("/citations/download?statement=1&format=text&to=the+print+desk")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/exports/")
    _is_not_cut_off(page)
    send(page, "table.csv", TABLE)
    assert page.get_by_text("column 4, said:").is_visible()
    _is_not_cut_off(page)


def test_signing_in_is_accessible_and_leads_on(page: Page, served: Served) -> None:
    become_admin(page, served)
    page.goto("/account")
    page.get_by_role("button", name="Sign out everywhere").click()
    is_accessible(page)
    page.goto("/statements/new")
    page.get_by_label("E-mail").fill("ada@newsroom.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    assert page.get_by_text("do not fit together").is_visible()
    is_accessible(page)
    page.get_by_label("Password").fill("correct horse battery staple")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/statements/new")


def _fill_the_desk(page: Page, served: Served) -> None:
    become_admin(page, served)
    page.get_by_role("button", name="Load the At Tanf case").click()
    paste(page, "“Yes,” she said.", title="A", outlet="B", published="2026")
    page.request.get("/citations/download?statement=1&format=text&to=the+print+desk")
    send(page, "table.csv", TABLE)
    page.goto("/captures/1")
    page.get_by_role("button", name="Propose statements").click()
    page.get_by_role("heading", name="statement proposed").wait_for()
    page.goto("/reading/many")
    page.locator("[name=addresses]").fill("https://nowhere.example/")
    page.get_by_role("button", name="Read them").click()
    page.goto("/links/4")
    page.get_by_label("Remark").fill("Two outposts, I think.")
    page.get_by_role("button", name="Add this remark").click()
    page.goto("/statements/1")
    page.get_by_role("button", name="Put into the basket").click()
    page.goto("/sets/keep?statement=1")
    page.get_by_label("Name of the new set").fill("Denials")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.goto("/reports/save?topic=1")
    page.get_by_label("Title").fill("Who holds At Tanf")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/reports/1/freeze")
    page.get_by_role("button", name="Freeze").click()
    page.get_by_label("Freeze it all the same").check()
    page.get_by_role("button", name="Freeze").click()
    page.get_by_role("heading", name="Proof").wait_for()


def _is_not_cut_off(page: Page) -> None:
    tables = page.locator(".table-responsive").all()
    assert tables
    for one in tables:
        assert one.evaluate("it => it.scrollWidth <= it.clientWidth")
