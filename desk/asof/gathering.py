"""Gathers the rows that a report rests on, as they stood at the end of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select, true, union
from sqlalchemy.orm import aliased

from desk.asof.rows import columns_of, filled, number_of, typed
from desk.scopes import ReportScope, in_scope
from desk.together import Wanted, read
from models import (
    Account,
    Appearance,
    ConflictMonth,
    ConflictPlace,
    Link,
    Notice,
    NoticeAppearance,
    Office,
    Relay,
    ReplyRequest,
    Review,
    SetMember,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    Topic,
    Translation,
    statement_topic,
)
from models.among import within
from models.terms import LIVE, Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import ColumnElement, Table
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from desk.asof.undoing import Undone
    from models import Base

    Values = dict[str, Any]
    Condition = ColumnElement[bool]
    Asked = tuple[type[Base], Condition]

PEOPLE = ("proposer_id", "editor_id", "decider_id")
FEW = 500
"""Of how many topics the keys are told; for more of them all are read."""
_HELD = (statement_topic.c.statement_id, Topic.key)


class Gathering:
    """Rows by table and number, each as it stood then; what is hidden today stays away.

    Five queries at most, however many rows there are. Rows that nothing leads to may come along:
    they are true as well.
    """

    def __init__(self, session: Session, undone: Undone) -> None:
        self.session, self.undone = session, undone
        self.rows: dict[str, dict[str, Values]] = {one.__tablename__: {} for one in _MODELS}
        #: Statements that an import has given a speaker who was not there yet.
        self.left_out: set[int] = set()
        self._later: set[int] = set()
        self._touched: set[int] = set()
        self._topics: dict[int, set[str]] = {}

    def gather(self, relations: Collection[Relation], scope: ReportScope) -> None:
        """Take up the links of these relations that were live in scope, and all they rest on.

        With them come all other links of their statements.
        """
        self._take((Link, self._live(relations, scope)))
        sides = {
            side
            for row in self.rows["link"].values()
            if row["relation"] in relations and row["status"] in LIVE
            for side in (row["from_id"], row["to_id"])
        }
        self._take((Link, or_(within(Link.from_id, sides), within(Link.to_id, sides))))
        self._gather_rest()

    def gather_some(self, links: Collection[int]) -> None:
        """Take up these links, what corrects one of their statements, and all they rest on."""
        shown = aliased(Link)
        mine = within(shown.id, links)
        sides = union(*(select(end).where(mine) for end in (shown.from_id, shown.to_id)))
        # A side, or what a link says, may have been another one then.
        told = self.undone.told("link", "from_id") | self.undone.told("link", "to_id")
        corrected = or_(Link.to_id.in_(select(sides.subquery().c[0])), within(Link.to_id, told))
        corrects = and_(Link.relation == Relation.CORRECTS, corrected)
        moved = within(Link.id, self.undone.numbers("link", "relation", "to_id"))
        self._take((Link, or_(within(Link.id, links), corrects, moved)))
        self._gather_rest()

    def _gather_rest(self) -> None:
        linked = self._all("link", "from_id") | self._all("link", "to_id")
        self._gather_statements(linked)
        self._gather_works(linked)
        self._gather_touched()
        self._drop_what_leads_nowhere(linked)

    def tables(self) -> dict[Table, list[Values]]:
        """Return all rows by table; what is held ready beside them is still empty."""
        held = {_table(model): self._filled(model) for model in _MODELS}
        ready: dict[Table, list[Values]] = {
            _table(model): [] for model in (ConflictPlace, ConflictMonth)
        }
        return {**held, **ready, statement_topic: self._memberships()}

    def _take(self, *asked: Asked, beside: Iterable[Wanted] = ()) -> list[tuple[int, Values]]:
        """Take up rows of today as they stood then, and rows of then that are gone.

        Returns what is wanted beside them, with its place among that.
        """
        wanted = [Wanted(columns_of(model), (where,)) for model, where in asked]
        others = []
        for place, row in read(self.session, [*wanted, *beside]):
            if place < len(asked):
                self._keep(asked[place][0], row)
            else:
                others.append((place - len(asked), row))
        for model, _where in asked:
            for row_then in self.undone.removed[model.__tablename__].values():
                self._keep(model, typed(model, row_then))
        return others

    def _of(self, model: Any, owner: InstrumentedAttribute[int], ids: set[int]) -> Asked:  # noqa: ANN401
        """Tell of what belongs to these owners, or belonged to another one then."""
        changed = self.undone.numbers(model.__tablename__)
        return model, or_(within(owner, ids), within(model.id, changed))

    def _keep(self, model: type[Base], row: Values) -> None:
        number, undone = number_of(model, row), self.undone
        held = self.rows[model.__tablename__]
        # An account is asked only whether it is a person; whose deed it was, it was there.
        made_at = None if model is Account else row.get("created_at")
        is_made = number in undone.made[model.__tablename__] or row.get("key") in undone.imported
        if not is_made and (made_at is None or made_at < undone.end):
            replaced = undone.replaced[model.__tablename__].get(number, {})
            held[number] = row | typed(model, replaced)
        elif model is Speaker:
            self._later.add(row["id"])

    def _live(self, relations: Collection[Relation], scope: ReportScope) -> Condition:
        live = and_(Link.relation.in_(relations), Link.status.in_(LIVE))
        if self._can_be_narrowed(scope):
            # In scope today, or of a statement that may have come into it or left it since.
            changed = self.undone.numbers("statement")
            known = Link.id.in_(in_scope(select(Link.id), scope, relations))
            moved = (within(side, changed) for side in (Link.from_id, Link.to_id))
            live = and_(live, or_(known, *moved))
        return or_(live, within(Link.id, self.undone.numbers("link")))

    def _can_be_narrowed(self, scope: ReportScope) -> bool:
        """Tell whether each statement that was in scope then and is not now is known by its row."""
        whole = scope.source_id is not None or scope == ReportScope()
        return not (whole or self.undone.blanked or self.undone.overwritten)

    def _gather_statements(self, ids: set[int]) -> None:
        """Take up statements and what belongs to them; a set narrows what is asked, as of today."""
        found = select(Appearance.id).where(within(Appearance.statement_id, ids))
        moved = within(Relay.appearance_id, self.undone.numbers("appearance"))
        hops, changed = Relay.appearance_id.in_(found), self.undone.numbers("relay")
        links = self._all("link", "id")
        on = or_(within(ReplyRequest.statement_id, ids), within(ReplyRequest.link_id, links))
        member = within(SetMember.statement_id, ids)
        topics = (statement_topic.c.topic_id == Topic.id, within(_HELD[0], ids))
        beside = Wanted(columns_of(SetMember), (member,)), Wanted(_HELD, topics)
        told = self._take(
            (Statement, within(Statement.id, ids)),
            self._of(Appearance, Appearance.statement_id, ids),
            (Relay, or_(hops, moved, within(Relay.id, changed))),
            self._of(Translation, Translation.statement_id, ids),
            self._of(Review, Review.statement_id, ids),
            (ReplyRequest, on),
            beside=beside,
        )
        members = (row for place, row in told if place == 0)
        self.rows["set_member"] = {number_of(SetMember, row): row for row in members}
        for row in (row for place, row in told if place == 1):
            self._topics.setdefault(row["statement_id"], set()).add(row["key"])

    def _gather_works(self, linked: set[int]) -> None:
        """Take up works, speakers, topics and people, and answers to what was asked."""
        works = self._all("appearance", "source_id") | self._all("relay", "source_id")
        speakers = self._all("statement", "speaker_id")
        notices = self._of(Notice, Notice.source_id, works)
        answers = self._all("reply_request", "answer_id") - linked
        people = set().union(*(self._all("link", name) for name in PEOPLE))
        self._take(
            (Source, within(Source.id, works)),
            notices,
            (NoticeAppearance, NoticeAppearance.notice_id.in_(select(Notice.id).where(notices[1]))),
            (Speaker, within(Speaker.id, speakers)),
            self._of(SpeakerName, SpeakerName.speaker_id, speakers),
            self._of(Office, Office.speaker_id, speakers),
            (Account, within(Account.id, people)),
            (Topic, self._named()),
            (Statement, within(Statement.id, answers)),
        )

    def _named(self) -> Condition:
        keys = {key for row in self.rows["statement"].values() for key in self._topics_of(row)}
        return Topic.key.in_(keys) if len(keys) <= FEW else true()

    def _gather_touched(self) -> None:
        """Take up what a notice touches beside what is linked: it tells all of it."""
        known = self._all("appearance", "id")
        self._touched = self._all("notice_appearance", "appearance_id") - known
        if not self._touched:
            return
        mine = within(Appearance.id, self._touched)
        told = self.undone.told("appearance", "statement_id")
        owners = or_(
            Statement.id.in_(select(Appearance.statement_id).where(mine)),
            within(Statement.id, told),
        )
        self._take((Appearance, mine), (Statement, owners))

    def _drop_what_leads_nowhere(self, linked: set[int]) -> None:
        """Leave out what rests on a record that is hidden today, or was not there then.

        Of a statement that answers, or that a notice touches, nothing but its key is told.
        """
        said, speakers = self.rows["statement"], self._all("speaker", "id")
        self.left_out = {row["id"] for row in said.values() if row["speaker_id"] in self._later}
        self.rows["statement"] = {
            number: row
            for number, row in said.items()
            if row["id"] not in linked or row["speaker_id"] in speakers
        }
        works = self._all("source", "id")
        self.rows["appearance"] = {
            number: row
            for number, row in self.rows["appearance"].items()
            if row["source_id"] in works or row["id"] in self._touched
        }
        for hop in self.rows["relay"].values():
            if hop["source_id"] not in works:
                hop["source_id"] = None

    def _all(self, table: str, name: str) -> set[int]:
        found = (row.get(name) for row in self.rows[table].values())
        return {one for one in found if one is not None}

    def _filled(self, model: type[Base]) -> list[Values]:
        return [filled(model, row) for row in self.rows[model.__tablename__].values()]

    def _memberships(self) -> list[Values]:
        ids = {row["key"]: row["id"] for row in self.rows["topic"].values()}
        return [
            {"statement_id": row["id"], "topic_id": ids[key]}
            for row in self.rows["statement"].values()
            for key in sorted(set(self._topics_of(row)))
            if key in ids
        ]

    def _topics_of(self, row: Mapping[str, Any]) -> Iterable[str]:
        told = self.undone.replaced["statement"].get(str(row["id"]), {}).get("topics")
        return self._topics.get(row["id"], ()) if told is None else told


def _table(model: type[Base]) -> Table:
    table: Table = model.__table__  # type: ignore[assignment]
    return table


_MODELS: tuple[type[Base], ...] = (
    *(Account, Appearance, Link, Notice, NoticeAppearance, Office, Relay, ReplyRequest, Review),
    *(SetMember, Source, Speaker, SpeakerName, Statement, Topic, Translation),
)
