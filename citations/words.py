"""How the trade writes it: outlets, chains of relays, attributions, whose words they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from citations import dates
from citations.cited import Finding
from models.notes.sentences import is_question, opened
from models.terms import Form, TranslationKind
from models.tombstone import in_marks

if TYPE_CHECKING:
    from citations.canon import JSON
    from models.records import (
        AppearanceRecord,
        NoticeRecord,
        RelayRecord,
        SourceRecord,
        TranslationRecord,
    )
    from models.records import StatementRecord as Statement

NOT_CONSULTED = "(original not consulted)"
PARTICLES = ("dropping-particle", "non-dropping-particle")
"""The particles of a CSL family name, in the order in which they stand before it."""
# What any reader may take for the end of a line, and the control characters no format has use for.
_BREAKS = re.compile(r"(?<!\s)\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f]")


def one_line(text: str) -> str:
    """Return a text on one line: each line break with the space around it becomes one space."""
    return _CONTROLS.sub(" ", _BREAKS.sub(" ", text)).strip()


def sentence(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if not text or text[-1] in ".!?…" or text[-2:] in {".”", "!”", "?”"} else f"{text}."


def title_words(source: SourceRecord) -> str:
    """Return the title, in square brackets where it is ours."""
    return f"[{source.title}]" if source.title_supplied else source.title


def outlet_words(source: SourceRecord) -> str:
    """Return who reported: container, else publisher, else the title as it is cited."""
    return source.container_title or source.publisher or title_words(source)


def chain_words(found: AppearanceRecord, outlet: str = "") -> str:
    """Return the chain of an appearance: "CNN, citing Reuters (original not consulted)".

    The relay nearest to the speaker comes last; `outlet` stands for the source if given.
    """
    hops = [_relay_words(relay) for relay in reversed(found.relays)]
    return ", citing ".join([outlet or outlet_words(found.source), *hops])


def place_words(found: AppearanceRecord) -> str:
    """Return where in the source it stands: "p. 7", "at 00:12:30", or both; a page as it was put."""
    page, time = one_line(found.page or ""), one_line(found.time or "")
    named = f"p. {page}" if page[:1].isdecimal() else page
    return ", ".join(filter(None, (named, time and f"at {time}")))


def family_words(name: JSON) -> str:
    """Return a CSL family name with its particles before it: "van den Berg"; "" without one."""
    return " ".join(str(name[part]) for part in (*PARTICLES, "family") if name.get(part))


def names_words(names: list[JSON]) -> str:
    """Return CSL names in the order in which they are spoken: "Jan van den Berg, Jr., Ann Roe"."""
    return ", ".join(filter(None, map(_name_words, names)))


def who(statement: Statement) -> str:
    """Return the speaker with the role at the time."""
    return ", ".join(filter(None, (statement.speaker.name, statement.role)))


def circumstances(statement: Statement) -> str:
    """Return when, where, to whom and in answer to what it was said, as far as known."""
    asked = statement.in_answer_to
    parts = [
        dates.when(statement.said),
        statement.where and f"at {statement.where}",
        statement.told and f"to {statement.told}",
        asked and (f"when asked {asked}" if is_question(asked) else f"answering: {asked}"),
    ]
    return ", ".join(filter(None, parts))


def quoted(statement: Statement) -> str:
    """Return the words that the source puts in quotation marks, in such marks; else nothing.

    Redacted ones are told as such, without marks.
    """
    return in_marks(statement.quote) if statement.quote else ""


def paraphrase(finding: Finding) -> tuple[str, str]:
    """Return a paraphrase, and what it is and whose words: ours, or else the source's passage.

    Both are empty for a direct quote; the first is for a paraphrase that nobody has put in words.
    """
    statement, found = finding.statement, finding.appearance
    if statement.form is Form.DIRECT:
        return "", ""
    kind = _kind(statement)
    if statement.claim:
        return statement.claim, f"{kind}, in our words"
    if found.exact:
        return found.exact, f"{kind}, in the words of {outlet_words(found.source)}"
    return "", kind


def _kind(statement: Statement) -> str:
    return "paraphrase with quoted words" if statement.quote else "paraphrase"


def owned(statement: Statement) -> tuple[str, str]:
    """Return the paraphrase and whose words it is in, from the first appearance that has one."""
    found = [paraphrase(Finding(statement, each)) for each in statement.appearances]
    told = [pair for pair in found if pair[0]] or found
    if told:
        return told[0]
    kind = _kind(statement)
    return (statement.claim, f"{kind}, in our words") if statement.claim else ("", kind)


def translations(statement: Statement) -> list[str]:
    """Return each translation as a sentence that says whose it is, into which language.

    Ours is never in quotation marks: nobody spoke these words.
    """
    return [_translation(each, statement) for each in statement.translations]


def language_words(tag: str) -> str:
    """Return the English name of a language, a BCP 47 tag; the tag where it has none."""
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (ValueError, UnknownLocaleError):
        return tag


def _translation(translation: TranslationRecord, statement: Statement) -> str:
    whose = f" by {translation.by}" if translation.by else ""
    into = language_words(translation.language)
    if translation.kind is TranslationKind.OURS:
        return sentence(f"[Our translation{whose}, {into}: {translation.text}]")
    quote = in_marks(translation.text) if statement.form is Form.DIRECT else translation.text
    return sentence(f"[Translation published{whose}, {into}: {quote}]")


def notice_words(notice: NoticeRecord) -> str:
    """Return a correction or retraction as one sentence."""
    dated = " ".join(filter(None, (opened(notice.kind), dates.when(notice.date))))
    return sentence(": ".join(filter(None, (dated, notice.note))))


def _name_words(name: JSON) -> str:
    parts = (name.get("literal"), name.get("given"), family_words(name))
    whole = " ".join(filter(None, parts))
    return ", ".join(filter(None, (whole, name.get("suffix"))))


def _relay_words(relay: RelayRecord) -> str:
    unseen = relay.source is not None and not relay.source.seen
    return f"{relay.name} {NOT_CONSULTED}" if unseen else relay.name
