"""What is cited, as frozen values: one work consulted, with every statement found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.terms import Form, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.records import AppearanceRecord, SourceRecord, StatementRecord


@dataclass(frozen=True)
class Finding:
    """A statement as one source has it."""

    statement: StatementRecord
    appearance: AppearanceRecord


UTTERED = ("interview", "post", "post-weblog", "speech")
"""Types of works that are somebody's own words; in a hearing many speak."""


def utterer_of(findings: Iterable[Finding]) -> str | None:
    """Return who alone is heard in a work at first hand, and word for word at least once.

    None of more than one speaker, of one without a name, and of works that are nobody's own words.
    """
    own = [each for each in findings if each.appearance.source.type in UTTERED]
    heard = [each.statement for each in own if not each.appearance.relays]
    speakers = {each.speaker.key: each.speaker for each in heard}
    if len(speakers) != 1 or not any(each.form is Form.DIRECT for each in heard):
        return None
    speaker = next(iter(speakers.values()))
    return None if speaker.kind is SpeakerKind.UNNAMED else speaker.name


@dataclass(frozen=True)
class Cited:
    """A source consulted, and what was found in it, ordered by the statements' keys.

    Nothing was found where the source alone is what is cited. `utterer` is the name of the one
    whose words the work is, if it is anybody's: of all that is logged, not of what is exported.
    """

    source: SourceRecord
    #: Of a work in which very many were found, they are read anew as often as they are gone through.
    findings: Sequence[Finding]
    utterer: str | None = None

    @property
    def statements(self) -> Iterator[StatementRecord]:
        """The statements found, each once, one after the other."""
        last = ""
        for found in self.findings:
            if found.statement.key != last:
                yield found.statement
            last = found.statement.key
