"""What filters offer to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.pages import SIZE
from tests.factories import a_source, a_topic
from tests.views.pages import Page

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy.orm import Session


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
