"""A frozen report as a document: as it was frozen, with its proof, whatever has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.views.documents.reading_back import parts_read
from tests.views.pages import Page, submit
from tests.views.stored import last, rows

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

TITLE = "<script>alert(1)</script>"
pytestmark = pytest.mark.usefixtures("desk_with_case")


@pytest.fixture
def frozen(reviewer: FlaskClient) -> str:
    """The page of a frozen version of everything."""
    saved = submit(reviewer, "/reports/save", title=TITLE).location
    asked = Page.of(submit(reviewer, f"{saved}/freeze"))
    done = reviewer.post(f"{saved}/freeze", data=asked.form().filled(confirm="y"))
    return str(done.location)


def test_it_leaves_with_its_proof_and_stays_as_it_was(
    reviewer: FlaskClient, frozen: str, engine: Engine
) -> None:
    page = Page.of(reviewer.get(frozen))
    offered = [link for link in page.links if link.startswith(f"{frozen}/download")]
    assert not any("format=json" in link for link in offered)
    [address] = [link for link in offered if "format=html" in link]
    first = parts_read(reviewer.get(address).data, "html")
    assert ("heading", TITLE) in first
    line = last(engine, "frozen_report")
    proof = [text for kind, text in first if kind == "item"]
    assert f"SHA-256: {line['sha256']}" in proof
    assert f"Head of the history: {line['head_seq']} · {line['head_hash']}" in proof
    left = last(engine, "export")
    assert (left["format"], left["scope"]["frozen"]) == ("frozen report.html", 1)
    [held, *_others] = [row["statement_id"] for row in rows(engine, "exported_statement")]
    submit(reviewer, f"/statements/{held}/withdraw", reason="Logged twice.")
    later = parts_read(reviewer.get(address).data, "html")
    assert [part for part in first if part[0] == "quote"] == [
        part for part in later if part[0] == "quote"
    ]
    assert any(text.startswith("Changed since it was frozen:") for _kind, text in later)


def test_a_version_that_is_not_there_is_not_found(reviewer: FlaskClient, frozen: str) -> None:
    nowhere = frozen.removesuffix("1") + "2"
    assert reviewer.get(f"{nowhere}/download?format=html").status_code == 404
    assert reviewer.get(f"{frozen}/download?format=papyrus").status_code == 400
