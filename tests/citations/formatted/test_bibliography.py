"""Bibliographies are those of one run of pandoc over all works, in every style."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.works import Works
from citations.formatted import bibliography as under_test
from citations.formatted.bibliography import bibliography
from citations.formatted.cited_runs import cited_run
from citations.formatted.inlines import text_of
from citations.formatted.items import style_item
from citations.formatted.letters import letters, relettered
from citations.formatted.rules import rules_of
from citations.formatted.styles import STYLES, style_named
from citations.styling import ATTRIBUTION
from models.cited import Cited
from tests.citations.records import a_source

#: Beside the six of the menu: a dash for an author named before, given names told apart, labels
#: made of names, and a numeric style that tells letters.
STYLES_OF_ALL_KINDS = [
    *(style for style in STYLES if style != ATTRIBUTION),
    "antipode",
    "interdisziplinare-zeitschrift-fur-technologie-und-lernen",
    "harvard-cranfield-university",
]
ONE_AGENCY = [
    a_source(
        key=f"w{place}",
        title=f"Report {place:02}",
        authors=({"literal": "Reuters"},),
        published=f"2017-{place % 12 + 1:02}",
    )
    for place in range(70)
]


def _of(style: str, works: list[Cited]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the texts of ours and of one run."""
    rules = rules_of(style_named(style).rules or b"")
    items = [style_item(each, at, approximates=rules.approximates) for at, each in enumerate(works)]
    one = cited_run(items, rules.whole, "en-US").entries
    told = bibliography(items, rules, "en-US")
    return (
        {name: text_of(runs) for name, runs in told.items()},
        {name: text_of(runs) for name, runs in one.items()},
    )


@pytest.mark.parametrize("style", STYLES_OF_ALL_KINDS)
def test_it_is_what_one_run_writes_in_the_same_order(style: str) -> None:
    ours, one = _of(style, list(Works(150, seed=7).works()))
    assert list(ours.items()) == list(one.items())
    assert len(ours) > 100


def test_many_works_of_one_author_and_year_have_their_letters_counted_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(under_test, "TOGETHER", 30)
    works = [Cited(source, ()) for source in ONE_AGENCY]
    for style in ("apa", "harvard-cite-them-right"):
        ours, one = _of(style, works)
        assert list(ours.items()) == list(one.items())
        assert any("2017br" in text for text in ours.values())


def test_undated_works_of_one_author_have_them_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "TOGETHER", 4)
    works = [Cited(replace(source, published=None), ()) for source in ONE_AGENCY[:9]]
    ours, one = _of("apa", works)
    assert list(ours.items()) == list(one.items())
    assert sum("n.d.-" in text for text in ours.values()) == 9


def test_a_letter_is_put_where_the_other_was_or_not_at_all() -> None:
    plain = [{"t": "Str", "c": "(2017,"}, {"t": "Space"}, {"t": "Str", "c": "May)."}]
    lettered = [{"t": "Str", "c": "(2017b,"}, {"t": "Space"}, {"t": "Str", "c": "May)."}]
    changed = relettered(plain, lettered, "b", "ab")
    assert changed
    assert text_of(changed) == "(2017ab, May)."
    assert text_of(lettered) == "(2017b, May)."
    assert relettered(plain, lettered, "c", "ab") is None
    assert relettered(plain, plain, "b", "ab") is None
    assert [letters(place) for place in (0, 25, 26, 701, 702)] == ["a", "z", "aa", "zz", "aaa"]


def test_a_style_without_a_bibliography_and_a_selection_without_works_have_none() -> None:
    notes = rules_of(style_named("chicago-notes").rules or b"")
    assert not notes.lists
    assert bibliography([{"id": "e0", "type": "book"}], notes, "en-US") == {}
    assert bibliography([], rules_of(style_named("apa").rules or b""), "en-US") == {}
