"""What a reader sees elsewhere is brought to the form by the bookmarklet, and logged there."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.stories.newspapers import PASSAGE, QUOTE, STRICT, TEXT, printed
from tests.stories.steps import PASSWORD, become_admin, is_accessible, select_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.stories.conftest import Served
    from tests.stories.newspapers import Newspaper

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

OWN = Path(__file__).parents[1] / "golden" / "own_addresses.json"
OTHERS = json.dumps({"title": "Theirs", "site": "CNN", "authors": ["Ann Lee", 7]})
FILLED = "#brought[data-filled=yes]"


@pytest.fixture
def paper() -> Iterator[Newspaper]:
    """A newspaper at an address of its own."""
    with printed() as one:
        yield one


def test_words_are_brought_logged_and_checked_and_the_source_is_known_next_time(
    page: Page, served: Served, paper: Newspaper
) -> None:
    become_admin(page, served)
    bookmarklet = _bookmarklet(page)
    page.goto(paper.prints("/outpost"))
    select_words(page, PASSAGE)
    form = _press(page, bookmarklet)
    assert form.url == f"{served.address}/statements/new"
    assert _typed(form, "passage", "quote", "source_url", "source_authors", "page_text") == {
        "passage": PASSAGE,
        "quote": QUOTE,
        "source_url": f"{paper.address}/outpost",
        "source_authors": "Starr, Barbara",
        "page_text": TEXT,
    }
    is_accessible(form)
    form.get_by_label("Speaker", exact=True).fill("James Mattis")
    form.get_by_role("button", name="Log statement").click()
    form.get_by_text("matches The Border Post’s text").first.wait_for()
    form.goto("/captures/1")
    assert form.locator("#article, .article").first.inner_text().strip() == TEXT
    page.goto(f"{paper.address}/outpost?utm_source=mail")
    select_words(page, "A spokesman called it routine.")
    again = _press(page, bookmarklet)
    again.get_by_text("This source is known").wait_for()
    assert again.locator("[name=source_id]").input_value() == "1"
    read_at = paper.address.removeprefix("http://")
    assert f"The page was read at {read_at}: see" in again.locator("[data-part=known]").inner_text()
    assert _typed(again, "passage", "quote") == {
        "passage": "A spokesman called it routine.",
        "quote": "",
    }
    assert again.locator("input[name=form]:checked").input_value() == "indirect"


def test_pages_with_a_strict_policy_and_with_json_ld_are_read(
    page: Page, served: Served, paper: Newspaper
) -> None:
    become_admin(page, served)
    bookmarklet = _bookmarklet(page)
    told = {
        "@type": "NewsArticle",
        "headline": "Crossing closed",
        "author": [{"name": "Ann Lee"}, {"familyName": "Berg", "givenName": "Jan"}],
        "datePublished": "2024-03-06T22:00:00+02:00",
        "publisher": {"name": "The Border Post"},
    }
    graph = json.dumps({"@graph": [{"@type": "WebSite"}, told]})
    head = f'<title>No</title><script type="application/ld+json">{graph}</script>'
    # What its own policy forbids that page is said in a tab of its own.
    reader = page.context.new_page()
    reader.goto(paper.prints("/strict", head, policy=STRICT))
    select_words(reader, PASSAGE)
    form = _press(reader, bookmarklet)
    assert _typed(form, "quote", "source_title", "source_published", "source_authors") == {
        "quote": QUOTE,
        "source_title": "Crossing closed",
        "source_published": "2024-03-06",
        "source_authors": "Lee, Ann; Berg, Jan",
    }


@pytest.mark.parametrize("allowed", ["allow-same-origin", "allow-popups"])
def test_a_page_in_a_sandbox_is_left_for_the_form(
    allowed: str, page: Page, served: Served, paper: Newspaper
) -> None:
    become_admin(page, served)
    bookmarklet = _bookmarklet(page)
    reader = page.context.new_page()
    reader.goto(paper.prints("/boxed", policy=f"sandbox allow-scripts {allowed}"))
    _run(reader, bookmarklet)
    reader.locator(FILLED).wait_for()
    assert reader.get_by_text("No words were selected").is_visible()
    assert reader.locator("[name=page_text]").input_value() == TEXT


def test_what_was_brought_is_there_after_signing_in(
    page: Page, served: Served, paper: Newspaper
) -> None:
    become_admin(page, served)
    bookmarklet = _bookmarklet(page)
    page.context.clear_cookies()
    page.goto(paper.prints("/outpost"))
    select_words(page, PASSAGE)
    with page.context.expect_page() as opened:
        _run(page, bookmarklet)
    form = opened.value
    form.get_by_text("waits here: sign in").wait_for()
    is_accessible(form)
    assert "#" not in form.url
    form.get_by_label("E-mail").fill("ada@newsroom.example")
    form.get_by_label("Password").fill("wrong")
    form.get_by_role("button", name="Sign in").click()
    form.get_by_text("do not fit together").wait_for()
    form.get_by_text("waits here: sign in").wait_for()
    form.get_by_label("Password").fill(PASSWORD)
    form.get_by_role("button", name="Sign in").click()
    form.locator(FILLED).wait_for()
    assert _typed(form, "passage", "page_text") == {"passage": PASSAGE, "page_text": TEXT}
    form.goto("/statements/new")
    assert form.locator("#brought").is_hidden()
    assert form.locator("[name=passage]").input_value() == ""
    # Only what is empty is filled in.
    form.locator("[name=source_title]").fill("Mine")
    form.evaluate(f"location.hash = 'brought=' + btoa('{OTHERS}')")
    form.get_by_text("Some fields were filled in already").wait_for()
    form.locator(FILLED).wait_for()
    found = _typed(form, "source_title", "source_container_title", "source_authors")
    assert found == {
        "source_title": "Mine",
        "source_container_title": "CNN",
        "source_authors": "Lee, Ann",
    }


def test_a_page_of_another_site_does_not_pass_for_a_known_source(
    page: Page, served: Served, paper: Newspaper
) -> None:
    become_admin(page, served)
    told = json.loads(OWN.read_text(encoding="utf-8"))
    believe = "async (all) => all.map((await import('/static/addresses.js')).ownAddress)"
    assert page.evaluate(believe, told) == [
        one["canonical"] if one["believed"] else one["url"] for one in told
    ]
    bookmarklet = _bookmarklet(page)
    page.goto(paper.prints("/outpost"))
    select_words(page, PASSAGE)
    form = _press(page, bookmarklet)
    form.get_by_label("Speaker", exact=True).fill("James Mattis")
    form.get_by_role("button", name="Log statement").click()
    form.get_by_text("matches The Border Post’s text").first.wait_for()
    evil = paper.address.replace("127.0.0.1", "localhost")
    paper.prints("/evil", f'<link rel="canonical" href="{paper.address}/outpost">')
    page.goto(f"{evil}/evil")
    select_words(page, PASSAGE)
    again = _press(page, bookmarklet)
    assert again.locator("[name=source_id]").input_value() == ""
    assert again.locator("[data-part=known]").is_hidden()
    assert _typed(again, "source_url") == {"source_url": f"{evil}/evil"}


def test_an_address_made_up_for_the_form_chooses_nothing_by_itself(
    page: Page, served: Served, paper: Newspaper
) -> None:
    become_admin(page, served)
    bookmarklet = _bookmarklet(page)
    page.goto(paper.prints("/outpost"))
    select_words(page, PASSAGE)
    form = _press(page, bookmarklet)
    assert form.get_by_label("Keep the page’s text").is_checked()
    form.get_by_label("Speaker", exact=True).fill("James Mattis")
    form.get_by_role("button", name="Log statement").click()
    form.get_by_text("matches The Border Post’s text").first.wait_for()
    told = {
        "url": f"{paper.address}/outpost",
        "exact": "Nobody said so.",
        "text": "Nobody said so.",
    }
    fragment = b64encode(json.dumps(told).encode()).decode()
    link = f'<a href="{served.address}/statements/new#brought={fragment}">cats</a>'
    elsewhere = paper.address.replace("127.0.0.1", "localhost")
    paper.prints("/cats", body=link)
    page.goto(f"{elsewhere}/cats")
    page.get_by_text("cats").click()
    page.locator(FILLED).wait_for()
    assert page.locator("[name=source_id]").input_value() == ""
    assert not page.get_by_label("Keep the page’s text").is_checked()
    assert page.locator("[data-part=known]").is_hidden()
    is_accessible(page)
    page.get_by_role("button", name="Choose it").click()
    assert page.locator("[name=source_id]").input_value() == "1"


def test_a_hostile_page_brings_nothing_but_text(
    page: Page, served: Served, paper: Newspaper
) -> None:
    become_admin(page, served)
    bookmarklet = _bookmarklet(page)
    script = "&lt;script&gt;document.title = 'ours'&lt;/script&gt;"
    head = f"""<title>{script}</title><link rel="canonical" href="javascript:document.title='ours'">
        <meta name="author" content="&lt;img src=x onerror=alert(1)&gt;">
        <meta property="article:published_time" content="2017-99-99; drop">
        <script type="application/ld+json">{{"@type": ["NewsArticle", 7], "author": {{"name": [1]}}</script>
        <script type="application/ld+json">{"[" * 9000}</script>"""
    page.goto(paper.prints("/hostile", head, f"<main id=article>{'word ' * 200_000}</main>"))
    page.evaluate("getSelection().selectAllChildren(document.body)")
    form = _press(page, bookmarklet)
    assert form.get_by_text("More was selected than fits").is_visible()
    assert form.get_by_text("too long to come along").is_visible()
    assert form.title() == "Log a statement · Gainsay"
    names = ("passage", "page_text", "source_title", "source_url", "source_published")
    assert _typed(form, *names) == {
        "passage": "",
        "page_text": "",
        "source_title": "<script>document.title = 'ours'</script>",
        "source_url": f"{paper.address}/hostile",
        "source_published": "2017",
    }
    made_up = ("!", "", "bnVsbA", "eyJ1cmwiOjd9", "e30", "W10", "eyJhdXRob3JzIjp7fX0")
    for fragment in made_up:
        form.goto("/statements/new")
        form.goto(f"/statements/new#brought={fragment}")
        form.wait_for_url("**/statements/new")
        assert form.locator("[name=source_title]").input_value() == ""


def test_the_bookmarklet_is_dragged_and_not_pressed(page: Page, served: Served) -> None:
    become_admin(page, served)
    page.goto("/account")
    page.get_by_role("link", name="Set it up").click()
    is_accessible(page)
    page.get_by_role("link", name="Bring to Gainsay").click()
    page.locator("#drag-told.note").wait_for()
    page.get_by_text("The text", exact=True).click()
    shown = page.locator("#bookmarklet-text").inner_text()
    assert shown == page.locator("#drag").get_attribute("href")
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda dialog: dialog.accept())
        _run(page, shown)
    assert "a page of the desk itself" in asked.value.message
    assert len(page.context.pages) == 1


def _bookmarklet(page: Page) -> str:
    page.goto("/account/capture/")
    told = page.locator("#drag").get_attribute("href")
    assert told
    return told


def _run(page: Page, bookmarklet: str) -> None:
    """Run the very text of the bookmarklet in a tab, as a press of a bookmark does."""
    session = page.context.new_cdp_session(page)
    session.send("Page.navigate", {"url": bookmarklet})
    session.detach()


def _press(page: Page, bookmarklet: str) -> Page:
    """Run the bookmarklet; return the form that it opens, filled in."""
    with page.context.expect_page() as opened:
        _run(page, bookmarklet)
    form = opened.value
    form.locator(FILLED).wait_for()
    return form


def _typed(page: Page, *names: str) -> dict[str, str]:
    return {name: page.locator(f"[name={name}]").input_value() for name in names}
