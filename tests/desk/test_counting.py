"""How many statements a search finds, and how often the index is looked through to tell it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from desk import statement_pages
from desk.read_models.search_index import reindex
from desk.statement_scopes import StatementScope
from models.terms import Form, StatementStatus
from tests.factories import a_statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

FORMS = Form.DIRECT, Form.MIXED, Form.INDIRECT
STATUSES = StatementStatus.LOGGED, StatementStatus.PROPOSED, StatementStatus.WITHDRAWN


@contextmanager
def _counted(session: Session) -> Iterator[list[int]]:
    """Yield how many counts each query makes."""
    made: list[int] = []

    def note(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        made.append(sql.lower().count("count(*)"))

    event.listen(session.get_bind(), "before_cursor_execute", note)
    yield made
    event.remove(session.get_bind(), "before_cursor_execute", note)


def test_what_the_total_tells_is_not_counted_again(session: Session) -> None:
    made = [
        a_statement(session, quote="ceded"),
        a_statement(session, form=Form.INDIRECT, claim="ceded"),
        a_statement(session, quote="ceded", status=StatementStatus.PROPOSED),
        a_statement(session, quote="ceded", status=StatementStatus.WITHDRAWN, status_reason="No."),
    ]
    reindex(session, [one.id for one in made])
    asked: dict[str, tuple[dict[str, Any], int, list[int], int]] = {
        "some": ({"q": "ceded"}, 2, [1, 0, 1, 2, 1, 1], 5),
        "of a form": ({"q": "ceded", "form": Form.INDIRECT}, 1, [1, 0, 1, 1, 0, 0], 5),
        "none": ({"q": "nowhere"}, 0, [0] * 6, 3),
        "none of a form": ({"q": "ceded", "form": Form.MIXED}, 0, [1, 0, 1, 0, 0, 0], 5),
        "of every status": ({"q": "ceded", "status": None}, 4, [3, 0, 1, 2, 1, 1], 5),
        "none of every status": ({"q": "nowhere", "status": None}, 0, [0] * 6, 1),
    }
    for name, (chosen, total, kinds, times) in asked.items():
        with _counted(session) as made_counts:
            counts = statement_pages.counts(session, StatementScope(**chosen))
        told = [*map(counts.forms.get, FORMS), *map(counts.statuses.get, STATUSES)]
        assert (name, counts.total, told, sum(made_counts)) == (name, total, kinds, times)
