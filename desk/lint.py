"""What may be right but looks odd, put into a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.checks import compare
from desk.dated_words import dated
from desk.locating import opens
from desk.refusals import Odd
from models import now
from models.dates import read_edtf
from models.terms import QuoteCheck, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desk.source_drafts import AppearanceDraft
    from desk.statement_drafts import StatementDraft
    from models import Source, Statement

MISSING = frozenset({QuoteCheck.NOT_FOUND, QuoteCheck.DIFFERS, QuoteCheck.NEGATION})


def odd(draft: StatementDraft, source: Source, *, new_speaker: bool) -> list[str]:
    """Return a sentence for each thing that a person should confirm."""
    names = _name(draft) if new_speaker else ()
    found = odd_appearance(draft.quote, draft.said, source, draft.appearance)
    return [*names, *found]


def odd_appearance(
    quote: str | None, said: str | None, source: Source, draft: AppearanceDraft
) -> list[str]:
    """Return a sentence for each thing about an appearance that a person should confirm."""
    quoted = _quote(quote, draft.locator.exact)
    return [*odd_dates(said, source.published), *quoted, *_unopened(source, draft)]


def odd_dates(said: str | None, published: str | None) -> list[str]:
    """Return what to ask when an EDTF date of saying is to come, or surely after that of publication."""
    return [*_to_come(said), *_before_said(said, published)]


def why_odd(said: str | None, published: Iterable[str | None]) -> str:
    """Return what to ask about the dates of a statement and of the sources it was found in."""
    told = list(published)
    if said is None or not told:
        return ""
    odd = list(_to_come(said))
    for one in told:
        odd += _before_said(said, one)
    return "; ".join(dict.fromkeys(odd)) if odd else ""


def _to_come(said: str | None) -> Iterator[str]:
    # Where it is already tomorrow, people speak too.
    if said and read_edtf(said).earliest.toordinal() > now().toordinal() + 1:
        asked = f"Said {dated(said)}, which is yet to come: nobody has said it by now."
        yield Odd(asked, "said_to_come")


def _before_said(said: str | None, published: str | None) -> Iterator[str]:
    if said and published and _after(said, published):
        asked = (
            f"Said {dated(said)}, but the source was published {dated(published)}: "
            "a statement is seldom reported before it is made."
        )
        yield Odd(asked, "said_after_publication")


def odd_order(first: Statement, second: Statement) -> list[str]:
    """Return what to ask when the first is said to contradict what was only said later.

    It is odd when every dated source of the first was surely published before the second was said.
    """
    published = [found.source.published for found in first.appearances if found.source.published]
    said = second.said
    if said is None or not published or not all(_after(said, one) for one in published):
        return []
    asked = (
        f"Statement {first.id} was published {dated(max(published))}, before statement {second.id} was "
        f"said ({dated(said)}): it cannot be an answer to it. Is one meant to contradict the other all "
        "the same, as when somebody changed their position?"
    )
    return [Odd(asked, "contradicts_later", statement_id=second.id)]


def _name(draft: StatementDraft) -> Iterator[str]:
    """Ask about descriptions such as “a US official” that would become a person's name."""
    new = draft.speaker
    if new and new.kind is not SpeakerKind.UNNAMED and new.name[0].islower():
        asked = (
            f"“{new.name}” reads like a description, not a name: if the source does not name "
            "the speaker, say so by the kind, “not named by the source” (unnamed)."
        )
        yield Odd(asked, "name_like_description")


def _quote(quote: str | None, exact: str | None) -> Iterator[str]:
    if quote and exact and compare(quote, exact) in MISSING:
        asked = "The quote does not stand in the passage: one of the two may be mistyped."
        yield Odd(asked, "quote_not_in_passage")


def _unopened(source: Source, draft: AppearanceDraft) -> Iterator[str]:
    if opens(source, draft):
        asked = (
            f"“{source.title}” is known as a report that nobody here has consulted. Confirm that "
            "you have the original in front of you: from then on it is cited as consulted."
        )
        yield Odd(asked, "source_not_read", source_id=source.id)


def _after(said: str, published: str) -> bool:
    return read_edtf(published).before(read_edtf(said))
