from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

pytestmark = pytest.mark.usefixtures("desk_with_case")
REPORT = "/reports/contradictions"
TOPIC = "Coalition garrison at At Tanf, Syria"


def _id_of(engine: Engine, table: str, key: str) -> int:
    [found] = [row["id"] for row in rows(engine, table) if row["key"] == key]
    return int(found)


def _statement(visitor: FlaskClient, engine: Engine, key: str) -> Page:
    return Page.of(visitor.get(f"/statements/{_id_of(engine, 'statement', key)}"))


def test_a_quote_stands_in_quotation_marks_with_speaker_role_date_and_question(
    checker: FlaskClient, engine: Engine
) -> None:
    page = _statement(checker, engine, "o1")
    [quote] = page.main.of_class("big")[0].every("blockquote")
    assert quote.text == "“We have not ceded any of the ground we have taken to anybody”"
    text = page.main.text
    assert "James Mattis · US Secretary of Defense" in text
    assert "about Monday 18 September 2017, to reporters at the Pentagon" in text
    assert "in answer to: whether the coalition was ceding ground" in text


def test_a_paraphrase_has_no_quotation_marks_and_says_whose_words_it_is_in(
    checker: FlaskClient, engine: Engine
) -> None:
    page = _statement(checker, engine, "o3")
    [said] = page.main.of_class("big")
    assert "Paraphrase, in our words" in said.text
    assert "“" not in said.text
    assert "a spokesman for the coalition · unnamed" in said.text


def test_a_chain_names_the_report_that_nobody_consulted(
    checker: FlaskClient, engine: Engine
) -> None:
    page = _statement(checker, engine, "o2")
    assert "CNN, citing Reuters (original not consulted)" in page.text


def test_quoted_words_of_a_paraphrase_stand_apart(checker: FlaskClient, engine: Engine) -> None:
    page = _statement(checker, engine, "o16")
    assert "Paraphrase with quoted words" in page.text
    assert "quoted: “hold”" in page.text


def test_a_date_is_shown_as_precise_as_it_is_known(checker: FlaskClient, engine: Engine) -> None:
    assert "date unknown" in _statement(checker, engine, "o12").text
    assert "about September 2017" in _statement(checker, engine, "o2").text


def test_the_report_counts_the_standings_apart(checker: FlaskClient) -> None:
    page = Page.of(checker.get(REPORT))
    [stats] = page.main.of_class("stats")
    counted = dict(
        zip(
            (one.text for one in stats.every("dt")),
            (one.text for one in stats.every("dd")),
            strict=True,
        )
    )
    assert counted["direct conflict"] == "1"
    assert (counted["unresolved"], counted["apparent"]) == ("2", "2")
    assert "conflicts with" in page.text
    assert "A conflict is not a lie." in page.text


def test_the_report_shows_each_pair_whole(checker: FlaskClient) -> None:
    page = Page.of(checker.get(f"{REPORT}?view=pairs"))
    entries = page.main.of_class("entry")
    assert len(entries) == 5
    knots = [one.of_class("knot")[0].text for one in entries]
    standings = [re.findall("direct|unresolved|apparent", knot)[0] for knot in knots]
    assert sorted(standings) == ["apparent", "apparent", "direct", "unresolved", "unresolved"]
    assert all(len(one.of_class("slip")) == 2 for one in entries)
    assert all(one.of_class("rationale")[0].text for one in entries)


@pytest.mark.parametrize(
    ("filters", "pairs"),
    [
        ({}, 5),
        ({"speaker": "James Mattis"}, 1),
        ({"speaker": "james  mattis"}, 1),
        ({"speaker": "Ryan Dillon"}, 2),
        ({"speaker": "Johnny Walker"}, 0),
        ({"topic": TOPIC}, 5),
        ({"since": "2017-09-18"}, 5),
        ({"since": "2018"}, 1),
        ({"until": "2017-09-17"}, 0),
        ({"until": "2017"}, 4),
        ({"speaker": "James Mattis", "since": "2018"}, 0),
    ],
)
def test_the_report_is_narrowed_by_its_address(
    filters: dict[str, str], pairs: int, checker: FlaskClient
) -> None:
    page = Page.of(checker.get(REPORT, query_string={**filters, "view": "pairs"}))
    assert len(page.main.of_class("entry")) == pairs
    typed = {
        one.attributes.get("name"): one.attributes.get("value", "")
        for one in page.tree.every("input")
    }
    shown = {name: typed.get(name) for name in filters if name != "topic"}
    assert shown == {name: value for name, value in filters.items() if name != "topic"}


