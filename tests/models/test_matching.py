"""Both engines find what a plain, slow search finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import StatementText
from models.asked import Asked, Term, asked
from models.matching import matching
from models.search import searchable
from tests.factories import a_statement

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LETTERS = "aAéß\u0301 ١1_-'\"“”地ไहि\u094d한ł\u200c\ue000𞤀힣가"
_TEXTS = st.lists(st.text(st.sampled_from(_LETTERS), max_size=8), min_size=1, max_size=4)
_QUERIES = st.text(st.sampled_from(_LETTERS), max_size=10) | st.text(max_size=12)


def _plainly(parts: list[str], looked_for: Asked) -> bool:
    """Match slowly, by the definition: every wanted term in some part, no excluded one in any."""
    texts = [f" {searchable([part])} " for part in parts]

    def holds(term: Term) -> bool:
        wanted = f" {' '.join(term.words)}{'' if term.beginning else ' '}"
        return any(wanted in text for text in texts)

    return all(map(holds, looked_for.wanted)) and not any(map(holds, looked_for.excluded))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_TEXTS, min_size=1, max_size=5), st.lists(_QUERIES, min_size=1, max_size=8))
def test_both_engines_find_what_a_plain_search_finds(
    session: Session, texts: list[list[str]], queries: list[str]
) -> None:
    known = {_indexed(session, parts): parts for parts in texts}
    # Each text is also looked for by a piece of itself, which is found.
    for query in [*queries, *(part[1:5] for parts in texts for part in parts)]:
        looked_for = asked(query)
        wanted = {number for number, parts in known.items() if _plainly(parts, looked_for)}
        assert not looked_for or _found(session, looked_for) & known.keys() == wanted


def _indexed(session: Session, parts: list[str]) -> int:
    statement = a_statement(session)
    session.merge(StatementText(statement_id=statement.id, body=searchable(parts)))
    session.flush()
    return statement.id


def _found(session: Session, looked_for: Asked) -> set[int]:
    return set(session.scalars(matching(looked_for, session.get_bind().dialect.name)))
