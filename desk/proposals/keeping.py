"""Keeping what was proposed of an article: only what is new to the desk, each place once."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from desk.proposals.counterparts import Counterparts
from desk.proposals.fingerprints import fingerprint, fingerprints
from desk.proposals.shaping import shaped
from desk.refusals import GoneError, MissingError
from desk.rows import in_batches
from desk.sight import whole_record
from models import Appearance, Capture, Proposal, Reading, Source, now
from models.terms import ProposalState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from reading.proposing import Proposed


@dataclass(frozen=True)
class Article:
    """A capture as it is read: its text, when and where it was published."""

    capture_id: int
    text: str
    published: str | None
    outlet: str | None


@dataclass(frozen=True)
class KeptReading:
    """A reading that was kept, and how many of its proposals are new to the desk."""

    reading: Reading
    added: int


def article_to_read(session: Session, capture_id: int) -> Article:
    """Return what is read of a capture; raises MissingError, and GoneError once it was redacted."""
    chosen = (
        select(
            Capture.text,
            Capture.redacted_at,
            Source.published,
            func.coalesce(Source.container_title, Source.publisher).label("outlet"),
        )
        .join(Source, Source.id == Capture.source_id)
        .where(Capture.id == capture_id)
    )
    row, noun = session.execute(chosen).one_or_none(), "capture"
    if row is None:
        raise MissingError(noun, capture_id)
    if row.redacted_at is not None:
        raise GoneError(noun, capture_id)
    return Article(capture_id, row.text, row.published, row.outlet)


def keep_reading(
    session: Session,
    article: Article,
    proposed: Proposed,
    by: Actor,
    *,
    job_id: int | None = None,
    confirmed: bool = False,
) -> KeptReading:
    """Keep what was proposed of an article; read again, only what is new, and what waits anew.

    What was decided stays so. What is known of another capture of the source, or was logged from
    the same place, is not proposed. `confirmed`: a person has looked at the details of the article.
    Raises MissingError and GoneError.
    """
    article_to_read(session, article.capture_id)
    found = _reading_at(session, article.capture_id) or Reading(
        capture_id=article.capture_id, account_id=by.account_id
    )
    _describe_reading(found, article, proposed, job_id)
    if confirmed:
        found.confirmed_at, found.confirmed_by_id = now(), by.account_id
    session.add(found)
    session.flush()
    return KeptReading(found, _keep_rows(session, found, _rows_of(article.text, proposed)))


def _reading_at(session: Session, capture_id: int) -> Reading | None:
    chosen = select(Reading).where(Reading.capture_id == capture_id)
    return session.scalar(chosen.with_for_update())


def _describe_reading(
    found: Reading, article: Article, proposed: Proposed, job_id: int | None
) -> None:
    found.language, found.by_model = proposed.language, proposed.by_model
    found.notes, found.published = list(proposed.notes), article.published
    found.job_id, found.read_at = job_id or found.job_id, now()


def _rows_of(text: str, proposed: Proposed) -> dict[str, dict[str, Any]]:
    """Return the columns of each proposal by its fingerprint, in the order of the text."""
    found = [row for one in proposed.proposals if (row := shaped(text, one))]
    found.sort(key=lambda row: (row["start"], row["end"]))
    rows: dict[str, dict[str, Any]] = {}
    for row, mark in zip(found, fingerprints(row["passage"] for row in found), strict=True):
        rows.setdefault(mark, row)
    return rows


def _keep_rows(session: Session, found: Reading, rows: dict[str, dict[str, Any]]) -> int:
    source_id = found.capture.source_id
    with whole_record(session):
        before = session.scalars(select(Proposal).where(Proposal.reading_id == found.id)).all()
        known = _known_marks(session, source_id, rows)
        logged = _Logged.of(session, found.capture_id, source_id)
    _refresh({one.fingerprint: one for one in before}, rows)
    fresh = {
        mark: row
        for mark, row in rows.items()
        if mark not in known and not logged.holds(mark, row["start"], row["end"])
    }
    fresh = _without_counterparts(before, rows, fresh)
    session.flush()
    _add_rows(session, found, fresh)
    return len(fresh)


def _refresh(before: dict[str, Proposal], rows: dict[str, dict[str, Any]]) -> None:
    for mark, row in rows.items():
        if mark in before and before[mark].state is ProposalState.WAITING:
            _replace(before[mark], row)


def _without_counterparts(
    before: Sequence[Proposal],
    rows: dict[str, dict[str, Any]],
    fresh: dict[str, dict[str, Any]],
) -> dict[str, dict[str, Any]]:
    """Leave out what stands much where something was proposed before, cut otherwise.

    What waits there, and was not found again as it was, is brought up to date in its place.
    """
    places, kept = Counterparts(before), {}
    for mark, row in fresh.items():
        other = places.of(row["start"], row["end"])
        if other is None or (other.fingerprint in rows and other.state is ProposalState.WAITING):
            kept[mark] = row
        elif other.state is ProposalState.WAITING:
            _replace(other, row | {"fingerprint": mark})
    return kept


def _known_marks(session: Session, source_id: int, marks: Iterable[str]) -> set[str]:
    """Return which of the fingerprints were proposed of any capture of the source."""
    found: set[str] = set()
    of_source = select(Reading.id).join(Capture, Capture.id == Reading.capture_id)
    of_source = of_source.where(Capture.source_id == source_id)
    for batch in in_batches(sorted(marks)):
        chosen = select(Proposal.fingerprint).where(Proposal.fingerprint.in_(batch))
        found |= set(session.scalars(chosen.where(Proposal.reading_id.in_(of_source))))
    return found


def _replace(one: Proposal, row: dict[str, Any]) -> None:
    """Bring what waits up to date; what is equal is not touched, so that its version stays."""
    for name, value in row.items():
        if getattr(one, name) != value:
            setattr(one, name, value)


def _add_rows(session: Session, found: Reading, rows: dict[str, dict[str, Any]]) -> None:
    last = session.scalar(select(func.max(Proposal.number)).where(Proposal.reading_id == found.id))
    values = [
        {**_NEW, **row, "reading_id": found.id, "number": number, "fingerprint": mark}
        for number, (mark, row) in enumerate(rows.items(), (last or 0) + 1)
    ]
    # On the connection: proposals are no part of the record, and no event tells of them.
    for batch in in_batches(values):
        session.connection().execute(insert(Proposal), list(batch))


_NEW = {"state": ProposalState.WAITING, "version": 1}


@dataclass(frozen=True)
class _Logged:
    """What was logged from a source already: places in this capture, and words anywhere in it."""

    starts: Sequence[int]
    ends: Sequence[int]
    marks: frozenset[str]

    @classmethod
    def of(cls, session: Session, capture_id: int, source_id: int) -> _Logged:
        """Read what was logged by hand, or accepted before."""
        chosen = select(Appearance.capture_id, Appearance.start, Appearance.end, Appearance.exact)
        rows = session.execute(chosen.where(Appearance.source_id == source_id)).all()
        places = _merged((one.start, one.end) for one in rows if one.capture_id == capture_id)
        marks = frozenset(fingerprint(one.exact) for one in rows if one.exact)
        return cls([start for start, _ in places], [end for _, end in places], marks)

    def holds(self, mark: str, start: int, end: int) -> bool:
        """Tell whether the passage, or a place that overlaps with its own, was logged."""
        if mark in self.marks:
            return True
        place = bisect_left(self.starts, end)
        return place > 0 and self.ends[place - 1] > start


def _merged(places: Iterable[tuple[int | None, int | None]]) -> list[tuple[int, int]]:
    """Return places in the order of the text, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(_whole(places)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _whole(places: Iterable[tuple[int | None, int | None]]) -> Iterator[tuple[int, int]]:
    for start, end in places:
        if start is not None and end is not None:
            yield start, end