def test_the_report_is_narrowed_to_a_source(checker: FlaskClient, engine: Engine) -> None:
    found = {}
    for key in ("outpost", "breach", "reuters-report", "sputnik-report"):
        source = _id_of(engine, "source", key)
        page = Page.of(checker.get(f"{REPORT}?view=pairs&source={source}"))
        found[key] = len(page.main.of_class("entry"))
    assert found == {"outpost": 5, "breach": 2, "reuters-report": 3, "sputnik-report": 1}


def test_the_topic_is_offered_and_chosen_by_its_number(checker: FlaskClient) -> None:
    page = Page.of(checker.get(f"{REPORT}?view=pairs&topic=1"))
    assert len(page.main.of_class("entry")) == 5
    [choice] = page.tree.called("topic")
    assert [one.text for one in choice.every("option") if "selected" in one.attributes] == [TOPIC]


def test_the_report_groups_by_disputed_statement(checker: FlaskClient) -> None:
    page = Page.of(checker.get(REPORT))
    replies = page.main.of_class("reply")
    assert len(replies) == 5
    assert "its one origin: Reuters" in page.text


def test_a_pair_page_has_both_sides_the_rationale_and_the_three_questions(
    checker: FlaskClient, engine: Engine
) -> None:
    page = Page.of(checker.get(f"/links/{_id_of(engine, 'link', 'o3-contradicts-o2')}"))
    assert len(page.main.of_class("slip")) == 2
    assert "Why they may clash" in page.text
    for question in ("Same time", "Same place", "Same meaning"):
        assert question in page.text
    assert "one checker" in page.text


def test_lists_find_by_words_speaker_and_topic(checker: FlaskClient) -> None:
    found = {}
    for query in ("q=ceded", "speaker=Ryan+Dillon", "topic=1", "q=Mattis", "q=elephants"):
        boxes = Page.of(checker.get(f"/statements/?{query}")).tree.called("statement")
        found[query] = len(boxes)
    assert found["q=ceded"] == found["q=Mattis"] == 1
    assert (found["speaker=Ryan+Dillon"], found["topic=1"]) == (5, 28)
    assert found["q=elephants"] == 0


def test_speakers_and_sources_are_found(checker: FlaskClient) -> None:
    assert "Maghawir al-Thawra" in Page.of(checker.get("/speakers/?q=mat")).main.text
    assert "Nobody of that name" in Page.of(checker.get("/speakers/?q=elephants")).main.text
    page = Page.of(checker.get("/sources/"))
    assert "original not consulted" in page.main.text
    assert "[US-led coalition closes and razes an outpost east of At Tanf]" in page.main.text


def test_loading_the_case_by_page_is_one_click_and_twice_changes_nothing(
    admin: FlaskClient, engine: Engine
) -> None:
    token = Page.of(admin.get("/account")).form().values["csrf_token"]
    with nothing_stored(engine):
        answer = admin.post("/demo", data={"csrf_token": token}, follow_redirects=True)
    assert "loaded already" in Page.of(answer).text


def test_a_rechecked_pair_counts_apart(checker: FlaskClient, engine: Engine) -> None:
    edit = f"/statements/{_id_of(engine, 'statement', 'o2')}/edit"
    assert submit(checker, edit, claim="The outpost was closed by arrangement.").status_code == 303
    page = Page.of(checker.get(REPORT))
    [stats] = page.main.of_class("stats")
    assert "to re-check 0" not in stats.text
    assert last(engine, "event")["tag"] == "statement:revise"
