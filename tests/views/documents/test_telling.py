"""What a document says of a report, against a plain count."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given, settings
from hypothesis import strategies as st

from models.terms import Answer, LinkStatus, PairKind, Relation
from tests.citations.records import a_link
from tests.citations.strategies import statements
from tests.views.documents.editions import edition_of, paired
from views.documents.formats import DOCUMENTS
from views.documents.telling import told
from views.documents.tree import Heading, NoteMark, Paragraph, Together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.records import LinkRecord
    from views.documents.edition import Edition

ANSWERS = st.sampled_from(Answer)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    sides = draw(st.lists(st.tuples(statements(), statements()), max_size=5))
    pairs = [paired(_link(draw, number), *two) for number, two in enumerate(sides)]
    return replace(edition_of(pairs), most=draw(st.integers(1, 5)))


def _link(draw: st.DrawFn, number: int) -> LinkRecord:
    return replace(
        a_link("s1", "s2", Relation.CONTRADICTS, status=LinkStatus.CONFIRMED, rationale="Why."),
        key=f"link-{number}",
        same_time=draw(ANSWERS),
        same_meaning=draw(ANSWERS),
        same_place=Answer.YES,
        recheck=draw(st.booleans()),
    )


@pytest.fixture(autouse=True, scope="module")
def _in_an_app() -> Iterator[None]:
    made = Flask(__name__)
    Babel(made)
    with made.app_context():
        yield


@settings(max_examples=25, deadline=None)
@given(editions())
def test_each_pair_is_told_once_and_each_source_has_one_number(edition: Edition) -> None:
    document = told(edition)
    shown = edition.report.pairs[: edition.most]
    told_pairs = [part for part in document.parts if isinstance(part, Together)]
    assert len(told_pairs) == len(shown)
    in_order = [pair for kind in PairKind for pair in shown if pair.kind is kind]
    sources = [
        found.source.key
        for pair in in_order
        for side in (pair.first, pair.second)
        for found in side.in_order
    ]
    first_used = list(dict.fromkeys(sources))
    marks = [
        run.number
        for part in told_pairs
        for block in part.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if isinstance(run, NoteMark)
    ]
    assert marks == [first_used.index(key) + 1 for key in sources]
    assert len(document.notes) == len(first_used)
    headings = [part.text for part in document.parts if isinstance(part, Heading)]
    assert len(headings) == 1 + len({pair.kind for pair in shown})


@settings(max_examples=25, deadline=None)
@given(editions())
def test_the_counts_at_the_head_are_those_of_all_pairs(edition: Edition) -> None:
    pairs = edition.report.pairs
    standings = Counter("to re-check" if one.recheck else str(one.standing) for one in pairs)
    names = ("direct", "unresolved", "apparent", "to re-check")
    text = DOCUMENTS["html"].writer(edition).decode()
    assert "; ".join(f"{name}: {standings[name]}" for name in names) in text
    left = len(pairs) - edition.most
    assert (f"{left} more" in text) is (left > 0)
