from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from models import (
    Notice,
    Remark,
    Review,
    SavedReport,
    SetMember,
    Source,
    Statement,
    StatementSet,
    Translation,
)
from models.terms import NoticeKind, StatementStatus, TranslationKind
from tests.factories import a_capture, a_statement, an_appearance
from tests.views.articles_read import article_read
from tests.views.page_addresses import (
    KEPT_PAGES,
    LISTS,
    MAY_READ_LAZILY,
    MOST,
    MOST_QUERIES,
    OF_THE_CASE,
)
from tests.views.pages import Page, submit
from tests.views.test_imports import send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask.testing import FlaskClient
    from sqlalchemy import Engine
    from sqlalchemy.orm import ORMExecuteState


@pytest.fixture
def kept_pages(session: Session, engine: Engine, admin: FlaskClient) -> dict[str, str]:
    """Keep one of each thing that the case does not hold; return the pages of them."""
    source = session.get_one(Source, 1)
    capture = a_capture(session, source)
    an_appearance(session, session.get_one(Statement, 10), source, capture=capture)
    gone = a_statement(session, status=StatementStatus.WITHDRAWN, status_reason="Logged twice.")
    of_ten: dict[str, Any] = {"statement_id": 10}
    notice = Notice(source=source, kind=NoticeKind.CORRECTED)
    review = Review(**of_ten, word="False")
    words = {"position": 9, "language": "de", "text": "Nichts.", "kind": TranslationKind.OURS}
    translation = Translation(**of_ten, **words)
    remark = Remark(link_id=1, author_id=2, text="Two posts?")
    kept, saved = StatementSet(name="Denials"), SavedReport(title="Denied", scope={})
    session.add_all([notice, review, translation, remark, kept, saved])
    session.flush()
    session.add(SetMember(set_id=kept.id, statement_id=10))
    session.commit()
    admin.get("/citations/download?statement=10&format=text")
    saved_id, kept_id = saved.id, kept.id
    session.rollback()
    asked = Page.of(submit(admin, f"/reports/{saved_id}/freeze"))
    admin.post(f"/reports/{saved_id}/freeze", data=asked.form().filled(confirm="y"))
    sent = send(admin, b'{"key": 1}')
    read = article_read(engine)
    many = submit(admin, "/reading/many", addresses="https://nowhere.example/")
    return {
        "captures.show": f"/captures/{capture.id}",
        "captures.new": f"/captures/new?source={source.id}",
        "imports.index": "/imports/",
        "imports.show": sent.location,
        "reading.job": many.location,
        "reading.show": f"/reading/{read}",
        **{f"reading.{one}": f"/reading/{read}/{one}" for one in ("sure", "details")},
        "exports.show": "/exports/1",
        "notices.edit": f"/notices/{notice.id}/edit",
        "remarks.edit": f"/remarks/{remark.id}",
        "reviews.edit": f"/reviews/{review.id}",
        "translations.edit": f"/statements/10/translations/{translation.id}",
        "statements.restore": f"/statements/{gone.id}/restore",
        **{f"sets.{one}": f"/sets/{kept_id}/{one}" for one in ("rename", "history")},
        "sets.show": f"/sets/{kept_id}",
        **{f"saved.{one}": f"/reports/{saved_id}/{one}" for one in ("edit", "history")},
        "saved.show": f"/reports/{saved_id}",
        "frozen.new": f"/reports/{saved_id}/freeze",
        "shares.new": f"/reports/{saved_id}/share",
        "frozen.show": f"/reports/{saved_id}/frozen/1",
        "statements.likely": "/statements/likely?quote=We+have+not+ceded+any+ground&speaker_id=1",
    }


def _is_a_whole_page(page: Page) -> None:
    assert page.heading
    assert page.title.removesuffix("· Gainsay").strip()
    assert page.one("html").attributes["lang"] == "en"
    assert len(list(page.tree.every("main"))) == 1
    named = [one.attributes["id"] for one in page.tree.every() if one.attributes.get("id")]
    assert len(named) == len(set(named)), "an id stands twice"


@pytest.mark.parametrize("address", LISTS)
def test_an_empty_desk_has_whole_pages(address: str, admin: FlaskClient) -> None:
    answer = admin.get(address)
    assert answer.status_code == 200
    _is_a_whole_page(Page.of(answer))


