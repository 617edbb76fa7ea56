"""A bibliography in a CSL style, in time that grows as the number of its works does.

What takes pandoc long is to tell works apart that are cited alike, for it compares all with all.
So all works are formatted at once without that, which gives their order and every word but the
letters after the year; and those alone that are cited alike are formatted again, group by group,
with the style as it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from citations.formatted.cited_runs import cited_run
from citations.formatted.families import with_families
from citations.formatted.inlines import text_of
from citations.formatted.letters import letters, relettered
from models.csl import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citations.canon import JSON
    from citations.formatted.inlines import Inlines
    from citations.formatted.rules import Rules

    Entries = dict[str, Inlines]

TOGETHER = 60
"""About how many works are formatted again in one run."""
_WORD, _LONGEST_TERM = re.compile(r"[^\W_]+"), 5
_CITED_BY = sorted(NAMES)


def bibliography(items: Sequence[JSON], rules: Rules, locale: str) -> Entries:
    """Return the entries by the items' ids, in the style's order; raises NotWrittenError.

    They are those of `pandoc --citeproc` over all items at once. An item that the style has no
    entry for is not among them.
    """
    if not rules.lists or not items:
        return {}
    if not rules.compares:
        return cited_run(items, rules.quick, locale).entries
    if rules.numbers:
        return cited_run(items, rules.whole, locale).entries
    run = cited_run(items, rules.quick, locale, cite=True)
    return run.entries | _Apart(items, rules, locale, run.entries).told(_alike(run.citations))


def _alike(citations: dict[str, Inlines]) -> list[list[str]]:
    """Return the ids that are cited alike, group by group.

    For pandoc "[2024?]" is like "2024": what a style puts around a name or a date tells nothing
    apart. So those are of one group whose words and numbers are the same, but for words in small
    letters of up to five: these may be a style's own, such as "and", "al." or "about". Works that
    differ in such a word alone are formatted again for nothing; none is missed.
    """
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, runs in citations.items():
        words = _WORD.findall(text_of(runs))
        told = (one for one in words if not one.islower() or len(one) > _LONGEST_TERM)
        groups[tuple(told)].append(name)
    return [names for names in groups.values() if len(names) > 1]


class _Apart:
    """The entries of works that are cited alike, told apart as the style does."""

    def __init__(self, items: Sequence[JSON], rules: Rules, locale: str, entries: Entries) -> None:
        self._items = {item["id"]: item for item in items}
        self._rules, self._locale, self._entries = rules, locale, entries
        self._families = with_families(self._items, rules.families)
        self._order = {name: place for place, name in enumerate(entries)}
        self._before = {after: name for name, after in pairwise(entries)} if rules.follows else {}

    def told(self, groups: Iterable[list[str]]) -> Entries:
        found: Entries = {}
        alike = [names for names in groups if self._rules.letters or self._several(names)]
        grouped = {name for names in alike for name in names}
        others = self._families.items() if self._rules.spelt else ()
        alone = [[name] for name, beside in others if beside and name not in grouped]
        wanted = [*alike, *alone]
        for names in _batches([names for names in wanted if len(names) <= TOGETHER]):
            found |= self._again(names)
        for names in (names for names in wanted if len(names) > TOGETHER):
            found |= self._one_author(names) or self._again(names)
        return found

    def _several(self, names: list[str]) -> bool:
        """Whether some are by several and not all by the same, so that names may tell them apart."""
        by = [[self._items[name].get(one) for one in _CITED_BY] for name in names]
        return len({str(one) for one in by}) > 1 and any(
            len(each or ()) > 1 for one in by for each in one
        )

    def _again(self, names: list[str]) -> Entries:
        """Format works again, each beside those of the whole that its entry depends on."""
        beside = (self._families.get(name, ()) for name in names)
        follows = (self._before[name] for name in names if name in self._before)
        wanted = {*names, *follows, *(each for others in beside for each in others)}
        items = [item for name, item in self._items.items() if name in wanted]
        entries = cited_run(items, self._rules.whole, self._locale).entries
        return {name: runs for name, runs in entries.items() if name in set(names)}

    def _one_author(self, names: list[str]) -> Entries:
        """Format many works of one author and year in parts, and count their letters through.

        Nothing where they are not of one author, or where a letter is not found.
        """
        if len({str([self._items[name].get(by) for by in _CITED_BY]) for name in names}) > 1:
            return {}
        ordered = sorted(
            (name for name in names if name in self._order), key=self._order.__getitem__
        )
        found: Entries = {}
        for part in _parts(ordered):
            again = self._again(part)
            for place, name in enumerate(part):
                now = letters(len(found))
                runs = relettered(self._entries[name], again[name], letters(place), now)
                if runs is None:
                    return {}
                found[name] = runs
        return found


def _batches(groups: list[list[str]]) -> Iterator[list[str]]:
    batch: list[str] = []
    for names in groups:
        if batch and len(batch) + len(names) > TOGETHER:
            yield batch
            batch = []
        batch = [*batch, *names]
    if batch:
        yield batch


def _parts(names: list[str]) -> Iterator[list[str]]:
    """Yield the names in parts of like size, never one alone."""
    count = -(-len(names) // TOGETHER)
    for part in range(count):
        yield names[part * len(names) // count : (part + 1) * len(names) // count]
