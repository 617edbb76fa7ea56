"""Gathers the rows that a report rests on, as they stood at the end of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select, true

from desk.asof.rows import columns_of, filled, number_of, typed
from desk.scopes import ReportScope, in_scope
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
from models.terms import LIVE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import ColumnElement, Table
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from desk.asof.undoing import Undone
    from models import Base
    from models.terms import Relation

    Values = dict[str, Any]
    Condition = ColumnElement[bool]

MOST_TOLD = 10_000
"""Of how many rows the numbers are told in a query; for more of them the whole table is read."""
PEOPLE = ("proposer_id", "editor_id", "decider_id")


class Gathering:
    """Rows by table and number, each as it stood then; what is hidden today stays away.

    Each kind of row is asked for once or twice, however many there are. Rows that nothing leads to
    may come along: they are true as well.
    """

    def __init__(self, session: Session, undone: Undone) -> None:
        self.session, self.undone = session, undone
        self.rows: dict[str, dict[str, Values]] = {}
        #: Statements that an import has given a speaker who was not there yet.
        self.left_out: set[int] = set()
        self._later: set[int] = set()
        self._touched: set[int] = set()
        self._topics: dict[int, set[str]] = {}

    def gather(self, relations: Collection[Relation], scope: ReportScope) -> None:
        """Take up the links of these relations that were live in scope, and all they rest on."""
        self._gather_links(relations, scope)
        self._gather_statements()
        self._gather_parts()
        self._gather_works()
        self._gather_speakers()
        self._drop_what_leads_nowhere()

    def tables(self) -> dict[Table, list[Values]]:
        """Return all rows by table; what is held ready beside them is still empty."""
        held = {_table(model): self._filled(model) for model in _MODELS}
        ready: dict[Table, list[Values]] = {
            _table(model): [] for model in (ConflictPlace, ConflictMonth)
        }
        return {**held, **ready, statement_topic: self._memberships()}

    def _take(self, model: type[Base], *where: Condition) -> None:
        """Take up rows of today as they stood then, and rows of then that are gone."""
        name = model.__tablename__
        held = self.rows.setdefault(name, {})
        columns = columns_of(model)
        for row in self.session.execute(select(*columns).where(*where)):
            self._keep(model, held, row._asdict())
        for row_then in self.undone.removed[name].values():
            self._keep(model, held, typed(model, row_then))

    def _take_parts(self, model: Any, owner: InstrumentedAttribute[int], ids: set[int]) -> None:  # noqa: ANN401
        """Take up what belongs to these owners, or belonged to another one then."""
        changed = self.undone.numbers(model.__tablename__)
        self._take(model, or_(_among(owner, ids), _among(model.id, changed)))

    def _keep(self, model: type[Base], held: dict[str, Values], row: Values) -> None:
        number, undone = number_of(model, row), self.undone
        # An account is asked only whether it is a person; whose deed it was, it was there.
        made_at = None if model is Account else row.get("created_at")
        is_made = number in undone.made[model.__tablename__] or row.get("key") in undone.imported
        if not is_made and (made_at is None or made_at < undone.end):
            replaced = undone.replaced[model.__tablename__].get(number, {})
            held[number] = row | typed(model, replaced)
        elif model is Speaker:
            self._later.add(row["id"])

    def _gather_links(self, relations: Collection[Relation], scope: ReportScope) -> None:
        live = and_(Link.relation.in_(relations), Link.status.in_(LIVE))
        if self._can_be_narrowed(scope):
            # In scope today, or of a statement that may have come into it or left it since.
            changed = self.undone.numbers("statement")
            known = Link.id.in_(in_scope(select(Link.id), scope, relations))
            moved = (_among(side, changed) for side in (Link.from_id, Link.to_id))
            live = and_(live, or_(known, *moved))
        self._take(Link, or_(live, _among(Link.id, self.undone.numbers("link"))))
        sides = {
            side
            for row in self.rows["link"].values()
            if row["relation"] in relations and row["status"] in LIVE
            for side in (row["from_id"], row["to_id"])
        }
        self._take(Link, or_(_among(Link.from_id, sides), _among(Link.to_id, sides)))

    def _can_be_narrowed(self, scope: ReportScope) -> bool:
        """Tell whether each statement that was in scope then and is not now is known by its row."""
        whole = scope.source_id is not None or scope == ReportScope()
        return not (whole or self.undone.blanked or self.undone.overwritten)

    def _gather_statements(self) -> None:
        ids = self._all("link", "from_id") | self._all("link", "to_id")
        self._take(Statement, _among(Statement.id, ids))
        chosen = (
            select(statement_topic.c.statement_id, Topic.key)
            .join(Topic, Topic.id == statement_topic.c.topic_id)
            .where(_among(statement_topic.c.statement_id, ids))
        )
        for row in self.session.execute(chosen):
            self._topics.setdefault(row.statement_id, set()).add(row.key)
        self._take(Topic)
        # A set narrows what is asked; it is the one of today.
        sets = select(*columns_of(SetMember)).where(_among(SetMember.statement_id, ids))
        chosen_today = (row._asdict() for row in self.session.execute(sets))
        self.rows["set_member"] = {number_of(SetMember, row): row for row in chosen_today}

    def _gather_parts(self) -> None:
        statements, links = self._all("statement", "id"), self._all("link", "id")
        self._take_parts(Appearance, Appearance.statement_id, statements)
        self._take_parts(Relay, Relay.appearance_id, self._all("appearance", "id"))
        self._take_parts(Translation, Translation.statement_id, statements)
        self._take_parts(Review, Review.statement_id, statements)
        asked = ReplyRequest.statement_id, ReplyRequest.link_id
        self._take(ReplyRequest, or_(_among(asked[0], statements), _among(asked[1], links)))

    def _gather_works(self) -> None:
        works = self._all("appearance", "source_id") | self._all("relay", "source_id")
        self._take(Source, _among(Source.id, works))
        self._take_parts(Notice, Notice.source_id, works)
        notices = self._all("notice", "id")
        self._take(NoticeAppearance, _among(NoticeAppearance.notice_id, notices))
        # A notice tells all statements that it touches, and a request the one that answered it.
        known = self._all("appearance", "id")
        self._touched = self._all("notice_appearance", "appearance_id") - known
        self._take(Appearance, _among(Appearance.id, self._touched))
        told = self._all("appearance", "statement_id") | self._all("reply_request", "answer_id")
        self._take(Statement, _among(Statement.id, told - self._all("statement", "id")))

    def _gather_speakers(self) -> None:
        speakers = self._all("statement", "speaker_id")
        self._take(Speaker, _among(Speaker.id, speakers))
        self._take_parts(SpeakerName, SpeakerName.speaker_id, speakers)
        self._take_parts(Office, Office.speaker_id, speakers)
        people = set().union(*(self._all("link", name) for name in PEOPLE))
        self._take(Account, _among(Account.id, people))

    def _drop_what_leads_nowhere(self) -> None:
        """Leave out what rests on a record that is hidden today, or was not there then."""
        said = self.rows["statement"].values()
        self.left_out = {row["id"] for row in said if row["speaker_id"] in self._later}
        self._drop("statement", "speaker_id", self._all("speaker", "id"))
        works = self._all("source", "id")
        self.rows["appearance"] = {
            number: row
            for number, row in self.rows["appearance"].items()
            # Of a statement that a notice touches beside those linked, nothing but its key is told.
            if row["source_id"] in works or row["id"] in self._touched
        }
        for hop in self.rows["relay"].values():
            if hop["source_id"] not in works:
                hop["source_id"] = None

    def _drop(self, table: str, name: str, known: Collection[int]) -> None:
        rows = self.rows[table]
        self.rows[table] = {number: row for number, row in rows.items() if row[name] in known}

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


def _among(column: InstrumentedAttribute[Any] | ColumnElement[Any], ids: set[int]) -> Condition:
    """Narrow to some rows where they are not too many to be told."""
    return column.in_(ids) if len(ids) <= MOST_TOLD else true()


_MODELS: tuple[type[Base], ...] = (
    *(Account, Appearance, Link, Notice, NoticeAppearance, Office, Relay, ReplyRequest, Review),
    *(SetMember, Source, Speaker, SpeakerName, Statement, Topic, Translation),
)
