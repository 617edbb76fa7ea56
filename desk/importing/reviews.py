"""The reviews of a file, given to the statements that they are of; none is stored twice."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sqlalchemy import select

from desk.importing.allowed import refuse_who_may_not_rate
from desk.importing.known_words import called_exactly, says
from desk.importing.redacted import may_bring_back, redacted, redacted_parts
from desk.importing.words import REVIEW
from desk.parties import speakers
from desk.refusals import RefusedError
from desk.reviews import refuse_odd
from desk.settings import settings
from desk.statement_drafts import SpeakerDraft
from models import Review, Statement, name_key
from models.keys import new_key
from models.looks import looks_of
from models.terms import SpeakerKind, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.importing.parties import Parties
    from desk.statement_drafts import ReviewDraft, StatementLine
    from models.records import SpeakerRecord, StatementRecord

_NAMES = frozenset({"organisation", "url"})
_WORDS = frozenset({*_NAMES, "word", "summary"})
_PLACE = ("value", "best", "worst")


class Reviews:
    """The reviews of one import; a known one stays, unless known records are brought up to date."""

    def __init__(self, session: Session, by: Actor, *, update: bool) -> None:
        self.session, self.by, self.update = session, by, update
        #: The known statements that have other reviews now, by key.
        self.changed: dict[str, None] = {}
        #: The statements that were made for these reviews, by key.
        self.made: dict[str, Statement] = {}
        #: Of each statement the reviews that were there before, and those of the file.
        self._before: dict[int, list[Review]] = {}
        self._told: dict[int, list[ReviewDraft]] = {}

    def statement(self, draft: StatementLine, known: StatementRecord | None) -> Statement | None:
        """Return the statement of the draft's key, None where it is new.

        Raises RefusedError where it is another one than the draft tells of.
        """
        if known is None:
            return self.made.get(draft.key or "")
        if not (says(known, draft) and _is_called(known.speaker, draft.speaker)):
            field = "itemReviewed"
            reason = (
                f"statement “{known.key}” is known and says otherwise; leave its identifier out"
            )
            raise RefusedError(field, reason)
        return self.session.get_one(Statement, known.id)

    def whole(self, draft: StatementLine, parties: Parties) -> StatementLine:
        """Return a new statement with the speaker and the sources that are known."""
        found = tuple(
            one.model_copy(update={"source": parties.source_behind(one.source)})
            for one in draft.appearances
        )
        return draft.model_copy(
            update={"speaker": self._speaker(draft.speaker), "appearances": found, "reviews": ()}
        )

    def add(self, statement: Statement, draft: StatementLine) -> str:
        """Give a statement the reviews of a draft; return in words whose are new or replaced.

        Raises RefusedError where one is known and says otherwise, cannot be taken, claims to be
        ours and is not, or is brought by somebody who may not rate.
        """
        return "; ".join(filter(None, (self._add(statement, one) for one in draft.reviews)))

    def _add(self, statement: Statement, given: ReviewDraft) -> str:
        before = self._reviews_of(statement)
        told = self._told.setdefault(statement.id, [])
        if given in told or any(self._same(one, given) for one in before):
            return ""
        if statement.status is not StatementStatus.LOGGED:
            field = "itemReviewed"
            reason = f"the statement is {statement.status}; only a logged one can be rated"
            raise RefusedError(field, reason)
        _refuse_unsigned(given)
        refuse_who_may_not_rate(self.by, "reviewRating")
        known = self._known(before, given)
        self._refuse_redacted(known, before, given)
        if known is None:
            self._refuse_borrowed(given)
        self._write(known or Review(statement_id=statement.id), given)
        told.append(given)
        change = "is new" if known is None else "says otherwise now, and replaces the known one"
        return f"the review of {given.organisation} {change}"

    def _write(self, review: Review, given: ReviewDraft) -> None:
        for name in REVIEW:
            setattr(review, name, getattr(given, name))
        self.session.add(review)

    def _refuse_redacted(
        self, known: Review | None, before: Iterable[Review], given: ReviewDraft
    ) -> None:
        """Refuse what comes in place of a redacted review, or may be one: raises RefusedError."""
        if may_bring_back(self.by):
            return
        # Without its organisation or its address a review cannot be told from others of its day.
        of_day = [one.id for one in before if one.date == given.date]
        ids, parts = ([known.id], _WORDS) if known else (of_day, _NAMES)
        if ids and redacted_parts(self.session, Review.__tablename__, ids) & parts:
            raise redacted(Review.__tablename__, "reviewRating")

    def _refuse_borrowed(self, given: ReviewDraft) -> None:
        """Refuse a new review in the desk's own name, or in one that is taken for it.

        Raises RefusedError.
        """
        if not self._looks_ours(given):
            return
        is_or_looks = "is" if self._is_ours(given) else "looks like"
        field = "author"
        reason = (
            f"{given.organisation} {is_or_looks} the name of this desk, which has no such review of "
            "the statement; rate it on the page of the statement"
        )
        raise RefusedError(field, reason)

    def _looks_ours(self, given: ReviewDraft) -> bool:
        ours, theirs = looks_of(self._our_name or ""), looks_of(given.organisation or "")
        return self._is_ours(given) or (bool(ours) and ours == theirs)

    def _is_ours(self, given: ReviewDraft) -> bool:
        return name_key(self._our_name or "") == name_key(given.organisation or "")

    @cached_property
    def _our_name(self) -> str | None:
        return settings(self.session).name

    def _reviews_of(self, statement: Statement) -> list[Review]:
        if statement.id not in self._before:
            chosen = select(Review).where(Review.statement_id == statement.id)
            self._before[statement.id] = list(self.session.scalars(chosen.order_by(Review.id)))
        return self._before[statement.id]

    def _known(self, before: Iterable[Review], given: ReviewDraft) -> Review | None:
        """Return the review of the same organisation, address and day, which said otherwise."""
        standing = (one for one in before if one.withdrawn_reason is None)
        found = next((one for one in standing if self._is(one, given)), None)
        if found is None:
            return None
        own = found.organisation is None or self._is_ours(given)
        if own or not self.update:
            field = "reviewRating"
            by_hand = "it is the desk’s own: revise it on the page of the statement"
            remedy = by_hand if own else "import with --update to change it"
            reason = f"the review of {given.organisation} is known and says otherwise; {remedy}"
            raise RefusedError(field, reason)
        return found

    def _same(self, known: Review, given: ReviewDraft) -> bool:
        """Tell whether a review says what a file says; a place on no scale is not compared."""
        places = () if given.value is None else _PLACE
        return (
            self._is(known, given)
            and all(getattr(known, name) == getattr(given, name) for name in places)
            and _text(known.word) == _text(given.word)
            and _text(known.summary) == _text(given.summary)
        )

    def _is(self, known: Review, given: ReviewDraft) -> bool:
        own = known.organisation is None
        by = self._our_name if own else known.organisation
        # A file has an address even of a rating of ours that has none but that of the statement.
        there = (own and not known.url) or unquote(known.url or "") == unquote(given.url or "")
        return name_key(by or "") == name_key(given.organisation or "") and (
            there and known.date == given.date
        )

    def _speaker(self, draft: SpeakerDraft) -> SpeakerDraft:
        """Return all that is known of who is called so; raises RefusedError where several are."""
        if draft.key or draft.kind is SpeakerKind.UNNAMED:
            return draft
        known = list(speakers(self.session, called_exactly(self.session, draft.name)).values())
        meant = _meant(known, draft)
        if len(meant) > 1:
            field = "itemReviewed.author"
            reason = f"{len(meant)} speakers are called “{draft.name}”; log the statement by hand"
            raise RefusedError(field, reason)
        if meant:
            return SpeakerDraft.model_validate(meant[0], from_attributes=True, by_name=True)
        # One of the same name is somebody else.
        return draft.model_copy(update={"key": new_key()}) if known else draft


def _meant(known: list[SpeakerRecord], draft: SpeakerDraft) -> list[SpeakerRecord]:
    """Return those whom a draft may mean: by Wikidata, else by kind where several are called so."""
    if draft.wikidata:
        sure = [one for one in known if one.wikidata == draft.wikidata]
        known = sure or [one for one in known if one.wikidata is None]
    alike = [one for one in known if one.kind is draft.kind]
    return alike if alike and len(known) > 1 else known


def _is_called(known: SpeakerRecord, told: SpeakerDraft) -> bool:
    """Tell whether a known speaker is the one that a draft names, or describes."""
    if told.kind is SpeakerKind.UNNAMED:
        # Our export tells the role behind the description.
        return name_key(told.name).startswith(name_key(known.name))
    return name_key(told.name) in map(name_key, (known.name, *known.aliases))


def _refuse_unsigned(given: ReviewDraft) -> None:
    if given.organisation is None:
        field = "author"
        raise RefusedError(field, "it does not say who reviewed; give author.name")
    refuse_odd(given)


def _text(text: str | None) -> str:
    return (text or "").strip()
