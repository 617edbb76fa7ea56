"""Redactions for tests, and what is left afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, String, cast, select
from sqlalchemy.orm import Session

from desk import pending
from desk.articles import pasted
from desk.history import chain
from desk.redacting import redactions
from desk.redacting.redactions import Redacted, RedactionDraft
from models import (
    Base,
    Statement,
)
from tests.desk.drafting import (
    confirm,
    found,
    keep,
    log,
    propose,
    revise,
)

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from desk.actors import Actor

SAID = "Zanzibarquartz said the informant hides in Kolwezi"
PASSAGE = f"“{SAID},” he told us on the phone."
REASON = "Court order of 3 October 2017"


def draft(*parts: str, **rest: str) -> RedactionDraft:
    """Draft a redaction, confirmed, for a reason."""
    return RedactionDraft.model_validate(
        {"parts": parts, "reason": REASON, "confirmation": "redact"} | rest
    )


def redact(
    session: Session, by: Actor, subject: str, number: int, *parts: str, **rest: str
) -> Redacted:
    """Redact and commit."""
    done = redactions.redact(session, subject, number, draft(*parts, **rest), by)
    session.commit()
    return done


def everywhere(engine: Engine) -> str:
    """Return all text of every table."""
    with Session(engine) as session:
        return "\n".join(_dump(session, table) for table in Base.metadata.sorted_tables)


def _dump(session: Session, table: Any) -> str:  # noqa: ANN401
    columns = [
        cast(column, String) if isinstance(column.type, JSON) else column
        for column in table.columns
    ]
    rows = session.execute(select(*columns))
    return "\n".join(
        one.decode(errors="replace") if isinstance(one, bytes) else str(one)
        for row in rows
        for one in row
    )


def faults(engine: Engine) -> list[str]:
    with Session(engine) as session:
        return list(chain.faults(session))


def a_secret(writing: Session, checker: Actor, reviewer: Actor) -> Statement:
    """A statement with the secret in every field, revised, captured, linked and confirmed.

    The article waits once more for somebody else, who brought it too.
    """
    capture = keep(writing, checker, PASSAGE)
    pending.hold(writing, pasted(PASSAGE), {"title": SAID}, reviewer.account_id)
    place = found(
        capture_id=capture.id,
        locator={"exact": PASSAGE, "prefix": SAID[:20]},
        relays=[{"name": f"{SAID} agency"}],
    )
    words = dict.fromkeys(
        ("claim", "context", "note", "told", "where", "in_answer_to", "role"), SAID
    )
    parts: dict[str, Any] = {
        "said": "2017-09-18",
        "said_text": SAID,
        "appearance": place,
        "confirmed": True,
    }
    statement = log(writing, checker, quote=f"{SAID} too", **words, **parts)
    revise(writing, statement, checker, quote=SAID, **words, **parts)
    other = log(writing, checker, quote="He is nowhere.", speaker={"name": "A spokesman"})
    link = propose(writing, statement, other, checker, words="the informant")
    confirm(writing, link, reviewer)
    return statement
