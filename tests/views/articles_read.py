"""Articles read before a page is opened, with proposals made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from desk.actors import actor_of
from desk.history.audit import writing_session
from models import Account, for_writing
from models.terms import Face
from tests.desk.drafting import keep
from tests.desk.proposing import TEXT, read
from tests.factories import an_account

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from reading.proposing import Proposed


def article_read(
    engine: Engine,
    text: str = TEXT,
    proposed: Proposed | None = None,
    *,
    confirmed: bool = True,
    published: str | None = "2024-03-06",
) -> int:
    """Keep an article and what is proposed of it, the two of `TEXT` where nothing is told.

    Returns the number of its reading.
    """
    with Session(engine) as session:
        account_id = an_account(session).id
        session.commit()
    with writing_session(for_writing(engine)) as session:
        by = actor_of(session.get_one(Account, account_id), Face.PAGE)
        capture = keep(session, by, text, published=published)
        return read(session, capture, by, proposed, confirmed=confirmed).reading.id
