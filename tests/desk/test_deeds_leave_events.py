"""Each deed leaves exactly one event, with its tag and its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desk import accounts, cases, decisions, exports, keeping, link_drafts, links, statements
from desk.articles import pasted
from desk.importing import imports
from models import Account, Event, Export, Link, Role, Statement
from models.terms import Face
from tests.desk.conftest import AT_TANF
from tests.desk.drafting import (
    ARTICLE,
    a_draft,
    a_joining_draft,
    a_link_draft,
    a_source_draft,
    confirm,
    log,
    one_event,
    propose,
    revise,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from desk.actors import Actor

REASON = link_drafts.DecisionDraft(reason="They speak of two outposts.")


def _subject(event: Event) -> tuple[str, int | None, str | None]:
    return event.subject_type, event.subject_id, event.subject_key


def _a_link(writing: Session, by: Actor) -> Link:
    start = log(writing, by)
    return propose(writing, start, log(writing, by, quote="We gave up the outpost."), by)


def test_logging(writing: Session, checker: Actor) -> None:
    with one_event(writing, "statement:log") as left:
        statement = statements.log_statement(writing, a_draft(), checker)
    assert _subject(left[0]) == ("statement", statement.id, statement.key)
    assert (left[0].actor_id, left[0].face) == (checker.account_id, Face.PAGE)


def test_revising_withdrawing_and_restoring(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker)
    with one_event(writing, "statement:revise") as revised:
        statements.revise_statement(
            writing, statement.id, statement.version, a_draft(note="Seen on video."), checker
        )
    with one_event(writing, "statement:withdraw") as withdrawn:
        statements.withdraw_statement(
            writing, statement.id, statement.version, "Logged twice.", checker
        )
    with one_event(writing, "statement:restore") as restored:
        statements.restore_statement(writing, statement.id, statement.version, "No.", checker)
    subjects = [_subject(left[0]) for left in (revised, withdrawn, restored)]
    assert subjects == [("statement", statement.id, statement.key)] * 3


def test_keeping_an_article(writing: Session, checker: Actor) -> None:
    with one_event(writing, "capture:keep") as left:
        capture = keeping.keep(writing, a_source_draft(), pasted(ARTICLE), checker).capture
    assert _subject(left[0]) == ("capture", capture.id, None)


def test_keeping_the_same_article_again_is_seeing_it_again(
    writing: Session, checker: Actor
) -> None:
    draft, article = a_source_draft(), pasted(ARTICLE)
    with one_event(writing, "capture:keep"):
        first = keeping.keep(writing, draft, article, checker).capture
    with one_event(writing, "capture:see_again") as left:
        assert keeping.keep(writing, draft, article, checker).capture is first
    assert _subject(left[0]) == ("capture", first.id, None)
    assert first.seen_again_at


def test_proposing_and_revising_a_link(writing: Session, checker: Actor) -> None:
    start, end = log(writing, checker), log(writing, checker, quote="We gave up the outpost.")
    with one_event(writing, "link:propose") as proposed:
        link = links.propose_link(writing, a_link_draft(start, end), checker)
    with one_event(writing, "link:revise") as revised:
        words = link_drafts.LinkWords(relation=link.relation, rationale="Said in one briefing.")
        links.revise_link(writing, link.id, link.version, words, checker)
    assert [_subject(left[0]) for left in (proposed, revised)] == [("link", link.id, link.key)] * 2


def test_confirming_a_link(writing: Session, checker: Actor, reviewer: Actor) -> None:
    link = _a_link(writing, checker)
    with one_event(writing, "link:confirm") as left:
        decisions.confirm_link(
            writing, link.id, link.version, link_drafts.DecisionDraft(), reviewer
        )
    assert _subject(left[0]) == ("link", link.id, link.key)


def test_rejecting_a_link(writing: Session, checker: Actor, reviewer: Actor) -> None:
    link = _a_link(writing, checker)
    with one_event(writing, "link:reject") as left:
        decisions.reject_link(writing, link.id, link.version, REASON, reviewer)
    assert _subject(left[0]) == ("link", link.id, link.key)


def test_withdrawing_a_link(writing: Session, checker: Actor) -> None:
    link = _a_link(writing, checker)
    with one_event(writing, "link:withdraw") as left:
        decisions.withdraw_link(writing, link.id, link.version, REASON, checker)
    assert _subject(left[0]) == ("link", link.id, link.key)


def test_settling_a_recheck(writing: Session, checker: Actor, reviewer: Actor) -> None:
    link = confirm(writing, _a_link(writing, checker), reviewer)
    revise(writing, link.from_statement, checker, claim="No ground was given up.")
    with one_event(writing, "link:recheck") as left:
        decisions.settle_recheck(
            writing, link.id, link.version, link_drafts.DecisionDraft(), reviewer
        )
    assert _subject(left[0]) == ("link", link.id, link.key)


def test_rejecting_the_opposite_is_part_of_the_proposal(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = _a_link(writing, checker)
    draft = a_link_draft(
        link.from_statement, link.to_statement, relation="supports", reject_opposite=True
    )
    with one_event(writing, "link:propose") as left:
        links.propose_link(writing, draft, reviewer)
    assert left[0].before is not None
    assert '"status":"proposed"' in left[0].before


def test_inviting_and_joining(writing: Session, admin: Actor) -> None:
    draft = accounts.InvitationDraft(email="a@example.org", name="A", role=Role.CHECKER)
    with one_event(writing, "account:invite") as invited:
        secret = accounts.invite(writing, draft, admin)
    with one_event(writing, "account:join") as joined:
        account = accounts.join(writing, secret, a_joining_draft(), "argon2-of-it")
    with one_event(writing, "account:invite") as again:
        accounts.invite_again(writing, account, admin)
    subjects = [_subject(left[0]) for left in (invited, joined, again)]
    assert subjects == [("account", account.id, None)] * 3
    assert joined[0].actor_id == account.id


def _give_role(session: Session, account: Account, by: Actor) -> None:
    accounts.give_role(session, account, Role.READER, by)


def _disable(session: Session, account: Account, by: Actor) -> None:
    accounts.set_active(session, account, by, active=False)


def _enable(session: Session, account: Account, by: Actor) -> None:
    accounts.set_active(session, account, by, active=True)


def _change_password(session: Session, account: Account, by: Actor) -> None:
    accounts.change_password(session, account, "argon2-of-it", by)


@pytest.mark.parametrize(
    ("tag", "deed"),
    [
        ("account:give_role", _give_role),
        ("account:disable", _disable),
        ("account:enable", _enable),
        ("account:change_password", _change_password),
        ("account:sign_out_everywhere", accounts.sign_out_everywhere),
    ],
)
def test_deeds_on_an_account(
    writing: Session,
    checker: Actor,
    admin: Actor,
    tag: str,
    deed: Callable[[Session, Account, Actor], None],
) -> None:
    with one_event(writing, tag) as left:
        deed(writing, accounts.account_with(writing, checker.account_id), admin)
    assert _subject(left[0]) == ("account", checker.account_id, None)
    assert left[0].actor_id == admin.account_id


def test_offering_the_first_admin(writing: Session, command_line: Actor) -> None:
    with one_event(writing, "account:offer_first_admin") as left:
        assert accounts.offer_first_admin(writing)
    assert left[0].actor_id == command_line.account_id


def test_importing_a_file(writing: Session, admin: Actor) -> None:
    with one_event(writing, "import:file") as left:
        imports.import_file(writing, AT_TANF.read_bytes(), admin, name="case.jsonl")
    assert _subject(left[0]) == ("import", None, None)


def test_loading_the_case(writing: Session, admin: Actor) -> None:
    with one_event(writing, "import:file"):
        assert cases.load_at_tanf(writing, admin)
        assert cases.load_at_tanf(writing, admin) is None


def test_exporting(at_tanf: Session, checker: Actor) -> None:
    ids = list(at_tanf.scalars(select(Statement.id)))
    with one_event(at_tanf, "export:record") as left:
        export = Export(format="ris", scope={})
        exports.record_export(at_tanf, ids, export, exports.digest_of(b"TY"), checker)
    assert _subject(left[0]) == ("export", export.id, None)
