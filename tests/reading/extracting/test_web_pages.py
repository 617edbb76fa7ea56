"""What pages of many shapes say of themselves is read, and what stands around the article is not."""

from __future__ import annotations

import pytest

from desk.articles import pasted, uploaded
from reading.extracting.html_text import PAYWALL, read
from tests.reading.extracting.web_pages import (
    BODY,
    PERSONS,
    PUBLISHER,
    TITLE,
    WORDS,
    a_page,
    linked,
    meta,
)

AUTHORS, DAY, POST = ("Ann Able", "Bob Baker"), "2017-09-19", "The Almby Post"
TOLD = {"author": PERSONS, "publisher": PUBLISHER}
LATE = {**TOLD, "datePublished": "2017-09-19T23:30:00-07:00", "dateModified": "2017-09-25"}
GRAPH = linked(**{"@graph": [{"@type": "NewsArticle", "headline": TITLE, **LATE}]})
TIMES = (
    'Updated <time class="updated" datetime="2017-09-25T08:00:00Z">Sept. 25</time>'
    'Published <time class="published" datetime="2017-09-19T08:00:00Z">Sept. 19</time>'
)
PAGES = {
    "json-ld": (a_page(linked(**LATE)), AUTHORS, DAY, POST),
    "json-ld in a graph": (a_page(GRAPH), AUTHORS, DAY, POST),
    "json-ld, authors in words": (
        a_page(linked(author="Ann Able and Bob Baker", datePublished=DAY)),
        AUTHORS,
        DAY,
        None,
    ),
    "amp": (a_page(linked(**LATE), lang=' amp lang="en"'), AUTHORS, DAY, POST),
    "open graph alone": (a_page(meta(og__title=TITLE, og__site_name=POST)), (), None, POST),
    "a time with its zone": (
        a_page(meta(article__published_time="2017-09-19T01:00:00+09:00")),
        (),
        DAY,
        None,
    ),
    "dublin core": (
        a_page(meta(**{"DC.date.issued": DAY, "DC.creator": "Ann Able", "DC.publisher": POST})),
        ("Ann Able",),
        DAY,
        POST,
    ),
    "time elements": (a_page(top=TIMES), (), DAY, None),
    "nothing": (a_page(), (), None, None),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_who_wrote_it_when_and_where(name: str) -> None:
    page, authors, published, site = PAGES[name]
    found = read(page.encode(), "utf-8")
    told = (found.title, found.authors, found.published, found.site, found.language)
    assert told == (TITLE, authors, published, site, "en")
    assert [line for line in found.text.splitlines() if line in WORDS] == list(WORDS)


FIRST, *REST = (f"<p>{words}</p>" for words in WORDS)
AROUND = {
    "scripts, styles and comments": a_page(
        body=f"<script>“Evil,” he said.</script><style>p{{}}</style><!-- “No,” she said. -->{BODY}"
        "<noscript><p>“Noscript,” he said.</p></noscript>"
    ),
    "links to related articles": a_page(
        body=f'{FIRST}<aside class="RelatedLinks related"><a href="/x">“It is over,” says Lund of '
        f"the pier that he loved so much</a></aside>{''.join(REST)}"
    ),
    "a newsletter": a_page(
        body=f'{FIRST}<div id="newsletter-signup"><p>“The best letter of the coast,” say our '
        f"readers. Enter your address.</p></div>{''.join(REST)}"
    ),
    "what a style hides": a_page(
        body=f'{BODY}<div style="color:red; display: none"><p>“Unseen,” said the page to nobody in '
        "particular at all.</p></div>"
    ),
    "comments of readers": a_page().replace(
        "</main>",
        '</main><section id="comments"><p>“A scandal,” Bob wrote, and nobody answered him at all '
        "that day.</p></section>",
    ),
    "a question about cookies": a_page().replace(
        "<main>", '<div id="cookie-banner"><p>We value your privacy. “Accept” all.</p></div><main>'
    ),
}


@pytest.mark.parametrize("name", AROUND)
def test_what_stands_around_an_article_is_left_out(name: str) -> None:
    assert read(AROUND[name].encode(), "utf-8").text.splitlines() == [TITLE, *WORDS]


def test_an_article_whose_own_element_is_named_like_a_box_is_read() -> None:
    page = a_page(body=f'<div class="related-to-ferries promo">{BODY}</div>')
    assert read(page.encode(), "utf-8").text.splitlines() == [TITLE, *WORDS]


def test_a_quotation_is_no_box_whatever_its_class() -> None:
    quoted = '<blockquote class="promo-quote">“It was cracked through and through.”</blockquote>'
    lines = read(a_page(body=BODY + quoted).encode(), "utf-8").text.splitlines()
    assert lines[-1] == "“It was cracked through and through.”"


def test_captions_and_highlights_belong_to_an_article() -> None:
    body = (
        "<ul><li>Ferry shut after crack, Roe says</li></ul>"
        f"<figure><figcaption>Roe said the hull was cracked.</figcaption></figure>{BODY}"
    )
    lines = read(a_page(body=body).encode(), "utf-8").text.splitlines()
    assert lines == [
        *(TITLE, "Ferry shut after crack, Roe says", "Roe said the hull was cracked."),
        *WORDS,
    ]


def test_a_page_that_is_not_free_to_read_says_so() -> None:
    page = a_page(
        linked(isAccessibleForFree=False), f"<p>{WORDS[0]}</p><p>Subscribe to read on.</p>"
    )
    assert read(page.encode(), "utf-8").note == PAYWALL


@pytest.mark.parametrize(
    ("page", "language", "is_odd"),
    [
        (a_page(lang=' lang="de"'), "en", True),
        (a_page(lang=' lang="en_GB"'), "en-GB", False),
        (a_page(meta(og__locale="en_GB"), lang=""), "en-GB", False),
        (a_page('<meta http-equiv="Content-Language" content="en">', lang=""), "en", False),
        (a_page(lang=""), None, False),
        (a_page(body="<p>Short.</p>", lang=' lang="de"'), "de", False),
    ],
)
def test_a_page_that_declares_another_language_is_not_believed_in_silence(
    page: str, language: str | None, *, is_odd: bool
) -> None:
    article = uploaded(page.encode(), "a.html", "text/html")
    assert article.details.get("language") == language
    assert ("it seems to be English" in (article.note or "")) is is_odd


def test_what_a_page_says_in_words_alone_is_offered_and_not_taken_for_told() -> None:
    page = a_page(top="<p>By Ann Able and Bob Baker</p><p>Published 19 September 2017</p>")
    article = uploaded(page.encode(), "a.html", "text/html")
    assert article.details == {"title": TITLE, "language": "en"}
    assert article.offered == {"authors": "Able, Ann; Baker, Bob", "published": DAY}


def test_what_a_page_tells_stands_before_what_its_first_lines_say() -> None:
    page = a_page(linked(datePublished="2017-09-20"), top="<p>Published 19 September 2017</p>")
    article = uploaded(page.encode(), "a.html", "text/html")
    assert (article.details["published"], article.offered) == ("2017-09-20", {})


def test_the_head_of_a_pasted_text_is_offered() -> None:
    story = f"{TITLE}\nBy Ann Able\n\nALMBY, Sept. 19, 2017 (Almby Wire) — {' '.join(WORDS)}"
    assert pasted(story).details == {}
    assert pasted(story).offered == {
        "title": TITLE,
        "authors": "Able, Ann",
        "container_title": "Almby Wire",
        "published": DAY,
    }
