"""Sources: revised, opened, and two that are one work made one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from desk import parties
from desk.appearances import add_appearance
from desk.history import chain
from desk.merging.drafts import BothSeenDraft
from desk.merging.sources import merge_preview, merge_sources
from desk.refusals import RefusedError, StaleError
from desk.source_drafts import AppearanceDraft, SourceDraft
from desk.sources import make_source, open_source, revise_source
from models import Notice, NoticeAppearance, Source
from models.terms import NoticeKind
from tests.desk.drafting import (
    ARTICLE,
    REPORT,
    a_source_draft,
    confirm,
    found,
    keep,
    log,
    one_event,
    propose,
    told,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Link, Statement

STUB = {"type": "article-newspaper", "title": "Report by Reuters", "publisher": "Reuters"}
TWIN = {"type": "webpage", "title": "The outpost", "container_title": "CNN"}


def test_every_field_of_a_source_is_revised(writing: Session, checker: Actor) -> None:
    source = log(writing, checker).appearances[0].source
    whole = {
        "type": "webpage",
        "title": "Outpost closed",
        "title_supplied": True,
        "authors": [{"family": "Starr", "given": "Barbara"}],
        "container_title": "CNN",
        "publisher": "Cable News Network",
        "genre": "News",
        "url": "https://example.com/new",
        "published": "2017-09-19~",
        "accessed": "2026-11-21",
        "archived_url": "https://archive.example/1",
        "language": "en",
        "csl": {"section": "Politics"},
    }
    with one_event(writing, "source:revise") as events:
        revise_source(writing, source.id, source.version, SourceDraft(**whole), checker)
    stored = parties.sources(writing, [source.id])[source.id]
    assert {name: getattr(stored, name) for name in whole} == whole | {
        "authors": tuple(whole["authors"])  # type: ignore[arg-type]
    }
    assert events[0].subject_id == source.id
    assert "seen" not in told(events[0])[1]["source"][str(source.id)]


def test_what_is_equal_is_no_change(writing: Session, checker: Actor) -> None:
    source = log(writing, checker).appearances[0].source
    draft = a_source_draft(genre="News")
    with one_event(writing, "source:revise") as events:
        revise_source(writing, source.id, source.version, draft, checker)
    assert told(events[0])[1]["source"] == {str(source.id): {"genre": "News"}}


def test_an_old_version_of_a_source_is_not_revised(writing: Session, checker: Actor) -> None:
    source = log(writing, checker).appearances[0].source
    with pytest.raises(StaleError):
        revise_source(writing, source.id, source.version - 1, a_source_draft(), checker)


def test_the_address_of_another_source_is_refused(writing: Session, checker: Actor) -> None:
    known = log(writing, checker).appearances[0].source
    other = _source(writing, checker, TWIN)
    draft = SourceDraft.model_validate(TWIN | {"url": REPORT["url"]})
    with pytest.raises(RefusedError, match=f"source {known.id}; merge the two"):
        revise_source(writing, other.id, other.version, draft, checker)


@pytest.mark.parametrize(("change", "asks"), [({"published": "2017-09-20"}, True), ({}, False)])
def test_a_new_date_has_links_looked_at_again(
    writing: Session, checker: Actor, reviewer: Actor, change: dict[str, str], *, asks: bool
) -> None:
    link = _a_confirmed_link(writing, checker, reviewer)
    source = link.from_statement.appearances[0].source
    draft = a_source_draft(title="Otherwise", **change)
    revise_source(writing, source.id, source.version, draft, checker)
    writing.commit()
    assert link.recheck is asks


def test_a_stub_is_opened_and_said_what_it_is(writing: Session, checker: Actor) -> None:
    relays = [{"name": "Reuters", "source": STUB | {"seen": False}}]
    statement = log(writing, checker, appearance=found(relays=relays))
    stub = statement.appearances[0].relays[0].source
    assert stub is not None
    draft = SourceDraft.model_validate(STUB | {"title": "US closes outpost", "seen": False})
    revise_source(writing, stub.id, stub.version, draft, checker)
    writing.commit()
    assert not stub.seen
    with one_event(writing, "source:open") as events:
        open_source(writing, stub.id, stub.version, draft, checker)
    assert told(events[0])[1]["source"] == {str(stub.id): {"seen": True}}
    with pytest.raises(RefusedError, match="consulted already"):
        open_source(writing, stub.id, stub.version, draft, checker)


def test_one_work_entered_twice_becomes_one(writing: Session, checker: Actor) -> None:
    kept = keep(writing, checker).source
    first = log(writing, checker)
    other = keep(writing, checker, text=ARTICLE, **TWIN, url="https://example.net/2").source
    extra = keep(writing, checker, text=f"{ARTICLE} More.", **TWIN, url="https://example.net/2")
    second = log(
        writing,
        checker,
        quote="The outpost was closed.",
        speaker={"name": "a US official", "kind": "unnamed"},
        appearance={"capture_id": extra.id},
    )
    _add(writing, first, checker, source_id=other.id, relays=[])
    third = log(
        writing,
        checker,
        quote="It is routine.",
        appearance=found(
            source=TWIN | {"title": "Sky"}, relays=[{"name": "CNN", "source_id": other.id}]
        ),
    )
    notice = Notice(
        kind=NoticeKind.CORRECTED,
        touched=[NoticeAppearance(appearance=second.appearances[0])],
    )
    other.notices.append(notice)
    log(writing, checker, quote="Anything.")
    preview = merge_preview(writing, kept.id, other.id)
    assert (preview.statements, preview.in_both, preview.relays) == (2, 1, 1)
    assert (preview.captures, preview.notices, preview.speakers) == (2, 1, 1)
    assert preview.taken == ("container_title",)
    with one_event(writing, "source:merge"):
        merge_sources(writing, kept.id, other.id, _versions(kept, other), checker)
    assert [one.source for one in first.appearances] == [kept, kept]
    assert (second.appearances[0].source, second.appearances[0].capture) == (kept, extra)
    assert third.appearances[0].relays[0].source is kept
    assert (second.speaker.source, notice.source) == (kept, kept)
    assert [one.appearance for one in notice.touched] == [second.appearances[0]]
    assert (kept.container_title, other.merged_into_id) == ("CNN", kept.id)
    assert list(chain.faults(writing)) == []
    again = log(writing, checker, quote="Said later.", appearance={"source_id": other.id})
    by_url = log(writing, checker, quote="Yes.", appearance=found(source=TWIN | {"url": other.url}))
    assert [one.appearances[0].source for one in (again, by_url)] == [kept, kept]


def test_a_text_that_both_have_is_used_once(writing: Session, checker: Actor) -> None:
    ours = keep(writing, checker)
    theirs = keep(writing, checker, **TWIN, url="https://example.net/2")
    statement = log(writing, checker, appearance={"capture_id": theirs.id})
    merge_sources(
        writing, ours.source.id, theirs.source.id, _versions(ours.source, theirs.source), checker
    )
    writing.commit()
    assert statement.appearances[0].capture is ours


@pytest.mark.parametrize(
    ("kept_date", "other_date", "asks"),
    [
        ("2017-09-19", "2017-09-19", False),
        ("2017-09-19", None, True),
        (None, "2017-09-19", True),
        ("2017-09-19", "2017-09-20", True),
    ],
)
def test_a_merger_asks_again_where_the_date_changes(
    writing: Session,
    checker: Actor,
    reviewer: Actor,
    kept_date: str | None,
    other_date: str | None,
    *,
    asks: bool,
) -> None:
    kept = _source(writing, checker, TWIN | {"published": kept_date})
    other = _source(writing, checker, STUB | {"published": other_date})
    start = log(writing, checker, appearance={"source_id": kept.id})
    end = log(writing, checker, quote="No.", appearance={"source_id": other.id})
    link = confirm(writing, propose(writing, start, end, checker), reviewer)
    assert merge_preview(writing, kept.id, other.id).dates_differ is asks
    merge_sources(writing, kept.id, other.id, _versions(kept, other), checker)
    writing.commit()
    assert link.recheck is asks


def test_a_source_is_not_merged_with_itself_or_twice(writing: Session, checker: Actor) -> None:
    one, two, three = (_source(writing, checker, TWIN | {"title": name}) for name in "ABC")
    with pytest.raises(RefusedError, match="same one"):
        merge_preview(writing, one.id, one.id)
    merge_sources(writing, one.id, two.id, _versions(one, two), checker)
    writing.commit()
    with pytest.raises(RefusedError, match="merged into source"):
        merge_preview(writing, three.id, two.id)
    with pytest.raises(StaleError):
        merge_sources(writing, three.id, one.id, _versions(three, one, less=1), checker)
    merge_sources(writing, three.id, one.id, _versions(three, one), checker)
    writing.commit()
    assert two.merged_into_id == three.id


def test_a_real_title_takes_the_place_of_one_of_ours(writing: Session, checker: Actor) -> None:
    ours = _source(writing, checker, STUB | {"title_supplied": True, "seen": False})
    real = _source(
        writing, checker, TWIN | {"authors": [{"literal": "Staff"}], "csl": {"section": "World"}}
    )
    merge_sources(writing, ours.id, real.id, _versions(ours, real), checker)
    writing.commit()
    assert (ours.title, ours.title_supplied, ours.seen) == ("The outpost", False, True)
    assert (ours.authors, ours.csl) == ([{"literal": "Staff"}], {"section": "World"})


def _source(writing: Session, by: Actor, parts: dict[str, Any]) -> Source:
    del by
    source = make_source(writing, SourceDraft.model_validate(parts))
    writing.flush()
    return source


def _versions(kept: Source, other: Source, less: int = 0) -> BothSeenDraft:
    return BothSeenDraft(version=kept.version - less, other_version=other.version - less)


def _add(writing: Session, statement: Statement, by: Actor, **parts: object) -> None:
    draft = AppearanceDraft.model_validate(parts)
    add_appearance(writing, statement.id, statement.version, draft, by)
    writing.commit()


def _a_confirmed_link(writing: Session, checker: Actor, reviewer: Actor) -> Link:
    start, end = log(writing, checker), log(writing, checker, quote="We gave up the outpost.")
    return confirm(writing, propose(writing, start, end, checker), reviewer)
