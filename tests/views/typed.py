"""What people type in tests: an article of our own, and statements in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.views.pages import Page, submit

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ARTICLE = (
    "Outpost near the border is closed\n\n"
    "“We have not ceded any of the ground we have taken to anybody,” Mattis told reporters 🙂.\n"
    "A spokesman said that closing it was routine.\n"
)
QUOTE = "We have not ceded any of the ground we have taken to anybody"
ROUTINE = "A spokesman said that closing it was routine."
SOURCE = {
    "source_title": "Pentagon briefing",
    "source_container_title": "CNN",
    "source_published": "2017-09-19",
}
KNOWN = "Is this source known already?"
SAID = {"quote": QUOTE, "speaker_name": "James Mattis", "said": "2017-09-18"}


def paste(visitor: FlaskClient, text: str = ARTICLE, **source: str) -> str:
    """Bring an article and return the address of the form that logs from it."""
    known = {"title": "Outpost closed", "container_title": "CNN", "published": "2017-09-19"}
    answer = submit(visitor, "/sources/new", text=text, **{**known, **source})
    if KNOWN in answer.text:
        answer = visitor.post("/sources/new", data=Page.of(answer).form().values)
    assert answer.status_code == 303, answer.text
    return answer.location


def log(visitor: FlaskClient, **typed: str) -> str:
    """Log a statement by hand, known words too, and return its address."""
    answer = submit(visitor, "/statements/new", **{**SAID, **SOURCE, **typed})
    if "This may be logged already" in answer.text or KNOWN in answer.text:
        answer = visitor.post("/statements/new", data=Page.of(answer).form().values)
    assert answer.status_code == 303, answer.text
    return answer.location


def place(text: str, words: str) -> dict[str, str]:
    """Return what the page's script fills in when these words of an article are selected."""
    start = text.index(words)
    end = start + len(words)
    return {
        "passage": words,
        "start": str(start),
        "end": str(end),
        "prefix": text[max(0, start - 32) : start],
        "suffix": text[end : end + 32],
    }
