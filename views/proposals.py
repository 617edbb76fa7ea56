"""The review of an article: what is proposed of it, and one proposal with its form filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import abort, render_template

from desk import captures
from desk.likely_repeats import Why, likely_repeats, likely_role
from desk.proposals import readings
from desk.proposals.proposed import proposals_of, speakers_meant
from models.reading_records import MatchedBy
from models.terms import ProposalState
from views import article_windows as windows
from views.choices import known_sources, known_speakers, topics_to_type
from views.context import reading
from views.forms.proposals import filled
from views.likely import typed_in
from views.logging import chosen_speaker, offer_candidates, published_for, told_in
from views.numbers import number

if TYPE_CHECKING:
    from desk.likely_repeats import Likely
    from models.reading_records import ProposalRecord, ReadingRecord, SpeakerMatch
    from models.records import SpeakerRecord
    from views.forms.statements import StatementForm

#: By what a name fits so well that its speaker is chosen, where nobody else fits as well.
FITTING = frozenset({MatchedBy.NAME, MatchedBy.ALIAS})


@dataclass(frozen=True)
class Review:
    """An article, all that is proposed of it in the order of its text, and what is in focus."""

    article: ReadingRecord
    every: tuple[ProposalRecord, ...]
    now: ProposalRecord | None
    text: str

    @property
    def proposal(self) -> ProposalRecord:
        """What is in focus, where a proposal was asked for."""
        return self.now or abort(404)

    @property
    def around(self) -> tuple[int | None, int | None]:
        """The numbers of the proposals before and after the one in focus."""
        numbers = [one.number for one in self.every]
        at = numbers.index(self.now.number) if self.now else -1
        before = numbers[at - 1] if at > 0 else None
        return before, numbers[at + 1] if 0 <= at < len(numbers) - 1 else None

    @property
    def markings(self) -> list[windows.Marking]:
        """Where the proposals stand, piece by piece."""
        return [
            windows.Marking(one.number, one.parts or ((one.start, one.end),)) for one in self.every
        ]


def show(id: int) -> str:  # noqa: A002 -- the name in the address
    """Show an article with what is proposed of it, and one proposal with its form filled in."""
    review = review_of(id, number("proposal"))
    now = review.now
    if now is None or now.state is not ProposalState.WAITING or not review.article.confirmed:
        return page(review)
    form = filled(now, review.article, review.text)
    matches = speakers_meant(reading(), now)
    fitting = [one.speaker.id for one in matches if one.by in FITTING]
    form.speaker_id.data = str(fitting[0]) if len(fitting) == 1 else None
    return page(review, form, matches)


def review_of(reading_id: int, wanted: int | None) -> Review:
    """Return what is looked at: the proposal with this number, else the first that waits.

    Raises MissingError, and GoneError where the article was redacted.
    """
    article = article_at(reading_id)
    every = proposals_of(reading(), reading_id)
    waiting = (one for one in every if one.state is ProposalState.WAITING)
    asked = (one for one in every if one.number == wanted)
    now = next(waiting if wanted is None else asked, None)
    if wanted is not None and now is None:
        abort(404)
    return Review(article, every, now, captures.text_of(reading(), article.capture_id))


def article_at(reading_id: int) -> ReadingRecord:
    """Return an article that was read; raises MissingError, GoneError where it was redacted."""
    return readings.article_of(reading(), reading_id)


def page(
    review: Review,
    form: StatementForm | None = None,
    matches: tuple[SpeakerMatch, ...] = (),
    *,
    stale: bool = False,
) -> str:
    """Return the page of an article; `stale` where somebody else has decided meanwhile."""
    shown, now = _shown(review), review.now
    return render_template(
        "reading/show.html",
        article=review.article,
        now=now,
        before=review.around[0],
        after=review.around[1],
        sure=any(one.sure for one in review.every),
        hanging=any(one.said_text and not one.said for one in review.every),
        states={one.number: one.state for one in review.every},
        text=review.text,
        stretch=shown,
        pieces=windows.pieces(review.text, shown, review.markings, now.number if now else None),
        next_reading=_next_reading(review.article),
        stale=stale,
        **(_in_form(form, matches) if form else {"form": None}),
    )


def _in_form(form: StatementForm, matches: tuple[SpeakerMatch, ...]) -> dict[str, Any]:
    """Return what the form of a proposal needs: whom it may mean, what it may repeat."""
    candidates = _candidates(form, matches)
    offer_candidates(form, candidates)
    form.offer_sources(known_sources(*form.sources_chosen))
    form.understand_dates(published_for(form))
    typed = typed_in(told_in(form))
    repeats = [one for one in likely_repeats(reading(), typed) if not _is_beside(one, form)]
    undecided = bool(candidates) and not form.speaker_id.data
    return {
        "form": form,
        "matches": matches,
        "candidates": candidates,
        "undecided": undecided,
        "repeats": repeats,
        "role": likely_role(reading(), typed),
        "warnings": form.warnings,
        "speakers": known_speakers(),
        "topics": topics_to_type(),
        "is_open": undecided or bool(form.errors),
    }


def _is_beside(one: Likely, form: StatementForm) -> bool:
    """Tell whether a statement was only said on the same day, in this very article."""
    captures_held = {str(found.capture_id) for found in one.statement.appearances}
    return one.why is Why.SAME_DAY and form.capture_id.data in captures_held


def _candidates(
    form: StatementForm, matches: tuple[SpeakerMatch, ...]
) -> tuple[SpeakerRecord, ...]:
    meant = form.candidates or [one.speaker for one in matches]
    return tuple({one.id: one for one in (*meant, *chosen_speaker(form))}.values())


def _shown(review: Review) -> windows.Stretch:
    """Return the part of the article that was asked for, else the one with what is in focus."""
    part = number("part")
    if part is not None:
        return windows.stretch(review.text, part)
    return windows.stretch_at(review.text, review.now.start if review.now else 0)


def _next_reading(article: ReadingRecord) -> int | None:
    """Return the newest other article with something to decide, once this one has nothing."""
    if article.waiting:
        return None
    rows = readings.readings(reading(), waiting=True).rows
    return next((one.id for one in rows if one.id != article.id), None)
