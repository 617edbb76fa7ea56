"""Linking a statement: search the other one beside it, compare the two, say what and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template, request
from flask_babel import gettext as _

from desk import link_drafts, link_records, link_rules, lists, partners, records
from desk import links as desk
from desk.comparing import compare
from desk.pages import Page
from desk.refusals import MissingError
from desk.statement_scopes import StatementScope
from models.asked import asked
from views.choices import offer_topics, parties
from views.context import me, reading
from views.deeds import onward, tried
from views.forms.filters import PartnerFilterForm
from views.forms.links import LinkForm
from views.numbers import number
from views.scripts import shown_language
from views.words import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from desk.comparing import Comparison
    from models.records import LinkRecord, StatementRecord

    Shown = tuple[str, int]

_NOTHING: Page[StatementRecord] = Page(())


def link(statement_id: int) -> Response | Shown:
    """Link a statement to another one: find it, say what it does and why."""
    other, form = number("to"), LinkForm()
    if other is None:
        return _choosing(statement_id), 200
    if request.method != "POST":
        return _comparing(statement_id, other, form), 200
    link_id = tried(
        form,
        form.draft(statement_id, other),
        lambda session, draft: (
            desk.propose_link(session, draft, me(), confirmed=form.confirm.data).id
        ),
    )
    if link_id is None:
        return _comparing(statement_id, other, form), form.refusal_status
    return onward(_("The link is proposed; a reviewer decides."), "links.show", id=link_id)


def compared(one: StatementRecord, other: StatementRecord) -> Comparison:
    """Compare what is shown of two statements word by word."""
    languages = (shown_language(one), shown_language(other))
    return compare(shown(one), shown(other), languages)


def _choosing(statement_id: int) -> str:
    form = PartnerFilterForm.from_address()
    offer_topics(form)
    found: Page[StatementRecord] = _NOTHING
    likely: tuple[partners.Partner, ...] = ()
    if form.asked:
        statement, found = records.card(reading(), statement_id), _found(form)
    else:
        statement, likely = partners.with_partners(reading(), statement_id)
    return render_template(
        "links/choose.html",
        statement=statement,
        form=form,
        page=found,
        sought=asked(form.q.data or ""),
        rows=[card for card in found.rows if card.id != statement_id],
        likely=likely,
        known=_known(statement_id, [card.id for card in found.rows]),
    )


def _found(form: PartnerFilterForm) -> Page[StatementRecord]:
    scope = form.scope(StatementScope, **parties(form), before=number("before"))
    if scope.wordless:
        form.object_at("q", _("There is no word in this to look for; write letters or digits."))
    return _NOTHING if form.faulty else lists.statements(reading(), scope)


def _known(statement_id: int, others: Sequence[int]) -> dict[int, tuple[LinkRecord, ...]]:
    """Return how others are linked with the statement already, by their ids."""
    return link_records.between(reading(), statement_id, others) if others else {}


def _comparing(statement_id: int, other_id: int, form: LinkForm) -> str:
    statement, other = _both(statement_id, other_id)
    return render_template(
        "links/new.html",
        statement=statement,
        other=other,
        form=form,
        warnings=form.warnings,
        opposite=_opposite(form, statement_id, other_id),
        known=_known(statement_id, [other_id]).get(other_id, ()),
        **_side_by_side(statement, other),
    )


def _side_by_side(statement: StatementRecord, other: StatementRecord) -> dict[str, Any]:
    comparison = compared(statement, other)
    differing = bool(request.args.get("differ")) and comparison.why_not is None
    return {"comparison": comparison, "differing": differing}


def _both(one: int, other: int) -> tuple[StatementRecord, StatementRecord]:
    cards = {card.id: card for card in records.cards(reading(), [one, other])}
    for wanted in (one, other):
        if wanted not in cards:
            noun = "statement"
            raise MissingError(noun, wanted)
    return cards[one], cards[other]


def _opposite(form: LinkForm, one: int, other: int) -> LinkRecord | None:
    if not form.reject_opposite.errors:
        return None
    relation = link_drafts.LinkWords(relation=form.relation.data).relation
    link = link_rules.live_link(reading(), one, other, relation.opposite)
    return link_records.by_ids(reading(), [link.id])[0] if link else None
