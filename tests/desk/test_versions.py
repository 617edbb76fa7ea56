"""Earlier versions of a statement: put together from the history, and brought back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desk import appearances, records, translations
from desk.history.audit import record
from desk.importing.imports import import_file
from desk.merging.drafts import BothSeenDraft, MergerDraft
from desk.merging.mergers import merge_speakers
from desk.merging.sources import merge_sources
from desk.refusals import MissingError, RefusedError, StaleError
from desk.source_drafts import AppearanceDraft
from desk.statement_drafts import TranslationDraft
from desk.statements import restore_statement
from desk.versions.bringing_back import bring_back
from desk.versions.version_records import version_record
from desk.versions.versions import UnknownVersionError, current_version, version_at
from models import Event, Statement, Topic
from models.terms import LinkStatus, QuoteCheck
from tests.desk.drafting import confirm, found, log, one_event, propose, revise, told, withdraw
from tests.desk.importing import a_file, a_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models.records import StatementRecord

    Deed = Callable[[Session, Statement, int, Actor], object]

OTHER = {"type": "webpage", "title": "Transcript", "url": "https://example.org/transcript"}
WIRE = {"name": "Reuters", "verb": "told", "source": OTHER | {"seen": False}}


def _head(session: Session) -> int:
    return session.scalars(select(Event.seq).order_by(Event.seq.desc())).first() or 0


def _plain(whole: StatementRecord) -> StatementRecord:
    """Leave out what no version holds: numbers of rows, checks, links, ratings, status."""
    return replace(
        whole,
        version=0,
        status_reason=None,
        links=(),
        reviews=(),
        translations=tuple(replace(one, id=None) for one in whole.translations),
        appearances=tuple(
            replace(one, id=0, check=QuoteCheck.NOT_CHECKED, checked_at=None)
            for one in whole.appearances
        ),
    )


def _words(session: Session, statement: Statement, number: int, by: Actor) -> None:
    forms: list[dict[str, Any]] = [
        {"quote": f"We have not ceded post {number}."},
        {"form": "indirect", "quote": None, "claim": f"Post {number} was not ceded."},
        {"topics": ("At Tanf", f"Topic {number}"), "said": "2017-09-18"},
        {"speaker": {"name": f"Speaker {number}"}, "said": "2017-09"},
    ]
    revise(session, statement, by, **forms[number % 4])


def _appear(session: Session, statement: Statement, number: int, by: Actor) -> None:
    source = OTHER | {"url": f"https://example.org/{number}", "title": f"Report {number}"}
    if any(one.source.url == source["url"] for one in statement.appearances):
        return
    draft: dict[str, Any] = {"source": source, "locator": {"exact": f"Post {number} stays."}}
    if number % 2:
        draft |= {"heard": "via", "relays": [WIRE, {"name": f"Agency {number}"}]}
    drafted = AppearanceDraft.model_validate(draft)
    args = (statement.id, statement.version, drafted, by)
    appearances.add_appearance(session, *args, confirmed=True)


def _disappear(session: Session, statement: Statement, number: int, by: Actor) -> None:
    place = number % len(statement.appearances)
    if len(statement.appearances) > 1:
        gone = statement.appearances[place].id
        appearances.remove_appearance(session, gone, statement.version, "Misread.", by)


def _translate(session: Session, statement: Statement, number: int, by: Actor) -> None:
    draft = TranslationDraft(language="fr", text=f"Le poste {number} reste.")
    known = statement.translations
    if any(one.text == draft.text for one in known):
        return
    if known and number % 3 == 0:
        place = (statement.id, known[number % len(known)].id)
        translations.revise_translation(session, place, statement.version, draft, by)
    elif known and number % 3 == 1:
        translations.remove_translation(session, statement.id, known[0].id, statement.version, by)
    else:
        translations.translate(session, statement.id, statement.version, draft, by)


DEEDS: tuple[Deed, ...] = (_words, _appear, _disappear, _translate)


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_a_version_brought_back_equals_what_the_record_was(
    data: st.DataObject, writing: Session, checker: Actor
) -> None:
    statement = log(writing, checker)
    known = {_head(writing): records.one(writing, statement.id)}
    steps = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 9)), min_size=1, max_size=6)
    for deed, number in data.draw(steps):
        deed(writing, statement, number, checker)
        writing.commit()
        known[_head(writing)] = records.one(writing, statement.id)
    for seq, was in known.items():
        assert _plain(version_record(writing, statement.id, seq).statement) == _plain(was)
    for seq in data.draw(st.permutations(sorted(known)))[:2]:
        if _plain(records.one(writing, statement.id)) == _plain(known[seq]):
            continue
        bring_back(writing, statement.id, statement.version, seq, checker)
        writing.commit()
        assert _plain(records.one(writing, statement.id)) == _plain(known[seq])


def test_it_is_a_new_version_with_an_event_of_its_own(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker)
    seq = _head(writing)
    revise(writing, statement, checker, quote="Never.")
    seen = statement.version
    with one_event(writing, "statement:bring_back") as left:
        bring_back(writing, statement.id, seen, seq, checker)
    assert statement.version > seen
    _before, after = told(left[0])
    assert after["statement"][str(statement.id)]["because"] == f"as it stood after deed {seq}"
    revised = _head(writing) - 1
    bring_back(writing, statement.id, statement.version, revised, checker)
    assert statement.quote == "Never."


def test_links_that_rest_on_it_are_looked_at_again(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    statement = log(writing, checker)
    seq = _head(writing)
    revise(writing, statement, checker, quote="Never.")
    other = log(writing, checker, quote="We gave up the outpost.")
    link = confirm(writing, propose(writing, statement, other, checker), reviewer)
    bring_back(writing, statement.id, statement.version, seq, checker)
    assert (link.status, link.recheck) == (LinkStatus.CONFIRMED, True)
    assert "an earlier version" in (link.recheck_why or "")


def test_a_withdrawn_statement_stays_withdrawn(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker)
    seq = _head(writing)
    revise(writing, statement, checker, quote="Never.")
    withdraw(writing, statement, checker)
    bring_back(writing, statement.id, statement.version, seq, checker)
    assert statement.status == "withdrawn"
    restore_statement(writing, statement.id, statement.version, "He said it.", checker)


def test_nothing_is_brought_back_twice_or_to_a_stale_version(
    writing: Session, checker: Actor
) -> None:
    statement = log(writing, checker)
    seq, seen = _head(writing), statement.version
    with pytest.raises(RefusedError, match="like this already"):
        bring_back(writing, statement.id, seen, seq, checker)
    revise(writing, statement, checker, quote="Never.")
    with pytest.raises(StaleError):
        bring_back(writing, statement.id, seen, seq, checker)


def test_a_deed_done_to_something_else_is_no_version(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker)
    log(writing, checker, quote="We stay.")
    with pytest.raises(MissingError):
        version_at(writing, current_version(writing, statement.id), _head(writing))
    with pytest.raises(MissingError):
        version_at(writing, current_version(writing, 99), 1)


def test_what_came_before_an_import_is_known_where_it_was_logged_here(
    writing: Session, checker: Actor, command_line: Actor
) -> None:
    statement = log(writing, checker)
    seq, words = _head(writing), statement.quote
    line = a_line(statement.key, quote="Brought by a file.")
    import_file(writing, a_file(line), command_line, update=True)
    writing.commit()
    assert version_record(writing, statement.id, seq).statement.quote == words
    bring_back(writing, statement.id, statement.version, seq, checker)
    assert statement.quote == words


def test_what_came_before_an_import_that_nothing_tells_of_is_said_to_be_unknown(
    writing: Session, checker: Actor, command_line: Actor
) -> None:
    import_file(writing, a_file(a_line()), command_line)
    writing.commit()
    seq = _head(writing)
    statement = writing.scalars(select(Statement)).one()
    changed = a_file(a_line(quote="Brought by another file."))
    import_file(writing, changed, command_line, update=True)
    writing.commit()
    with pytest.raises(UnknownVersionError, match="An import"):
        bring_back(writing, statement.id, statement.version, seq, checker)
    then = version_record(writing, statement.id, seq)
    assert then.unknown is not None
    assert not then.can_come_back
    assert version_record(writing, statement.id, _head(writing)).unknown is None


def test_a_version_behind_a_redaction_stays_unknown(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker)
    first = _head(writing)
    revise(writing, statement, checker, quote="A secret.")
    blanked = writing.get_one(Event, _head(writing))
    redaction_seq = record(writing, checker, "statement:redact", statement)
    blanked.before = blanked.after = blanked.salt = None
    blanked.redacted_by = redaction_seq
    writing.commit()
    with pytest.raises(UnknownVersionError, match="redacted"):
        bring_back(writing, statement.id, statement.version, blanked.seq, checker)
    assert version_record(writing, statement.id, first).unknown is None


def test_a_merged_topic_comes_back_as_the_one_it_is_part_of(
    writing: Session, checker: Actor
) -> None:
    statement = log(writing, checker, topics=("Old",))
    seq = _head(writing)
    revise(writing, statement, checker, topics=("New",))
    old, new = (
        writing.scalars(select(Topic).where(Topic.name == name)).one() for name in ("Old", "New")
    )
    old.merged_into_id = new.id
    writing.flush()
    then = version_record(writing, statement.id, seq)
    assert then.notes == ("The topic “Old” is part of “New” now.",)
    assert then.statement.topics == ("New",)


def test_the_page_of_a_version_tells_what_bringing_it_back_changes(
    writing: Session, checker: Actor
) -> None:
    statement = log(writing, checker, quote="We have not ceded it.")
    seq = _head(writing)
    revise(writing, statement, checker, quote="We have ceded it.", appearance=found())
    [changed] = version_record(writing, statement.id, seq).changes
    [field] = changed.fields
    assert (field.name, [run.text for run in field.runs if run.change == "added"]) == (
        "quote",
        [" not"],
    )


def test_merged_speakers_and_sources_come_back_as_those_who_were_kept(
    writing: Session, checker: Actor
) -> None:
    statement = log(writing, checker)
    seq, speaker = _head(writing), statement.speaker
    source = statement.appearances[0].source
    other = {"source": OTHER}
    changed = {"speaker": {"name": "Jim Mattis"}, "appearance": other, "quote": "Never."}
    revise(writing, statement, checker, **changed)
    kept, work = statement.speaker, statement.appearances[0].source
    seen = MergerDraft(version=kept.version, other_version=speaker.version)
    merge_speakers(writing, kept.id, speaker.id, seen, checker)
    both = BothSeenDraft(version=work.version, other_version=source.version)
    merge_sources(writing, work.id, source.id, both, checker)
    writing.commit()
    then = version_record(writing, statement.id, seq)
    assert then.statement.speaker.name == "Jim Mattis"
    assert [one.source.title for one in then.statement.appearances] == ["Transcript"]
    assert len(then.notes) == 2
    bring_back(writing, statement.id, statement.version, seq, checker)
    assert (statement.quote, statement.speaker) == (then.statement.quote, kept)
    assert statement.appearances[0].source is work
