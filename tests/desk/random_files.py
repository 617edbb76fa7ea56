"""Random files in our exchange format: every key of it, and whatever people write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from models.csl import ITEM_TYPES
from models.terms import (
    Answer,
    Form,
    Heard,
    LinkStatus,
    NoticeKind,
    Relation,
    SpeakerKind,
    StatementStatus,
    TranslationKind,
)

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

Line = dict[str, Any]
LETTERS = st.characters(codec="utf-8", exclude_characters="\0")
TEXTS = st.text(LETTERS, min_size=1, max_size=12).filter(lambda text: text.strip() != "")
DATES = st.sampled_from(["2017-09-18", "2017-09~", "2018", "199X", "../2017", "2016/2017-03~"])
LANGUAGES = st.sampled_from(["en", "ar", "pt-BR"])
ADDRESSES = st.sampled_from(["https://example.org/a?b=c#d", "http://example.org/"])
NAMES = st.one_of(
    st.fixed_dictionaries({"literal": TEXTS}),
    st.fixed_dictionaries({"family": TEXTS}, optional={"given": TEXTS, "suffix": TEXTS}),
)
CSL = st.fixed_dictionaries(
    {},
    optional={
        "volume": st.one_of(st.integers(-999, 999), TEXTS),
        "note": TEXTS,
        "editor": st.lists(NAMES, min_size=1, max_size=2),
        "event-date": st.just({"date-parts": [[2017, 9]]}),
        "custom": st.dictionaries(TEXTS, st.one_of(TEXTS, st.booleans(), st.none()), max_size=2),
    },
)
OFFICES = st.fixed_dictionaries(
    {"title": TEXTS}, optional={"organisation": TEXTS, "from": DATES, "until": DATES}
)
TRANSLATIONS = st.fixed_dictionaries(
    {"language": LANGUAGES, "text": TEXTS, "kind": st.sampled_from(TranslationKind)},
    optional={"by": TEXTS, "date": DATES},
)
REVIEWS = st.fixed_dictionaries(
    {"word": TEXTS},
    optional={
        "value": st.integers(-5, 5),
        "best": st.integers(-5, 5),
        "worst": st.integers(-5, 5),
        "summary": TEXTS,
        "url": ADDRESSES,
        "date": DATES,
        "organisation": TEXTS,
    },
)
TOPICS = st.lists(st.sampled_from(["At Tanf", "Euphrates", "Ærø", "!", "a/b"]), unique=True)


def _some(values: SearchStrategy[Any], size: int = 2) -> SearchStrategy[list[Any]]:
    return st.lists(values, max_size=size)


def _plain(*names: str, **others: SearchStrategy[Any]) -> dict[str, SearchStrategy[Any]]:
    return dict.fromkeys(names, TEXTS) | others


def _source(key: str) -> SearchStrategy[Line]:
    return st.fixed_dictionaries(
        {"key": st.just(key), "type": st.sampled_from(sorted(ITEM_TYPES)), "title": TEXTS},
        optional=_plain(
            "container_title",
            "publisher",
            "genre",
            title_supplied=st.booleans(),
            authors=_some(NAMES),
            url=ADDRESSES,
            published=DATES,
            accessed=DATES,
            archived_url=ADDRESSES,
            language=LANGUAGES,
            seen=st.booleans(),
            csl=CSL,
        ),
    )


def _speaker(key: str) -> SearchStrategy[Line]:
    return st.fixed_dictionaries(
        {"key": st.just(key), "name": TEXTS, "kind": st.sampled_from(SpeakerKind)},
        optional=_plain(
            "speaks_for",
            "note",
            plural=st.booleans(),
            aliases=st.lists(TEXTS, max_size=2, unique=True),
            offices=_some(OFFICES),
            wikidata=st.just("Q42"),
        ),
    )


def _appearance(sources: list[Line]) -> SearchStrategy[Line]:
    one = st.sampled_from(sources)
    relays = st.fixed_dictionaries({"name": TEXTS}, optional={"verb": TEXTS, "source": one})
    spans = st.integers(0, 9).map(lambda start: {"start": start, "end": start + 3})
    words = st.fixed_dictionaries({}, optional=_plain("exact", "prefix", "suffix", "page", "time"))
    places = st.tuples(words, st.one_of(st.just({}), spans)).map(lambda two: two[0] | two[1])
    return st.fixed_dictionaries(
        {"source": one},
        optional={
            "locator": places,
            "heard": st.sampled_from(Heard),
            "relays": _some(relays),
        },
    )


@st.composite
def _statement(draw: st.DrawFn, key: str, sources: list[Line], speakers: list[Line]) -> Line:
    form = draw(st.sampled_from(Form))
    status = draw(st.sampled_from(StatementStatus))
    line: Line = {"key": key, "form": form, "claim": draw(TEXTS), "status": status}
    if form.quotes:
        line["quote"] = draw(TEXTS)
    if status is StatementStatus.WITHDRAWN:
        line["status_reason"] = draw(TEXTS)
    line["speaker"] = draw(st.sampled_from(speakers))
    line["appearances"] = draw(st.lists(_appearance(sources), min_size=1, max_size=3))
    texts = ("role", "told", "in_answer_to", "said_text", "about_text", "where", "context", "note")
    rest = _plain(*texts, said=DATES, about=DATES, language=LANGUAGES, topics=TOPICS)
    rest |= {"translations": _some(TRANSLATIONS), "reviews": _some(REVIEWS)}
    return line | draw(st.fixed_dictionaries({}, optional=rest))


def _link(key: str, to: str) -> SearchStrategy[Line]:
    return st.sampled_from(Relation).flatmap(
        lambda relation: st.fixed_dictionaries(
            {
                "key": st.just(key),
                "to": st.just(to),
                "relation": st.just(relation),
                "rationale": TEXTS,
                "status": st.sampled_from(LinkStatus),
            },
            optional=_plain("words", "to_words", "reason")
            | (_questions() if relation is Relation.CONTRADICTS else {}),
        )
    )


def _questions() -> dict[str, SearchStrategy[Any]]:
    return dict.fromkeys(("same_time", "same_place", "same_meaning"), st.sampled_from(Answer))


def _replies(keys: list[str]) -> SearchStrategy[Line]:
    asked = st.fixed_dictionaries(
        {"whom": TEXTS},
        optional={
            "asked": DATES,
            "route": TEXTS,
            "deadline": DATES,
            "answer": st.sampled_from(keys),
        },
    )
    return st.one_of(asked, st.fixed_dictionaries({"not_sought_because": TEXTS}))


def _notices(keys: list[str]) -> SearchStrategy[list[Line]]:
    return _some(
        st.fixed_dictionaries(
            {"kind": st.sampled_from(NoticeKind)},
            optional={
                "date": DATES,
                "note": TEXTS,
                "touches": st.lists(st.sampled_from(keys), unique=True) if keys else st.just([]),
            },
        )
    )


def _works(line: Line) -> list[Line]:
    hops = [hop for found in line["appearances"] for hop in found.get("relays", [])]
    return [one["source"] for one in (*line["appearances"], *hops) if "source" in one]


@st.composite
def files(draw: st.DrawFn) -> list[Line]:
    """Draw the lines of a file: statements that share speakers and sources, and their links."""
    sources = [draw(_source(f"source-{number}")) for number in range(3)]
    speakers = [draw(_speaker(f"speaker-{number}")) for number in range(2)]
    keys = [f"s{number}" for number in range(draw(st.integers(1, 5)))]
    lines = [draw(_statement(key, sources, speakers)) for key in keys]
    for source in sources:
        found = [line["key"] for line in lines if source in _works(line)]
        source["notices"] = draw(_notices(found))
    pairs = [(one, other) for one in keys for other in keys if one < other]
    for one, other in draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else ():
        start, end = draw(st.permutations([one, other]))
        link = draw(_link(f"{one}-{other}", end))
        lines[keys.index(start)].setdefault("links", []).append(link)
    for line in lines:
        line["reply_requests"] = draw(_some(_replies(keys)))
    return draw(st.permutations(lines))
