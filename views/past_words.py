"""What a report of an earlier day says of itself: since when there is a history, and what it lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.asof.knowing import Why
from views.catalogue import gettext as _
from views.catalogue import ngettext
from views.date_words import when

if TYPE_CHECKING:
    from datetime import date

    from desk.asof.knowing import Lost, Past

MOST_NAMED = 5


def past_lines(past: Past | None) -> list[str]:
    """Say when the history begins, if later than the day, and what it does not give back."""
    if past is None:
        return []
    if past.began is None or past.began > past.day:
        return [_beginning(past.began)]
    groups = ((why, [one for one in past.lost if one.why is why]) for why in Why)
    return [_lost(why, lost) for why, lost in groups if lost]


def _beginning(began: date | None) -> str:
    if began is None:
        return str(_("The history has not begun yet."))
    told = _("The history begins on %(day)s; of no day before it is anything known.")
    return str(told % {"day": when(began.isoformat())})


def _lost(why: Why, lost: list[Lost]) -> str:
    what = ", ".join(_what(one) for one in lost)
    told = {
        Why.REDACTED: _(
            "Values were redacted since (%(what)s): what else the same deeds changed is shown "
            "as it came to be later.",
            what=what,
        ),
        Why.IMPORTED: _(
            "An import since does not tell what it wrote over (%(what)s): that is shown as it "
            "came to be later.",
            what=what,
        ),
        Why.UNKNOWN: _(
            "Left out, since the history does not tell how they stood: %(what)s.", what=what
        ),
    }
    return str(told[why])


def _what(one: Lost) -> str:
    """Name records by their numbers, or say how many there are."""
    number = len(one.ids)
    noun = {
        "statement": ngettext("statement", "statements", number),
        "link": ngettext("link", "links", number),
        "speaker": ngettext("speaker", "speakers", number),
        "source": ngettext("source", "sources", number),
        "topic": ngettext("topic", "topics", number),
    }[one.noun]
    if number > MOST_NAMED:
        return f"{number} {noun}"
    return f"{noun} {', '.join(map(str, one.ids))}"
