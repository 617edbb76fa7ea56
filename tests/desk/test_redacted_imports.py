"""What was redacted comes back by no file, but that of who may redact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from desk.importing.imports import FileName, ImportOptions, import_read
from desk.readers.jsonl import read_jsonl
from models import Base, Link, ReplyRequest, Review, Source, Speaker, Statement
from models.terms import Verdict
from tests.desk.importing import SOURCE, a_file, a_line, a_link, bring, export, refused
from tests.desk.redacting import REASON, SAID, redact
from tests.desk.reviewing import a_claim, a_claim_review
from tests.desk.reviews_taken import take_reviews
from tests.desk.test_import_tables import take

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

SPEAKER = {"key": "mattis", "name": SAID, "kind": "person"}
WORK = SOURCE | {
    "title": SAID,
    "container_title": SAID,
    "url": "https://post.example/secret",
    "authors": [{"literal": SAID}],
    "notices": [{"kind": "corrected", "note": SAID}],
}
LINE = a_line(
    quote=SAID,
    claim=SAID,
    form="mixed",
    context=SAID,
    note=SAID,
    role=SAID,
    said="2017-09-18",
    translations=[{"language": "fr", "text": SAID}],
    speaker=SPEAKER | {"aliases": [SAID + " II"], "note": SAID, "wikidata": "Q42"},
    appearances=[
        {
            "source": WORK,
            "locator": {"exact": f"“{SAID}.”", "prefix": "So: "},
            "heard": "via",
            "relays": [{"name": SAID}],
        }
    ],
    reviews=[{"word": SAID, "summary": SAID, "organisation": "Fact Bureau"}],
    reply_requests=[{"whom": SAID, "route": SAID}],
    links=[a_link("s2", rationale=SAID)],
)
OTHER = a_line(
    "s2",
    quote="He is nowhere.",
    speaker={"name": "Ada Berg", "kind": "person"},
    appearances=[{"source": {"key": "herald", "type": "webpage", "title": "The herald"}}],
)
PARTS: list[tuple[type[Base], str, str]] = [
    *((Statement, name, name) for name in ("quote", "claim", "context", "note", "role", "said")),
    (Statement, "translations", "translations"),
    (Statement, "passages", "appearances.0.locator.exact"),
    (Statement, "relays", "appearances.0.relays"),
    (Speaker, "name", "speaker.name"),
    (Speaker, "aliases", "speaker.aliases"),
    (Speaker, "note", "speaker.note"),
    (Speaker, "wikidata", "speaker.wikidata"),
    (Speaker, "roles", "role"),
    (Source, "title", "appearances.0.source.title"),
    (Source, "authors", "appearances.0.source.authors"),
    (Source, "outlet", "appearances.0.source.container_title"),
    (Source, "addresses", "appearances.0.source.url"),
    (Source, "notices", "notices"),
    (Review, "word", "reviews"),
    (Review, "organisation", "reviews"),
    (ReplyRequest, "whom", "reply_requests"),
    (Link, "rationale", "links.rationale"),
]


def _redact(session: Session, admin: Actor, model: type[Any], part: str) -> None:
    """Redact a part of the record that the line tells of."""
    number = session.scalars(select(model.id).order_by(model.id)).first()
    redact(session, admin, model.__tablename__, number or 0, part)


@pytest.mark.parametrize(("model", "part", "field"), PARTS)
def test_an_old_file_brings_nothing_back_that_was_redacted(
    writing: Session, admin: Actor, reviewer: Actor, model: type[Base], part: str, field: str
) -> None:
    bring(writing, admin, LINE, OTHER)
    before = export(writing).encode()
    _redact(writing, admin, model, part)
    after = export(writing).encode()
    [(line, told, reason)] = refused(writing, before, reviewer, update=True)
    assert (line, told) == (1, field)
    assert "have an admin import the line" in reason
    # What is exported from now on can be brought again, and by who may redact the old file too.
    assert not bring_file(writing, reviewer, after)
    assert bring_file(writing, admin, before)
    assert export(writing).encode() != after


def bring_file(session: Session, by: Actor, content: bytes, *, trial: bool = False) -> bool:
    """Import a file with known records brought up to date; tell whether anything changed."""
    options = ImportOptions(update=True, trial=trial)
    result = import_read(session, read_jsonl(content), by, options, FileName(content))
    session.commit()
    return result.changed


def test_a_trial_tells_what_would_bring_back_what_was_redacted(
    writing: Session, admin: Actor, reviewer: Actor
) -> None:
    bring(writing, admin, LINE, OTHER)
    _redact(writing, admin, Statement, "quote")
    content = a_file(LINE, OTHER)
    options = ImportOptions(update=True, trial=True)
    result = import_read(writing, read_jsonl(content), reviewer, options, FileName(content))
    [row] = [one for one in result.rows if one.verdict is Verdict.REFUSED]
    assert (row.line, row.field) == (1, "quote")
    assert "was redacted" in row.why
    writing.rollback()


def test_what_was_not_redacted_may_be_brought_up_to_date(
    writing: Session, admin: Actor, reviewer: Actor
) -> None:
    bring(writing, admin, LINE, OTHER)
    _redact(writing, admin, Statement, "note")
    assert bring(
        writing, reviewer, LINE | {"note": "[redacted]", "context": "New."}, OTHER, update=True
    ).updated
    statement = writing.scalars(select(Statement).order_by(Statement.id)).first()
    assert statement is not None
    assert (statement.context, statement.note) == ("New.", "[redacted]")


@pytest.mark.parametrize(
    ("model", "part", "change"),
    [
        (Speaker, "name", {"speaker": {"name": SAID, "kind": "person"}}),
        (Source, "title", {"appearances": [{"source": {"title": SAID, "type": "webpage"}}]}),
    ],
)
def test_a_redacted_name_comes_back_under_no_other_record(
    writing: Session,
    admin: Actor,
    checker: Actor,
    model: type[Base],
    part: str,
    change: dict[str, Any],
) -> None:
    plain = a_line(speaker=SPEAKER, appearances=[{"source": SOURCE | {"title": SAID}}])
    bring(writing, admin, plain)
    _redact(writing, admin, model, part)
    told = refused(writing, a_file(plain | change), checker, update=True)
    assert ["was redacted" in reason for _, _, reason in told] == [True]


@pytest.mark.parametrize("part", ["word", "organisation", "url"])
@pytest.mark.parametrize("update", [False, True])
def test_a_redacted_review_comes_back_by_no_claim_review(
    writing: Session, admin: Actor, reviewer: Actor, part: str, *, update: bool
) -> None:
    told = a_claim_review(itemReviewed=a_claim(text="“It rained.”"))
    take_reviews(writing, admin, told)
    _redact(writing, admin, Review, part)
    again = a_claim_review(**told | {"reviewRating": {"alternateName": "Wrong"}})
    result = take_reviews(writing, reviewer, again, update=update, keep_good=True)
    assert not result.changed
    [fault] = result.faults
    assert fault.field == "reviewRating"
    assert REASON not in fault.reason
    assert len(writing.scalars(select(Review)).all()) == 1


def test_a_redacted_source_is_not_told_again_by_a_reference(
    writing: Session, admin: Actor, reviewer: Actor
) -> None:
    bib = f"@misc{{w2, title={{The outpost}}, author={{{{{SAID}}}}}, year=2017}}"
    take(writing, admin, bib, "bibtex")
    _redact(writing, admin, Source, "authors")
    result = take(writing, reviewer, bib, "bibtex", update=True, keep_good=True)
    assert not result.changed
    [fault] = result.faults
    assert (fault.field, "was redacted of the source" in fault.reason) == ("authors", True)
    assert take(writing, admin, bib, "bibtex", update=True).updated == ["w2"]
