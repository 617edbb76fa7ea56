"""The import page on reference files whose notes tell statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.citations.records import a_source, a_statement, an_appearance
from tests.citations.writing import text_of
from tests.views.stored import rows
from tests.views.test_imports import stored, tried

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

STATEMENT = a_statement(
    key="one", quote="We left", appearances=(an_appearance(a_source(key="cnn")),)
)
RIS = text_of("ris", [STATEMENT])
OTHER = "TY  - NEWS\nID  - other\nTI  - Another\nN1  - We left [gainsay 1; key\nER  - \n"


def test_the_page_says_what_becomes_of_source_and_statement(
    app: Flask, checker: FlaskClient, engine: Engine
) -> None:
    page = tried(app, checker, RIS.encode(), name="case.ris")
    assert "James Mattis: We left" in page
    assert "An outpost closes" in page
    assert rows(engine, "statement") == rows(engine, "source") == []
    stored(app, checker)
    assert [row["key"] for row in rows(engine, "statement")] == ["one"]
    assert "There is nothing new in the file" in tried(app, checker, RIS.encode(), name="c.ris")


def test_a_damaged_note_is_reported_and_the_good_entries_kept_on_request(
    app: Flask, checker: FlaskClient, engine: Engine
) -> None:
    content = (OTHER + RIS).encode()
    page = tried(app, checker, content, name="case.ris")
    assert "a note of ours cannot be read: its end, from [gainsay to ], is damaged" in page
    assert "James Mattis: We left" not in page
    tried(app, checker, content, name="case.ris", partial="y")
    stored(app, checker)
    assert [row["key"] for row in rows(engine, "source")] == ["cnn"]
    assert [row["key"] for row in rows(engine, "statement")] == ["one"]
