"""Which known source a reference means: by key, DOI, web address, ISBN, else by title and date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desk.parties import sources
from models import Source, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from desk.source_drafts import SourceDraft
    from models.records import SourceRecord

    Mark = tuple[str, ...]

_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", re.IGNORECASE)
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
#: Works that an ISBN stands for as a whole, not their chapters.
_BOOKS = frozenset({"book", "report", "classic", "collection", "pamphlet"})


class KnownWorks:
    """The sources on the desk by what tells one from another; read once, when first asked."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._ids: dict[Mark, int] | None = None

    def record(self, draft: SourceDraft) -> SourceRecord | None:
        """Return the known source that a draft means; a key of ours means no other one."""
        found = self._known().get(("key", draft.key)) if draft.key else self.id_of(draft)
        return sources(self.session, [found])[found] if found else None

    def id_of(self, draft: SourceDraft) -> int | None:
        """Return the id of the known source that a draft means."""
        ids = self._known()
        return next((ids[mark] for mark in _marks(draft) if mark in ids), None)

    def add(self, source: Source) -> None:
        """Know a source that was just made."""
        if self._ids is not None:
            # It has no number before.
            self.session.flush()
            self._note(self._ids, source)

    def add_told(self, number: int, draft: SourceDraft) -> None:
        """Know a source that was just made, of this number, as a draft tells it."""
        if self._ids is not None:
            for mark in _marks(draft):
                self._ids.setdefault(mark, number)

    def _known(self) -> dict[Mark, int]:
        if self._ids is None:
            self._ids = {}
            for row in self.session.execute(_ALL):
                self._note(self._ids, row)
        return self._ids

    def _note(self, ids: dict[Mark, int], source: Any) -> None:  # noqa: ANN401 -- row or source
        for mark in _marks(source):
            ids.setdefault(mark, source.id)


_ALL = select(
    # What was merged leads to the work it was merged into.
    func.coalesce(Source.merged_into_id, Source.id).label("id"),
    Source.key,
    Source.type,
    Source.title,
    Source.container_title,
    Source.publisher,
    Source.published,
    Source.url,
    Source.csl,
).order_by(Source.id)


def _marks(work: Any) -> Iterator[Mark]:  # noqa: ANN401 -- a draft, a row or a source
    """Yield what a work is known by, the surest first."""
    if work.key:
        yield ("key", work.key)
    doi = work.csl.get("DOI")
    if isinstance(doi, str) and doi.strip():
        yield ("doi", _DOI.sub("", doi.strip()).casefold())
    if work.url:
        yield ("url", _SCHEME.sub("", work.url).rstrip("/"))
    isbn = re.sub(r"[^0-9Xx]", "", str(work.csl.get("ISBN") or ""))
    if isbn and work.type in _BOOKS:
        yield ("isbn", isbn.upper())
    if not work.url:
        outlet = name_key(work.container_title or work.publisher or "")
        yield ("title", name_key(work.title), outlet, work.published or "")
