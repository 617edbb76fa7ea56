"""Speakers logged before their names were folded for finding are found like those after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from models import finding_key
from tests.migrating import migrations

if TYPE_CHECKING:
    from sqlalchemy import Engine

NAMES = [
    "At-Tanf",
    "O’Brien",
    "Łukasz Wałęsa",
    "محـــمد",
    "🙂 !",
    "Straße",
    "Z" + "\u0323\u0301" * 60,
]
SPEAKER = """
INSERT INTO speaker (key, name, name_key, kind, plural, version, created_at)
VALUES (:key, :name, :name, 'person', false, 1, '2026-11-21 00:00:00+00:00')
"""
ALIAS = """
INSERT INTO speaker_name (speaker_id, position, name, name_key) VALUES (1, 0, :name, :name)
"""


def _store(engine: Engine) -> None:
    with engine.begin() as connection:
        for place, name in enumerate(NAMES):
            connection.execute(text(SPEAKER), {"key": f"s{place}", "name": name})
        connection.execute(text(ALIAS), {"name": "al-Tanf"})


@pytest.mark.parametrize("table", ["speaker", "speaker_name"])
def test_names_are_folded_by_the_revision_as_by_the_models(empty_url: str, table: str) -> None:
    config = migrations(empty_url)
    command.upgrade(config, "0001")
    engine = create_engine(empty_url)
    _store(engine)
    command.upgrade(config, "0002")
    with engine.connect() as connection:
        rows = connection.execute(text(f"SELECT name, found_by FROM {table} ORDER BY id")).all()
    engine.dispose()
    assert rows == [(name, finding_key(name)) for name, _ in rows]
    assert rows
