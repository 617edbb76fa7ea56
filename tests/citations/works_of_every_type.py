"""Works of every type that fact-checkers cite, and every hard case, each in at least one of them.

`every_type` gives the statements found in them: what a format writes of these stands in
`tests/golden/every_type.*`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.records import CorrectionRecord, RelayRecord, TranslationRecord
from models.terms import Form, SpeakerKind, StatementStatus, TranslationKind
from tests.citations.records import a_source, a_speaker, a_statement, an_appearance
from tests.citations.works import ARABIC, HEBREW, MARKUP, QUOTES_IN_QUOTES, SEPARATORS, TEX, WORKS

if TYPE_CHECKING:
    from models.records import SourceRecord, SpeakerRecord, StatementRecord
    from tests.citations.works import Values

UNREAD: Values = {"type": "article-newspaper", "title": "A wire report", "publisher": "Reuters"}

OURS = TranslationRecord(language="en", text="We do not negotiate", by="the desk")
PUBLISHED = TranslationRecord(
    language="en", text="We “never” ceded it", by="Sputnik", kind=TranslationKind.PUBLISHED
)
CORRECTED = CorrectionRecord(
    link_id=1, statement_id=2, speaker="Ryan Dillon", own=False, said="2017-09-20"
)
SPEAKERS: dict[str, Values] = {
    "official": {"name": "a US military official", "kind": SpeakerKind.UNNAMED},
    "rebels": {"name": "local rebel groups", "kind": SpeakerKind.GROUP, "plural": True},
    "ministry": {"name": "Ministry of Culture and Tourism", "kind": SpeakerKind.ORGANISATION},
    "muallem": {"name": ARABIC},
    "cohen": {"name": HEBREW},
}
#: Statements by their keys: where each is found, whose it is, and what makes it hard.
STATEMENTS: dict[str, tuple[tuple[str, ...], str, Values]] = {
    "s-direct": (
        ("news", "speech", "transcript"),
        "mattis",
        {
            "quote": "We have not ceded any of the ground we have taken to anybody",
            "said": "2017-09-18~",
            "role": "US Secretary of Defense",
            "told": "reporters & others",
            "in_answer_to": "whether ground is being ceded",
        },
    ),
    "s-nested": (("news",), "mattis", {"quote": QUOTES_IN_QUOTES, "said": "2017-09-18"}),
    "s-separators": (("news",), "mattis", {"quote": SEPARATORS, "corrections": (CORRECTED,)}),
    "s-tex": (("news",), "mattis", {"quote": TEX, "said": "2017-09"}),
    "s-markup": (("page",), "mattis", {"quote": MARKUP}),
    "s-unnamed": (("news", "magazine"), "official", {"claim": "No deal = no withdrawal."}),
    "s-mixed": (
        ("news-undated",),
        "official",
        {"quote": "hold", "claim": "It cannot hold them.", "form": Form.MIXED},
    ),
    "s-passage": (("television",), "rebels", {"said": "2017-21"}),
    "s-relayed": (("magazine",), "rebels", {"claim": "It was closed by arrangement."}),
    "s-unread": ((), "rebels", {"claim": "Nobody has read where this stands."}),
    "s-translated": (
        ("interview",),
        "muallem",
        {
            "quote": "نحن «لم» نتنازل",
            "language": "ar",
            "said": "2018",
            "translations": (PUBLISHED, OURS),
        },
    ),
    "s-hebrew": (("blog",), "cohen", {"quote": "לא ויתרנו", "language": "he"}),
    "s-ministry": (("release",), "ministry", {"quote": "No deal.", "said": "2017-09-18"}),
    "s-post": (("post",), "mattis", {"quote": "100% true 😀 #AtTanf @you", "said": "2017-09-18"}),
    "s-radio": (("radio",), "mattis", {"claim": "The base stays.", "said": "2017-09/2017-10"}),
    "s-report": (("report",), "mattis", {"quote": "as warranted", "said": "2017-09-30/.."}),
    "s-hearing": (("hearing",), "mattis", {"quote": "By, with and through.", "said": "2017-10-03"}),
    "s-bill": (("bill", "act"), "mattis", {"claim": "The garrison is lawful.", "said": "2017?"}),
    "s-case": (("case",), "mattis", {"quote": "Dismissed", "said": "2016-11-21"}),
    "s-dataset": (("dataset",), "mattis", {"claim": "It lists 12 bases.", "said": "199X"}),
    "s-journal": (("journal",), "mattis", {"claim": "It is no law."}),
    "s-retracted": (("retracted",), "mattis", {"quote": "Two of them", "said": "2017-09-20"}),
    "s-withdrawn": (
        ("retracted",),
        "mattis",
        {
            "quote": "Three of them",
            "status": StatementStatus.WITHDRAWN,
            "status_reason": "Misheard",
        },
    ),
}
PASSAGE = "Rebels there spoke of an “arrangement” & a <deal>."
RELAYS = {
    "s-relayed": ("Example Agency", "told"),
    "s-mixed": ("a\nbroadcaster", "quoted by"),
    "s-unread": ("Reuters", None),
}


def every_work() -> dict[str, SourceRecord]:
    """Return the works by their keys."""
    return {key: a_source(key=key, **values) for key, values in WORKS.items()}


def every_type() -> tuple[StatementRecord, ...]:
    """Return the statements found in works of every type; one of them in a stub alone."""
    works = every_work()
    stub = a_source(key="stub", seen=False, **UNREAD)
    return tuple(_statement(key, works, stub) for key in STATEMENTS)


def _statement(key: str, works: dict[str, SourceRecord], stub: SourceRecord) -> StatementRecord:
    found, speaker, values = STATEMENTS[key]
    hop = RELAYS.get(key)
    relays = (RelayRecord(name=hop[0], verb=hop[1], source=stub),) if hop else ()
    exact = PASSAGE if key == "s-passage" else None
    sources = [works[name] for name in found] or [stub]
    appearances = tuple(an_appearance(each, exact=exact, relays=relays) for each in sources)
    return a_statement(key=key, speaker=_speaker(speaker), appearances=appearances, **values)


def _speaker(key: str) -> SpeakerRecord:
    return a_speaker(**({"key": key} | SPEAKERS.get(key, {})))
