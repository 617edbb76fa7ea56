"""Keys of lines that bring none: made from what identifies the statement, so that it is known again."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING

from desk.readers.faults import Fault
from models import name_key

if TYPE_CHECKING:
    from desk.readers.reading import FileRead, NumberedLine
    from desk.source_drafts import SourceDraft
    from desk.statement_drafts import StatementLine

_LETTERS = 25


def with_keys(read: FileRead) -> FileRead:
    """Return what was read with a key on every statement; each key stands there once.

    The second line of a brought key is a fault. A line that says again all that an earlier one says
    is passed over; one that says it otherwise is a fault.
    """
    first: dict[str, NumberedLine] = {}
    kept: list[NumberedLine] = []
    for line in read.lines:
        draft = line.draft if line.draft.key else _keyed(line.draft)
        known = first.setdefault(draft.key or "", line)
        if known is line:
            kept.append(type(line)(line.number, draft, line.whole))
        elif line.draft.key is None and known.draft == line.draft:
            read.repeats.append((line.number, known.number))
        else:
            read.faults.append(repeated(line.number, line.draft.key, known.number))
    read.lines = kept
    return read


def key_from(draft: StatementLine) -> str:
    """Return the key of a statement that brings none.

    The same words of the same speaker, said on the same day in the same source, have the same key.
    """
    found = draft.appearances[0]
    speaker = draft.speaker.key or [draft.speaker.kind, name_key(draft.speaker.name)]
    told = [draft.form, draft.quote, draft.claim, found.locator.exact, draft.said]
    identity = json.dumps([*told, speaker, _work(found.source)], ensure_ascii=False)
    digest = hashlib.sha256(identity.encode()).digest()
    return "s" + base64.b32encode(digest).decode().lower()[:_LETTERS]


def _keyed(draft: StatementLine) -> StatementLine:
    return draft.model_copy(update={"key": key_from(draft)})


def _work(source: SourceDraft) -> list[str | None]:
    if source.key or source.url:
        return [source.key or source.url]
    return [source.title, source.container_title, source.published]


def repeated(line: int, key: str | None, first: int) -> Fault:
    """Say that a line has the key of an earlier one, of which `first` is the number.

    `key`: the one that the line brings; None where it was made from what it says.
    """
    if key:
        return Fault(line, "key", f"“{key}” stands on line {first} already")
    reason = (
        f"it says what line {first} says, but not all of it is the same; "
        "give both lines keys, or leave one out"
    )
    return Fault(line, "key", reason)
