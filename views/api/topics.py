"""Topics: made, renamed, found to be one, restricted to some accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import lists, restrictions
from desk import topic_deeds as desk
from desk.drafts import SeenDraft
from desk.merging.drafts import BothSeenDraft, SameDraft
from desk.party_scopes import NameScope
from desk.restrictions import LetInDraft, RestrictionDraft
from desk.topic_deeds import NamingDraft, RenamingDraft
from desk.topic_records import TopicRecord, topic_record
from models import Permission
from views.api.answers.topics import LetInJSON, ListedTopicJSON, TopicAccountsJSON, TopicJSON
from views.api.operations import Resource
from views.context import me, reading

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.lists import TopicLine
    from desk.pages import Page

topics = Resource("Topics", "Cases and subjects that statements belong to.")


@topics.lists("/topics", ListedTopicJSON, NameScope)
def list_topics(scope: NameScope) -> Page[TopicLine]:
    """List topics, the last made first, and find them by words of the name, or by key.

    The key of one that was merged into another leads to that other.
    """
    return lists.topics(reading(), scope.before, scope.q, key=scope.key)


@topics.shows("/topics/<int:id>", TopicJSON)
def show_topic(id: int) -> TopicRecord:  # noqa: A002 -- the name in the address
    """Show a topic; one that was merged into another says so in `merged_into`."""
    return topic_record(reading(), id)


@topics.makes("/topics", NamingDraft, show_topic, permission=Permission.LOG)
def make_topic(session: Session, draft: NamingDraft) -> int:
    """Make a topic before any statement belongs to it; a name that is known is refused."""
    return desk.make_topic(session, draft, me()).id


@topics.changes("/topics/<int:id>", NamingDraft, show_topic, permission=Permission.REVISE)
def rename_topic(session: Session, draft: NamingDraft, version: int, id: int) -> int:  # noqa: A002
    """Give a topic another name; the old address of its page leads to the new one."""
    seen = RenamingDraft(name=draft.name, version=version)
    return desk.rename_topic(session, id, seen, me()).id


@topics.decides("/topics/<int:id>/merge", SameDraft, show_topic, permission=Permission.REVISE)
def merge_topic(session: Session, draft: SameDraft, version: int, id: int) -> int:  # noqa: A002
    """Make one topic of two: the statements of the `other` move here.

    A restricted topic is not merged before an admin has lifted that.
    """
    seen = BothSeenDraft(version=version, other_version=draft.other_version)
    return desk.merge_topics(session, id, draft.other, seen, me()).id


@topics.shows("/topics/<int:id>/accounts", TopicAccountsJSON, permission=Permission.RESTRICT)
def show_topic_accounts(id: int) -> TopicAccountsJSON:  # noqa: A002
    """Show who may see a restricted topic beside the admins."""
    topic, accounts = topic_record(reading(), id), restrictions.let_in(reading(), id)
    told = tuple(map(LetInJSON.model_validate, accounts))
    return TopicAccountsJSON(id=topic.id, restricted=topic.restricted, accounts=told)


@topics.decides("/topics/<int:id>/restrict", LetInDraft, show_topic, permission=Permission.RESTRICT)
def restrict_topic(session: Session, draft: LetInDraft, version: int, id: int) -> int:  # noqa: A002
    """Let these accounts and the admins alone see a topic and all that rests on it."""
    seen = RestrictionDraft(accounts=draft.accounts, version=version)
    return restrictions.restrict_topic(session, id, seen, me()).id


@topics.decides("/topics/<int:id>/lift", None, show_topic, permission=Permission.RESTRICT)
def lift_restriction(session: Session, version: int, id: int) -> int:  # noqa: A002
    """Let everybody at the desk see a topic again."""
    seen = SeenDraft(version=version)
    return restrictions.lift_restriction(session, id, seen, me()).id