@pytest.mark.parametrize("address", ["/sign-in", "/nowhere"])
def test_who_is_not_signed_in_sees_whole_pages(address: str, client: FlaskClient) -> None:
    _is_a_whole_page(Page.of(client.get(address)))


@pytest.fixture
def read_lazily() -> Iterator[list[str]]:
    """What is read of a record only where it is met: in a list that would be a query a row."""
    met: list[str] = []

    def note(state: ORMExecuteState) -> None:
        if state.is_select and state.lazy_loaded_from is not None:
            met.append(state.lazy_loaded_from.class_.__name__)

    event.listen(Session, "do_orm_execute", note)
    yield met
    event.remove(Session, "do_orm_execute", note)


@pytest.mark.usefixtures("desk_with_case")
def test_the_case_has_whole_pages_that_read_nothing_lazily(
    admin: FlaskClient, read_lazily: list[str]
) -> None:
    for address in (*LISTS, *OF_THE_CASE):
        read_lazily.clear()
        answer = admin.get(address)
        assert answer.status_code == 200, address
        assert address in MAY_READ_LAZILY or read_lazily == [], address
        _is_a_whole_page(Page.of(answer))


@pytest.mark.usefixtures("desk_with_case")
def test_what_a_page_asks_the_database_does_not_grow_with_the_archive(
    asked: Callable[[str], int], store_many: Callable[[int], None]
) -> None:
    pages = (*LISTS, *OF_THE_CASE)
    before = {address: asked(address) for address in pages}
    store_many(60)
    assert {address: asked(address) for address in pages} == before
    over = {address: n for address, n in before.items() if n > MOST.get(address, MOST_QUERIES)}
    assert over == {}


@pytest.mark.usefixtures("desk_with_case")
def test_what_is_asked_for_things_kept_does_not_grow_with_the_archive(
    asked: Callable[[str], int],
    kept_pages: dict[str, str],
    store_many: Callable[[int], None],
    admin: FlaskClient,
) -> None:
    assert {name for name, at in kept_pages.items() if admin.get(at).status_code != 200} == set()
    before = {name: asked(at) for name, at in kept_pages.items()}
    store_many(60)
    after = {name: asked(at) for name, at in kept_pages.items()}
    assert {name: n for name, n in after.items() if n > before[name]} == {}
    assert {name: n for name, n in before.items() if n > KEPT_PAGES[name]} == {}


@pytest.mark.usefixtures("desk_with_case")
def test_every_link_on_a_page_leads_somewhere(admin: FlaskClient) -> None:
    known = {"/static/icon.svg"}
    for address in (*LISTS, *OF_THE_CASE):
        for link in Page.of(admin.get(address)).links:
            ours = link.startswith("/") and link not in known and "download" not in link
            if ours:
                assert admin.get(link).status_code == 200, f"{link} on {address}"
                known.add(link)


@pytest.mark.usefixtures("desk_with_case")
def test_every_control_has_a_name_that_can_be_read(admin: FlaskClient) -> None:
    for address in (*LISTS, *OF_THE_CASE):
        tree = Page.of(admin.get(address)).tree
        labelled = {label.attributes.get("for") for label in tree.every("label")}
        for control in tree.every("input", "select", "textarea"):
            if control.attributes.get("type") != "hidden":
                said = control.attributes.get("aria-label") or control.attributes["id"] in labelled
                assert said, f"{control.attributes} on {address}"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/", "Load the At Tanf case"),
        ("/", "Bring an article"),
        ("/statements/", "Bring an article and mark what was said in it"),
        ("/speakers/", "A speaker is made when the first statement is logged."),
        ("/sources/", "Bring an article"),
        ("/topics/", "Name a topic when you log a statement"),
        ("/reports/contradictions", "link two statements that may clash"),
        ("/citations/", "Choose statements in a list"),
    ],
)
def test_an_empty_page_says_what_to_do_next(address: str, words: str, admin: FlaskClient) -> None:
    assert words in Page.of(admin.get(address)).main.text


def test_what_a_list_leaves_out_is_offered_as_the_next_page(
    admin: FlaskClient, store_many: Callable[[int], None]
) -> None:
    store_many(60)
    seen: list[str] = []
    address = "/statements/"
    while address:
        tree = Page.of(admin.get(address)).tree
        seen += [box.attributes["value"] for box in tree.called("statement")]
        onward = [link for link in tree.every("a") if link.attributes.get("rel") == "next"]
        address = onward[0].attributes["href"] if onward else ""
    assert len(seen) == len(set(seen)) == 60
