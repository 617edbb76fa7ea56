from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.views.pages import Page, submit
from tests.views.stored import rows
from tests.views.typed import log, paste

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

RTL = "\u202e"
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "template": "{{7*7}} {% raw %} ${7*7} %(name)s {0}",
    "entities": "&lt;b&gt; &amp; \"'` <!-- ]]>",
    "rtl": f"{RTL}ytnuob{RTL} a\u2066b\u2069",
    "marks": "Z" + "\u0301\u0323" * 15,
    "astral": "🙂👩‍👩‍👧 𝔊𝔞𝔦𝔫𝔰𝔞𝔶",
    "closing": "</textarea></title></article></form>",
    "sql": "'); DROP TABLE statement; --",
}
TEXTS = (
    "quote",
    "claim",
    "passage",
    "speaker_name",
    "role",
    "told",
    "in_answer_to",
    "said_text",
    "topics",
    "where",
    "about_text",
    "context",
    "note",
    "page",
    "time",
    "source_title",
    "source_container_title",
    "source_publisher",
    "source_authors",
    "relays-0-name",
    "relays-0-verb",
)
PAGES = (
    "/",
    "/statements/",
    "/statements/1",
    "/statements/1/edit",
    "/statements/1/history",
    "/statements/1/withdraw",
    "/statements/1/link",
    "/statements/1/link?to=2",
    "/statements/new?source=1",
    "/links/1",
    "/links/1/edit",
    "/links/1/history",
    "/speakers/",
    "/speakers/1",
    "/sources/",
    "/sources/1",
    "/topics/",
    "/reports/contradictions",
    "/reports/contradictions?view=pairs",
    "/reports/timeline",
    "/reports/network",
    "/reports/network?of=speakers",
    "/citations/?report=1&format=text",
    "/citations/?link=1&format=bibtex",
    "/citations/?statement=1&format=jsonl",
)

#: What is for machines to read, and for nobody to run.
DATA = "application/ld+json"


def _shape(page: Page) -> list[str]:
    """Return what hostile text would add to: scripts, frames, handlers, targets."""
    strange = [one.tag for one in page.tree.every("script", "img", "iframe", "object", "base")]
    handlers = [
        name for one in page.tree.every() for name in one.attributes if name.startswith("on")
    ]
    scripts = [one for one in page.tree.every("script") if one.attributes.get("type") != DATA]
    assert not [one for one in page.tree.every("script") if "<" in one.raw]
    return [*strange, *handlers, *(one.attributes.get("src", "") for one in scripts)]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_others_wrote_is_shown_as_they_wrote_it_and_does_nothing(
    text: str, checker: FlaskClient, reviewer: FlaskClient, engine: Engine
) -> None:
    inert = {address: _shape(Page.of(checker.get(address))) for address in ("/", "/statements/new")}
    line = text.replace(",", "")[:3900]
    typed = {name: line if name != "quote" else text for name in TEXTS}
    log(checker, **typed, form="mixed", **{"relays-0-source": "stub"})
    log(checker, **typed, form="mixed", source_published="2017")
    conflict = {"relation": "contradicts", "rationale": text, "words": line, "to_words": line}
    address = submit(checker, "/statements/1/link?to=2", **conflict).location
    assert submit(reviewer, address, f"{address}/confirm").status_code == 303
    assert rows(engine, "statement")[0]["quote"] == text.strip()
    for place in PAGES:
        answer = checker.get(place)
        assert answer.status_code == 200, place
        page = Page.of(answer)
        ours = {"/static/citing.js", "/static/copy.js", "/static/linking.js"}
        assert set(_shape(page)) <= {*inert["/"], *inert["/statements/new"], *ours}
    for place in ("/statements/1", "/links/1", "/statements/1/history"):
        assert " ".join(line.split())[:300] in Page.of(checker.get(place)).text, place


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_sent_back_to_be_mended_is_inert(text: str, checker: FlaskClient) -> None:
    typed = {
        "quote": text,
        "speaker_name": text[:3900],
        "said": text[:300],
        "source_url": text[:300],
    }
    answer = submit(checker, "/statements/new", **typed)
    assert answer.status_code == 422
    page = Page.of(answer)
    values = page.form().values
    assert {name: values[name].strip() for name in typed} == {
        n: t.strip() for n, t in typed.items()
    }
    assert all("alert" not in name for name in _shape(page))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_article_is_shown_and_kept_letter_for_letter(
    text: str, checker: FlaskClient, engine: Engine
) -> None:
    address = paste(checker, text, title=text[:300])
    page = Page.of(checker.get(address))
    assert page.with_id("article").raw == text
    [kept] = rows(engine, "capture")
    assert checker.get(f"/captures/{kept['id']}/download").data == text.encode()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_asked_for_is_shown_inert(text: str, checker: FlaskClient) -> None:
    for address, name in (
        ("/statements/", "q"),
        ("/statements/", "since"),
        ("/reports/contradictions", "speaker"),
        ("/speakers/", "q"),
        ("/nowhere", "q"),
        ("/statements/new", "speaker_name"),
    ):
        page = Page.of(checker.get(address, query_string={name: text}))
        assert all("alert" not in one for one in _shape(page))
    assert Page.of(checker.get("/topics/<script>alert(1)</script>")).heading == "Not found"


def test_a_stored_address_leads_to_the_web_alone(checker: FlaskClient) -> None:
    address = log(checker, source_url="https://cnn.example/?a=1&b=\"'<x>", said="2017")
    links = [
        link for link in Page.of(checker.get(address)).links if not link.startswith(("/", "#"))
    ]
    assert links == ["https://cnn.example/?a=1&b=\"'<x>"]
