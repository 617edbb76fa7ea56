"""A session for a deed takes its place in the history, or leaves nothing open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DBAPIError

from desk.history.audit import writing_session
from models import for_writing, open_engine

if TYPE_CHECKING:
    from sqlalchemy.pool import QueuePool


def test_a_session_that_finds_no_history_is_closed(empty_url: str) -> None:
    engine = open_engine(empty_url)
    with pytest.raises(DBAPIError):
        writing_session(for_writing(engine))
    pool: QueuePool = engine.pool  # type: ignore[assignment]
    assert pool.checkedout() == 0
    engine.dispose()
