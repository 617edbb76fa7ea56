"""Pages of sources: all that is known of a work, opened stubs, mergers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.csl import ITEM_TYPES
from tests.views.pages import Page, submit
from tests.views.typed import SOURCE, log
from views.forms.fields import item_types
from views.forms.works import names_of, names_text
from views.words import type_named

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

PARTS = st.text("abc Ø,;{}\"'", min_size=1, max_size=6).filter(
    lambda text: text == text.strip() and text != ""
)
NAMES = st.one_of(
    st.fixed_dictionaries({"literal": PARTS}),
    st.fixed_dictionaries(
        {"family": PARTS},
        optional={"given": PARTS, "suffix": PARTS, "non-dropping-particle": PARTS},
    ),
)


@given(st.lists(NAMES, max_size=4))
def test_names_are_typed_as_they_are_shown(names: list[dict[str, Any]]) -> None:
    assert names_of(names_text(names)) == names


def test_a_third_part_of_a_name_is_a_suffix() -> None:
    name = {"family": "van der Berg", "given": "Jan", "suffix": "Jr."}
    assert names_of("van der Berg, Jan, Jr.; CNN Staff") == [name, {"literal": "CNN Staff"}]
    assert names_text([name]) == "van der Berg, Jan, Jr."


def test_every_kind_of_work_has_words(app: Flask) -> None:
    with app.test_request_context():
        offered = {name: str(words) for name, words in item_types()}
        shown = {name: type_named(name) for name in ITEM_TYPES}
    assert offered.keys() == ITEM_TYPES
    for words in (offered, shown):
        assert words["legal_case"].casefold() == "court case"
        assert words["article"].casefold() == "preprint or working paper"
        assert not any("_" in each for each in words.values())


def test_a_plain_name_is_shown_as_people_write_it() -> None:
    names = [{"family": "Starr", "given": "Barbara"}, {"literal": "CNN Staff"}]
    assert names_text(names) == "Starr, Barbara\nCNN Staff"
    dutch = {"family": "Berg", "given": "Ann", "non-dropping-particle": "van den"}
    assert json.loads(names_text([dutch])) == dutch


def test_a_source_is_edited(checker: FlaskClient) -> None:
    log(checker)
    answer = submit(
        checker,
        "/sources/1/edit",
        title="Briefing at the Pentagon",
        published="18 Sep 2017",
        authors="Starr, Barbara\nBrowne, Ryan, Jr.",
        csl='{"section": "Politics"}',
    )
    assert answer.location == "/sources/1"
    text = Page.of(checker.get("/sources/1")).text
    assert "Briefing at the Pentagon" in text
    assert "18 September 2017" in text
    assert "Barbara Starr, Ryan Browne Jr." in text
    form = Page.of(checker.get("/sources/1/edit")).form()
    assert json.loads(form.values["csl"]) == {"section": "Politics"}
    assert form.values["authors"] == "Starr, Barbara\nBrowne, Ryan, Jr."


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("title", "", "needed"),
        ("url", "javascript:alert(1)", "http"),
        ("archived_url", "ftp://x", "http"),
        ("language", "english language", "BCP 47"),
        ("published", "someday", ""),
        ("csl", "{volume: 1}", "line 1, column 2"),
        ("csl", "[1]", ""),
        ("csl", '{"titel": "x"}', "titel"),
        ("csl", '{"volume": NaN}', "NaN"),
        ("csl", "[" * 5_000, ""),
        ("authors", '{"family": 1}', ""),
        ("authors", "{nobody}", "JSON"),
        ("authors", '{"nobody": "x"}', "CSL"),
    ],
)
def test_a_fault_in_a_source_stands_at_its_field(
    field: str, typed: str, says: str, checker: FlaskClient
) -> None:
    log(checker)
    answer = submit(checker, "/sources/1/edit", **{field: typed}, publisher="Kept")
    assert answer.status_code == 422
    page = Page.of(answer)
    assert says in page.fault(field) != ""
    assert page.form().values["publisher"] == "Kept"


def test_two_people_at_one_source_see_both_versions(checker: FlaskClient) -> None:
    log(checker)
    mine = Page.of(checker.get("/sources/1/edit")).form().filled(title="Mine")
    submit(checker, "/sources/1/edit", title="Theirs", publisher="Turner")
    answer = checker.post("/sources/1/edit", data=mine)
    assert answer.status_code == 409
    title, publisher = Page.of(answer).main.of_class("clash")
    assert title.text == "Title ! both changed it: choose Stored now Theirs Yours Mine"
    assert publisher.text == "Publisher Stored now Turner Yours empty"
    form = Page.of(answer).form()
    assert checker.post("/sources/1/edit", data=form.values).status_code == 409
    again = form.filled(**{"pick-title": "yours"})
    assert checker.post("/sources/1/edit", data=again).status_code == 303
    assert Page.of(checker.get("/sources/1")).heading == "Mine"
    assert submit(checker, "/sources/1/edit").status_code == 303
    assert Page.of(checker.get("/sources/1/edit")).form().values["publisher"] == "Turner"


def test_a_stub_is_opened_from_its_page(checker: FlaskClient) -> None:
    log(checker, heard="via", **{"relays-0-name": "Reuters", "relays-0-source": "stub"})
    links = [link for link in Page.of(checker.get("/statements/1")).links if "/sources/" in link]
    stub = next(link for link in links if "Reuters" in Page.of(checker.get(link)).heading)
    assert f"{stub}/open" in Page.of(checker.get(stub)).links
    form = Page.of(checker.get(f"{stub}/open")).form().values
    assert (form["title"], "title_supplied" in form) == ("", False)
    assert "in our words, as: [Report by Reuters]" in checker.get(f"{stub}/open").text
    answer = submit(checker, f"{stub}/open", title="US closes outpost", published="2017-09-17")
    assert answer.location == stub
    assert Page.of(checker.get(stub)).heading == "US closes outpost"
    text = Page.of(checker.get(stub)).text
    assert "original not consulted" not in text
    assert f"{stub}/open" not in Page.of(checker.get(stub)).links
    assert "CNN, citing Reuters ·" in Page.of(checker.get("/statements/1")).text
    second = submit(checker, f"{stub}/open")
    assert second.status_code == 422
    assert "consulted already" in Page.of(second).alerts


def test_the_same_work_entered_twice_is_merged(checker: FlaskClient) -> None:
    log(checker)
    log(checker, quote="We gave it up.", **{**SOURCE, "source_title": "Pentagon briefing, again"})
    choosing = Page.of(checker.get("/sources/1/merge?q=briefing"))
    assert "/sources/1/merge?other=2" in choosing.links
    assert "/sources/1/merge?other=1" not in choosing.links
    page = Page.of(checker.get("/sources/1/merge?other=2"))
    assert "1 statement moves." in page.main.text
    assert "/sources/2/merge?other=1" in page.links
    assert submit(checker, "/sources/1/merge?other=2").location == "/sources/1"
    assert checker.get("/sources/2").location == "/sources/1"
    main = Page.of(checker.get("/sources/1")).main.text
    assert "We gave it up." in main
    assert "We have not ceded" in main
    assert "again" not in Page.of(checker.get("/sources/")).main.text
    assert "merge" in Page.of(checker.get("/sources/1/history")).main.text.casefold()


@pytest.mark.parametrize(("other", "status"), [("1", 422), ("99", 404), ("x", 400)])
def test_what_cannot_be_merged_is_said(other: str, status: int, checker: FlaskClient) -> None:
    log(checker)
    answer = checker.get(f"/sources/1/merge?other={other}")
    assert answer.status_code == status
    assert status != 422 or "Choose another source" in Page.of(answer).alerts


def test_a_merger_of_what_changed_meanwhile_is_looked_at_again(checker: FlaskClient) -> None:
    log(checker)
    log(checker, quote="We gave it up.", **{**SOURCE, "source_title": "Another"})
    seen = Page.of(checker.get("/sources/1/merge?other=2")).form().values
    submit(checker, "/sources/2/edit", title="Something else")
    answer = checker.post("/sources/1/merge?other=2", data=seen)
    assert answer.status_code == 409
    assert "Something else" in Page.of(answer).main.text
