"""What the script of bookmarklet and extension reads of a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.stories.newspapers import BODY, TEXT, printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    Reading = Callable[..., dict[str, Any]]

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

SCRIPT = (Path(__file__).parents[2] / "extension" / "page.js").read_text(encoding="utf-8")
SELECT = "where => getSelection().selectAllChildren(document.querySelector(where))"


@pytest.fixture(scope="module")
def told(browser: Browser) -> Iterator[Reading]:
    """Read a page of this head and body, with what a selector finds selected."""
    page = browser.new_page()
    with printed() as paper:

        def read(
            head: str = "", body: str = BODY, selected: str | None = None, at: str = "/page"
        ) -> dict[str, Any]:
            # From one place in a page to another a browser loads nothing anew.
            page.goto("about:blank")
            page.goto(paper.prints("/page", head, body).replace("/page", at))
            if selected:
                page.evaluate(SELECT, selected)
            found: dict[str, Any] = page.evaluate(SCRIPT)
            return found | {"home": paper.address}

        yield read
    page.close()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (BODY, TEXT),
        ("<p>One <b>two</b>\n three.<br>four<br><br>five<p>six", "One two three.\nfour\n\nfive\n\nsix"),
        ("<p>wor<i>d</i>s, “q<em>uo</em>te” <textarea>t</textarea>end", "words, “quote” end"),
        ("<ul><li>a<li>b</ul><pre>x\n  y</pre><table><tr><td>c<td>d</table>", "a\n\nb\n\nx\n  y\n\nc\n\nd"),
        ("<article>a</article><article>b</article><nav>c</nav>", "a\n\nb"),
        ("<p hidden>a<p style='visibility: hidden'>b<style>c</style>", ""),
    ],
)  # fmt: skip
def test_the_text_is_what_can_be_seen_a_paragraph_a_block(
    body: str, text: str, told: Reading
) -> None:
    assert told(body=body)["text"] == text


@pytest.mark.parametrize(
    ("selected", "exact", "prefix", "suffix"),
    [
        ("b", "bold", "a ", " c\n\nd e"),
        ("p", "a bold c", "", "\n\nd e"),
        ("main", "a bold c\n\nd e", "", ""),
        ("nav", "A menu", None, None),
    ],
)
def test_what_stands_around_the_selected_words_comes_along(
    selected: str, exact: str, prefix: str | None, suffix: str | None, told: Reading
) -> None:
    body = "<nav>A menu</nav><main><p>a <b> bold</b> c</p><p>d e</p></main>"
    found = told(body=body, selected=selected)
    assert (found["exact"], found.get("prefix"), found.get("suffix")) == (exact, prefix, suffix)


def test_of_many_articles_the_one_with_the_words_is_read(told: Reading) -> None:
    found = told(body="<article>a</article><article id=b>b <i>c</i></article>", selected="i")
    assert (found["exact"], found["text"]) == ("c", "b c")


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        ('<meta name="author" content="By Ann Roe and Bob Poe">', BODY, ["Ann Roe", "Bob Poe"]),
        ('<meta name="author" content="Roe, Ann">', BODY, ["Roe, Ann"]),
        ('<meta property="article:author" content="https://x.example/roe">', BODY, []),
        (
            '<meta name="citation_author" content="Roe, A."><meta name="citation_author" content="Poe, B.">',
            BODY,
            ["Roe, A.", "Poe, B."],
        ),
        ("", "<main><a rel=author>Ann Roe</a></main>", ["Ann Roe"]),
        (
            '<script type="application/ld+json">{"@type": "Article", "author": "Ann Roe"}</script>',
            BODY,
            ["Ann Roe"],
        ),
        ('<script type="application/ld+json">{"@type": "Article"</script>', BODY, []),
    ],
)
def test_authors_are_found_where_pages_name_them(
    head: str, body: str, authors: list[str], told: Reading
) -> None:
    assert told(head, body)["authors"] == authors


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta name="citation_publication_date" content="2017/09/19">', BODY, "2017-09-19"),
        ('<meta itemprop="datePublished" content="2017-09">', BODY, "2017-09"),
        ("", "<main><time>now</time><time datetime='2017-09-19T08:00'>x</time></main>", "2017-09-19"),
        ("", "<time datetime='2018'>x</time><time pubdate datetime='2017'>x</time>", "2017"),
        ("", "<time datetime='20:15'>x</time>", ""),
        ('<meta name="date" content="19 September 2017">', BODY, ""),
    ],
)  # fmt: skip
def test_the_day_of_publication_is_found(
    head: str, body: str, published: str, told: Reading
) -> None:
    assert told(head, body)["published"] == published


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ('<link rel="canonical" href="/own">', "{home}/own"),
        ('<meta property="og:url" content="https://other.example/a b">', "https://other.example/a%20b"),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ('<link rel="canonical" href="http://[">', ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_address_that_a_page_calls_its_own_is_one_of_the_web(
    head: str, canonical: str, told: Reading
) -> None:
    found = told(head, at="/page?id=7#top")
    assert found["canonical"] == canonical.format(home=found["home"])
    assert found["url"] == f"{found['home']}/page?id=7"


def test_a_place_in_a_page_that_is_its_address_stays(told: Reading) -> None:
    assert told(at="/page#/story/7")["url"].endswith("/page#/story/7")


def test_title_and_site_are_those_that_the_page_tells_of_the_work(told: Reading) -> None:
    head = """<title>Outpost closed | The Border Post</title>
        <meta property="og:title" content=" Outpost  closed ">
        <meta name="application-name" content="The Border Post">"""
    found = told(head)
    assert (found["title"], found["site"]) == ("Outpost closed", "The Border Post")


@pytest.mark.parametrize(
    ("title", "told_title"),
    [
        ("Bridge stays shut - City News", "Bridge stays shut"),
        ("Bridge stays shut | Local | CITY NEWS", "Bridge stays shut | Local"),
        ("Bridge — shut » City News", "Bridge — shut"),
        ("Why I left the City News", "Why I left the City News"),
        ("City News", "City News"),
        ("- City News", "- City News"),
        ("Bridge stays shut - Town News", "Bridge stays shut - Town News"),
    ],
)
def test_a_title_does_not_hold_the_site_s_name(title: str, told_title: str, told: Reading) -> None:
    head = f'<title>{title}</title><meta property="og:site_name" content="City News">'
    found = told(head)
    assert (found["title"], found["site"]) == (told_title, "City News")


def test_a_text_and_a_selection_beyond_measure_stay_behind(told: Reading) -> None:
    paragraphs = "<p>some words in <b>a</b> paragraph of a usual length</p>" * 25_000
    found = told(body=f"<main>{paragraphs}</main>", selected="main")
    assert (found["text"], found["tooMuch"]) == ("", True)
    assert "exact" not in found
