"""The list of statements: searched, narrowed, put in order, told why."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from desk import finding, statement_pages, walking
from desk.read_models.search_index import reindex
from models import Statement, Translation
from models.terms import Form, LinkStatus, Relation, StatementStatus, TranslationKind
from tests.factories import (
    a_capture,
    a_confirmed_contradiction,
    a_link,
    a_source,
    a_speaker,
    a_statement,
    a_topic,
    an_appearance,
)
from tests.views.pages import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient
    from sqlalchemy.orm import Session

WEB = "https://example.org/1"


def _store(session: Session, *statements: Statement) -> list[int]:
    ids = [one.id for one in statements]
    reindex(session, ids)
    session.commit()
    return ids


def _shown(visitor: FlaskClient, **asked: str) -> list[int]:
    page = Page.of(visitor.get("/statements/", query_string=asked))
    return [int(box.attributes["value"]) for box in page.tree.called("statement")]


def _marks(visitor: FlaskClient, q: str) -> list[str]:
    page = Page.of(visitor.get("/statements/", query_string={"q": q}))
    return [mark.text for mark in page.tree.every("mark")]


def test_hits_are_marked_in_what_is_shown_and_around(
    session: Session, checker: FlaskClient
) -> None:
    one = a_statement(
        session,
        speaker=a_speaker(session, "Lech Wałęsa"),
        quote="Nous n'avons ce\u0301dé aucun café.",
        context="He had been asked at a café whether <b>ground</b> was given up. " + "x " * 200,
        note="y " * 300 + "nothing to add, ground or no ground",
    )
    one.translations.append(
        Translation(position=0, language="en", text="We ceded no café.", kind=TranslationKind.OURS)
    )
    other = a_statement(session)
    link = a_link(session, one, other, rationale="An outpost was given up after all.")
    _store(session, one, other)
    assert _marks(checker, "cafe cede") == ["ce\u0301dé", "café", "ceded", "café"]
    page = Page.of(checker.get("/statements/?q=ground+outpost+walesa"))
    told = [line.text for line in page.main.of_class("excerpt")]
    assert told[0].startswith("in the context: He had been asked at a café whether <b>ground</b>")
    assert told[1] == "in the rationale of a link: An outpost was given up after all."
    assert len(told) == 2
    assert f"/links/{link.id}" in page.links


def test_what_stands_far_down_a_long_quote_is_shown(session: Session, checker: FlaskClient) -> None:
    long = a_statement(session, quote="word " * 40_000 + "ceded " + "word " * 1000)
    _store(session, long)
    page = Page.of(checker.get("/statements/?q=ceded"))
    [line] = page.main.of_class("excerpt")
    assert line.text.startswith("in the quote: … word")
    assert len(page.main.text) < 3000


def test_words_are_left_out_and_the_page_says_so(session: Session, checker: FlaskClient) -> None:
    kept, gone = (a_statement(session, quote=f"not ceded {word}") for word in ("here", "there"))
    _store(session, kept, gone)
    assert _shown(checker, q='"not ceded" -there') == [kept.id]
    page = Page.of(checker.get("/statements/", query_string={"q": 'ceded -"there"'}))
    assert "Left out: statements with “there”." in page.main.text
    assert "Only the first 50 words" in Page.of(checker.get(f"/statements/?q={'a+' * 60}")).text


@pytest.mark.parametrize(
    "q", ["%" * 3_000, '"' * 400, "...", "🙂", "\u202e", "\u0301", "-", "'; --", "()"]
)
def test_a_search_without_a_word_says_so_at_its_field(q: str, checker: FlaskClient) -> None:
    page = Page.of(checker.get("/statements/", query_string={"q": q}))
    assert "There is no word in this" in page.with_id("q-fault").text
    assert "Nothing is shown" in page.main.text


@pytest.mark.parametrize(
    "name",
    ["status", "form", "relation", "captured", "unsourced", "check", "order", "language"],
)
def test_a_filter_that_is_none_says_so_at_its_field(
    name: str, session: Session, checker: FlaskClient
) -> None:
    _store(session, a_statement(session))
    for wrong in ("not one", "1' OR 1=1", "٣", "9" * 300):
        page = Page.of(checker.get(f"/statements/?{name}={wrong}"))
        assert page.fault(name)
        assert page.tree.called("statement") == []


def test_a_date_that_can_be_read_two_ways_is_asked_about(
    session: Session, checker: FlaskClient
) -> None:
    may = a_statement(session, said="2024-05-04")
    _store(session, may, a_statement(session, said="2024-04-05"))
    page = Page.of(checker.get("/statements/?since=04/05/2024"))
    assert "Choose one below" in page.fault("since")
    assert _shown(checker, since="04/05/2024", since_read="2024-05-04") == [may.id]
    assert _shown(checker, since="4 May 2024") == [may.id]


def test_each_filter_narrows(session: Session, checker: FlaskClient) -> None:
    web, stub = a_source(session, url=WEB), a_source(session, url=WEB, seen=False)
    bare, kept = a_source(session), a_source(session)
    quoted = a_statement(session, language="fr-CA")
    an_appearance(session, quoted, web)
    told = a_statement(session, form=Form.INDIRECT, claim="told")
    an_appearance(session, told, stub)
    held = a_statement(session)
    an_appearance(session, held, kept, capture=a_capture(session, kept))
    lone = a_statement(session)
    an_appearance(session, lone, bare)
    gone = a_statement(session, status=StatementStatus.WITHDRAWN, status_reason="No.")
    a_link(session, quoted, told, Relation.SUPPORTS)
    a_link(session, held, told, Relation.REPEATS, status=LinkStatus.REJECTED, reason="No.")
    _store(session, quoted, told, held, lone, gone)
    asked = {
        "form=indirect": [told.id],
        "relation=supports": [told.id, quoted.id],
        "relation=repeats": [],
        "relation=none": [lone.id, held.id],
        "captured=yes": [held.id],
        "captured=no": [lone.id, told.id, quoted.id],
        "unsourced=yes": [lone.id, told.id],
        "unsourced=no": [held.id, quoted.id],
        "check=not_checked": [lone.id, held.id, told.id, quoted.id],
        "check=found": [],
        "language=fr": [quoted.id],
        "language=FR-ca": [quoted.id],
        "language=f": [],
        "status=withdrawn": [gone.id],
        "status=all": [gone.id, lone.id, held.id, told.id, quoted.id],
    }
    found = {}
    for address in asked:
        name, _equals, value = address.partition("=")
        if address != "language=f":
            found[address] = _shown(checker, **{name: value})
    assert found == {address: ids for address, ids in asked.items() if address != "language=f"}


def test_the_order_stands_in_the_address_and_pages_keep_it(
    session: Session, checker: FlaskClient
) -> None:
    dates = ["2017-09-18", None, "2016", "2018-01-01", None, "2017-09-18"] * 20
    made = [a_statement(session, said=said, quote="ceded") for said in dates]
    _store(session, *made)
    known = sorted((one for one in made if one.said_to), key=lambda one: (str(one.said_to), one.id))
    unknown = [one for one in made if not one.said_to]
    wanted = {
        "oldest": [one.id for one in (*known, *unknown)],
        "said": [one.id for one in (*known[::-1], *unknown[::-1])],
        "logged": [one.id for one in made[::-1]],
        "": [one.id for one in (*known[::-1], *unknown[::-1])],
    }
    for order, ids in wanted.items():
        seen: list[int] = []
        address = f"/statements/?q=ceded&order={order}"
        while address:
            page = Page.of(checker.get(address))
            seen += [int(box.attributes["value"]) for box in page.tree.called("statement")]
            address = next(
                (one for one in page.links if "before=" in one and "older" not in one), ""
            )
        assert seen == ids, order


def test_counts_and_facets_lead_on(session: Session, checker: FlaskClient) -> None:
    _store(
        session,
        a_statement(session, quote="ceded"),
        a_statement(session, form=Form.INDIRECT, claim="ceded"),
        a_statement(session, quote="ceded", status=StatementStatus.PROPOSED),
    )
    page = Page.of(checker.get("/statements/?q=ceded"))
    [line] = page.main.of_class("counts")
    assert line.text == "2 statements · quoted 1 · paraphrased 1 · proposed 1"
    leads = [parse_qs(urlsplit(link).query) for link in page.links if "form=" in link]
    assert leads == [{"q": ["ceded"], "form": ["direct"]}, {"q": ["ceded"], "form": ["indirect"]}]


def test_a_pair_is_found_by_its_rationale_from_both_sides(
    session: Session, checker: FlaskClient
) -> None:
    link = a_confirmed_contradiction(session, rationale="unmistakable")
    ids = [link.from_id, link.to_id]
    reindex(session, ids)
    session.commit()
    assert sorted(_shown(checker, q="unmistak")) == sorted(ids)


def test_a_whole_address_can_be_shared(session: Session, checker: FlaskClient) -> None:
    _store(session, a_statement(session, said="2017-09-18", quote="ceded"))
    asked = {"q": "ceded", "since": "2017", "order": "said", "form": "direct", "unsourced": "yes"}
    page = Page.of(checker.get("/statements/", query_string=asked))
    fields = {name: page.tree.called(name)[-1] for name in asked}
    assert fields["since"].attributes["value"] == "2017"
    chosen = [
        option.attributes["value"]
        for name in ("order", "form", "unsourced")
        for option in fields[name].every("option")
        if "selected" in option.attributes
    ]
    assert chosen == ["said", "direct", "yes"]
    [details] = page.main.of_class("rare")
    assert "open" in details.attributes


def test_a_list_that_is_looked_through_in_part_says_so_and_leads_on(
    session: Session, checker: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "WALKED", 3)
    topic = a_topic(session, "Tanf")
    speaker = a_speaker(session)
    rare = a_statement(session, form=Form.INDIRECT, claim="told", speaker=speaker, topics=[topic])
    _store(session, rare, *(a_statement(session, speaker=speaker, topics=[topic]) for _ in "1234"))
    for narrowed in ({}, {"topic": str(topic.id)}, {"speaker": str(speaker.id)}):
        asked = {"form": "indirect", "order": "logged", **narrowed}
        page = Page.of(checker.get("/statements/", query_string=asked))
        assert "Nothing found so far" in page.main.text
        [onward] = [link for link in page.links if "before=" in link]
        assert f'value="{rare.id}"' in checker.get(onward).text
    assert _shown(checker, form="indirect") == [rare.id]


def test_a_common_word_is_looked_for_as_it_is_and_few_are_put_in_order(
    session: Session,
    checker: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    forget: Callable[[], None],
) -> None:
    older = a_statement(session, quote="ground ground", said="2016")
    longer = a_statement(session, quote="grounds", said="2017")
    newer = a_statement(session, quote="some other ground", said="2018")
    _store(session, older, longer, newer)
    assert _shown(checker, q="ground") == [newer.id, longer.id, older.id]
    assert _shown(checker, q="ground", order="relevance") == [older.id, longer.id, newer.id]
    monkeypatch.setattr(finding, "COMMON", 1)
    monkeypatch.setattr(statement_pages, "COUNTED", 1)
    monkeypatch.setattr(statement_pages, "RANKED", 1)
    forget()
    assert _shown(checker, q="ground") == [newer.id, older.id]
    page = Page.of(checker.get("/statements/?q=ground&order=relevance"))
    assert "longer words that begin with it were not looked for" in page.main.text
    assert "Only the 1 that were said last are put in this order" in page.main.text
    assert _shown(checker, q="ground", order="relevance") == [newer.id]


def test_one_letter_or_two_are_looked_for_as_a_whole_word(
    session: Session, checker: FlaskClient
) -> None:
    lone = a_statement(session, quote="plan b, the boldest of all plans")
    longer = a_statement(session, quote="bolder")
    unparted = a_statement(session, quote="中国")
    _store(session, lone, longer, unparted)
    assert _shown(checker, q="b") == _shown(checker, q="plan b") == [lone.id]
    assert _marks(checker, "b") == ["b"]
    assert _shown(checker, q="bo") == []
    assert _shown(checker, q="bol") == [longer.id, lone.id]
    told = "longer words that begin as it does are found from 3 letters on"
    assert told in Page.of(checker.get("/statements/?q=bo")).main.text
    for whole in ("bol", "“b”", "中国", "中"):
        assert told not in Page.of(checker.get("/statements/", query_string={"q": whole})).text
    assert _shown(checker, q="中") == [unparted.id]
