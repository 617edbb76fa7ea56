"""Slips are written by functions: whatever a record says, it comes out as text and as nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from flask import render_template_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from desk.disputes import Disputed
from desk.pairs import make_pair
from models.records import (
    AppearanceRecord,
    LinkRecord,
    RelayRecord,
    SourceRecord,
    SpeakerRecord,
    StatementRecord,
    TranslationRecord,
)
from models.terms import Answer, Form, LinkStatus, Relation, SpeakerKind, StatementStatus
from tests.views.test_hostile import HOSTILE
from views.documents.notes import Notes
from views.entries import dispute, pair_entry
from views.rows import row
from views.scripts import calm
from views.shapes import Shape, escaped, filled, joined
from views.slips import slip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask

    from desk.pairs import Pair
    from models.records import ReplyRecord

PLAIN = "plain"
#: Texts without white space at their ends, which HTML folds, and without what no page can hold.
TEXTS = st.sampled_from([*HOSTILE.values(), "%s", "%(name)d %", "{0} {", "</article>"]) | st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=30
)


class Read(HTMLParser):
    """What a browser makes of a piece of HTML: its tags with the names of their attributes, its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.attributes: list[str] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *(name for name, _value in attrs)))
        self.attributes += [value or "" for _name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def all_text(self) -> str:
        return "".join(self.text)


class Nobody:
    """A report in which nobody was asked for comment."""

    def requests_on(self, _pair: Pair) -> Iterable[ReplyRecord]:
        return ()


def _said(text: str, number: int = 1) -> StatementRecord:
    work = SourceRecord(
        id=3, key="s", type=text, title=text, container_title=text, url=text, language=text
    )
    found = AppearanceRecord(
        id=4, source=work, page=text, time=text, relays=(RelayRecord(name=text, verb=text),)
    )
    return StatementRecord(
        id=number,
        key=f"k{number}",
        version=1,
        form=Form.MIXED,
        speaker=SpeakerRecord(id=2, key="p", name=text, kind=SpeakerKind.PERSON),
        status=StatementStatus.LOGGED,
        created_at=datetime(2020, 1, 1, tzinfo=UTC),
        quote=text,
        claim=text,
        language=text,
        translations=(TranslationRecord(language="fa", text=text, by=text),),
        role=text,
        told=text,
        in_answer_to=text,
        said="2020-01-01",
        appearances=(found,),
    )


def _pair(text: str) -> Pair:
    link = LinkRecord(
        id=9,
        key="l",
        version=1,
        from_id=1,
        from_key="k1",
        to_id=2,
        to_key="k2",
        relation=Relation.CONTRADICTS,
        status=LinkStatus.CONFIRMED,
        rationale=text,
        same_time=Answer.YES,
        same_place=Answer.UNKNOWN,
        same_meaning=Answer.YES,
    )
    return make_pair(link, _said(text, 1), _said(text, 2))


def _written(text: str) -> Markup:
    pair, notes = _pair(text), Notes()
    return joined(
        [
            slip(pair.first),
            slip(pair.first, short=True, notes=notes),
            row(pair.first, None, (), links=True, cites=False),
            pair_entry(pair, notes, Nobody()),
            dispute(Disputed(pair.first, (pair,)), "others", notes, Nobody()),
        ]
    )


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_whatever_a_record_says_is_text(app: Flask, text: str) -> None:
    with app.test_request_context():
        read, plain = Read(_written(text)), Read(_written(PLAIN))
    assert read.tags == plain.tags
    shown = calm(text)
    assert calm(read.all_text).count(shown) >= plain.all_text.count(PLAIN)
    within = [
        sum(words in calm(one) for one in page.attributes)
        for page, words in ((read, shown), (plain, PLAIN))
    ]
    assert within[0] >= within[1]


def test_guests_see_no_way_into_the_desk(app: Flask) -> None:
    with app.test_request_context("/statements/"):
        assert 'href="/links/9"' in _written(PLAIN)
    with app.test_request_context("/shared/secret"):
        pair, notes = _pair(PLAIN), Notes()
        told = pair_entry(pair, notes, Nobody())
        told += dispute(Disputed(pair.first, (pair,)), "others", notes, Nobody())
    assert "href=" not in told


@pytest.mark.parametrize("text", ["<b>", Markup("<b>"), 7, "%s %%", "{0}"])
def test_only_html_and_numbers_go_into_a_shape_as_they_are(text: object) -> None:
    assert Shape('<i title="%s">%s</i>')(text, "x") == f'<i title="{escape(text)}">x</i>'
    assert filled(Markup("<i>%(one)s</i>"), {"one": text}) == f"<i>{escape(text)}</i>"
    assert joined([text, Markup("<i>")]) == f"{escape(text)}<i>"
    assert Shape("%s 100%%")("<") == "&lt; 100%"


def test_what_is_kept_of_html_is_not_taken_for_the_same_text() -> None:
    assert [escaped(one) for one in (Markup("<u>"), "<u>", Markup("<u>"))] == [
        "<u>",
        "&lt;u&gt;",
        "<u>",
    ]


def test_a_template_writes_what_a_function_writes(app: Flask) -> None:
    with app.test_request_context():
        one = _said(PLAIN)
        assert render_template_string("{{ one|slip(short=True) }}", one=one) == slip(
            one, short=True
        )
