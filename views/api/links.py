"""Links: proposed, revised, decided, re-checked, judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import accounts, decisions, judgements, link_lists
from desk import links as desk
from desk.drafts import Draft, ReasonDraft, Words
from desk.link_drafts import DecisionDraft, JudgementDraft, LinkDraft, LinkWords
from desk.link_lists import LinkScope
from desk.pages import Page
from desk.pairs import pair_of
from models import Permission
from views.api.answers.links import LinkJSON, link_told
from views.api.operations import Resource
from views.context import me, reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from desk.pairs import Pair

links = Resource("Links", "What one statement does to another, and who says so.")


class ProposedLinkDraft(LinkDraft):
    """A link to propose; `confirmed` once somebody has looked at what seems odd about it."""

    confirmed: bool = False


class RevisedLinkDraft(LinkWords):
    """What a link is to say; `confirmed` as with a proposed one."""

    confirmed: bool = False


class AloneDraft(Draft):
    """Why one decides alone, where somebody else could."""

    override_reason: Words | None = None


@links.lists("/links", LinkJSON, LinkScope)
def list_links(scope: LinkScope) -> Page[LinkJSON]:
    """List links with both their statements, the last proposed first.

    Rejected and withdrawn ones are listed too, unless `status` asks for others.
    """
    page = link_lists.links(reading(), scope)
    return Page(_told(page.rows), page.next, page.previous_exists)


@links.shows("/links/<int:id>", LinkJSON)
def show_link(id: int) -> LinkJSON:  # noqa: A002 -- the name in the address
    """Show a pair: both statements, why they are linked, and the decision."""
    return _told([pair_of(reading(), id)])[0]


@links.makes("/links", ProposedLinkDraft, show_link, permission=Permission.PROPOSE)
def propose_link(session: Session, draft: ProposedLinkDraft) -> int:
    """Propose a link between two statements; a reviewer decides.

    A pair holds one live link of a relation, and never `supports` beside `contradicts`: a proposed
    one of the opposite is rejected in the same deed where `reject_opposite` is true. `words` have
    to stand in the statement it starts from, `to_words` in the other one. The three questions are
    asked of contradictions alone; an order of dates that looks odd is refused until `confirmed`.
    """
    return desk.propose_link(session, draft, me(), confirmed=draft.confirmed).id


@links.changes("/links/<int:id>", RevisedLinkDraft, show_link, permission=Permission.PROPOSE)
def revise_link(session: Session, draft: RevisedLinkDraft, version: int, id: int) -> int:  # noqa: A002
    """Replace what a link says; all but the marked words sends a confirmed one back to be decided."""
    sure = draft.confirmed
    return desk.revise_link(session, id, version, draft, me(), confirmed=sure).id


@links.decides("/links/<int:id>/confirm", AloneDraft, show_link, permission=Permission.DECIDE)
def confirm_link(session: Session, draft: AloneDraft, version: int, id: int) -> int:  # noqa: A002
    """Confirm a proposed link that has a rationale.

    Where two or more may decide, who proposed or last edited it says in `override_reason` why they
    decide alone.
    """
    said = DecisionDraft(override_reason=draft.override_reason)
    return decisions.confirm_link(session, id, version, said, me()).id


@links.decides("/links/<int:id>/reject", ReasonDraft, show_link, permission=Permission.DECIDE)
def reject_link(session: Session, draft: ReasonDraft, version: int, id: int) -> int:  # noqa: A002
    """Reject a proposed link, with the reason; the pair is free for another one."""
    said = DecisionDraft(reason=draft.reason)
    return decisions.reject_link(session, id, version, said, me()).id


@links.decides("/links/<int:id>/withdraw", ReasonDraft, show_link, permission=Permission.PROPOSE)
def withdraw_link(session: Session, draft: ReasonDraft, version: int, id: int) -> int:  # noqa: A002
    """Take a link back, with the reason: one's own while it is proposed, any as a reviewer."""
    said = DecisionDraft(reason=draft.reason)
    return decisions.withdraw_link(session, id, version, said, me()).id


@links.decides("/links/<int:id>/recheck", AloneDraft, show_link, permission=Permission.DECIDE)
def settle_recheck(session: Session, draft: AloneDraft, version: int, id: int) -> int:  # noqa: A002
    """Say that a confirmed link still stands after what it rests on has changed.

    It is a decision like the first one, with the same second pair of eyes.
    """
    said = DecisionDraft(override_reason=draft.override_reason)
    return decisions.settle_recheck(session, id, version, said, me()).id


@links.decides("/links/<int:id>/judge", JudgementDraft, show_link, permission=Permission.DECIDE)
def judge_link(session: Session, draft: JudgementDraft, version: int, id: int) -> int:  # noqa: A002
    """Say of a speaker against himself that the position changed, or that both are explained.

    With null as `outcome` it is open again.
    """
    return judgements.judge_link(session, id, version, draft, me()).id


def _told(pairs: Iterable[Pair]) -> tuple[LinkJSON, ...]:
    shown = tuple(pairs)
    people = {
        number
        for pair in shown
        for number in (pair.link.proposer_id, pair.link.editor_id, pair.link.decider_id)
    }
    names = accounts.names_of(reading(), people)
    return tuple(link_told(pair, names) for pair in shown)
