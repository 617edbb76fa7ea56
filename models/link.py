"""What one statement does to another, and who says so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from models.base import Base, Keyed, Stamped, Versioned, now, term
from models.statement import Statement
from models.terms import Answer, LinkStatus, Outcome, Relation, Standing

_LIVE = "status IN ('proposed', 'confirmed')"
_OPPOSED = f"relation IN ('supports', 'contradicts') AND {_LIVE}"
_ASKED = "same_time IS NOT NULL AND same_place IS NOT NULL AND same_meaning IS NOT NULL"
_NOT_ASKED = "same_time IS NULL AND same_place IS NULL AND same_meaning IS NULL"


class Link(Keyed, Versioned, Stamped, Base):
    """A typed, reviewed relation between two statements."""

    __tablename__ = "link"
    __table_args__ = (
        CheckConstraint("from_id <> to_id", name="not_to_itself"),
        CheckConstraint("low_id < high_id", name="low_below_high"),
        CheckConstraint(
            "(low_id = from_id AND high_id = to_id) OR (low_id = to_id AND high_id = from_id)",
            name="low_high_are_the_sides",
        ),
        CheckConstraint(
            "status <> 'confirmed' OR (rationale IS NOT NULL AND decider_id IS NOT NULL)",
            name="confirmed_has_rationale_and_decider",
        ),
        CheckConstraint("trim(rationale) <> ''", name="rationale_has_words"),
        CheckConstraint(
            f"(relation = 'contradicts' AND {_ASKED})"
            f" OR (relation <> 'contradicts' AND {_NOT_ASKED})",
            name="questions_fit_relation",
        ),
        CheckConstraint("recheck = (recheck_why IS NOT NULL)", name="recheck_has_why"),
        CheckConstraint("(outcome IS NULL) = (outcome_why IS NULL)", name="outcome_has_why"),
        CheckConstraint("trim(outcome_why) <> ''", name="outcome_why_has_words"),
        CheckConstraint(
            "outcome IS NULL OR relation = 'contradicts'", name="outcome_fits_relation"
        ),
        Index(
            "uq_link_live",
            "low_id",
            "high_id",
            "relation",
            unique=True,
            sqlite_where=text(_LIVE),
            postgresql_where=text(_LIVE),
        ),
        Index(
            "uq_link_supports_or_contradicts",
            "low_id",
            "high_id",
            unique=True,
            sqlite_where=text(_OPPOSED),
            postgresql_where=text(_OPPOSED),
        ),
        # What stands at a statement, by what it does, and whether two are tied: however many
        # links a statement has, those of one relation are found at once.
        # Whatever became of a link between two: both of them may have thousands of others.
        Index("ix_link_low_id_high_id", "low_id", "high_id"),
        Index("ix_link_from_id_relation_status_to_id", "from_id", "relation", "status", "to_id"),
        Index("ix_link_to_id_relation_status_from_id", "to_id", "relation", "status", "from_id"),
        Index("ix_link_relation_status_id", "relation", "status", "id"),
        # What waits for a decision, and for another look, in the order it came.
        Index("ix_link_status_id", "status", "id"),
        Index("ix_link_recheck_status_id", "recheck", "status", "id"),
        {"sqlite_autoincrement": True},
    )

    from_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    low_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    high_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    relation: Mapped[Relation]
    rationale: Mapped[str | None]
    #: The clashing words in the statement it starts from, and in the one it points to.
    words: Mapped[str | None]
    to_words: Mapped[str | None]
    same_time: Mapped[Answer | None] = mapped_column(term(Answer, "same_time"))
    same_place: Mapped[Answer | None] = mapped_column(term(Answer, "same_place"))
    same_meaning: Mapped[Answer | None] = mapped_column(term(Answer, "same_meaning"))
    status: Mapped[LinkStatus] = mapped_column(default=LinkStatus.PROPOSED)
    #: None when the program proposed it.
    proposer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    #: Who last changed relation, rationale or answers.
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    decided_at: Mapped[datetime | None] = mapped_column(index=True)
    override_reason: Mapped[str | None]
    #: Why it was rejected or withdrawn.
    reason: Mapped[str | None]
    recheck: Mapped[bool] = mapped_column(default=False)
    recheck_why: Mapped[str | None]
    #: When it was last asked for.
    recheck_at: Mapped[datetime | None] = mapped_column(index=True)
    #: What a reviewer found of a speaker against himself, and in which words.
    outcome: Mapped[Outcome | None] = mapped_column(term(Outcome, "outcome"))
    outcome_why: Mapped[str | None]

    from_statement: Mapped[Statement] = relationship(foreign_keys=[from_id])
    to_statement: Mapped[Statement] = relationship(foreign_keys=[to_id])

    @validates("recheck_why")
    def _time_recheck(self, _attribute: str, why: str | None) -> str | None:
        self.recheck_at = now() if why else None
        return why

    def join(self, start: Statement, end: Statement) -> None:
        """Set both sides, and the ordered pair by which the database keeps a pair single."""
        self.from_statement, self.to_statement = start, end
        self.from_id, self.to_id = start.id, end.id
        self.low_id, self.high_id = sorted((start.id, end.id))

    @property
    def standing(self) -> Standing | None:
        """How far a contradiction goes; None for every other relation."""
        if self.relation is not Relation.CONTRADICTS:
            return None
        return Standing.of((self.same_time, self.same_place, self.same_meaning))
