"""What filters offer to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.pages import SIZE
from tests.factories import a_source, a_speaker, a_statement, a_topic, an_appearance
from tests.views.pages import Page

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy.orm import Session

    from tests.views.pages import Element


def _options(page: Page, name: str) -> list[Element]:
    [field] = page.tree.called(name)
    return list(field.every("option"))


def _offered(page: Page, name: str) -> list[str | None]:
    return [option.attributes["value"] for option in _options(page, name)]


def _box(page: Page) -> str | None:
    [box] = page.tree.called("speaker")
    return box.attributes["value"]


@pytest.mark.parametrize("address", ["/statements/", "/reports/contradictions", "/reports/network"])
def test_what_a_list_is_narrowed_to_stands_in_its_filter_however_many_are_newer(
    address: str, session: Session, checker: FlaskClient
) -> None:
    topic, source = a_topic(session, "ground ceded"), a_source(session, title="The oldest")
    for number in range(SIZE + 1):
        a_topic(session, f"newer {number}")
        a_source(session, title=f"Newer {number}")
    session.commit()
    page = Page.of(checker.get(f"{address}?topic={topic.slug}&source={source.key}"))
    chosen = [
        option.attributes["value"]
        for field in page.tree.every("select")
        if field.attributes["name"] in {"topic", "source"}
        for option in field.every("option")
        if "selected" in option.attributes
    ]
    assert chosen == [str(topic.id), str(source.id)]


def test_a_filter_offers_what_has_most_statements(session: Session, checker: FlaskClient) -> None:
    large, small = a_topic(session, "of many"), a_topic(session, "of one")
    work, note = a_source(session, title="Of many"), a_source(session, title="Of one")
    for number in range(3):
        said = a_statement(session)
        said.topics = [large, small] if number == 0 else [large]
        an_appearance(session, said, note if number == 0 else work)
    for number in range(SIZE):
        a_topic(session, f"newer {number}")
        a_source(session, title=f"Newer {number}")
    session.commit()
    for address in ("/statements/", "/reports/contradictions", "/reports/coverage"):
        page = Page.of(checker.get(address))
        assert _offered(page, "topic") == ["", str(large.id), str(small.id)]
    assert _offered(Page.of(checker.get("/statements/")), "source")[1:] == [
        str(work.id),
        str(note.id),
    ]


def test_the_box_for_a_speaker_says_the_name(session: Session, checker: FlaskClient) -> None:
    one, _other, namesake = (a_speaker(session, name) for name in ("Ada", "Kim", "Kim"))
    session.commit()
    for address in ("/statements/", "/reports/contradictions"):
        assert _box(Page.of(checker.get(f"{address}?speaker={one.id}"))) == "Ada"
        page = Page.of(checker.get(f"{address}?speaker={namesake.id}"))
        assert _box(page) == str(namesake.id)
    assert page.with_id("speaker-hint").text == "Kim"


def test_an_order_is_called_by_its_name(checker: FlaskClient) -> None:
    for address, usual, rest in (
        ("/statements/", "last logged first", ["said", "oldest", "relevance"]),
        ("/statements/?q=peace", "last said first", ["logged", "oldest", "relevance"]),
    ):
        page = Page.of(checker.get(address))
        assert _offered(page, "order") == ["", *rest]
        assert _options(page, "order")[0].text == usual


def test_the_filters_of_a_report_wait_until_they_are_used(checker: FlaskClient) -> None:
    def is_open(address: str) -> bool:
        page = Page.of(checker.get(address))
        [fold] = page.tree.of_class("fold")
        return "open" in fold.attributes

    assert not is_open("/reports/contradictions")
    assert not is_open("/reports/contradictions?view=pairs")
    assert is_open("/reports/contradictions?since=2017")
    assert is_open("/reports/contradictions?speaker=nobody")
