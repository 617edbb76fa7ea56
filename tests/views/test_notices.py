from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import log

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn

NEW = "/sources/1/notices/new"
TYPED = {"kind": "corrected", "date": "19 September 2017", "note": "The outpost was not closed."}
LINK = {"relation": "contradicts", "rationale": "Both cannot be."}


@pytest.fixture
def pair(checker: FlaskClient, reviewer: FlaskClient) -> None:
    """A confirmed contradiction of two statements of two sources."""
    log(checker)
    log(checker, quote="The post was handed over", speaker_name="A rebel", source_title="Another")
    submit(checker, "/statements/1/link?to=2", **LINK)
    submit(reviewer, "/links/1", "/links/1/confirm")


@pytest.mark.usefixtures("pair")
def test_a_notice_is_placed_and_stands_wherever_its_statements_do(
    reviewer: FlaskClient, engine: Engine
) -> None:
    reviewer.get("/citations/download?statement=1&format=text")
    answer = submit(reviewer, NEW, **TYPED)
    assert (answer.status_code, answer.location) == (303, "/sources/1")
    assert last(engine, "notice")["date"] == "2017-09-19"
    page = Page.of(reviewer.get("/sources/1"))
    assert "1 export left the desk with what it touches" in page.text
    assert "Corrected 19 September 2017. The outpost was not closed." in page.main.text
    assert "CNN corrected its report." in Page.of(reviewer.get("/statements/1")).main.text
    assert "CNN" not in Page.of(reviewer.get("/statements/2")).main.of_class("note").__repr__()
    desk = Page.of(reviewer.get("/")).main.text
    why = "CNN corrected its report on 19 September 2017: The outpost was not closed."
    assert f"Re-check: {why}" in desk
    assert "CNN corrected what statement 1 rests on" in Page.of(reviewer.get("/links/1")).main.text


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize(
    ("kind", "other"), [("corrected", "retracted"), ("retracted", "corrected")]
)
def test_lists_and_pairs_say_which_of_the_two_a_source_did(
    reviewer: FlaskClient, kind: str, other: str
) -> None:
    submit(reviewer, NEW, **{**TYPED, "kind": kind})
    for address in ("/statements/", "/statements/?q=ceded"):
        tags = [one.text for one in Page.of(reviewer.get(address)).main.of_class("tag")]
        assert tags.count(f"! source {kind}") == 1, address
    entries = " ".join(one.text for one in Page.of(reviewer.get("/")).main.of_class("entry"))
    assert f"! source {kind}" in entries
    assert f"{kind} since" in entries
    assert f"{other} since" not in entries


@pytest.mark.usefixtures("pair")
def test_what_a_notice_touches_is_told_by_number_outlet_and_date(
    reviewer: FlaskClient,
) -> None:
    form = Page.of(reviewer.get(NEW)).main
    told = [one.text for one in form.every("label") if "Mattis" in one.text]
    assert told[0].startswith("1 · ")
    assert told[0].endswith(", 19 September 2017)")
    assert "CNN" in told[0]
    submit(reviewer, NEW, **TYPED)
    notice = Page.of(reviewer.get("/sources/1")).with_id("notice-1")
    assert "1 · James Mattis: " in notice.text
    assert "(CNN, 19 September 2017)" in notice.text


@pytest.mark.usefixtures("pair")
def test_a_notice_is_changed_and_removed(reviewer: FlaskClient, engine: Engine) -> None:
    submit(reviewer, NEW, **TYPED)
    answer = submit(reviewer, "/notices/1/edit", kind="retracted")
    assert answer.status_code == 303
    assert last(engine, "notice")["kind"] == "retracted"
    answer = submit(reviewer, "/notices/1/edit", "/notices/1/remove")
    assert answer.status_code == 303
    assert rows(engine, "notice") == []
    assert last(engine, "link")["recheck"]


