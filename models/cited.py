"""What is cited, as frozen values: one work consulted, with every statement found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.records import AppearanceRecord, SourceRecord, StatementRecord


@dataclass(frozen=True)
class Finding:
    """A statement as one source has it."""

    statement: StatementRecord
    appearance: AppearanceRecord


@dataclass(frozen=True)
class Cited:
    """A source consulted, and what was found in it, ordered by the statements' keys.

    Nothing was found where the source alone is what is cited.
    """

    source: SourceRecord
    findings: tuple[Finding, ...]

    @property
    def statements(self) -> tuple[StatementRecord, ...]:
        """The statements found, each once."""
        return tuple({found.statement.key: found.statement for found in self.findings}.values())
