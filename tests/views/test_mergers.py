"""Pages on which two speakers become one, part again, or an unnamed one is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.views.conftest import post
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import log

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn

OFFICIAL = {"speaker_name": "a US official", "speaker_kind": "unnamed"}
CONFLICT = {"relation": "contradicts", "rationale": "One says the post was closed."}


def _two(visitor: FlaskClient) -> None:
    log(visitor)
    log(visitor, speaker_name="Gen. Mattis", quote="We gave up the outpost.", source_url="")


def _unnamed(visitor: FlaskClient, **typed: str) -> None:
    log(visitor, **OFFICIAL, **typed)


def test_a_merger_is_shown_before_it_is_done_and_can_be_undone(
    checker: FlaskClient, reviewer: FlaskClient, engine: Engine
) -> None:
    _two(checker)
    link = submit(checker, "/statements/1/link?to=2", **CONFLICT).location
    submit(reviewer, link, f"{link}/confirm")
    with nothing_stored(engine):
        page = Page.of(checker.get("/speakers/1/merge?other=2"))
    for words in ("Statements that move 1", "Names that are added Gen. Mattis", "of one speaker"):
        assert words in page.main.text, words
    assert link in page.links
    assert "/speakers/2/merge?other=1" in page.links
    answer = submit(checker, "/speakers/1/merge?other=2", reason="One man.")
    assert (answer.status_code, answer.location) == (303, "/speakers/1")
    assert [row["speaker_id"] for row in rows(engine, "statement")] == [1, 1]
    assert "both sides are of one speaker now" in Page.of(checker.get(link)).main.text
    old = checker.get("/speakers/2")
    assert (old.status_code, old.location) == (302, "/speakers/1")
    shown = Page.of(checker.get("/speakers/1"))
    assert "Merged into this speaker Gen. Mattis · person One man." in shown.main.text
    undone = submit(checker, "/speakers/1", "/speakers/2/unmerge")
    assert undone.location == "/speakers/2"
    page = Page.of(checker.get("/speakers/2"))
    assert "1 statement moved back." in page.text
    assert [row["speaker_id"] for row in rows(engine, "statement")] == [1, 2]
    for who in ("1", "2"):
        text = Page.of(checker.get(f"/speakers/{who}/history")).main.text
        assert "merged into another" in text
        assert "parted again" in text
    assert "merged into another" in Page.of(checker.get("/statements/2/history")).main.text
    assert "merged into another" in Page.of(checker.get(f"{link}/history")).main.text


def test_the_other_one_is_searched_by_any_name(checker: FlaskClient) -> None:
    _two(checker)
    links = Page.of(checker.get("/speakers/1/merge?q=mattis")).links
    assert "/speakers/1/merge?other=2" in links
    assert "/speakers/1/merge?other=1" not in links
    assert "Nobody of that name" in Page.of(checker.get("/speakers/1/merge?q=zzz")).text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/speakers/1/merge?other=99", 404),
        ("/speakers/99/merge?other=1", 404),
        ("/speakers/99/merge", 404),
        ("/speakers/1/merge?other=nobody", 400),
        ("/speakers/1/merge?other=1", 200),
        ("/speakers/99/name", 404),
        ("/speakers/99/edit", 404),
    ],
)
def test_who_is_not_there_cannot_be_merged(address: str, status: int, checker: FlaskClient) -> None:
    _two(checker)
    assert checker.get(address).status_code == status


def test_one_speaker_is_not_merged_into_themselves(checker: FlaskClient, engine: Engine) -> None:
    _two(checker)
    with nothing_stored(engine):
        answer = post(checker)("/speakers/1/merge?other=1", version="1", other_version="1")
    assert answer.status_code == 422
    assert "one speaker already" in Page.of(answer).alerts
    assert "Who is the same" in Page.of(checker.get("/speakers/1/merge?other=1")).heading


@pytest.mark.parametrize("field", ["version", "other_version"])
@pytest.mark.parametrize("value", ["", "0", "nonsense", "99"])
def test_a_merger_of_what_was_not_seen_is_refused(
    field: str, value: str, checker: FlaskClient, engine: Engine
) -> None:
    _two(checker)
    form = Page.of(checker.get("/speakers/1/merge?other=2")).form().filled()
    with nothing_stored(engine):
        answer = checker.post("/speakers/1/merge?other=2", data={**form, field: value})
    assert answer.status_code in {409, 422}
    again = Page.of(answer).form().filled()
    assert checker.post("/speakers/1/merge?other=2", data=again).status_code == 303


def test_who_was_revised_meanwhile_is_looked_at_again(as_: SigningIn, engine: Engine) -> None:
    one, other = as_(Role.CHECKER), as_(Role.CHECKER)
    _two(one)
    mine = Page.of(one.get("/speakers/1/merge?other=2")).form().filled()
    submit(other, "/speakers/2/edit", aliases="The actor")
    with nothing_stored(engine):
        answer = one.post("/speakers/1/merge?other=2", data=mine)
    assert answer.status_code == 409
    assert "Somebody else changed this speaker" in Page.of(answer).alerts
    assert "The actor" in Page.of(answer).main.text


def test_unnamed_ones_are_merged_by_a_tick_alone(checker: FlaskClient, engine: Engine) -> None:
    _unnamed(checker)
    source = {"source_id": "1", "source_title": "", "source_container_title": ""}
    form = Page.of(checker.get("/statements/new")).form().filled(**OFFICIAL, quote="Yes.")
    asked = Page.of(checker.post("/statements/new", data=form | source))
    checker.post("/statements/new", data=asked.form().filled(speaker_id="new"))
    assert [row["kind"] for row in rows(engine, "speaker")] == ["unnamed", "unnamed"]
    with nothing_stored(engine):
        answer = submit(checker, "/speakers/1/merge?other=2")
    assert answer.status_code == 422
    assert "Tick" in Page.of(answer).fault("same")
    assert submit(checker, "/speakers/1/merge?other=2", same="y").status_code == 303


def test_an_unnamed_one_is_named_and_the_published_words_stay(
    checker: FlaskClient, engine: Engine
) -> None:
    _unnamed(checker)
    assert "/speakers/1/name" in Page.of(checker.get("/speakers/1")).links
    typed = {"name": "Ryan Dillon", "reason": "He said so in 2019."}
    answer = submit(checker, "/speakers/1/name", **typed)
    assert (answer.status_code, answer.location) == (303, "/speakers/2")
    page = Page.of(checker.get("/statements/1"))
    assert "Ryan Dillon · published as “a US official”" in page.text
    shown = Page.of(checker.get("/speakers/2"))
    assert "a US official · unnamed He said so in 2019." in shown.main.text
    assert checker.get("/speakers/1").location == "/speakers/2"
    assert "named: we know who it was" in Page.of(checker.get("/statements/1/history")).main.text
    submit(checker, "/speakers/2", "/speakers/1/unmerge")
    assert last(engine, "statement")["role"] is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "", "reason": "He said so."}, "name"),
        ({"name": "Ryan Dillon", "reason": ""}, "reason"),
        ({"name": "Ryan Dillon", "reason": " \t"}, "reason"),
        ({"name": "Ryan\0", "reason": "He said so."}, "name"),
        ({"name": "x" * 4001, "reason": "He said so."}, "name"),
    ],
)
def test_who_it_was_needs_a_name_and_a_reason(
    typed: dict[str, str], field: str, checker: FlaskClient, engine: Engine
) -> None:
    _unnamed(checker)
    with nothing_stored(engine):
        answer = submit(checker, "/speakers/1/name", **typed)
    assert answer.status_code in {413, 422}
    assert Page.of(answer).fault(field)
    other = {"name": "reason", "reason": "name"}[field]
    assert Page.of(answer).form().values[other].strip() == typed[other].strip()


def test_who_of_several_it_was_is_chosen(checker: FlaskClient, engine: Engine) -> None:
    _unnamed(checker)
    submit(checker, "/speakers/new", name="John Allen")
    asked = Page.of(submit(checker, "/speakers/new", name="John Allen"))
    checker.post("/speakers/new", data=asked.form().filled(confirm="y"))
    typed = {"name": "John Allen", "reason": "He said so."}
    with nothing_stored(engine):
        answer = submit(checker, "/speakers/1/name", **typed)
    page = Page.of(answer)
    assert page.form().offers("speaker_id") == ["", "2", "3", "new"]
    chosen = checker.post("/speakers/1/name", data=page.form().filled(speaker_id="3"))
    assert chosen.location == "/speakers/3"


def test_a_named_one_is_not_named_again(checker: FlaskClient, engine: Engine) -> None:
    log(checker)
    with nothing_stored(engine):
        answer = submit(checker, "/speakers/1/name", name="A", reason="B")
    assert answer.status_code == 422
    assert "This speaker has a name" in Page.of(answer).alerts


def test_what_is_not_merged_is_not_parted(checker: FlaskClient, engine: Engine) -> None:
    _two(checker)
    for address in ("/speakers/1/unmerge", "/speakers/99/unmerge"):
        with nothing_stored(engine):
            answer = post(checker)(address, page="/account", version="1")
        assert answer.status_code in {404, 422}
