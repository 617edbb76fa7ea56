"""The article beside its proposals: cut into stretches, its words marked, none lost or doubled."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from views.article_windows import LENGTH, SLACK, Marking, pieces, stretch, stretch_at

TEXT = "“We left,” he said. The ministry said “the gate” was shut.\n"


def _at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_a_proposal_in_two_pieces_has_one_number_behind_its_last() -> None:
    found = pieces(
        TEXT, stretch(TEXT, 1), [Marking(7, (_at("We left"), _at("the gate")))], current=7
    )
    assert [(one.text, one.begins, one.ends) for one in found if one.number] == [
        ("We left", True, False),
        ("the gate", False, True),
    ]


def test_where_two_overlap_the_current_ones_words_are_its_own() -> None:
    markings = [Marking(1, (_at("The ministry said “the gate” was shut"),))]
    markings.append(Marking(2, (_at("the gate"),)))
    shown = stretch(TEXT, 1)
    inner = pieces(TEXT, shown, markings, current=None)
    assert [(one.text, one.number) for one in inner if one.number == 2] == [("the gate", 2)]
    outer = pieces(TEXT, shown, markings, current=1)
    assert [one.text for one in outer if one.number] == ["The ministry said “the gate” was shut"]


def test_a_long_article_is_cut_where_paragraphs_end() -> None:
    text = ("x" * 999 + "\n") * 100
    first, last = stretch(text, 1), stretch(text, 99)
    assert first.of == last.of == last.number == 3
    assert text[first.end - 1] == "\n"
    assert (first.start, last.end) == (0, len(text))
    assert stretch_at(text, len(text) - 1) == last
    assert stretch_at(text, first.end).number == 2
    assert stretch("", 5) == stretch_at("", 0)


spans = some.tuples(some.integers(0, 70), some.integers(1, 20)).map(lambda it: (it[0], sum(it)))


@settings(max_examples=60, deadline=None)
@given(some.lists(some.lists(spans, min_size=1, max_size=3), max_size=6), some.integers(1, 6))
def test_whatever_overlaps_the_text_stays_whole(
    proposed: list[list[tuple[int, int]]], current: int
) -> None:
    markings = [Marking(at, tuple(sorted(one))) for at, one in enumerate(proposed, 1)]
    found = pieces(TEXT, stretch(TEXT, 1), markings, current)
    assert "".join(one.text for one in found) == TEXT
    numbers = [one.number for one in found if one.begins]
    assert len(numbers) == len(set(numbers)) == sum(one.ends for one in found)
    held = {
        place for span in proposed[current - 1 : current] for at in span for place in range(*at)
    }
    at = 0
    for one in found:
        owned = {place for place in held if at <= place < at + len(one.text)}
        assert not owned or one.number == current
        at += len(one.text)


@settings(max_examples=10, deadline=None)
@given(some.integers(0, 3 * LENGTH), some.integers(0, 3 * LENGTH))
def test_every_place_stands_in_one_stretch(length: int, place: int) -> None:
    text = "y" * length
    found = stretch_at(text, min(place, length))
    assert found.start <= min(place, length) <= found.end
    assert found.end - found.start <= LENGTH + SLACK
