"""The field's closed vocabularies, stored by value."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """How the source gives the words: verbatim, in paraphrase, or in a paraphrase that quotes."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"

    @property
    def quotes(self) -> bool:
        """Whether a statement of this form holds words in quotation marks."""
        return self is not Form.INDIRECT


class SpeakerKind(StrEnum):
    """Who can speak; an unnamed speaker is described as published and belongs to one source."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    UNNAMED = "unnamed"


class StatementStatus(StrEnum):
    """The life of a statement."""

    PROPOSED = "proposed"
    LOGGED = "logged"
    WITHDRAWN = "withdrawn"


class Heard(StrEnum):
    """How the source knows: it was told, it relays others, or it does not say."""

    DIRECT = "direct"
    VIA = "via"
    UNSTATED = "unstated"


class QuoteCheck(StrEnum):
    """What a comparison of the statement's words with the captured text found."""

    FOUND = "found"
    ELLIPSIS = "found_with_ellipsis"
    PIECED = "pieced_together"
    """Found, but an ellipsis joins what the source has as several quotations."""
    NEGATION = "negation"
    """Found, but for a negation that an ellipsis or brackets swallow or put in."""
    DIFFERS = "differs"
    CHANGED = "changed_since_capture"
    NOT_FOUND = "not_found"
    NOT_CHECKED = "not_checked"


class Relation(StrEnum):
    """What one statement does to another; `repeats` and `contradicts` are symmetric."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    REPEATS = "repeats"
    CORRECTS = "corrects"

    @property
    def symmetric(self) -> bool:
        """Whether the relation reads the same from either side."""
        return self in {Relation.CONTRADICTS, Relation.REPEATS}

    @property
    def opposite(self) -> Relation | None:
        """The relation that may not be live on the same pair, if there is one."""
        pairs = {Relation.SUPPORTS: Relation.CONTRADICTS, Relation.CONTRADICTS: Relation.SUPPORTS}
        return pairs.get(self)


class LinkStatus(StrEnum):
    """The life of a link; proposed and confirmed links are *live*."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    @property
    def live(self) -> bool:
        """Whether a link of this status holds its pair."""
        return self in {LinkStatus.PROPOSED, LinkStatus.CONFIRMED}


LIVE = tuple(status for status in LinkStatus if status.live)
"""The statuses of links that hold their pair, for queries."""


class Answer(StrEnum):
    """An answer to one of the three questions asked of a contradiction."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """How far a contradiction goes, derived from the three answers."""

    DIRECT = "direct"
    UNRESOLVED = "unresolved"
    APPARENT = "apparent"

    @classmethod
    def of(cls, answers: tuple[Answer | None, ...]) -> Standing:
        """Return apparent if any answer is no, else unresolved if any is unknown, else direct."""
        if Answer.NO in answers:
            return cls.APPARENT
        return cls.UNRESOLVED if {Answer.UNKNOWN, None} & set(answers) else cls.DIRECT


class PairKind(StrEnum):
    """Who stands against whom; `unnamed` where a side is an unnamed speaker."""

    SELF = "self"
    OTHERS = "others"
    UNNAMED = "unnamed"


class Outcome(StrEnum):
    """What a reviewer found of a speaker who stands against himself."""

    CHANGED = "changed"
    """The position changed: one is held no longer."""
    EXPLAINED = "explained"
    """Both are held: the two go together, and why is said."""


class NoticeKind(StrEnum):
    """What a source says of its own earlier text."""

    CORRECTED = "corrected"
    RETRACTED = "retracted"


class TranslationKind(StrEnum):
    """Whose translation it is."""

    PUBLISHED = "published"
    OURS = "ours"


class JobState(StrEnum):
    """Where a piece of long work stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Imported(StrEnum):
    """What a row of an import tells of."""

    STATEMENT = "statement"
    SOURCE = "source"
    SPEAKER = "speaker"
    LINK = "link"
    FILE = "file"


class Verdict(StrEnum):
    """What an import does with it; left out is what is right in itself but rests on a refusal."""

    MADE = "made"
    MATCHED = "matched"
    UPDATED = "updated"
    REFUSED = "refused"
    LEFT_OUT = "left_out"


class Face(StrEnum):
    """Through which face a deed was done."""

    PAGE = "page"
    COMMAND = "command"
    API = "api"
    JOB = "job"


class TokenKind(StrEnum):
    """What a token opens."""

    FIRST_ADMIN = "first_admin"
    INVITATION = "invitation"
    API = "api"
    SHARE = "share"
    FEED = "feed"


class Watched(StrEnum):
    """What can be followed."""

    STATEMENT = "statement"
    SPEAKER = "speaker"
    TOPIC = "topic"


class ProposalState(StrEnum):
    """What a person has made of a proposed statement."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class DocumentState(StrEnum):
    """Where a document stands that is read among many."""

    WAITING = "waiting"
    READ = "read"
    REFUSED = "refused"
