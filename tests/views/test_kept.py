"""What pages have read is kept until the next deed, and for nobody but those who may see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app import create_app
from models import Role
from tests.counting import counted
from tests.views.conftest import enter, token_of
from tests.views.page_addresses import LISTS, OF_THE_CASE
from tests.views.secrets import store_open_case, store_secret_case
from tests.views.stored import rows
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from config import Config
    from desk.kept import Kept
    from tests.views.conftest import SigningIn

INSIDER = "insider@example.org"
LIST = "/statements/"
_SIGNED = re.compile(r'name="csrf_token"[^>]*value="[^"]+"')
#: Pages that read what is kept, for statements one to eight.
SHOWN = (
    LIST,
    "/statements/?q=open&order=said",
    "/statements/?status=all",
    "/reports/contradictions",
    "/reports/contradictions?view=pairs",
    "/reports/to-examine",
    "/topics/open-case",
    *(f"/statements/{number}" for number in range(1, 9)),
    *(f"/speakers/{number}" for number in range(1, 5)),
)


def told(visitor: FlaskClient, addresses: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Return what a visitor is shown, without the tokens of forms."""
    answers = ((address, visitor.get(address)) for address in addresses)
    return {one: (answer.status_code, _SIGNED.sub("", answer.text)) for one, answer in answers}


def kept_by(app: Flask) -> Kept:
    """Return what an application keeps."""
    kept: Kept = app.extensions[EXTENSION].kept
    return kept


def anew(app: Flask, visitor: FlaskClient, addresses: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Return what a visitor is shown by an application that keeps nothing."""
    shown: dict[str, tuple[int, str]] = {}
    for address in addresses:
        kept_by(app).forget()
        shown |= told(visitor, [address])
    return shown


@pytest.mark.usefixtures("desk_with_case")
def test_a_page_that_is_asked_for_again_is_not_looked_up_again(
    app: Flask, checker: FlaskClient
) -> None:
    engine = app.extensions[EXTENSION].engine
    kept_by(app).forget()
    with counted(engine) as first:
        shown = told(checker, [LIST])
    with counted(engine) as second:
        assert told(checker, [LIST]) == shown
    assert len(second) == 1 < len(first)


@pytest.mark.usefixtures("desk_with_case")
def test_every_page_of_the_case_is_the_same_kept_and_read_anew(
    app: Flask, admin: FlaskClient
) -> None:
    pages = [*LISTS, *OF_THE_CASE]
    fresh = anew(app, admin, pages)
    told(admin, pages)
    assert told(admin, pages) == fresh


def test_nobody_is_told_what_was_kept_for_others(
    app: Flask, engine: Engine, account_: Callable[..., str], as_: SigningIn
) -> None:
    account_(Role.CHECKER, INSIDER)
    store_open_case(engine)
    store_secret_case(engine, INSIDER)
    inside = app.test_client()
    enter(inside, INSIDER)
    visitors = [as_(Role.ADMIN), as_(Role.READER), inside, as_(Role.REVIEWER)]
    fresh = [anew(app, visitor, SHOWN) for visitor in visitors]
    assert fresh[0] != fresh[1]
    kept_by(app).forget()
    for _again in range(2):
        for visitor, own in zip(visitors, fresh, strict=True):
            assert told(visitor, SHOWN) == own


def test_who_is_shut_out_is_so_with_the_next_page(
    engine: Engine, admin: FlaskClient, as_: SigningIn
) -> None:
    store_open_case(engine)
    reader = as_(Role.READER)
    assert told(reader, ["/statements/1"])["/statements/1"][0] == 200
    fields = {"csrf_token": token_of(admin.get("/account").text), "version": "1"}
    assert admin.post("/topics/open-case/restrict", data=fields).status_code == 303
    assert {status for status, _text in told(reader, ["/statements/1"]).values()} == {404}


def test_what_another_process_writes_is_shown_with_the_next_page(
    app: Flask, config: Config, engine: Engine, as_: SigningIn
) -> None:
    checker = as_(Role.CHECKER, "two@example.org")
    other = create_app(config)
    elsewhere = other.test_client()
    enter(elsewhere, "two@example.org")
    store_open_case(engine)
    before = told(checker, SHOWN)
    assert told(elsewhere, SHOWN) == before
    page = "/statements/1/withdraw"
    version = next(row["version"] for row in rows(engine, "statement") if row["id"] == 1)
    reason = {"reason": "Said by somebody else.", "version": str(version)}
    sent = {"csrf_token": token_of(elsewhere.get(page).text), **reason}
    assert elsewhere.post(page, data=sent).status_code == 303
    after = told(checker, SHOWN)
    assert after[LIST] != before[LIST]
    assert after == anew(app, checker, SHOWN)
    other.extensions[EXTENSION].engine.dispose()
