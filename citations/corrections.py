"""What has been said since about a statement's words, so that a correction follows each export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.dates import when
from citations.words import notice_words, outlet_words, sentence
from models.notes.sentences import opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.records import CorrectionRecord, NoticeRecord, SourceRecord, StatementRecord


def correction_words(
    statement: StatementRecord, *, but: SourceRecord | None = None
) -> Iterator[str]:
    """Yield a sentence a correction: "Corrected on 19 September 2017: …", "Corrected by the speaker …".

    A notice of a work other than the one cited says whose it is; those of `but` are told elsewhere.
    """
    cited = {found.source.key for found in statement.appearances}
    for work, notice in statement.notices:
        if but is None or work.key != but.key:
            yield _of(work, notice, named=but is not None or cited != {work.key})
    yield from map(_by_statement, statement.corrections)


def corrections_of(statements: Iterable[StatementRecord], source: SourceRecord) -> tuple[str, ...]:
    """Return what corrects the statements found in a source, beside the source's own notices."""
    told = (one for statement in statements for one in correction_words(statement, but=source))
    return tuple(dict.fromkeys(told))


def _of(work: SourceRecord, notice: NoticeRecord, *, named: bool) -> str:
    words = notice_words(notice)
    return f"{outlet_words(work)}: {words}" if named else words


def _by_statement(one: CorrectionRecord) -> str:
    who = "the speaker" if one.own else one.speaker
    dated = " ".join(filter(None, (f"Corrected by {who}", when(one.said))))
    return sentence(": ".join(filter(None, (opened(dated), one.rationale))))
