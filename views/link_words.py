"""Links in the words of the trade: fair ones, that say no more than the record bears out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.comparing import WhyNot
from desk.likely_repeats import Why
from models.terms import (
    Answer,
    LinkStatus,
    NoticeKind,
    Outcome,
    PairKind,
    Relation,
    Standing,
)
from views.catalogue import gettext as _
from views.catalogue import ngettext
from views.date_words import gap_words, when
from views.scripts import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.pairs import Pair, Spacing
    from desk.partners import Partner
    from models.records import LinkRecord, ReplyRecord, StatementRecord

    Answers = tuple[Answer | None, Answer | None, Answer | None]


def relation_words(relation: Relation) -> str:
    """Say what one statement does to another."""
    words = {
        Relation.CONTRADICTS: _("conflicts with"),
        Relation.SUPPORTS: _("supports"),
        Relation.REPEATS: _("repeats"),
        Relation.CORRECTS: _("corrects"),
    }
    return str(words[relation])


def relation_sign(relation: Relation) -> str:
    """Return the sign of a relation, so that it never rests on colour alone."""
    signs = {Relation.CONTRADICTS: "≠", Relation.SUPPORTS: "+", Relation.REPEATS: "="}
    return signs.get(relation, "↺")


def relation_class(relation: Relation) -> str:
    """Return the class that gives a relation its colour."""
    classes = {Relation.CONTRADICTS: "contra", Relation.SUPPORTS: "supp"}
    return classes.get(relation, "plain")


def relation_between(link: LinkRecord, statement_id: int) -> str:
    """Say what a link means seen from one of its statements: "supported by" at the far end."""
    return relation_seen(link.relation, turned=link.from_id != statement_id)


def relation_seen(relation: Relation, *, turned: bool) -> str:
    """Say what a relation means seen from its beginning, or turned around from its end."""
    if not turned or relation.symmetric:
        return relation_words(relation)
    around = {Relation.SUPPORTS: _("supported by"), Relation.CORRECTS: _("corrected by")}
    return str(around[relation])


def standing_words(standing: Standing | None) -> str:
    """Say how far a contradiction goes; nothing for any other relation."""
    words = {
        Standing.DIRECT: _("direct"),
        Standing.UNRESOLVED: _("unresolved"),
        Standing.APPARENT: _("apparent"),
    }
    return str(words[standing]) if standing else ""


def standing_why(link: LinkRecord) -> str:
    """Say what makes a contradiction apparent, or what is unknown about it."""
    return why_of(link.standing, (link.same_time, link.same_place, link.same_meaning))


def why_of(standing: Standing | None, answers: Answers) -> str:
    """Say the same of what was answered to the three questions."""
    if standing is Standing.APPARENT:
        return ", ".join(_answered(answers, {Answer.NO}, _others()))
    if standing is Standing.UNRESOLVED:
        names = ", ".join(_answered(answers, {Answer.UNKNOWN, None}, _names()))
        return str(_("unknown: %(questions)s", questions=names))
    return ""


def answer_words(answer: Answer | None) -> str:
    """Say an answer to one of the three questions."""
    words = {Answer.YES: _("yes"), Answer.NO: _("no")}
    return str(words.get(answer or Answer.UNKNOWN, _("unknown")))


def agreed_words(link: LinkRecord) -> str:
    """Say who stands behind a link."""
    if link.recheck:
        return str(_("waits for a re-check"))
    if link.status is LinkStatus.CONFIRMED:
        return str(_("agreed by two checkers") if link.decided_by_two else _("one checker"))
    words = {LinkStatus.PROPOSED: _("proposed"), LinkStatus.REJECTED: _("rejected")}
    return str(words.get(link.status, _("withdrawn")))


def since_words(pair: Pair) -> list[tuple[str, str]]:
    """Return sign and words of what became of either side since: retracted, corrected."""
    kinds = {notice.kind for side in pair.sides for _work, notice in side.notices}
    amended = NoticeKind.CORRECTED in kinds or any(side.corrections for side in pair.sides)
    told = [("!", str(_("source retracted since")))] if NoticeKind.RETRACTED in kinds else []
    return [*told, ("↺", str(_("corrected since")))] if amended else told


def marks(pair: Pair, side: StatementRecord) -> str:
    """Return the words of one side of a pair that clash with the other side."""
    link = pair.link
    return (link.words if link.from_id == side.id else link.to_words) or ""


def decided_words(tag: str) -> str:
    """Say what a deed on a link did, in its story; nothing for a deed that is not told there."""
    words = {
        "link:propose": _("proposed the link"),
        "link:confirm": _("confirmed it"),
        "link:reject": _("rejected it"),
        "link:withdraw": _("withdrew it"),
        "link:recheck": _("confirmed it again after a re-check"),
    }
    return str(words.get(tag, ""))


def self_words(pair: Pair) -> str:
    """Say what is known of a speaker against himself; nothing for any other pair.

    It is a question until a reviewer has looked, and not even that where the order is unknown.
    """
    if pair.kind is not PairKind.SELF or pair.link.relation is not Relation.CONTRADICTS:
        return ""
    if pair.outcome is not None:
        found = {Outcome.CHANGED: _("position changed"), Outcome.EXPLAINED: _("explained")}
        return str(found[pair.outcome])
    if pair.order_known:
        return str(_("changed position?"))
    return str(_("of one speaker; which came first is not known"))


def comment_words(requests: Iterable[ReplyRecord]) -> str:
    """Say who was asked for comment on a pair and what came back, or that nobody was, and why."""
    return " ".join(map(request_words, requests)) or str(_("not yet"))


def request_words(one: ReplyRecord) -> str:
    """Say of a request whom it went to, when and how, and what came back; or why none was made."""
    if not one.whom:
        return f"{_('Comment was not sought.')} {one.not_sought_because or ''}"
    told = [str(_("%(whom)s was asked (%(date)s)", whom=isolated(one.whom), date=when(one.asked)))]
    if one.route:
        told.append(isolated(one.route))
    if one.deadline:
        told.append(str(_("deadline: %(date)s", date=when(one.deadline))))
    answered = _("An answer is logged.") if one.answer else _("No answer is logged.")
    return f"{', '.join(told)}. {answered}"


def _answered(given: Answers, answers: set[Answer | None], words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word, answer in zip(words, given, strict=True) if answer in answers)


def _names() -> tuple[str, str, str]:
    return (_("time"), _("place"), _("meaning"))


def _others() -> tuple[str, str, str]:
    return (_("another time"), _("another place"), _("another meaning"))


def likely_words(why: Why) -> str:
    """Say why a statement may be the same."""
    words = {
        Why.SAME_WORDS: _("The same words"),
        Why.NEAR_WORDS: _("Nearly the same words"),
        Why.SAME_DAY: _("By the same speaker on the same day"),
    }
    return str(words[why])


def partner_words(partner: Partner) -> str:
    """Say why a statement is offered to be linked: the topics in common, and how near in time."""
    topics = ", ".join(f"“{topic}”" for topic in partner.topics)
    about = ngettext(
        "Same topic: %(topics)s", "Same topics: %(topics)s", len(partner.topics), topics=topics
    )
    return f"{about} · {_apart(partner.apart)}"


def _apart(apart: Spacing) -> str:
    return str(_("the same day")) if apart.gap_days == 0 else gap_words(apart)


def why_not_words(why: WhyNot) -> str:
    """Say why two statements are not compared word by word."""
    words = {
        WhyNot.LANGUAGES: _("They are in two languages, so their words are not compared."),
        WhyNot.TOO_LONG: _(
            "They are too long, or repeat their words too often, to be compared word by word."
        ),
        WhyNot.TOO_DIFFERENT: _("They share too few words for a comparison to tell anything."),
    }
    return str(words[why])
