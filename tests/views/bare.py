"""What is asked of the record without regard to who asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import event

from desk.history import withheld
from models.facets import TOPIC
from tests.views.secrets import CASE
from tests.views.stored import rows
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest
    from flask import Flask
    from sqlalchemy.orm import Session

_TABLES = (
    "statement|link|appearance|translation|review|speaker|speaker_name|source|capture|relay|topic|"
    "notice|notice_appearance|reply_request|remark|statement_text|event|redaction"
)
_READ = re.compile(rf"\b(FROM|JOIN) ({_TABLES})\b")
_FOUND = "statement_words MATCH"


def bare_queries(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Gather what is asked from now on of the record without regard to who asks.

    Whether a row of an event still stands is asked for whomever, there and nowhere else: that it
    does can only keep more from who reads, as tests/desk/test_withheld.py shows.
    """
    bare: list[str] = []
    engine = app.extensions[EXTENSION].engine
    excused: list[bool] = []
    secret = next(row["id"] for row in rows(engine, "topic") if row["name"] == CASE)
    standing = withheld._standing  # noqa: SLF001 -- what is excused is this and nothing else

    def excuse(session: Session, places: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        excused.append(True)
        try:
            return standing(session, places)
        finally:
            excused.pop()

    def note(
        _connection: object, _cursor: object, asked: str, told: object, *_rest: object
    ) -> None:
        read = asked.startswith("SELECT") and _READ.search(asked)
        if read and not excused and "topic_account" not in asked:
            bare.append(asked)
        # The index of SQLite is hidden from nobody: it is told what is not to be found.
        if asked.count(_FOUND) != str(told).count(f" NOT {TOPIC}{secret}"):
            bare.append(f"{asked} {told}")

    monkeypatch.setattr(withheld, "_standing", excuse)
    event.listen(engine, "before_cursor_execute", note)
    return bare
