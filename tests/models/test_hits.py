"""Where the words stand that somebody looks for."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.asked import Asked, Term, asked
from models.hits import MOST_HITS, hits, spans
from models.search import WORD, spelt


def _hit(text: str, words: str) -> list[str]:
    return [text[start:end] for start, end in spans(hits(text, asked(words)))]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("We have not ceded any.", "ceded", ["ceded"]),
        ("We have not CEDED any.", "ceded not", ["not", "CEDED"]),
        ("We have not ceded any.", '"not ceded"', ["not ceded"]),
        ("not any, not-ceded", '"not ceded"', ["not-ceded"]),
        ("We have not ceded any.", "ced", ["ceded"]),
        ("We have not ceded any.", '"ced"', []),
        ("We have not ceded any.", "-ceded we", ["We"]),
        ("We have not ceded any.", "", []),
        ("café, cafe\u0301! CAFÉ", "cafe", ["café", "cafe\u0301", "CAFÉ"]),
        ("Straße", "strasse", ["Straße"]),
        ("a ﬁne ½ km", "fine 1 km", ["ﬁne", "½", "km"]),
        ("on 2017-09-18.", "2017-09-18", ["2017-09-18"]),
        ("F-16 and F16", "f16", ["F-16", "F16"]),
        ("16F 116 F1 f 16-", "f16", ["f 16"]),
        ("“ceded”…ceded ß é ceded—", "ceded", ["ceded", "ceded", "ceded"]),
        ("“ceded”…ceded’s", "ceded", ["ceded", "ceded"]),
        ("unceded ceded_ceded", "ceded", ["ceded", "ceded"]),
        ("a" * 201 + "b ab", "ab", ["ab", "ab"]),
        ("a" * 199 + "bc bc", '"bc"', ["bc"]),
        ("a" * 200 + "bc", '"bc"', ["bc"]),
        ("驻地面部队", "部队", ["部队"]),
        ("هذا ســلام", "سلام", ["ســلام"]),
        ("a co\u00adop b", "coop", ["co\u00adop"]),
        ("ceded ceded", '"ceded ceded" ceded', ["ceded ceded"]),
        ("\ud800 ceded \x00", "ceded", ["ceded"]),
        ("👍🏽ceded👍🏽", "ceded", ["ceded"]),
    ],
)
def test_hits_are_told_in_the_words_of_the_text(text: str, words: str, found: list[str]) -> None:
    assert _hit(text, words) == found


def test_not_more_than_two_hundred_hits_are_told() -> None:
    assert len(hits("ceded " * 1000, asked("ceded"))) == MOST_HITS


@pytest.mark.parametrize("letter", ["a ", "é", "é ", "e\u0301", "地", "\u0301", "a\u0301 b "])
def test_a_text_of_a_million_characters_takes_no_longer_than_a_moment(letter: str) -> None:
    begun = process_time()
    hits(letter * (1_000_000 // len(letter)), asked(" ".join(f'"a {n}"' for n in range(90))))
    assert process_time() - begun < 5


_TEXT = st.text(st.sampled_from("aAéß\u0301 ١1-地ไहि\u094d한ł\u200cﬁ½🙂")) | st.text()


@given(_TEXT, st.data())
def test_every_word_of_a_text_is_hit_where_it_stands(text: str, data: st.DataObject) -> None:
    words = WORD.findall(spelt(text))
    if not words:
        return
    place = data.draw(st.integers(0, len(words) - 1))
    wanted = asked(f'"{words[place]}"')
    told = hits(text, wanted)
    expected = [term.words for term in wanted.wanted for word in words if (word,) == term.words]
    assert [hit.term.words for hit in told] == expected[:MOST_HITS]
    for hit in told:
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.term.words[0] in spelt(text[hit.start : hit.end])


_PLAIN = st.text("abAB1- _“’…", max_size=30)
_TERM = st.lists(st.sampled_from(["a", "ab", "b", "1", "11", "ba"]), min_size=1, max_size=3)


@given(_PLAIN, st.lists(st.builds(Term, _TERM.map(tuple), st.booleans()), max_size=3))
def test_hits_are_those_of_a_look_at_every_word(text: str, terms: list[Term]) -> None:
    words = [(word[0], word.start(), word.end()) for word in WORD.finditer(text.lower())]
    told = {(hit.start, hit.end, hit.term) for hit in hits(text, Asked(tuple(terms)))}
    assert told == {
        (words[place][1], words[place + len(term.words) - 1][2], term)
        for place in range(len(words))
        for term in terms
        if _stands(term, [word for word, _start, _end in words[place:]])
    }


def _stands(term: Term, words: list[str]) -> bool:
    *first, last = term.words
    here = words[: len(term.words)]
    if len(here) < len(term.words) or here[:-1] != first:
        return False
    return here[-1].startswith(last) if term.beginning else here[-1] == last


@given(_TEXT, _TEXT)
def test_marked_places_are_apart_and_in_order(text: str, words: str) -> None:
    places = [place for span in spans(hits(text, asked(words))) for place in span]
    assert places == sorted(places)
