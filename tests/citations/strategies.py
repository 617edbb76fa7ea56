"""Random records: any text that a database can hold, in every field that can hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from models.csl import ITEM_TYPES
from models.records import NoticeRecord, RelayRecord, SourceRecord, StatementRecord
from models.terms import Form, Heard, NoticeKind, SpeakerKind
from tests.citations.records import a_source, a_speaker, a_statement, an_appearance

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

TRICKS = st.sampled_from(
    [
        "{",
        "}",
        "\\",
        "%",
        "\r\n",
        "\n\n",
        "\u2028",
        "\x85",
        '"',
        "”",
        "=1",
        "'=",
        "\t",
        "ER  - ",
        "|",
        "[[",
        "}}",
        "'''",
        "<ref>",
        "&amp;",
        "م",
        "😀",
    ]
)
# NUL and lone surrogates are refused on the way in.
TEXTS = st.lists(
    st.one_of(
        TRICKS,
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=9),
    ),
    min_size=1,
    max_size=5,
).map("".join)
SHOWN = TEXTS.filter(lambda text: any(sign.isalnum() for sign in text))
DATES = st.sampled_from(
    ["2017-09-18", "2017-09~", "2018", "2017-21", "199X", "2017?", "../2017", "2016/2017-03~"]
)
ADDRESSES = st.sampled_from(["https://example.org/a%20b?c=d", "http://web.archive.org/web/1/x"])
NAMES: SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries({"literal": SHOWN}),
    st.fixed_dictionaries({"family": SHOWN}, optional={"given": SHOWN, "suffix": SHOWN}),
)
FURTHER: SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "volume": st.one_of(st.integers(), TEXTS),
        "page": TEXTS,
        "edition": TEXTS,
        "number": TEXTS,
        "publisher-place": TEXTS,
        "DOI": TEXTS,
        "ISBN": TEXTS,
        "note": TEXTS,
        "annote": TEXTS,
        "medium": TEXTS,
        "editor": st.lists(NAMES, max_size=2),
        "event-date": st.just({"date-parts": [[2017, 9]]}),
        "custom": st.dictionaries(TEXTS, TEXTS, max_size=2),
    },
)


def _maybe(values: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.one_of(st.none(), values)


def _tuples(values: SearchStrategy[Any]) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=2).map(tuple)


NOTICES = st.builds(
    NoticeRecord, kind=st.sampled_from(NoticeKind), date=_maybe(DATES), note=_maybe(TEXTS)
)


@st.composite
def sources(draw: st.DrawFn) -> SourceRecord:
    texts = ("container_title", "publisher", "genre")
    return a_source(
        key=draw(st.sampled_from(["one", "two", "three"])),
        type=draw(st.sampled_from(sorted(ITEM_TYPES))),
        title=draw(SHOWN),
        title_supplied=draw(st.booleans()),
        authors=draw(_tuples(NAMES)),
        url=draw(_maybe(ADDRESSES)),
        archived_url=draw(_maybe(ADDRESSES)),
        published=draw(_maybe(DATES)),
        accessed=draw(_maybe(DATES)),
        csl=draw(FURTHER),
        notices=draw(_tuples(NOTICES)),
        seen=draw(st.booleans()),
        **{text: draw(_maybe(TEXTS)) for text in texts},
    )


@st.composite
def statements(draw: st.DrawFn) -> StatementRecord:
    form = draw(st.sampled_from(Form))
    relays = st.builds(RelayRecord, name=SHOWN, source=_maybe(sources()))
    found = st.builds(
        an_appearance,
        sources(),
        exact=_maybe(TEXTS),
        heard=st.sampled_from(Heard),
        relays=_tuples(relays),
    )
    texts = ("role", "told", "in_answer_to", "where", "note", "said_text")
    return a_statement(
        key=draw(st.sampled_from(["s1", "s2", "s3", "s4"])),
        form=form,
        quote=draw(TEXTS) if form.quotes else None,
        claim=draw(TEXTS),
        speaker=a_speaker(name=draw(SHOWN), kind=draw(st.sampled_from(SpeakerKind))),
        said=draw(_maybe(DATES)),
        topics=draw(_tuples(SHOWN)),
        appearances=draw(_tuples(found)),
        **{text: draw(_maybe(TEXTS)) for text in texts},
    )


SELECTIONS = st.lists(statements(), max_size=4)
