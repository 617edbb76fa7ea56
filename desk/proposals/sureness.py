"""Which proposals can be accepted together: quoted, of a speaker who is named, on a day that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.dates import UnreadableDateError, read_edtf
from models.reading_records import MatchedBy, NotSure
from models.search import WORD, spelt
from models.terms import Form, ProposalState, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk.proposals.matching import Known
    from models.reading_records import ProposalRecord

EXACTLY = (MatchedBy.NAME, MatchedBy.ALIAS)
"""How a name fits a speaker who is called so."""
_WHOLE_NAME = 2
"""So many words make the name of somebody new."""


def why_not(
    proposal: ProposalRecord, known: Sequence[Known], *, confirmed: bool
) -> tuple[NotSure, ...]:
    """Return why a person has to look at a proposal, none where it is sure.

    `known` are the speakers whose names are spelt like the one proposed, `confirmed` whether
    somebody has looked at the details of the article.
    """
    return tuple(dict.fromkeys(_doubts(proposal, known, confirmed=confirmed)))


def _doubts(
    proposal: ProposalRecord, known: Sequence[Known], *, confirmed: bool
) -> Iterator[NotSure]:
    if proposal.state is not ProposalState.WAITING:
        yield NotSure.DECIDED
    if not confirmed:
        yield NotSure.UNCONFIRMED
    if proposal.form is not Form.DIRECT:
        yield NotSure.NOT_QUOTED
    if proposal.joined:
        yield NotSure.JOINED
    yield from _about_speaker(proposal, known)
    yield from _about_date(proposal.said)


def _about_speaker(proposal: ProposalRecord, known: Sequence[Known]) -> Iterator[NotSure]:
    if proposal.speaker_kind is SpeakerKind.UNNAMED:
        yield NotSure.UNNAMED
    elif not proposal.speaker:
        yield NotSure.NO_SPEAKER
    elif not _is_named_there(proposal.speaker, proposal.mention):
        yield NotSure.NOT_NAMED_THERE
    elif known:
        if not _is_one(known, proposal.speaker_kind):
            yield NotSure.SEVERAL
    elif not _is_whole(proposal.speaker, proposal.speaker_kind):
        yield NotSure.PART_OF_A_NAME


def _is_named_there(speaker: str, mention: str | None) -> bool:
    """Tell whether the words beside the quotation hold a part of the name, and not a pronoun."""
    return bool(set(WORD.findall(spelt(speaker))) & set(WORD.findall(spelt(mention or ""))))


def _is_one(known: Sequence[Known], kind: SpeakerKind) -> bool:
    return len(known) == 1 and known[0].by in EXACTLY and known[0].kind is kind


def _is_whole(name: str, kind: SpeakerKind) -> bool:
    """Tell whether a name is clearly that of somebody new: a group is described, not named.

    One word alone may be a surname, a day or any word that begins a sentence.
    """
    words = name.split()
    if kind is SpeakerKind.GROUP or len(words) < _WHOLE_NAME or not words[0][0].isupper():
        return False
    return kind is SpeakerKind.ORGANISATION or words[-1][0].isupper()


def _about_date(said: str | None) -> Iterator[NotSure]:
    if said is None:
        yield NotSure.NO_DATE
        return
    try:
        exact = read_edtf(said).exact
    except UnreadableDateError:
        exact = False
    if not exact:
        yield NotSure.UNSURE_DATE
