"""Pages of speakers: described, edited, found by either name, shown in order of time."""

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

MATTIS = {
    "name": "James Mattis",
    "kind": "person",
    "aliases": "Jim Mattis\n\n  جيمس ماتيس \nJim Mattis",
    "offices-0-title": "Secretary of Defense",
    "offices-0-organisation": "United States",
    "offices-0-since": "2017-01-20",
    "wikidata": "https://www.wikidata.org/wiki/Q310188",
}
EVIL = "=cmd|' /C calc'!A0"


def _make(visitor: FlaskClient, **typed: str) -> str:
    answer = submit(visitor, "/speakers/new", **{**MATTIS, **typed})
    assert answer.status_code == 303, answer.text
    return answer.location


def test_a_speaker_is_described_with_names_and_offices(
    checker: FlaskClient, engine: Engine
) -> None:
    page = Page.of(checker.get(_make(checker)))
    assert page.heading == "James Mattis"
    assert [name["name"] for name in rows(engine, "speaker_name")] == ["Jim Mattis", "جيمس ماتيس"]
    assert last(engine, "speaker")["wikidata"] == "Q310188"
    assert "Secretary of Defense" in page.main.text
    assert "20 January 2017" in page.main.text
    assert last(engine, "event")["tag"] == "speaker:make"
    assert len(rows(engine, "office")) == 1


def test_the_form_for_editing_shows_what_is_stored(checker: FlaskClient, engine: Engine) -> None:
    address = _make(checker)
    names = "speaker_name", "office"
    before = [rows(engine, name) for name in names]
    assert submit(checker, f"{address}/edit").status_code == 303
    assert [rows(engine, name) for name in names] == before
    typed = {"offices-0-title": "", "offices-0-organisation": "", "offices-0-since": ""}
    submit(checker, f"{address}/edit", **typed, **{"offices-1-title": "General"})
    assert [office["title"] for office in rows(engine, "office")] == ["General"]
    assert "revised" in Page.of(checker.get(f"{address}/history")).main.text


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "", "needed"),
        ("name", "a\0b", "NUL"),
        ("wikidata", "Mattis", "hint"),
        ("aliases", "Jim\0", "NUL"),
        ("offices-1-since", "20\x0017", "not a date"),
        ("offices-1-since", "soonish", "soonish"),
        ("offices-1-since", "04/05/2024", "more than one way"),
        ("offices-1-until", "Monday", "names a day only beside another"),
        ("offices-1-until", "2016", "end before it begins"),
        ("offices-1-organisation", "x" * 4001, "4,001"),
        ("kind", "unnamed", "belongs to one source"),
        ("kind", "king", "Choose"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    field: str, typed: str, words: str, checker: FlaskClient, engine: Engine
) -> None:
    office = {"offices-1-title": "Chair", "offices-1-since": "2017-02"}
    form = Page.of(checker.get("/speakers/new")).form()
    data = {**form.filled(**MATTIS, **office), field: typed}
    if not field.endswith("until") and "offices" in field:
        # The first row is left empty: what is wrong with the second stands at the second.
        data |= {name: "" for name in data if name.startswith("offices-0")}
    with nothing_stored(engine):
        answer = checker.post("/speakers/new", data=data)
    assert answer.status_code in {413, 422}
    assert words in Page.of(answer).fault(field)


