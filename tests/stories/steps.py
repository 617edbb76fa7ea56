"""Steps that stories share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

    from tests.stories.conftest import Served

PASSWORD = "correct horse battery staple"  # noqa: S105 -- of accounts that live for one story
GRAVE = {"serious", "critical"}


def become_admin(page: Page, served: Served) -> None:
    """Open the printed link and become the first admin."""
    page.goto(served.first_admin)
    page.get_by_label("E-mail").fill("ada@newsroom.example")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    page.get_by_text("The desk is clear").wait_for()


def paste(page: Page, text: str, *, title: str, outlet: str, published: str) -> None:
    """Bring an article and stand before it, ready to log."""
    page.goto("/sources/new")
    page.locator("[name=title]").fill(title)
    page.locator("[name=container_title]").fill(outlet)
    page.locator("[name=published]").fill(published)
    page.locator("[name=text]").fill(text)
    page.get_by_role("button", name="Keep it and mark statements").click()
    page.locator("#article").wait_for()


def choose_file(page: Page, name: str, content: str) -> None:
    """Choose a file to import, and have it tried."""
    page.goto("/imports/")
    file: FilePayload = {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
    page.locator("[name=file]").set_input_files(file)
    page.get_by_role("button", name="Try the file").click()


def send(page: Page, name: str, content: str) -> None:
    """Send a file to be imported, and wait until it has been tried."""
    choose_file(page, name, content)
    page.get_by_role("heading", name="Row by row").wait_for()


def select_words(page: Page, words: str) -> None:
    """Select words in the article, as a mouse would."""
    page.wait_for_load_state("load")
    page.evaluate(SELECT, words)


def is_accessible(page: Page) -> None:
    """Let axe look at the page; nothing serious may be found."""
    # What passes need not be told node by node: that costs more than the looking.
    told = Axe().run(page, options={"resultTypes": ["violations"]})
    found: list[dict[str, Any]] = told.response["violations"]
    grave = [fault for fault in found if fault["impact"] in GRAVE]
    assert grave == [], [(fault["id"], fault["nodes"][0]["html"]) for fault in grave]


SELECT = """
words => {
    const article = document.getElementById("article");
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + words.length);
        const selection = document.getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
        return;
    }
    throw new Error("not in the article: " + words);
}
"""
