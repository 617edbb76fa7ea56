"""What the list of statements shows: the page, why each was found, how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk import finding, lists, statement_pages
from desk.excerpts import Excerpt, Place, excerpts
from desk.pages import Page
from desk.statement_scopes import Order
from desk.walking import WALKED
from models.asked import OPENED
from models.search import ASKED_CHARACTERS, ASKED_WORDS
from models.terms import Form, StatementStatus
from views.catalogue import gettext as _
from views.catalogue import ngettext
from views.context import reading
from views.scripts import shown_translations
from views.words import chain_words, shortened, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from desk.statement_pages import Counts
    from desk.statement_scopes import StatementScope
    from models.asked import Term
    from models.records import StatementRecord
    from views.forms.filters import StatementFilterForm

_IN_TIME = {Order.SAID, Order.OLDEST}


def found(form: StatementFilterForm, scope: StatementScope) -> dict[str, Any]:
    """Return what the page of a list shows; nothing is found where a filter cannot be read."""
    if scope.wordless:
        form.object_at("q", _("There is no word in this to look for; write letters or digits."))
    if form.faulty:
        return {"page": Page(()), "counts": None, "sought": scope.asked, "excerpts": {}}
    page = lists.statements(reading(), scope)
    sought = finding.settled(reading(), scope.asked)
    counts = statement_pages.counts(reading(), scope)
    return {
        "page": page,
        "counts": counts if counts.told else None,
        "sought": sought,
        "excerpts": excerpts(reading(), page.rows, sought, _on_card),
    }


def notes(scope: StatementScope, counts: Counts | None) -> list[str]:
    """Say how a search was read, where that is not plain to see."""
    told = []
    if scope.asked.excluded:
        told.append(_("Left out: statements with %(words)s.", words=_quoted(scope.asked.excluded)))
    if scope.asked.cut:
        told.append(
            _(
                "Only the first %(words)s words of the first %(characters)s characters were "
                "looked for.",
                words=ASKED_WORDS,
                characters=ASKED_CHARACTERS,
            )
        )
    told += _about_whole_words(scope)
    if counts and counts.many and scope.asked and scope.sorted_by not in _IN_TIME:
        told.append(
            _(
                "Only the %(number)s that were said last are put in this order; narrow the search, "
                "or choose the order in which they were said to see all.",
                number=f"{statement_pages.RANKED:,}",
            )
        )
    return [str(one) for one in told]


def further(page: Page[Any]) -> str | None:
    """Say how much of a list was looked through for a page that ends before the list does."""
    if not page.cut:
        return None
    told = _(
        "%(number)s statements were looked through for this page; there may be more that fit "
        "among those logged before.",
        number=f"{WALKED:,}",
    )
    return str(told)


def _about_whole_words(scope: StatementScope) -> Iterator[str]:
    before = {term.words for term in scope.asked.wanted if term.beginning}
    after = finding.settled(reading(), scope.asked).wanted
    for term in after:
        if term.beginning or term.words not in before:
            continue
        if term.short:
            yield _(
                "“%(word)s” was looked for as a whole word; longer words that begin as it does are "
                "found from %(number)s letters on.",
                word=term.typed,
                number=OPENED,
            )
        else:
            yield _(
                "More than %(number)s statements hold “%(word)s” itself: longer words that begin "
                "with it were not looked for.",
                number=f"{finding.COMMON:,}",
                word=term.typed,
            )


def total_words(counts: Counts) -> str:
    """Say how many statements there are, as far as they were counted."""
    if counts.many:
        return str(_("More than %(number)s statements", number=f"{statement_pages.COUNTED:,}"))
    return str(ngettext("%(num)d statement", "%(num)d statements", counts.total))


def facets(counts: Counts, args: dict[str, str]) -> list[tuple[str, int, dict[str, str]]]:
    """Return what the list can be narrowed to or widened by: words, number, the address's rest.

    Nothing where there are more than are counted.
    """
    if counts.many:
        return []
    kinds = (
        ("form", counts.forms, _forms(), ""),
        ("status", counts.statuses, _statuses(), "logged"),
    )
    return [
        (words, held[kind], {**args, name: str(kind.value)})
        for name, held, known, default in kinds
        for kind, words in known.items()
        if held.get(kind) and kind.value != (args.get(name) or default) and len(held) > 1
    ]


def place_words(excerpt: Excerpt) -> str:
    """Say where the words of an excerpt stand."""
    words = {
        Place.QUOTE: _("in the quote:"),
        Place.CLAIM: _("in the claim, in our words:"),
        Place.PASSAGE: _("in the passage:"),
        Place.TRANSLATION: _("in a translation:"),
        Place.CONTEXT: _("in the context:"),
        Place.NOTE: _("in our note:"),
        Place.QUESTION: _("in what it answered:"),
        Place.TOLD: _("in the audience:"),
        Place.WHERE: _("in the place:"),
        Place.ALIAS: _("in another name of the speaker:"),
        Place.TOPIC: _("in a topic:"),
        Place.SOURCE: _("in the source:"),
        Place.RELAY: _("in the chain of sources:"),
        Place.RATIONALE: _("in the rationale of a link:"),
    }
    return str(words[excerpt.place])


def register(app: Flask) -> None:
    """Give templates these words."""
    app.jinja_env.globals.update(
        total_words=total_words, facets=facets, place_words=place_words, further=further
    )


def _on_card(card: StatementRecord) -> Iterator[str]:
    """Yield what a card in a list shows of a statement."""
    yield shortened(shown(card))
    yield card.speaker.name
    yield from (text for text in (card.role, card.told, card.in_answer_to) if text)
    yield from (chain_words(first) for first in card.appearances[:1])
    yield from (shortened(one.text) for one in shown_translations(card, short=True))


def _quoted(terms: tuple[Term, ...]) -> str:
    return ", ".join(f"“{term.typed}”" for term in terms)


def _forms() -> dict[Any, str]:
    return {
        Form.DIRECT: str(_("quoted")),
        Form.MIXED: str(_("paraphrased, with quoted words")),
        Form.INDIRECT: str(_("paraphrased")),
    }


def _statuses() -> dict[Any, str]:
    return {
        StatementStatus.LOGGED: str(_("logged")),
        StatementStatus.PROPOSED: str(_("proposed")),
        StatementStatus.WITHDRAWN: str(_("withdrawn")),
    }