def test_a_field_that_is_forgotten_is_named(checker: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        answer = submit(checker, "/speakers/new", **{"offices-1-organisation": "US"}, name="A")
    assert answer.status_code == 422
    assert "needed" in Page.of(answer).fault("offices-1-title")


def test_an_office_is_dated_as_people_write_it(checker: FlaskClient, engine: Engine) -> None:
    typed = {"offices-0-since": "20 January 2017", "offices-0-until": "about 2018"}
    _make(checker, **typed)
    held = last(engine, "office")
    assert (held["since"], held["until"]) == ("2017-01-20", "2018~")
    answer = submit(checker, "/speakers/1/edit", **{"offices-0-since": "04/05/2017"})
    assert answer.status_code == 422
    chosen = Page.of(answer).form().filled(**{"offices-0-since_read": "2017-05-04"})
    assert checker.post("/speakers/1/edit", data=chosen).status_code == 303
    assert last(engine, "office")["since"] == "2017-05-04"


def test_a_known_name_is_asked_about(checker: FlaskClient, engine: Engine) -> None:
    _make(checker)
    with nothing_stored(engine):
        answer = submit(checker, "/speakers/new", name="james-mattis")
    page = Page.of(answer)
    assert answer.status_code == 422
    assert "is known. Is another one of this name meant?" in page.alerts
    again = checker.post("/speakers/new", data=page.form().filled(confirm="y"))
    assert again.status_code == 303
    shown = Page.of(checker.get(again.location))
    assert "Called alike, and kept apart" in shown.text
    assert "/speakers/2/merge?other=1" in shown.links


def test_the_second_of_two_sees_both_versions(as_: SigningIn, engine: Engine) -> None:
    one, other = as_(Role.CHECKER), as_(Role.CHECKER)
    address = _make(one)
    mine = Page.of(one.get(f"{address}/edit")).form()
    typed = {"aliases": "Mad Dog", "offices-0-title": "Defense Secretary"}
    assert submit(other, f"{address}/edit", **typed).status_code == 303
    with nothing_stored(engine):
        answer = one.post(f"{address}/edit", data=mine.filled(aliases="Warrior Monk"))
    assert answer.status_code == 409
    page = Page.of(answer)
    [both] = page.main.of_class("clashes")
    for words in ("Mad Dog", "Warrior Monk", "Defense Secretary", "Secretary of Defense United"):
        assert words in both.text
    assert page.form().values["aliases"] == "Warrior Monk"
    assert one.post(f"{address}/edit", data=page.form().filled()).status_code == 409
    chosen = page.form().filled(**{"pick-aliases": "yours"})
    assert one.post(f"{address}/edit", data=chosen).status_code == 303
    assert [name["name"] for name in rows(engine, "speaker_name")] == ["Warrior Monk"]
    assert rows(engine, "office")[0]["title"] == "Defense Secretary"


@pytest.mark.parametrize("version", ["", "0", "nonsense", "99", "9" * 500])
def test_an_edit_of_no_version_is_stale(version: str, checker: FlaskClient, engine: Engine) -> None:
    address = _make(checker)
    form = Page.of(checker.get(f"{address}/edit")).form()
    with nothing_stored(engine):
        data = {**form.filled(note="Blind."), "version": version}
        assert checker.post(f"{address}/edit", data=data).status_code == 409


def test_no_office_is_lost_however_many_there_are(checker: FlaskClient, engine: Engine) -> None:
    form = Page.of(checker.get("/speakers/new")).form().filled(name="A")
    many = {f"offices-{n}-title": f"Office {n}" for n in range(150)}
    answer = checker.post("/speakers/new", data={**form, **many})
    assert answer.status_code == 303
    assert len(rows(engine, "office")) == 150
    assert submit(checker, f"{answer.location}/edit").status_code == 303
    assert len(rows(engine, "office")) == 150


def test_a_role_that_is_not_the_office_of_that_day_is_shown(checker: FlaskClient) -> None:
    address = _make(checker)
    log(checker, role="General")
    log(checker, quote="Never.")
    text = Page.of(checker.get(address)).main.text
    assert "kept as General, office Secretary of Defense, United States" in text
    assert text.count("kept as") == 1


def test_a_role_is_kept_when_the_office_changes(checker: FlaskClient, engine: Engine) -> None:
    address = _make(checker)
    log(checker)
    submit(checker, f"{address}/edit", **{"offices-0-title": "Defense Secretary"})
    assert last(engine, "statement")["role"] == "Secretary of Defense, United States"
    assert "office Defense Secretary" in Page.of(checker.get(address)).main.text


@pytest.mark.parametrize("words", ["jim", "ماتيس", "JamesMattis", "mattis"])
def test_the_list_finds_either_name(words: str, checker: FlaskClient) -> None:
    address = _make(checker)
    assert address in Page.of(checker.get("/speakers/", query_string={"q": words})).links


def test_the_log_form_offers_every_name_and_asks_about_a_spelling(
    checker: FlaskClient, engine: Engine
) -> None:
    _make(checker)
    page = Page.of(checker.get("/statements/new"))
    offered = [one.attributes["value"] for one in page.with_id("known-speakers").every("option")]
    assert offered == ["James Mattis", "Jim Mattis", "جيمس ماتيس"]
    log(checker, speaker_name="Jim Mattis")
    assert last(engine, "statement")["speaker_id"] == 1
    form = page.form().filled(quote="No.", speaker_name="Jim-Mattis", source_title="A")
    with nothing_stored(engine):
        answer = checker.post("/statements/new", data=form)
    assert answer.status_code == 422
    asked = "spelt much like “Jim Mattis”, another name of “James Mattis”"
    assert asked in Page.of(answer).fault("speaker_id")
    chosen = Page.of(answer).form().filled(speaker_id="1")
    assert checker.post("/statements/new", data=chosen).status_code == 303
    assert last(engine, "statement")["speaker_id"] == 1


@pytest.mark.parametrize("name", [EVIL, "محمد \u202eevil", "🙂👩‍👩‍👧", "Z" + "\u0301\u0323" * 15])
def test_strange_names_are_inert_on_every_page(
    name: str, checker: FlaskClient, engine: Engine
) -> None:
    address = _make(checker, name=name, aliases=name + " 2", **{"offices-0-title": name})
    log(checker, speaker_name=name, role=name)
    other = submit(checker, "/speakers/new", name="B").location
    assert last(engine, "speaker")["name"] == "B"
    assert rows(engine, "speaker")[0]["name"] == name
    for place in ("", "/edit", "/history", "/merge", "/merge?other=2"):
        answer = checker.get(address + place)
        assert answer.status_code == 200, place
        assert "\u202e" not in Page.of(answer).heading
    merging = submit(checker, f"{other}/merge?other=1")
    assert merging.status_code == 303
    csv = checker.get("/citations/download?statement=1&format=csv").text
    assert f'"{EVIL}' not in csv
    assert f",{EVIL}" not in csv


def test_statements_stand_in_order_of_time_and_go_on(checker: FlaskClient, engine: Engine) -> None:
    for said in ("", "2017-09-18", "2016", "2017-09-18", "2015-03"):
        log(checker, said=said, quote=f"Said {said}.")
    tree = Page.of(checker.get("/speakers/1")).tree
    assert [box.attributes["value"] for box in tree.called("statement")] == list("53241")
    after = Page.of(checker.get("/speakers/1?after=2")).tree
    assert [box.attributes["value"] for box in after.called("statement")] == list("41")
    undated = Page.of(checker.get("/speakers/1?after=1")).tree
    assert undated.called("statement") == []
    assert checker.get("/speakers/1?after=nonsense").status_code == 400
    assert len(rows(engine, "statement")) == 5
