"""Several sources for one statement: added, revised, taken off, each with its chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.source_drafts import HOPS
from tests.views.pages import Page, submit
from tests.views.typed import QUOTE, SAID, SOURCE, log, paste

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

SKY = {
    "source_title": "No ground ceded",
    "source_container_title": "Sky News",
    "source_published": "2017-09-20",
}


def _add(visitor: FlaskClient, address: str, **typed: str) -> TestResponse:
    page = f"{address}/appearances/new"
    return submit(visitor, page, page, **{**SKY, **typed})


def _edit(visitor: FlaskClient, address: str, number: int = 1, **typed: str) -> TestResponse:
    return submit(visitor, f"{address}/appearances/{number}", **typed)


def _sent(visitor: FlaskClient, page: str, **more: str) -> TestResponse:
    """Send a form with fields that it does not show, as another tab or a script may."""
    form = Page.of(visitor.get(page)).form()
    return visitor.post(page, data={**form.values, **more})


def _line(answer: TestResponse) -> str:
    return Page.of(answer).with_id("chain-words").text


def test_a_second_source_stands_on_the_page(checker: FlaskClient) -> None:
    address = log(checker)
    answer = _add(checker, address, passage=f"“{QUOTE},” Mattis said.", page="A4")
    assert answer.location == address
    text = Page.of(checker.get(address)).text
    assert "The source is added." in text
    assert "Sky News · No ground ceded, 20 September 2017 · page A4" in text
    assert "2 independent origins" in text


def test_the_earliest_is_the_first_appearance(checker: FlaskClient) -> None:
    address = log(checker)
    _add(checker, address, source_published="2017-09-18")
    main = Page.of(checker.get(address)).main.text
    assert main.index("Sky News") < main.index("Pentagon briefing")
    assert main.count("first appearance") == 1


def test_an_article_that_cites_a_known_wire_report_is_no_new_origin(checker: FlaskClient) -> None:
    wire = {
        "relays-0-name": "Reuters",
        "relays-0-source": "stub",
        "relays-0-title": "US closes outpost",
        "relays-0-published": "2017-09-17",
    }
    address = log(checker)
    for title in ("A", "B", "C"):
        answer = _add(checker, address, **wire, source_title=title, source_container_title=title)
        assert answer.status_code == 303
    text = Page.of(checker.get(address)).text
    assert "2 independent origins" in text
    assert "Reuters report of 17 September 2017, not consulted: A, B, C" in text
    assert "C, citing Reuters (original not consulted)" in text


def test_nothing_typed_is_refused_at_the_source(checker: FlaskClient) -> None:
    address = log(checker)
    answer = _add(checker, address, **dict.fromkeys(SKY, ""))
    assert answer.status_code == 422
    assert "Choose the source" in Page.of(answer).fault("source_id")


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"source_published": "someday"}, "source_published", ""),
        ({"source_url": "ftp://example.org"}, "source_url", "http"),
        ({"relays-0-verb": "told"}, "relays-0-name", "needed"),
        ({"heard": "via"}, "heard", "Name whom"),
        (
            {"relays-0-name": "R", "relays-0-source": "stub", "relays-0-published": "x"},
            "relays-0-published",
            "",
        ),
    ],
)
def test_a_fault_stands_at_its_field_and_what_was_typed_stays(
    typed: dict[str, str], field: str, says: str, checker: FlaskClient
) -> None:
    answer = _add(checker, log(checker), **typed, passage="So it says.")
    assert answer.status_code == 422
    page = Page.of(answer)
    assert says in page.fault(field) != ""
    assert page.with_id("passage").text == "So it says."


def test_an_odd_date_is_asked_about(checker: FlaskClient) -> None:
    address = log(checker)
    answer = _add(checker, address, source_published="2017-09-01")
    assert "seldom reported before it is made" in Page.of(answer).alerts
    kept = Page.of(answer).form(f"{address}/appearances/new")
    sure = kept.filled(confirm="y")
    assert checker.post(f"{address}/appearances/new", data=sure).status_code == 303


def test_a_date_to_come_is_asked_about(checker: FlaskClient) -> None:
    typed = {**SAID, **SOURCE, "said": "2099-01-01", "source_published": ""}
    answer = submit(checker, "/statements/new", **typed)
    assert "1 January 2099, which is yet to come" in Page.of(answer).alerts
    sure = Page.of(answer).form().filled(confirm="y")
    assert checker.post("/statements/new", data=sure).status_code == 303


def test_the_kept_text_of_the_source_is_offered_and_compared(checker: FlaskClient) -> None:
    address = log(checker)
    capture = paste(checker, title="Outpost", container_title="Al Jazeera").rpartition("=")[2]
    page = f"{address}/appearances/new?capture={capture}"
    form = Page.of(checker.get(page)).form(f"{address}/appearances/new")
    assert form.values["capture_id"] == capture
    answer = checker.post(f"{address}/appearances/new", data=form.filled(passage=QUOTE))
    assert answer.status_code == 303
    assert "✓ matches Al Jazeera’s text" in Page.of(checker.get(address)).text


def test_the_text_of_another_source_is_refused(checker: FlaskClient) -> None:
    address = log(checker)
    capture = paste(checker).rpartition("=")[2]
    answer = _sent(checker, f"{address}/appearances/1", capture_id=capture)
    assert "kept of another source" in Page.of(answer).fault("capture_id")


def test_hops_are_added_moved_and_taken_out_without_script(checker: FlaskClient) -> None:
    page = f"{log(checker)}/appearances/1"
    one = _sent(checker, page, do="add", **{"relays-0-name": "a US official"})
    assert one.status_code == 200
    form = Page.of(one).form()
    typed = form.filled(**{"relays-1-name": "Reuters", "relays-0-verb": "quoted by"})
    two = checker.post(page, data=typed | {"do": "look"})
    assert _line(two) == "CNN, citing Reuters, quoting a US official"
    up = checker.post(page, data=Page.of(two).form().values | {"do": "up-1"})
    assert _line(up) == "CNN, quoting a US official, citing Reuters"
    down = checker.post(page, data=Page.of(up).form().values | {"do": "down-0"})
    assert _line(down) == "CNN, citing Reuters, quoting a US official"
    out = checker.post(page, data=Page.of(down).form().values | {"do": "remove-1"})
    assert _line(out) == "CNN, quoting a US official"
    assert checker.get(page).text.count("a US official") == 0, "nothing is stored on the way"
    assert checker.post(page, data=Page.of(out).form().values).status_code == 303
    assert "CNN, quoting a US official" in checker.get(page.partition("/app")[0]).text


@pytest.mark.parametrize("deed", ["up-99", "down-x", "remove-", "remove--1", "burn", "up-²"])
def test_a_button_that_is_not_there_moves_nothing(deed: str, checker: FlaskClient) -> None:
    page = f"{log(checker)}/appearances/1"
    answer = _sent(checker, page, do=deed, **{"relays-0-name": "Reuters"})
    assert answer.status_code == 200
    assert _line(answer) == "CNN, citing Reuters"


def test_a_chain_has_as_many_hops_as_needed_and_one_too_many_is_named(
    checker: FlaskClient,
) -> None:
    page = f"{log(checker)}/appearances/1"
    names = {f"relays-{n}-name": f"Agency {n + 1}" for n in range(HOPS + 1)}
    answer = _sent(checker, page, **names)
    assert answer.status_code == 422
    assert "“Agency 21” is one too many" in Page.of(answer).alerts
    assert [Page.of(answer).form().values[f"relays-{n}-name"] for n in (0, 20)] == [
        "Agency 1",
        "Agency 21",
    ]
    del names[f"relays-{HOPS}-name"]
    assert _sent(checker, page, **names).status_code == 303
    again = Page.of(checker.get(page)).form().values
    assert [again[f"relays-{n}-name"] for n in range(HOPS)] == list(names.values())


def test_a_fault_behind_an_empty_row_stands_in_its_own_row(checker: FlaskClient) -> None:
    page = f"{log(checker)}/appearances/1"
    answer = _sent(checker, page, **{"relays-0-name": "", "relays-3-verb": "told"})
    assert "needed" in Page.of(answer).fault("relays-1-name")


def test_two_people_at_one_appearance_see_both_versions(checker: FlaskClient) -> None:
    page = f"{log(checker)}/appearances/1"
    mine = Page.of(checker.get(page)).form().filled(page="B7", **{"relays-0-name": "AFP"})
    _edit(checker, page.partition("/app")[0], page="A1")
    answer = checker.post(page, data=mine)
    assert answer.status_code == 409
    shown = Page.of(answer)
    clashes = [clash.text for clash in shown.main.of_class("clash")]
    assert clashes == [
        "Page Stored now A1 Yours, not stored B7",
        "Citing whom Stored now CNN Yours, not stored CNN, citing AFP",
    ]
    again = shown.form().values
    assert (again["page"], again["relays-0-name"]) == ("B7", "AFP")
    assert checker.post(page, data=again).status_code == 303


def test_an_appearance_taken_off_meanwhile_keeps_what_was_typed(checker: FlaskClient) -> None:
    address = log(checker)
    _add(checker, address)
    page = f"{address}/appearances/2"
    mine = Page.of(checker.get(page)).form().filled(page="B7")
    submit(checker, f"{page}/remove", reason="Not in there.")
    answer = checker.post(page, data=mine)
    assert answer.status_code == 409
    form = Page.of(answer).form(f"{address}/appearances/new")
    assert form.values["page"] == "B7"
    assert checker.post(f"{address}/appearances/new", data=form.values).status_code == 303


def test_a_source_is_taken_off_with_a_reason(checker: FlaskClient) -> None:
    address = log(checker)
    _add(checker, address)
    empty = submit(checker, f"{address}/appearances/2/remove")
    assert empty.status_code == 422
    assert Page.of(empty).fault("reason")
    done = submit(checker, f"{address}/appearances/2/remove", reason="It is not in there.")
    assert done.location == address
    assert "Sky News" not in Page.of(checker.get(address)).main.text
    assert "It is not in there." in checker.get(f"{address}/history").text


def test_the_only_source_is_not_taken_off(checker: FlaskClient) -> None:
    address = log(checker)
    assert f"{address}/appearances/1/remove" not in Page.of(checker.get(address)).links
    answer = submit(checker, f"{address}/appearances/1/remove", reason="Why not?")
    assert "only source" in Page.of(answer).fault("reason")


def test_an_appearance_of_another_statement_is_not_found(checker: FlaskClient) -> None:
    address = log(checker)
    log(checker, quote="We gave it up.", source_title="Other")
    assert checker.get(f"{address}/appearances/2").status_code == 404
    assert checker.get(f"{address}/appearances/2/remove").status_code == 404


@pytest.mark.usefixtures("desk_with_case")
def test_the_case_has_the_origins_its_articles_bear_out(admin: FlaskClient) -> None:
    for number in range(1, 6):
        text = Page.of(admin.get(f"/links/{number}")).main.text
        assert "Independent origins: 1 and 1" in text
    report = Page.of(admin.get("/reports/contradictions?view=pairs")).main.text
    assert report.count("Independent origins: 1 and 1") == 5
    assert "Reuters report of about September 2017, not consulted: CNN" in report
    assert "Sputnik report of 2018, not consulted" in report


def test_an_old_report_behind_a_source_outlives_an_edit(
    checker: FlaskClient, store_sources: Callable[[int], None]
) -> None:
    address = log(checker, heard="via", **{"relays-0-name": "Reuters", "relays-0-source": "stub"})
    store_sources(60)
    assert submit(checker, f"{address}/edit", note="Seen.").status_code == 303
    page = f"{address}/appearances/1"
    assert submit(checker, page, page="A1").status_code == 303
    assert "CNN, citing Reuters (original not consulted)" in checker.get(address).text


def test_one_hop_too_many_is_named_in_the_log_form_too(checker: FlaskClient) -> None:
    address = f"{log(checker)}/edit"
    names = {f"relays-{n}-name": f"Agency {n + 1}" for n in range(HOPS + 1)}
    answer = _sent(checker, address, **names)
    assert answer.status_code == 422
    assert "“Agency 21” is one too many" in Page.of(answer).text
