"""The extension in a Chromium of its own: set up, pressed on a page, and its words logged."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.needs import needed
from tests.stories.conftest import PATIENCE_MS, QUIET
from tests.stories.newspapers import PASSAGE, QUOTE, STRICT, printed
from tests.stories.steps import become_admin, is_accessible, select_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.stories.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

EXTENSION = Path(__file__).parents[2] / "extension"
#: The first line fails where the extension put no such line into the menu.
CHOSEN_IN_THE_MENU = """async () => {
  await chrome.contextMenus.update("log", { title: "Bring to Gainsay" });
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  chrome.contextMenus.onClicked.dispatch({ menuItemId: "log", editable: false }, tab);
}"""
FILLED = "#brought[data-filled=yes]"


def test_the_button_brings_words_from_a_page_to_the_form(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    with _chromium(browser, served, EXTENSION, tmp_path) as context, printed() as paper:
        page = context.new_page()
        become_admin(page, served)
        _set_up(context, served)
        page.goto(paper.prints("/outpost", policy=STRICT))
        select_words(page, PASSAGE)
        form = _press(context, page)
        form.locator(FILLED).wait_for()
        assert form.url == f"{served.address}/statements/new"
        assert form.locator("[name=quote]").input_value() == QUOTE
        assert "Starr, Barbara" in form.locator("[name=source_authors]").input_value()
        form.get_by_label("Speaker", exact=True).fill("James Mattis")
        # An address does not prove what brought it: the person says so.
        form.get_by_text("came without proof").wait_for()
        form.get_by_label("Keep the page’s text").check()
        form.get_by_role("button", name="Log statement").click()
        form.get_by_text("matches The Border Post’s text").first.wait_for()


def test_the_line_in_the_menu_of_the_mouse_does_the_same(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    """Chromium lets no test open that menu: the extension is told what it is told once one chose there."""
    allowed = _allowed(tmp_path)
    with _chromium(browser, served, allowed, tmp_path) as context, printed() as paper:
        page = context.new_page()
        become_admin(page, served)
        _set_up(context, served, hands_over=True)
        page.goto(paper.prints("/outpost", policy=STRICT))
        select_words(page, PASSAGE)
        page.bring_to_front()
        with context.expect_page() as opened:
            context.service_workers[0].evaluate(CHOSEN_IN_THE_MENU)
        form = opened.value
        form.locator(FILLED).wait_for()
        assert form.locator("[name=quote]").input_value() == QUOTE


def test_a_very_long_text_is_handed_to_the_tab_of_the_desk_after_signing_in(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    allowed = _allowed(tmp_path)
    with _chromium(browser, served, allowed, tmp_path) as context, printed() as paper:
        page = context.new_page()
        become_admin(page, served)
        _set_up(context, served, hands_over=True)
        context.clear_cookies()
        words = "A spokesman called it routine. " * 20_000
        page.goto(paper.prints("/long", body=f"<main id=article><p>{PASSAGE}<p>{words}</main>"))
        select_words(page, PASSAGE)
        form = _press(context, page)
        form.locator("#brought-waits[data-with=text]").wait_for()
        form.get_by_label("E-mail").fill("ada@newsroom.example")
        form.get_by_label("Password").fill("correct horse battery staple")
        form.get_by_role("button", name="Sign in").click()
        form.locator(FILLED).wait_for()
        assert form.locator("[name=quote]").input_value() == QUOTE
        text = form.locator("[name=page_text]").input_value()
        assert text == f"{PASSAGE}\n\n{words.strip()}"
        assert form.get_by_label("Keep the page’s text").is_checked()


def test_without_an_address_it_asks_for_one(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    with _chromium(browser, served, EXTENSION, tmp_path) as context, printed() as paper:
        page = context.new_page()
        page.goto(paper.prints("/outpost"))
        options = _press(context, page)
        options.get_by_role("heading", name="Bring to Gainsay").wait_for()
        is_accessible(options)
        for typed in ("ftp://desk.example", "https://", "not an address", "javascript:alert(1)"):
            _save(options, typed)
            options.get_by_text("This is no address of a desk, and was not saved").wait_for()
            options.reload()


def test_any_page_of_the_desk_tells_where_it_is_and_what_is_none_is_said(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    with _chromium(browser, served, EXTENSION, tmp_path) as context, printed() as paper:
        options = context.new_page()
        options.goto(f"chrome-extension://{_name(context)}/options.html")
        typed = ("/account/capture/", "/statements/new?a=b#c", "///", "/api")
        bare = served.address.removeprefix("http://")
        for address in (*(served.address + path for path in typed), bare, f"{bare}/sign-in"):
            _save(options, address)
            options.get_by_text("Saved.", exact=True).wait_for()
            assert options.get_by_label("Address of your desk").input_value() == served.address
        _save(options, paper.address)
        options.get_by_text(f"But no desk answers at {paper.address}").wait_for()
        _save(options, "desk.example/desk/reports/contradictions")
        options.get_by_text("no desk answers at https://desk.example/desk:").wait_for()


def _save(options: Page, typed: str) -> None:
    options.get_by_label("Address of your desk").fill(typed)
    options.get_by_role("button", name="Save").click()


@contextmanager
def _chromium(
    browser: Browser, served: Served, extension: Path, folder: Path
) -> Iterator[BrowserContext]:
    """Start a Chromium that has loaded an extension; what tests it may press its button."""
    context = browser.browser_type.launch_persistent_context(
        folder / "profile",
        executable_path=needed("chromium"),
        headless=False,
        base_url=served.address,
        args=[
            *QUIET,
            # The headless mode that playwright starts by itself loads no extension.
            "--headless=new",
            f"--load-extension={extension}",
            f"--disable-extensions-except={extension}",
            "--disable-features=DisableLoadExtensionCommandLineSwitch",
            "--enable-unsafe-extension-debugging",
        ],
    )
    context.set_default_timeout(PATIENCE_MS)
    try:
        if not context.service_workers:
            context.wait_for_event("serviceworker")
        yield context
    finally:
        context.close()


def _allowed(folder: Path) -> Path:
    """Return a copy of the extension that may reach the desk: nobody is there to press “Allow”."""
    copy = Path(shutil.copytree(EXTENSION, folder / "extension"))
    manifest = copy / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told["host_permissions"] = ["http://127.0.0.1/*"]
    manifest.write_text(json.dumps(told), encoding="utf-8")
    return copy


def _set_up(context: BrowserContext, served: Served, *, hands_over: bool = False) -> None:
    """Tell the extension the address of the desk, on its own page."""
    page = context.new_page()
    page.goto(f"chrome-extension://{_name(context)}/options.html")
    page.get_by_label("Address of your desk").fill(f"{served.address}/")
    page.get_by_label("Hand over what was read").set_checked(hands_over)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    page.close()


def _press(context: BrowserContext, page: Page) -> Page:
    """Press the button of the extension while a page is in front; return the tab that it opens."""
    page.bring_to_front()
    assert context.browser
    session = context.browser.new_browser_cdp_session()
    found = session.send("Target.getTargets", {"filter": [{"type": "tab"}]})["targetInfos"]
    [tab] = [one["targetId"] for one in found if one["url"] == page.url]
    with context.expect_page() as opened:
        session.send("Extensions.triggerAction", {"id": _name(context), "targetId": tab})
    return opened.value


def _name(context: BrowserContext) -> str:
    return context.service_workers[0].url.split("/")[2]
