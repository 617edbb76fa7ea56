"""The text of a page that came along with a statement: looked at before the deed, kept in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.keeping import NOTHING
from desk.page_texts import look_at, rest_on
from desk.refusals import RefusedError
from views.context import me, reading

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.articles import Article
    from desk.keeping import Ahead, Kept
    from desk.source_drafts import AppearanceDraft
    from models import Appearance


@dataclass(frozen=True)
class PageText:
    """A text that is to be kept, and what is known before the lock is taken."""

    article: Article
    ahead: Ahead

    def keep(self, session: Session, found: Appearance) -> Kept:
        """Keep it under what was just found in it; raises RefusedError."""
        return rest_on(session, found, self.article, me(), self.ahead)


def page_text(draft: AppearanceDraft | None, article: Article | None) -> PageText | None:
    """Return the text to keep with an appearance, None where there is nothing to keep or no draft."""
    if draft is None or article is None:
        return None
    try:
        ahead = look_at(reading(), draft, article)
    except RefusedError:
        # Of a source that is not there nothing rests on; the deed says so at its field.
        ahead = NOTHING
    return PageText(article, ahead)