@pytest.mark.usefixtures("pair")
def test_chosen_statements_are_ticked(reviewer: FlaskClient, engine: Engine) -> None:
    page = Page.of(reviewer.get(NEW))
    sent = page.form().filled(**TYPED, which="chosen") | {"appearances": "1"}
    assert reviewer.post(NEW, data=sent).status_code == 303
    assert rows(engine, "notice_appearance") == [{"notice_id": 1, "appearance_id": 1}]
    [box] = Page.of(reviewer.get("/notices/1/edit")).tree.called("appearances")
    assert "checked" in box.attributes


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"kind": "corrected", "date": "the other day"}, "date", "date"),
        ({"kind": "corrected", "which": "chosen"}, "appearances", "Name the statements"),
    ],
)
def test_what_cannot_be_placed_stays_on_the_form(
    reviewer: FlaskClient, engine: Engine, typed: dict[str, str], field: str, words: str
) -> None:
    with nothing_stored(engine):
        answer = submit(reviewer, NEW, **{**TYPED, **typed})
    assert answer.status_code == 422
    page = Page.of(answer)
    told = page.fault(field) if field != "appearances" else page.with_id("appearances").text
    assert words in told
    assert TYPED["note"] in page.form().values["note"]


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "amended"},
        {"kind": "corrected", "which": "none", "date": "2017"},
        {"kind": "corrected", "which": "all"},
        {"which": "all", "date": "2017"},
        {"kind": "corrected", "which": "chosen", "appearances": ["2"], "date": "2017"},
        {"kind": "corrected", "which": "chosen", "appearances": ["x"], "date": "2017"},
        {},
    ],
)
def test_forged_notices_are_refused(
    reviewer: FlaskClient, engine: Engine, sent: dict[str, object]
) -> None:
    token = Page.of(reviewer.get(NEW)).form().values["csrf_token"]
    with nothing_stored(engine):
        assert reviewer.post(NEW, data={"csrf_token": token, **sent}).status_code == 422


@pytest.mark.usefixtures("pair")
def test_who_was_slower_sees_both_versions(reviewer: FlaskClient, as_: SigningIn) -> None:
    submit(reviewer, NEW, **TYPED)
    other = as_(Role.REVIEWER)
    mine = Page.of(other.get("/notices/1/edit")).form().filled(note="It was the date.")
    submit(reviewer, "/notices/1/edit", note="It was the place.")
    answer = other.post("/notices/1/edit", data=mine)
    assert answer.status_code == 409
    page = Page.of(answer)
    assert "It was the place." in page.main.text
    assert other.post("/notices/1/edit", data=page.form().values).status_code == 303
    stale = {"csrf_token": mine["csrf_token"], "version": "1"}
    assert other.post("/notices/1/remove", data=stale).status_code == 409


@pytest.mark.usefixtures("pair")
def test_only_reviewers_place_notices(checker: FlaskClient, engine: Engine) -> None:
    assert checker.get(NEW).status_code == 403
    assert "Place a notice" not in checker.get("/sources/1").text
    token = Page.of(checker.get("/statements/new")).form().values["csrf_token"]
    with nothing_stored(engine):
        assert checker.post(NEW, data={"csrf_token": token, **TYPED}).status_code == 403


@pytest.mark.parametrize("address", ["/sources/9/notices/new", "/notices/9/edit"])
def test_what_is_not_there_is_not_found(reviewer: FlaskClient, address: str) -> None:
    assert reviewer.get(address).status_code == 404


@pytest.mark.usefixtures("pair")
def test_a_confirmed_correction_is_told_on_both_pages(
    checker: FlaskClient, reviewer: FlaskClient
) -> None:
    later = {"source_title": "Later", "source_published": "2017-09-21"}
    log(checker, quote="We gave up one post.", said="2017-09-20", **later)
    submit(checker, "/statements/3/link?to=1", relation="corrects", rationale="He takes it back.")
    submit(reviewer, "/links/2", "/links/2/confirm")
    text = Page.of(reviewer.get("/statements/1")).main.text
    assert "Corrected by the speaker. 20 September 2017. He takes it back." in text
    assert "Statement 1 was corrected by James Mattis" in Page.of(reviewer.get("/links/1")).text


@pytest.mark.usefixtures("pair")
def test_an_empty_notice_is_asked_for_what_it_says(reviewer: FlaskClient, engine: Engine) -> None:
    assert "kind" not in Page.of(reviewer.get(NEW)).form().values
    with nothing_stored(engine):
        assert submit(reviewer, NEW).status_code == 422
        answer = submit(reviewer, NEW, kind="retracted")
    assert "Say when the source did so, or what it says." in Page.of(answer).main.text
    assert submit(reviewer, NEW, kind="retracted", date="2017").status_code == 303


@pytest.mark.usefixtures("pair")
def test_what_waits_for_a_re_check_is_opened_in_words(reviewer: FlaskClient) -> None:
    submit(reviewer, NEW, **TYPED)
    main = Page.of(reviewer.get("/")).main
    assert main.text.count("CNN corrected its report") == 1
    assert ("Open the pair", "/links/1") in [
        (one.text.strip(), one.attributes.get("href")) for one in main.every("a")
    ]
