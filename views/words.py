"""The record in words: what pages say of a statement, its source and its history."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from flask_babel import get_locale

from citations.words import title_words
from desk.comparing import Marked
from models.terms import Form, SpeakerKind
from views import date_words, link_words, past_words, quote_words, section_words
from views.catalogue import gettext as _
from views.catalogue import here
from views.kinds_of_work import FURTHER
from views.places import place_of, places_of
from views.scripts import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flask import Flask

    from models.asked import Asked
    from models.origins import Origin
    from models.records import (
        AppearanceRecord,
        RelayRecord,
        SourceRecord,
        SpeakerRecord,
        StatementRecord,
    )
    from views.catalogue import Catalogue

SHORT_CHARACTERS = 420
"""How much of a statement stands in a list."""


def page_language() -> str:
    """Return the language of the page as a BCP 47 tag."""
    return str(get_locale() or "en").replace("_", "-")


def type_words(source: SourceRecord) -> str:
    """Say what kind of work a source is."""
    return type_named(source.type)


def type_named(name: str) -> str:
    """Return a CSL 1.0.2 item type in words."""
    return _type_named(here(), name)


@lru_cache(maxsize=512)
def _type_named(_catalogue: Catalogue, name: str) -> str:
    """Name a type in the language of the catalogue, which is that of the page."""
    return dict(source_types()).get(name) or str(FURTHER.get(name, name))


def source_types() -> list[tuple[str, str]]:
    """Return the kinds of work that fact-checkers meet, as CSL types with their words."""
    return [
        ("article-newspaper", _("newspaper article")),
        ("webpage", _("web page")),
        ("article-magazine", _("magazine article")),
        ("broadcast", _("broadcast")),
        ("speech", _("speech")),
        ("interview", _("interview")),
        ("hearing", _("hearing")),
        ("post", _("post")),
        ("post-weblog", _("blog post")),
        ("report", _("report")),
        ("personal_communication", _("personal communication")),
        ("document", _("document")),
    ]


def outlet_words(source: SourceRecord) -> str:
    """Say who reported: the outlet, else the kind of work."""
    return source.container_title or source.publisher or type_words(source)


def chain_words(appearance: AppearanceRecord) -> str:
    """Say how the words came to us: "CNN, citing Reuters (original not consulted)"."""
    hops = [(hop.name, hop.verb, _is_stub(hop)) for hop in appearance.relays]
    return chain_line(outlet_words(appearance.source), hops)


def chain_line(outlet: str, hops: Sequence[tuple[str, str | None, bool]]) -> str:
    """Say a chain in the trade's words: who reports, then each hop, the last one first.

    A hop is its name, its verb ("told", "quoted by") and whether its report was not consulted.
    """
    return ", ".join([isolated(outlet), *(_hop(*hop) for hop in reversed(hops))])


def origin_words(origin: Origin) -> str:
    """Say which report, or whose word on which day, an independent origin is."""
    if origin.source is None:
        return str(_("%(name)s, %(date)s", name=origin.name, date=date_words.when(origin.said)))
    date = date_words.when(origin.source.published)
    if origin.source.seen:
        named = (origin.source.container_title or origin.source.publisher) and origin.name
        return ", ".join(filter(None, (named, title_words(origin.source), date)))
    return str(_("%(name)s report of %(date)s, not consulted", name=origin.name, date=date))


def form_words(statement: StatementRecord) -> str | None:
    """Say whose words a paraphrase is shown in; None where the words stand in quotation marks."""
    if statement.form is Form.DIRECT:
        return None
    if statement.form is Form.MIXED:
        whose = _whose_words(statement, ours=not statement.passage)
        return str(_("Paraphrase with quoted words, %(whose)s", whose=whose))
    whose = _whose_words(statement, ours=bool(statement.claim))
    return str(_("Paraphrase, %(whose)s", whose=whose))


def _whose_words(statement: StatementRecord, *, ours: bool) -> str:
    if ours:
        return str(_("in our words"))
    return str(_("in %(whose)s words", whose=quote_words.whose(_source_of_passage(statement))))


def shown(statement: StatementRecord) -> str:
    """Return the text to show: a quote, our claim, or for a mixed form the passage around it."""
    if statement.form is Form.MIXED:
        return statement.passage or statement.claim or ""
    return statement.wording


def shortened(text: str, words: str | Asked | Marked | None = None) -> str:
    """Cut a text for a list, behind the words that are marked in it.

    What is searched may stand anywhere in a long text: excerpts show that.
    """
    if len(text) <= SHORT_CHARACTERS:
        return text
    found = place_of(text, words) if isinstance(words, str) else None
    least = max(SHORT_CHARACTERS, found[1] if found else 0)
    if len(text) <= least + len(" […]"):
        return text
    cut = text.find(" ", least, least + 40)
    return f"{text[: cut if cut > 0 else least]} […]"


def marked_parts(text: str, words: str | Asked | Marked | None) -> list[tuple[str, bool]]:
    """Split a text into parts, of which those that are the marked words are told apart."""
    if isinstance(words, Marked):
        return list(words.parts) if words.text == text else [(text, False)]
    parts: list[tuple[str, bool]] = []
    at = 0
    for start, end in places_of(text, words):
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [part for part in [*parts, (text[at:], False)] if part[0]] or [(text, False)]


def article_parts(
    text: str, passages: Iterable[tuple[int, int, int]]
) -> list[tuple[str, int | None]]:
    """Split an article into what is logged, with the id of its statement, and what is not.

    Passages are (start, end, statement id); of two that overlap the later begins where the other
    ends.
    """
    parts: list[tuple[str, int | None]] = []
    at = 0
    for start, end, statement_id in sorted(passages):
        parts += [(text[at:start], None), (text[max(at, start) : end], statement_id)]
        at = max(at, end)
    return [part for part in [*parts, (text[at:], None)] if part[0]]


def speaker_words(statement: StatementRecord) -> str | None:
    """Say that a speaker is unnamed, or unnamed and several; None for a named one."""
    if statement.speaker.kind is not SpeakerKind.UNNAMED:
        return None
    return str(_("unnamed, plural") if statement.speaker.plural else _("unnamed"))


def kind_words(speaker: SpeakerRecord) -> str:
    """Say what kind of speaker it is."""
    words = {
        SpeakerKind.PERSON: _("person"),
        SpeakerKind.ORGANISATION: _("organisation"),
        SpeakerKind.GROUP: _("group"),
    }
    unnamed = _("unnamed, plural") if speaker.plural else _("unnamed")
    return str(words.get(speaker.kind, unnamed))


def register(app: Flask) -> None:
    """Give templates these words, as filters and as functions."""
    for word in _WORDS:
        app.jinja_env.filters[word.__name__] = word
        app.jinja_env.globals[word.__name__] = word


_WORDS = (
    date_words.when,
    date_words.date_note,
    date_words.moment,
    date_words.gap_words,
    link_words.likely_words,
    link_words.partner_words,
    link_words.why_not_words,
    link_words.relation_words,
    link_words.relation_sign,
    link_words.relation_class,
    link_words.comment_words,
    link_words.relation_between,
    link_words.standing_words,
    link_words.standing_why,
    link_words.answer_words,
    link_words.agreed_words,
    link_words.self_words,
    link_words.marks,
    link_words.since_words,
    past_words.past_lines,
    section_words.section_words,
    section_words.counted,
    section_words.section_choices,
    section_words.tally_words,
    section_words.headline_words,
    page_language,
    title_words,
    type_words,
    outlet_words,
    origin_words,
    chain_words,
    form_words,
    shown,
    shortened,
    marked_parts,
    article_parts,
    quote_words.check_words,
    quote_words.doubts,
    quote_words.shouts,
    quote_words.folded_runs,
    speaker_words,
    kind_words,
)


def _hop(name: str, verb: str | None, is_stub: bool) -> str:  # noqa: FBT001 -- a part of a tuple
    told = isolated(name)
    told = str(_("%(name)s (original not consulted)", name=told)) if is_stub else told
    if (verb or "").casefold().startswith("quot"):
        return str(_("quoting %(name)s", name=told))
    return str(_("citing %(name)s", name=told))


def _is_stub(hop: RelayRecord) -> bool:
    return hop.source is not None and not hop.source.seen


def _source_of_passage(statement: StatementRecord) -> SourceRecord | None:
    return next((found.source for found in statement.appearances if found.exact), None)
