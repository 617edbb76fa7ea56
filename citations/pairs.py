"""A pair as one thing to cite: who it sets against whom, the desk that says so, and where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from citations import words
from citations.canon import JSON, kept
from citations.corrections import correction_words
from citations.dates import csl_date
from models.notes.sentences import opened
from models.terms import Form, LinkStatus, Outcome, Relation, Standing
from models.tombstone import in_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.records import LinkRecord, StatementRecord

LONGEST = 90
"""How many characters of each statement stand in the title."""
_NOUNS = {
    Relation.CONTRADICTS: "conflict",
    Relation.SUPPORTS: "support",
    Relation.REPEATS: "repetition",
    Relation.CORRECTS: "correction",
}
#: What the first statement does to the second, where the way round matters.
_WAYS = {
    Relation.SUPPORTS: "The first supports the second.",
    Relation.CORRECTS: "The first takes back or amends the second.",
}
_STANDINGS = {
    Standing.DIRECT: "direct",
    Standing.UNRESOLVED: "unresolved: time, place or meaning may differ",
    Standing.APPARENT: "apparent only: time, place or meaning differs",
}
_OUTCOMES = {Outcome.CHANGED: "The position changed", Outcome.EXPLAINED: "Explained"}


@dataclass(frozen=True)
class CitedPair:
    """A link with both its statements, in the order in which it is told.

    `desk` is the name of the desk that links them; `url` is where the pair stands; `outcome` is
    what was found of a speaker against himself, where it still holds.
    """

    link: LinkRecord
    first: StatementRecord
    second: StatementRecord
    desk: str | None = None
    url: str | None = None
    outcome: Outcome | None = None

    @property
    def decided(self) -> str | None:
        """The day of the decision in UTC, as EDTF; None while it is open."""
        at = self.link.decided_at if self.link.status is LinkStatus.CONFIRMED else None
        return at.date().isoformat() if at else None

    @property
    def kind(self) -> str:
        """What the link is, in a word; one that nobody has confirmed is called proposed."""
        noun = _NOUNS[self.link.relation]
        return noun if self.link.status is LinkStatus.CONFIRMED else f"{self.link.status} {noun}"

    @property
    def title(self) -> str:
        """What it is cited by; only words in quotation marks of the source stand in such marks."""
        return opened(f"{_side(self.first)} and {_side(self.second)}: {self.kind}")

    @property
    def notes(self) -> list[str]:
        """How far it goes, why, who agreed, and what happened since; a paragraph each."""
        link = self.link
        standing = f"{opened(self.kind)}, {_STANDINGS[link.standing]}." if link.standing else ""
        way = _WAYS.get(link.relation, "")
        told = [standing or way, words.sentence(link.rationale or ""), _agreed(link)]
        told += [_found(self), *_corrected(self)]
        told += [f"Asks for a re-check: {why}" for why in (link.recheck_why or "").splitlines()]
        return [words.one_line(each) for each in told if each]

    @property
    def wordings(self) -> list[str]:
        """Both statements in whole, with who said them and when."""
        return [_said(side) for side in (self.first, self.second)]


def pair_item(pair: CitedPair) -> JSON:
    """Return the CSL item of a pair: a page of the desk, by the desk."""
    author = [{"literal": pair.desk}] if pair.desk else []
    return kept(
        {
            "id": pair.link.key,
            "type": "webpage",
            "title": pair.title,
            "author": author,
            "publisher": pair.desk,
            "genre": opened(pair.kind),
            "issued": csl_date(pair.decided),
            "URL": pair.url,
            "annote": "\n\n".join(pair.wordings),
            "note": "\n\n".join(pair.notes),
            "custom": {"gainsay": {"link": _told(pair)}},
        }
    )


def _told(pair: CitedPair) -> JSON:
    link = pair.link
    return kept(
        {
            "key": link.key,
            "relation": link.relation,
            "from": link.from_key,
            "to": link.to_key,
            "status": link.status,
            "standing": link.standing,
            "rationale": link.rationale,
        }
    )


def _agreed(link: LinkRecord) -> str:
    if link.status is not LinkStatus.CONFIRMED:
        return "Not confirmed by a reviewer."
    return "Agreed by two checkers." if link.decided_by_two else "Decided by one checker."


def _found(pair: CitedPair) -> str:
    """Say what a reviewer found of a speaker against himself, and why."""
    if pair.outcome is None:
        return ""
    return words.sentence(": ".join(filter(None, (_OUTCOMES[pair.outcome], pair.link.outcome_why))))


def _corrected(pair: CitedPair) -> Iterator[str]:
    """Yield what corrects either side, but for the correction that the pair itself is."""
    for place, side in (("first", pair.first), ("second", pair.second)):
        others = tuple(one for one in side.corrections if one.link_id != pair.link.id)
        for told in correction_words(replace(side, corrections=others)):
            yield f"Of the {place} statement: {told}"


def _side(statement: StatementRecord) -> str:
    if statement.form is Form.DIRECT:
        return f"{statement.speaker.name}: {in_marks(_cut(statement.quote or ''))}"
    claimed = _cut(_paraphrase(statement)).rstrip(".")
    return f"{statement.speaker.name} (paraphrase): {claimed}"


def _cut(text: str) -> str:
    text = words.one_line(text)
    if len(text) <= LONGEST:
        return text
    head = text[:LONGEST]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head else head} […]"


def _said(statement: StatementRecord) -> str:
    who = ", ".join(filter(None, (words.who(statement), words.circumstances(statement))))
    if statement.form is Form.DIRECT:
        return f"{opened(who)}: {words.quoted(statement)}"
    quoted = f" Quoted: {words.quoted(statement)}" if statement.quote else ""
    return f"{opened(who)} (paraphrase): {words.sentence(_paraphrase(statement))}{quoted}"


def _paraphrase(statement: StatementRecord) -> str:
    return statement.claim or statement.passage or ""
