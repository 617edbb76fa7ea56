from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.views.conftest import token_of
from tests.views.pages import Page
from tests.views.stored import nothing_stored
from views.numbers import BIGGEST, RecordNumber

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

NO_RECORD = ["0", "999", str(2**31), str(10**30), "9" * 5000, "-1", "1.5", "one", "1e3", "%20"]
NO_NUMBER = ["0", "-1", "1.5", "one", "1e3", str(2**31), str(10**30), "9" * 5000, "²", "1;2"]
SHOWN = [
    "/statements/{}",
    "/statements/{}/edit",
    "/statements/{}/history",
    "/statements/{}/link",
    "/statements/{}/withdraw",
    "/links/{}",
    "/links/{}/edit",
    "/links/{}/history",
    "/speakers/{}",
    "/sources/{}",
    "/captures/{}",
]
DONE = [
    "/statements/{}/restore",
    "/statements/{}/edit",
    "/links/{}/confirm",
    "/links/{}/reject",
    "/links/{}/withdraw",
    "/links/{}/recheck",
    "/links/{}/judge",
]
ASKED = [
    "/statements/?before={}",
    "/speakers/?before={}",
    "/sources/?before={}",
    "/topics/?before={}",
    "/statements/1/history?before={}",
    "/reports/contradictions?before={}",
    "/statements/new?capture={}",
    "/statements/new?source={}",
    "/statements/1/link?to={}",
    "/citations/?statement={}",
    "/citations/?link={}",
    "/citations/download?statement={}",
    "/citations/download?topic={}",
]
FILTERED = ["/statements/", "/reports/contradictions"]
SEARCHED = ["/statements/", "/speakers/", "/sources/", "/statements/1/link"]
TYPED = ['"', "'", "(", "a AND", "NEAR(", "*", "-", "a:b", "^", "%", "\\", "é" * 9000]


@given(st.one_of(st.integers(0, 10**11), st.integers(BIGGEST - 10**4, BIGGEST + 10**4)))
@example(BIGGEST)
@example(BIGGEST + 1)
def test_the_pattern_of_numbers_holds_those_of_records_and_no_others(number: int) -> None:
    fits = re.fullmatch(RecordNumber.regex, str(number)) is not None
    assert fits == (1 <= number <= BIGGEST)
    assert (re.fullmatch(RecordNumber.regex, f"0{number}") is not None) <= fits


@pytest.mark.usefixtures("desk_with_case")
def test_what_is_not_there_is_not_found(reviewer: FlaskClient) -> None:
    for address, number in product(SHOWN, NO_RECORD):
        answer = reviewer.get(address.format(number))
        assert answer.status_code == 404, address.format(number[:40])
        assert Page.of(answer).heading == "Not found"


@pytest.mark.usefixtures("desk_with_case")
def test_nothing_is_done_to_what_is_not_there(reviewer: FlaskClient, engine: Engine) -> None:
    data = {"csrf_token": token_of(reviewer.get("/account").text), "version": "1", "reason": "no"}
    with nothing_stored(engine):
        for address, number in product(DONE, NO_RECORD):
            answer = reviewer.post(address.format(number), data=data)
            assert answer.status_code == 404, address.format(number[:40])


@pytest.mark.usefixtures("desk_with_case")
def test_a_number_that_is_none_cannot_be_read(reviewer: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        for address, number in product(ASKED, NO_NUMBER):
            answer = reviewer.get(address.format(number))
            assert answer.status_code == 400, address.format(number[:40])
            assert "has to be a number" in Page.of(answer).text


@pytest.mark.parametrize(
    "address",
    [
        "/statements/new?capture=999",
        "/statements/1/link?to=999",
        "/citations/?statement=999",
        "/citations/?statement=1&statement=999",
        "/citations/download?statement=999",
        "/citations/download?link=999",
        "/topics/nothing",
        "/topics/%F0%9F%94%91",
        "/nowhere",
        "/statements",
        "/statements/1/nothing",
    ],
)
@pytest.mark.usefixtures("desk_with_case")
def test_an_address_of_nothing_is_not_found(
    address: str, reviewer: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        answer = reviewer.get(address, follow_redirects=address == "/statements")
    assert answer.status_code == (200 if address == "/statements" else 404)
    assert address == "/statements" or "search for what you need" in Page.of(answer).text


@pytest.mark.parametrize("page", FILTERED)
def test_a_filter_that_means_nobody_says_so_at_its_field(page: str, reviewer: FlaskClient) -> None:
    strange = ("nobody", "999999", str(10**30), "' OR 1=1 --", "%")
    for name, reference in product(("speaker", "topic", "source"), strange):
        answer = reviewer.get(page, query_string={name: reference})
        assert answer.status_code == 200, reference[:40]
        assert f"There is no {name}" in Page.of(answer).fault(name)


@pytest.mark.parametrize("page", FILTERED)
def test_a_filter_by_a_date_that_is_none_says_so_and_keeps_it(
    page: str, reviewer: FlaskClient
) -> None:
    for name, date in product(
        ("since", "until"), ("2017-13-40", "yesterday", "99999", "2017-02-30", "<b>")
    ):
        answer = Page.of(reviewer.get(page, query_string={name: date}))
        assert f"“{date}”" in answer.fault(name)
        [field] = answer.tree.called(name)
        assert field.attributes["value"] == date


@pytest.mark.parametrize(
    "address",
    [
        "/statements/?q=%00",
        "/statements/?status=nonsense",
        "/speakers/?q=%00",
        "/topics/%00",
        "/sign-in?next=%00",
        "/citations/?statement=1&format=%00",
    ],
)
@pytest.mark.usefixtures("desk_with_case")
def test_what_no_address_should_hold_breaks_nothing(address: str, reviewer: FlaskClient) -> None:
    assert reviewer.get(address).status_code in {200, 400}


@pytest.mark.usefixtures("desk_with_case")
def test_a_search_takes_whatever_is_typed(reviewer: FlaskClient) -> None:
    for page, q in product(SEARCHED, TYPED):
        assert reviewer.get(page, query_string={"q": q}).status_code == 200, (page, q[:20])


@pytest.mark.parametrize("address", ["/", "/statements/1", "/reports/contradictions"])
def test_a_page_is_not_posted_to(address: str, admin: FlaskClient) -> None:
    answer = admin.post(address, data={"csrf_token": token_of(admin.get("/account").text)})
    assert answer.status_code == 405
    assert Page.of(answer).heading == "Not done this way"


@pytest.mark.parametrize("page", ["/speakers/", "/sources/", "/statements/"])
@pytest.mark.parametrize("words", ["%" * 40_000, "\u0301" * 40_000, "_" * 40_000])
def test_long_words_to_look_for_are_cut(page: str, words: str, reviewer: FlaskClient) -> None:
    assert reviewer.get(page, query_string={"q": words}).status_code == 200


def test_nothing_is_called_by_a_name_without_end(reviewer: FlaskClient) -> None:
    answer = reviewer.get("/reports/contradictions", query_string={"speaker": "x" * 40_000})
    assert answer.status_code == 200
    assert "x" * 41 not in Page.of(answer).fault("speaker")
