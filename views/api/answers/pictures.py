"""Timeline, network and balance as the API tells them."""

from __future__ import annotations

from models.terms import Relation, SpeakerKind, Standing
from views.api.answers.base import Answer
from views.api.answers.reports import LostJSON, Narrowed
from views.api.answers.statements import StatementJSON


class TieJSON(Answer):
    """A confirmed link; `standing` is told of contradictions."""

    id: int
    key: str
    from_id: int
    to_id: int
    relation: Relation
    standing: Standing | None
    recheck: bool


class TimelineJSON(Answer):
    """Statements in order of time, and the links between them; `whole` where nothing is left out."""

    statements: tuple[StatementJSON, ...]
    links: tuple[TieJSON, ...]
    whole: bool
    lost: tuple[LostJSON, ...]


class NodeJSON(Answer):
    """A speaker, and how many statements of theirs are shown."""

    id: int
    key: str
    name: str
    kind: SpeakerKind
    statements: int


class BetweenJSON(Answer):
    """Links of one relation and standing between two speakers, or of one with himself."""

    first_id: int
    second_id: int
    relation: Relation
    standing: Standing | None
    recheck: bool
    link_ids: tuple[int, ...]


class NetworkJSON(Answer):
    """Speakers, and what lies between them; `whole` where nothing is left out."""

    speakers: tuple[NodeJSON, ...]
    between: tuple[BetweenJSON, ...]
    whole: bool
    lost: tuple[LostJSON, ...]


class TallyJSON(Answer):
    """What is known of some logged statements, and of the links that have a side among them."""

    statements: int
    unsourced: int
    single_origin: int
    disputed: int
    #: Of the disputed ones: comment was asked on it, or on a conflict that it is a side of.
    asked: int
    confirmed: int
    rejected: int
    withdrawn: int
    proposed: int
    links: int
    decided: int


class CoveredJSON(TallyJSON):
    """The tally of a speaker, an organisation or a topic; without a name where none is known."""

    id: int | None = None
    name: str | None


class CoverageJSON(Answer):
    """The tally of all in scope, and of each speaker, organisation and topic in it."""

    scope: Narrowed
    #: Of how many statements, those said last, it tells; null where it tells of all.
    newest: int | None
    total: TallyJSON
    by_speaker: tuple[CoveredJSON, ...]
    by_organisation: tuple[CoveredJSON, ...]
    by_topic: tuple[CoveredJSON, ...]
