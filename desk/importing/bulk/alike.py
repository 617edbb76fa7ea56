"""Sources without a key: the known ones that say the same, looked for many at a time."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.rows import in_batches
from desk.sources import PLAIN
from models import Notice, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from desk.source_drafts import SourceDraft

MERGED = 0
"""In place of the id of a source that was merged into another one."""
_TOLD = (*PLAIN, "authors", "csl")


class Alike:
    """The sources that say what some drafts say, and those that were made of drafts since."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._ids: dict[bytes, int] = {}
        #: Those of which there are notices.
        self.noticed: set[int] = set()

    def begin(self, drafts: Sequence[SourceDraft]) -> None:
        """Look for the sources of these titles; one walk through all for 500 of them."""
        chosen = select(
            Source.id, Source.merged_into_id, *(getattr(Source, name) for name in _TOLD)
        )
        for some in in_batches(sorted({draft.title for draft in drafts})):
            rows = self.session.execute(chosen.where(Source.title.in_(some)).order_by(Source.id))
            for number, merged, *told in rows:
                self._ids.setdefault(_mark(told), number if merged is None else MERGED)
        for some_ids in in_batches(sorted({*self._ids.values()} - {MERGED})):
            noticed = select(Notice.source_id).where(Notice.source_id.in_(some_ids))
            self.noticed |= set(self.session.scalars(noticed))

    def of(self, draft: SourceDraft) -> int | None:
        """Return the id of the first source that says just what a draft says, if there is one."""
        return self._ids.get(_of_draft(draft))

    def add(self, number: int, draft: SourceDraft) -> None:
        """Know a source that was just made."""
        self._ids.setdefault(_of_draft(draft), number)

    def end(self) -> None:
        """Let go of what was looked up for some lines."""
        self._ids, self.noticed = {}, set()


def _of_draft(draft: SourceDraft) -> bytes:
    return _mark(getattr(draft, name) for name in _TOLD)


def _mark(told: Iterable[Any]) -> bytes:
    text = json.dumps(list(told), sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=12).digest()
