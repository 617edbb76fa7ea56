"""Why the desk says no: one family of errors, each with its field and its remedy."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models import Speaker
    from models.records import SourceRecord, SpeakerRecord


class DeskError(Exception):
    """Base of everything the desk refuses; nothing has been stored when it is raised."""


class RefusedError(DeskError):
    """A draft of the right shape that is not true to the record: names the field and the remedy."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


@contextmanager
def refused_at(place: str) -> Iterator[None]:
    """Say of what is refused here in which part of the whole draft it stands."""
    try:
        yield
    except RefusedError as no:
        no.field = f"{place}.{no.field}"
        raise


def needed_reason(reason: str | None) -> str:
    """Return why something is done; raises RefusedError on `reason` where nothing is said."""
    if reason is None or not reason.strip():
        field = "reason"
        raise RefusedError(field, "Say why; the reason stays in the record.")
    return reason


class AmbiguousSpeakerError(RefusedError):
    """A name that fits several speakers; a person has to choose."""

    def __init__(self, reason: str, candidates: Sequence[SpeakerRecord]) -> None:
        super().__init__("speaker_id", reason)
        self.candidates = tuple(candidates)


class Odd(str):
    """A sentence that asks about what looks odd, with a word for programs, and the records it means."""

    __slots__ = ("about", "code")
    code: str
    about: dict[str, int]

    def __new__(cls, asked: str, code: str, **about: int) -> Self:
        """Return the sentence; `about` holds ids by what they are of, such as `source_id`."""
        odd = super().__new__(cls, asked)
        odd.code, odd.about = code, about
        return odd


class UnconfirmedError(DeskError):
    """A draft that may be right but looks odd; it is taken once a person confirms it."""

    def __init__(
        self,
        warnings: Sequence[str],
        works: Sequence[SourceRecord] = (),
        speakers: Sequence[Speaker] = (),
    ) -> None:
        super().__init__(" ".join(warnings))
        self.warnings = list(warnings)
        #: The known works that a described one may be.
        self.works = tuple(works)
        #: The known speakers who are called as a described one.
        self.speakers = tuple(speakers)


class StaleError(DeskError):
    """An edit of a version, or a decision on one, that somebody else has replaced meanwhile."""

    def __init__(self, noun: str, subject_id: int, doing: str = "were editing") -> None:
        super().__init__(f"Somebody else changed this {noun} while you {doing} it.")
        self.noun = noun
        self.subject_id = subject_id


class NotAllowedError(DeskError):
    """A deed that the actor's role does not permit."""


class ClosedLinkError(DeskError):
    """A one-time link that opens nothing: used up, out of time, or never made."""

    def __init__(self) -> None:
        super().__init__(
            "This one-time link is used up, out of time or replaced. Ask for a new one."
        )


class GoneError(DeskError):
    """What was here and was redacted: there is nothing left to send."""

    def __init__(self, noun: str, subject_id: int) -> None:
        super().__init__(
            f"What was kept in {noun} {subject_id} was redacted; nothing is left of it."
        )


class MissingError(DeskError):
    """A record that is not there."""

    def __init__(self, noun: str, reference: object) -> None:
        super().__init__(f"There is no {noun} “{reference}”.")
        self.noun, self.reference = noun, reference
