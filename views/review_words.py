"""What pages call proposed statements: their state, their chain, why they are sure or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading_records import MatchedBy, NotSure
from models.terms import ProposalState
from views.catalogue import gettext as _
from views.words import chain_line, outlet_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask

    from models.reading_records import SpeakerMatch
    from models.records import SourceRecord


def proposal_state_words(state: ProposalState) -> tuple[str, str, str]:
    """Return sign, word and class of what a person has made of a proposal."""
    words = {
        ProposalState.ACCEPTED: ("✓", str(_("accepted")), "ok done"),
        ProposalState.REJECTED: ("×", str(_("rejected")), "off"),
    }
    return words.get(state, ("?", str(_("waiting")), "warn wait"))


def proposed_chain(source: SourceRecord, relays: Iterable[tuple[str, str | None]]) -> str:
    """Say how the words of a proposal came to the article: "CNN, citing Reuters"."""
    return chain_line(outlet_words(source), [(name, verb, False) for name, verb in relays])


def match_words(match: SpeakerMatch) -> str:
    """Say by what a known speaker fits the name in an article."""
    words = {
        MatchedBy.NAME: _("known by this name"),
        MatchedBy.ALIAS: _("also known by this name"),
        MatchedBy.SPELLING: _("spelt much like it"),
        MatchedBy.PART: _("the name is part of a known one"),
    }
    return str(words[match.by])


def not_sure_words(why: NotSure) -> str:
    """Say why a person has to look at a proposal before it is accepted."""
    words = {
        NotSure.NOT_QUOTED: _("not all of it stands in quotation marks"),
        NotSure.JOINED: _("the quote is joined of several quotations"),
        NotSure.NO_SPEAKER: _("who speaks is not clear"),
        NotSure.UNNAMED: _("the article does not name the speaker"),
        NotSure.NOT_NAMED_THERE: _("the name does not stand beside the words"),
        NotSure.SEVERAL: _("several known speakers may be meant"),
        NotSure.PART_OF_A_NAME: _("the name may not be whole"),
        NotSure.NO_DATE: _("the article does not say when it was said"),
        NotSure.UNSURE_DATE: _("the date is not one exact day"),
        NotSure.UNCONFIRMED: _("nobody has looked at the details of the article"),
        NotSure.REPEAT: _("it may be logged already"),
        NotSure.ODD: _("something about it looks odd"),
        NotSure.DECIDED: _("it is decided already"),
    }
    return str(words[why])


def register(app: Flask) -> None:
    """Give templates these words."""
    for word in (proposal_state_words, proposed_chain, match_words, not_sure_words):
        app.jinja_env.filters[word.__name__] = word
        app.jinja_env.globals[word.__name__] = word
