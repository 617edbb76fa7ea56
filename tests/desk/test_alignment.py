"""Words are aligned in a number of steps that grows with the length of both, not with its square."""

from __future__ import annotations

from desk.checks.alignment import MOST_CELLS, SHORT, aligned


class Counted(str):
    """A word that counts how often it is compared."""

    __slots__ = ()
    compared = 0

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def _words(count: int, name: str = "w") -> list[str]:
    return [Counted(f"{name}{number}") for number in range(count)]


def _compared(quote: list[str], text: list[str]) -> tuple[int, list[tuple[int, int]]]:
    Counted.compared = 0
    pairs = aligned(quote, text)
    return Counted.compared, pairs


def test_a_short_quote_is_looked_for_word_by_word_in_a_short_text() -> None:
    quote, text = _words(40), _words(20, "v") + _words(40) + _words(20, "z")
    compared, pairs = _compared(quote[::2], text)
    assert pairs == [(at, 20 + 2 * at) for at in range(20)]
    assert compared >= 20 * len(text)


def test_a_short_quote_and_a_long_text_are_not_compared_word_by_word() -> None:
    around = MOST_CELLS // SHORT
    changed = _words(SHORT)
    changed[100] = Counted("otherwise")
    text = _words(around, "v") + _words(SHORT) + _words(around, "z")
    compared, pairs = _compared(changed, text)
    assert compared < MOST_CELLS / 4
    assert pairs == [(at, around + at) for at in range(SHORT) if at != 100]


def test_what_shares_no_run_with_a_long_text_is_not_aligned() -> None:
    text = _words(MOST_CELLS // SHORT + 1, "v")
    compared, pairs = _compared(text[1 : 4 * SHORT : 4], text)
    assert (compared < MOST_CELLS / 4, pairs) == (True, [])
