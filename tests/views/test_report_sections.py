"""The report page and the terminal keep apart who stands against whom."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from models import Link
from models.terms import Relation
from tests.views.pages import Page
from tests.views.stored import rows

if TYPE_CHECKING:
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

pytestmark = pytest.mark.usefixtures("desk_with_case")
REPORT = "/reports/contradictions"
VIEWS = ["grouped", "pairs"]


def _sections(page: Page) -> dict[str, int]:
    """Return how many pairs stand under each heading."""
    sections = [one for one in page.main.every("section") if "aria-labelledby" in one.attributes]
    return {next(one.every("h2")).text: len(one.of_class("knot")) for one in sections}


@pytest.mark.parametrize("view", VIEWS)
def test_both_views_keep_the_sections_apart(view: str, checker: FlaskClient) -> None:
    page = Page.of(checker.get(f"{REPORT}?view={view}"))
    assert _sections(page) == {
        "Different speakers 1 apparent": 1,
        "A side is unnamed 1 direct · 2 unresolved · 1 apparent": 4,
    }
    [choices] = page.main.of_class("counts")
    assert choices.text == (
        "All 5 · A speaker against themselves 0 · Different speakers 1 · A side is unnamed 4"
    )
    assert "5 pairs on 3 statements" in page.text


def test_what_waits_for_a_re_check_is_told_beside_the_pairs(
    session: Session, checker: FlaskClient
) -> None:
    link = session.scalars(select(Link).where(Link.relation == Relation.CONTRADICTS)).first()
    assert link is not None
    link.recheck, link.recheck_why = True, "the source was corrected"
    session.commit()
    page = Page.of(checker.get(f"{REPORT}?topic=1"))
    assert page.main.of_class("counts")[0].text.startswith("All 5 ")
    assert "4 pairs (and 1 more to re-check) on " in page.text


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("kind", "pairs"), [("self", 0), ("others", 1), ("unnamed", 4)])
def test_one_section_is_shown_by_its_address(
    view: str, kind: str, pairs: int, checker: FlaskClient
) -> None:
    page = Page.of(checker.get(f"{REPORT}?view={view}&kind={kind}&topic=1"))
    assert sum(_sections(page).values()) == pairs
    [current] = [one for one in page.main.every("b") if "aria-current" in one.attributes]
    assert current.text.endswith(f" {pairs}")
    [choices] = page.main.of_class("counts")
    assert next(choices.every("a")).text == "All 5"
    assert all("topic=1" in link.attributes["href"] for link in choices.every("a"))
    [chosen] = page.tree.called("kind")
    assert [one for one in chosen.every("option") if "selected" in one.attributes]


def test_a_download_holds_the_section_alone(checker: FlaskClient) -> None:
    page = Page.of(checker.get(f"{REPORT}?kind=others"))
    [download] = [link for link in page.links if "format=jsonl" in link]
    assert checker.get(download).text.count("\n") == 2


def test_a_section_that_does_not_exist_is_refused_at_its_field(checker: FlaskClient) -> None:
    page = Page.of(checker.get(f"{REPORT}?kind=enemies"))
    assert "Choose one of the list." in page.fault("kind")
    assert not _sections(page)


def test_pairs_stand_in_order_of_time(checker: FlaskClient, engine: Engine) -> None:
    said = {row["id"]: row["said_to"] for row in rows(engine, "statement")}
    links = {row["id"]: row for row in rows(engine, "link")}
    page = Page.of(checker.get(f"{REPORT}?view=pairs&kind=unnamed"))
    told = [int(one.attributes["href"].rsplit("/", 1)[1]) for one in page.main.of_class("knot")]
    places = [
        (max(filter(None, (said[links[one]["from_id"]], said[links[one]["to_id"]]))), one)
        for one in told
    ]
    assert len(places) == 4
    assert places == sorted(places)


def test_the_terminal_tells_the_same_sections(run: FlaskCliRunner) -> None:
    lines = run.invoke(args=["report", "contradictions"]).stdout.splitlines()
    assert lines[0].startswith("5 pairs on 3 disputed statements: 1 direct, 2 unresolved")
    assert [line for line in lines if line.startswith("==")] == [
        "== different speakers: 0 direct, 0 unresolved, 1 apparent, 0 to re-check ==",
        "== a side is unnamed: 1 direct, 2 unresolved, 1 apparent, 0 to re-check ==",
    ]
    done = run.invoke(args=["report", "contradictions", "--kind", "others"])
    assert done.stdout.startswith("1 pair on 1 disputed statement: 0 direct")
    assert run.invoke(args=["report", "contradictions", "--kind", "foes"]).exit_code == 2


def test_the_json_counts_add_up(run: FlaskCliRunner) -> None:
    done = run.invoke(args=["report", "contradictions", "--json"])
    found = json.loads(done.stdout)["counts"]
    assert (found["self"], found["others"], found["unnamed"], found["disputed"]) == (0, 1, 4, 3)
