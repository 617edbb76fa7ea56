"""Sources: described, revised, opened, found to be one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk import lists
from desk import sources as desk
from desk.known_already import need_new_work
from desk.merging.drafts import BothSeenDraft, SameDraft
from desk.merging.sources import merge_preview, merge_sources
from desk.party_scopes import OtherScope, SourceScope
from desk.same_works import found_at
from desk.source_drafts import ConfirmedSourceDraft, SourceWords
from desk.source_files import SourceFile, file_of
from models import Permission
from views.api.answers.sources import ListedSourceJSON, SourceJSON, SourceMergerJSON
from views.api.operations import Resource
from views.context import me, reading

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.lists import SourceLine
    from desk.merging.sources import SourceMerge
    from desk.pages import Page

sources = Resource("Sources", "Works that reported what somebody said, read here or stubs.")


@sources.lists("/sources", ListedSourceJSON, SourceScope)
def list_sources(scope: SourceScope) -> Page[SourceLine]:
    """List sources, the last described first, and find them by words, by key, or by address (`url`).

    The key of one that was merged into another leads to that other.
    """
    among = found_at(reading(), scope.url) if scope.url else None
    found = lists.sources(reading(), scope.q, scope.before, key=scope.key, among=among)
    return found.of(lambda rows: [replace(one, outlet=one.outlet or one.title) for one in rows])


@sources.shows("/sources/<int:id>", SourceJSON)
def show_source(id: int) -> SourceFile:  # noqa: A002 -- the name in the address
    """Show a source; one that was merged into another says so in `merged_into`."""
    return file_of(reading(), id)


@sources.makes("/sources", ConfirmedSourceDraft, show_source, permission=Permission.LOG)
def describe_source(session: Session, draft: ConfirmedSourceDraft) -> int:
    """Describe a source before anything found in it is logged; a stub where `seen` is false.

    The address of a known source is refused, and so is a stub that is known. What may be a known work,
    by title, outlet and date or by an address that is written otherwise, is refused with the
    `candidates` until `confirmed` is true.
    """
    need_new_work(session, draft, confirmed=draft.confirmed)
    return desk.add_source(session, draft, me()).id


@sources.changes("/sources/<int:id>", SourceWords, show_source, permission=Permission.REVISE)
def revise_source(session: Session, draft: SourceWords, version: int, id: int) -> int:  # noqa: A002
    """Replace what is known of a source; where its date changes, links are re-checked.

    Whether anybody has read it stays as it is.
    """
    return desk.revise_source(session, id, version, draft, me()).id


@sources.decides("/sources/<int:id>/open", SourceWords, show_source, permission=Permission.REVISE)
def open_source(session: Session, draft: SourceWords, version: int, id: int) -> int:  # noqa: A002
    """Say that you have the original of a stub in hand, and what it really is.

    From then on it is cited as consulted.
    """
    return desk.open_source(session, id, version, draft, me()).id


@sources.shows("/sources/<int:id>/merge", SourceMergerJSON, OtherScope)
def preview_source_merger(scope: OtherScope, id: int) -> SourceMerge:  # noqa: A002
    """Show what would move if the `other` source were merged into this one."""
    return merge_preview(reading(), id, scope.other)


@sources.decides("/sources/<int:id>/merge", SameDraft, show_source, permission=Permission.REVISE)
def merge_source(session: Session, draft: SameDraft, version: int, id: int) -> int:  # noqa: A002
    """Make one source of two entries of one work; all that belongs to the `other` moves here."""
    seen = BothSeenDraft(version=version, other_version=draft.other_version)
    return merge_sources(session, id, draft.other, seen, me()).id
