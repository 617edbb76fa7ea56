"""What is remembered: tables, the values read from them, and the terms they use."""

from __future__ import annotations

from models.account import COMMAND_LINE, Account, Token
from models.appearance import Appearance, Relay
from models.base import Base, now, this_day
from models.basket import CitingChoice, Collected
from models.capture import Capture
from models.conflict import ConflictMonth, ConflictPlace
from models.engines import Pooling, for_pages, for_writing, open_engine
from models.event import GENESIS, Event, EventHead, event_record
from models.export import Export, exported_statement
from models.frozen import FrozenReport, frozen_link, frozen_redaction, frozen_statement
from models.job import Job, JobRow
from models.link import Link
from models.pending import PendingCapture
from models.reading import BatchDocument, Proposal, Reading
from models.redaction import Redaction
from models.remark import Remark
from models.repeated import RepeatedRequest
from models.reply import ReplyRequest
from models.restricted_sums import RestrictedCount, RestrictedMonth
from models.review import Review
from models.roles import PERMISSIONS, Permission, Role
from models.saved import SavedReport, SetMember, StatementSet
from models.search import StatementText
from models.setting import Setting
from models.share import Share, ShareOpening
from models.source import Notice, NoticeAppearance, Source
from models.speaker import Office, Speaker, SpeakerName, finding_key, name_key
from models.statement import Statement, Translation
from models.statement_count import StatementCount
from models.topic import OldSlug, Topic, statement_topic, topic_account
from models.watch import Watch, Watcher

__all__ = [
    "COMMAND_LINE",
    "GENESIS",
    "PERMISSIONS",
    "Account",
    "Appearance",
    "Base",
    "BatchDocument",
    "Capture",
    "CitingChoice",
    "Collected",
    "ConflictMonth",
    "ConflictPlace",
    "Event",
    "EventHead",
    "Export",
    "FrozenReport",
    "Job",
    "JobRow",
    "Link",
    "Notice",
    "NoticeAppearance",
    "Office",
    "OldSlug",
    "PendingCapture",
    "Permission",
    "Pooling",
    "Proposal",
    "Reading",
    "Redaction",
    "Relay",
    "Remark",
    "RepeatedRequest",
    "ReplyRequest",
    "RestrictedCount",
    "RestrictedMonth",
    "Review",
    "Role",
    "SavedReport",
    "SetMember",
    "Setting",
    "Share",
    "ShareOpening",
    "Source",
    "Speaker",
    "SpeakerName",
    "Statement",
    "StatementCount",
    "StatementSet",
    "StatementText",
    "Token",
    "Topic",
    "Translation",
    "Watch",
    "Watcher",
    "event_record",
    "exported_statement",
    "finding_key",
    "for_pages",
    "for_writing",
    "frozen_link",
    "frozen_redaction",
    "frozen_statement",
    "name_key",
    "now",
    "open_engine",
    "statement_topic",
    "this_day",
    "topic_account",
]
