from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from tests.factories import SourceParts, a_source
from tests.rules import refused_by

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

NO_WEB_ADDRESSES = [
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://example.org/report",
    "//example.org/report",
    "example.org",
    " https://example.org",
    "",
]


@pytest.mark.parametrize("address", NO_WEB_ADDRESSES)
def test_an_address_is_one_of_the_web(session: Session, address: str) -> None:
    with refused_by("ck_source_web_url"):
        a_source(session, url=address)


@pytest.mark.parametrize("address", NO_WEB_ADDRESSES)
def test_an_archived_address_is_one_of_the_web(session: Session, address: str) -> None:
    with refused_by("ck_source_web_archived_url"):
        a_source(session, archived_url=address)


@pytest.mark.parametrize("address", [None, "http://example.org", "https://example.org/a%20b?c"])
def test_a_source_may_have_an_address(session: Session, address: str | None) -> None:
    source = a_source(session, url=address, archived_url=address)
    session.commit()
    assert (source.url, source.archived_url) == (address, address)


def test_a_source_has_a_title(session: Session) -> None:
    with refused_by("ck_source_has_title"):
        a_source(session, title="")


def test_a_publication_date_brings_its_bounds(session: Session) -> None:
    source = a_source(session, published="2017-09")
    session.commit()
    assert (source.published_from, source.published_to) == (date(2017, 9, 1), date(2017, 9, 30))
    source.published = None
    session.commit()
    assert (source.published_from, source.published_to) == (None, None)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("published_from = NULL", "ck_source_published_bound"),
        ("published_to = '2001-01-01'", "ck_source_published_order"),
    ],
)
def test_the_database_keeps_the_bounds(session: Session, change: str, rule: str) -> None:
    a_source(session, published="2017-09-18")
    with refused_by(rule):
        session.execute(text(f"UPDATE source SET {change}"))


def test_names_and_other_variables_come_back_as_they_went_in(session: Session) -> None:
    parts: SourceParts = {
        "authors": [{"family": "Browne", "given": "Ryan"}, {"literal": "Reuters"}],
        "csl": {"volume": "3", "page-first": 7, "event": {"ä": [None, True]}},
    }
    source = a_source(session, **parts)
    session.commit()
    assert (source.authors, source.csl) == (parts["authors"], parts["csl"])
