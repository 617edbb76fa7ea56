"""Counts for coverage: each statement once, and each link once, in all groups that they fall in."""

from __future__ import annotations

from collections import Counter, defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING

from desk import coverage_facts as facts
from desk.rows import in_batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from desk.coverage_facts import Said, Tie, Who
    from desk.coverage_scopes import CoverageScope


class By(StrEnum):
    """By what the statements are told apart."""

    SPEAKER = "speaker"
    ORGANISATION = "organisation"
    TOPIC = "topic"


Key = int | str
Group = tuple[By | None, Key]
"""Those of a speaker, an organisation or a topic, by its number or name; all, by nothing."""
EVERYTHING: Group = (None, "")
NO_TOPIC: Group = (By.TOPIC, 0)


class Counted:
    """How many statements and links of each kind there are in each group."""

    def __init__(self, session: Session, scope: CoverageScope) -> None:
        self._session, self._scope = session, scope
        self.sums: Mapping[Group, Counter[str]] = defaultdict(Counter)
        self.who: dict[int, Who] = {}
        self._groups: dict[int, tuple[Group, ...]] = {}
        # Many statements are in the same groups.
        self._same: dict[tuple[Group, ...], tuple[Group, ...]] = {}

    def add(self, ids: Sequence[int]) -> None:
        """Count these statements, as far as they are in scope, and their links."""
        for batch in in_batches(ids):
            self._add_statements(list(facts.said(self._session, self._scope, batch)))
        for batch in in_batches(list(self._groups)):
            self._add_links(list(facts.ties(self._session, batch)))

    def of(self, by: By) -> Iterator[tuple[Key, Counter[str]]]:
        """Yield the groups of a table, those with the most statements first."""
        held = ((key, sums) for (kind, key), sums in self.sums.items() if kind is by)
        return iter(sorted(held, key=lambda one: (-one[1]["statements"], one[0])))

    def _add_statements(self, said: Sequence[Said]) -> None:
        held = facts.topics_of(self._session, [one.id for one in said])
        new = {one.speaker_id for one in said} - self.who.keys()
        self.who |= facts.speakers(self._session, sorted(new)) if new else {}
        for one in said:
            groups = tuple(self._groups_of(one, held.get(one.id, ())))
            self._groups[one.id] = self._same.setdefault(groups, groups)
            told = ("unsourced", one.unsourced), ("single_origin", one.single_origin)
            self._count(groups, "statements", *(name for name, so in told if so))

    def _groups_of(self, said: Said, topics: Iterable[int]) -> Iterator[Group]:
        yield EVERYTHING
        yield By.SPEAKER, said.speaker_id
        yield By.ORGANISATION, self.who[said.speaker_id].organisation(said)
        yield from ((By.TOPIC, one) for one in topics) if topics else (NO_TOPIC,)

    def _add_links(self, ties: Sequence[Tie]) -> None:
        conflicts = [one for one in ties if one.conflict]
        disputed = {one.near for one in conflicts}
        numbers = {one.id for one in conflicts}
        said, linked = facts.asked_on(self._session, sorted(disputed), sorted(numbers))
        asked = said | {one.near for one in conflicts if one.id in linked}
        for statement in disputed:
            told = ("disputed", "asked") if statement in asked else ("disputed",)
            self._count(self._groups[statement], *told)
        for one in ties:
            # A link of which both sides are in scope is counted from where it begins.
            if one.forth or one.far not in self._groups:
                sides = (self._groups[one.near], self._groups.get(one.far, ()))
                self._count({group for side in sides for group in side}, str(one.status))

    def _count(self, groups: Iterable[Group], *names: str) -> None:
        for group in groups:
            self.sums[group].update(names)
