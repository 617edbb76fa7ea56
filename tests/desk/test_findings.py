"""How words differ from a text: left out, put in, changed; a lost or added “not” above all."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk.checks import check, compare, plain, quoted_fragments, words_to_check
from desk.checks.folding import Folded
from desk.checks.negations import NEGATIONS
from desk.checks.outcomes import Finding, find
from desk.history.word_diffs import Change
from models.terms import Form, QuoteCheck

TEXT = (
    "“We have not ceded any of the ground we have taken to anybody,” Mattis told reporters on "
    "Monday. He said that the Russians had agreed. It wasn’t handed over, and it can’t be. Never."
)
FOUND, ELLIPSIS = QuoteCheck.FOUND, QuoteCheck.ELLIPSIS
NEGATION = QuoteCheck.NEGATION
DIFFERS, NOT_FOUND = QuoteCheck.DIFFERS, QuoteCheck.NOT_FOUND


def _find(words: str, text: str = TEXT) -> Finding:
    return find(words, Folded(text))


def _of(finding: Finding, *changes: Change) -> str:
    parts = (run.text for run in finding.runs if run.change in changes)
    return " ".join("".join(parts).split())


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("We have not ceded … to anybody", ELLIPSIS),
        ("We have not ceded ... to anybody", ELLIPSIS),
        ("We have not ceded (…) to anybody", ELLIPSIS),
        ("[…] not ceded any […]", ELLIPSIS),
        ("[W]e have not", ELLIPSIS),
        ("not cede[d] any", ELLIPSIS),
        ("[The Pentagon has] not ceded any", ELLIPSIS),
        ("He said that [they] had agreed", ELLIPSIS),
        ("the [many] Russians had", ELLIPSIS),
        ("th[ose] Russians had", NOT_FOUND),
        ("[H]e said [t]hat", ELLIPSIS),
        ("[…] [sic]", NOT_FOUND),
        ("[the Russians]", DIFFERS),
        ("[", NOT_FOUND),
        ("on Monday […] ceded any", NOT_FOUND),
    ],
)
def test_brackets_and_ellipses_stand_for_a_short_run_of_words(
    words: str, outcome: QuoteCheck
) -> None:
    assert _find(words).outcome is outcome


def test_what_brackets_and_ellipses_stand_for_is_bounded() -> None:
    far = "He began. " + "And so on. " * 300 + "He ended."
    assert compare("He began […] He ended", far) is not ELLIPSIS
    near = "He began. " + "So. " * 40 + "He ended"
    assert compare("He began […] He ended", near) is ELLIPSIS
    assert compare("He began [so and so] He ended", near) is DIFFERS


@pytest.mark.parametrize(
    ("words", "lost", "added"),
    [
        ("We have ceded any of the ground", ("not",), ()),
        ("We have […] ceded any of the ground", ("not",), ()),
        ("[W]e have […] ceded any of the ground", ("not",), ()),
        ("the Russians had not agreed", (), ("not",)),
        ("the Russians had [not] agreed", (), ("not",)),
        ("It was handed over", ("wasn’t",), ()),
        ("It wasn't handed over, and it can be", ("can’t",), ()),
        ("We have [not] ceded any of the ground", (), ()),
        ("It was not handed over", (), ()),
        ("We have not ceded […] the Russians had agreed", (), ()),
    ],
)
def test_a_lost_or_added_negation_is_told(
    words: str, lost: tuple[str, ...], added: tuple[str, ...]
) -> None:
    found = _find(words)
    assert (found.lost, found.added) == (lost, added)
    assert found.turned is bool(lost or added)
    assert not (found.turned and found.outcome in {FOUND, ELLIPSIS})


def test_a_negation_right_before_the_words_is_told() -> None:
    assert _find("ceded any of the ground").before == "not"
    assert _find("have not ceded").before is None
    assert find("ceded", Folded("It was ceded. It was not ceded.")).before is None


def test_the_difference_leads_from_the_source_to_the_quote() -> None:
    found = _find("We have never ceded any of that ground")
    assert found.outcome is DIFFERS
    assert _of(found, Change.KEPT, Change.ADDED) == "We have never ceded any of that ground"
    assert _of(found, Change.KEPT, Change.LOST) == "We have not ceded any of the ground"


@pytest.mark.parametrize("words", ["We hold every inch", "nothing of the sort was said", "x", "?!"])
def test_words_unlike_any_place_are_not_found(words: str) -> None:
    found = _find(words)
    assert (found.outcome, found.runs) == (NOT_FOUND, ())


@pytest.mark.parametrize(
    ("quote", "fragments"),
    [
        ("hold", ["hold"]),
        ("hold […] clear out", ["hold", "clear out"]),
        ("“hold” … “clear out”", ["hold", "clear out"]),
        ("hold\nclear out", ["hold", "clear out"]),
        ("don't hold", ["don't hold"]),
        ("[…]", []),
    ],
)
def test_a_paraphrase_is_checked_fragment_by_fragment(quote: str, fragments: list[str]) -> None:
    assert quoted_fragments(quote) == fragments
    assert words_to_check(Form.MIXED, quote, "a passage") == fragments


def test_of_several_fragments_the_worst_is_the_result() -> None:
    for words, outcome in (
        (["the Russians", "We have not ceded"], FOUND),
        (["the Russians", "not ceded […] ground"], ELLIPSIS),
        (["the Russians", "We […] ceded"], NEGATION),
        (["We have ceded any of it", "the Russians"], DIFFERS),
        (["the Russians", "zzz", "We have ceded any of it"], NOT_FOUND),
        ([], QuoteCheck.NOT_CHECKED),
    ):
        assert check(words, TEXT).outcome is outcome


WORD = st.text("abcdefg", min_size=2, max_size=6)
SENTENCE = st.lists(WORD, min_size=6, max_size=40)
LOOKS = {
    " ": [" ", "  ", "\n", "\u00a0", " \n\t", "\u2009"],
    '"': ['"', "“", "”", "«", "»", "„"],
    "'": ["'", "’", "ʼ", "‘"],
    "-": ["-", "–", "—", "‑", " - ", " — ", "--"],
}


@given(st.data(), st.text("ab cé\"'-.,", min_size=1, max_size=30))
def test_found_does_not_hang_on_looks(data: st.DataObject, words: str) -> None:
    text = f"Before it. {words} And after."
    assume(re.search(r"\w", words) and compare(words, text) is FOUND)
    dressed = "".join(data.draw(st.sampled_from(LOOKS.get(letter, [letter]))) for letter in words)
    plainly = re.sub(r"'(?!\w)|(?<!\w)'", '"', words)
    assume(plainly == words)
    assert compare(words, f"Before it. {dressed} And after.") is FOUND
    assert compare(dressed, text) is FOUND


@given(st.data(), SENTENCE)
def test_a_changed_word_is_never_found(data: st.DataObject, words: list[str]) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    changed = [*words[:at], "zzz", *words[at + 1 :]]
    found = _find(" ".join(changed), " ".join(words))
    assert found.outcome in {DIFFERS, NOT_FOUND}
    if found.outcome is DIFFERS:
        assert "zzz" in _of(found, Change.ADDED)


@given(
    st.data(), SENTENCE, SENTENCE, st.sampled_from([*sorted(NEGATIONS["en"]), "isn't", "Wouldn’t"])
)
def test_a_dropped_negation_is_always_told(
    data: st.DataObject, words: list[str], around: list[str], negation: str
) -> None:
    at = data.draw(st.integers(1, len(words) - 1))
    text = " ".join([*around, *words[:at], negation, *words[at:], *around])
    assume(f" {' '.join(words)} " not in f" {text} ")
    for quote in (words, [*words[:at], "[…]", *words[at:]]):
        found = _find(" ".join(quote), text)
        assert found.outcome in {DIFFERS, NEGATION}
        assert plain(negation) in map(plain, found.lost)


@given(st.data(), SENTENCE)
def test_an_added_negation_is_always_told(data: st.DataObject, words: list[str]) -> None:
    at = data.draw(st.integers(1, len(words) - 1))
    found = _find(" ".join([*words[:at], "never", *words[at:]]), " ".join(words))
    assert found.outcome is DIFFERS
    assert found.added == ("never",)


@given(st.data(), SENTENCE)
def test_words_left_out_for_an_ellipsis_are_found(data: st.DataObject, words: list[str]) -> None:
    start = data.draw(st.integers(1, len(words) - 2))
    end = data.draw(st.integers(start, len(words) - 1))
    mark = data.draw(st.sampled_from(["[…]", "…", "...", "[...]", "[they]"]))
    quote = " ".join([*words[:start], mark, *words[end:]])
    assert _find(quote, " ".join(words)).outcome is ELLIPSIS


@given(SENTENCE, SENTENCE)
def test_a_difference_tells_every_word_of_the_quote(quote: list[str], text: list[str]) -> None:
    found = _find(" ".join(quote), " ".join(text))
    if found.outcome is DIFFERS:
        assert _of(found, Change.KEPT, Change.ADDED) == " ".join(quote)
        assert _of(found, Change.KEPT, Change.LOST) in " ".join(text)


def test_a_quote_of_sixty_thousand_words_is_compared_in_bounded_time() -> None:
    words = [f"w{number * 7919 % 60_013}" for number in range(60_000)]
    text = "Before. " * 100_000 + " ".join(words) + " After." * 100_000
    changed = [word if at % 500 else "changed" for at, word in enumerate(words)]
    begun = process_time()
    assert compare(" ".join(words), text) is FOUND
    found = _find(" ".join(changed), text)
    assert (found.outcome, _of(found, Change.ADDED).count("changed")) == (DIFFERS, 120)
    assert process_time() - begun < 60
