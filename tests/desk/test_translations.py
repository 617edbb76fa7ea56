"""Translations beside the original: whose they are, and who was faster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import records, translations
from desk.lists import statements
from desk.refusals import MissingError, RefusedError, StaleError
from desk.statement_drafts import TranslationDraft
from desk.statement_scopes import StatementScope
from tests.desk.drafting import log, one_event, told

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Statement, Translation

ARABIC = "لم نتنازل عن أي أرض"
ENGLISH = "We have not ceded any ground"


def _draft(**parts: object) -> TranslationDraft:
    return TranslationDraft.model_validate({"language": "en", "text": ENGLISH} | parts)


def _translated(session: Session, actor: Actor, **parts: object) -> tuple[Statement, Translation]:
    statement = log(session, actor, quote=ARABIC, language="ar")
    draft = _draft(**parts)
    made = translations.translate(session, statement.id, statement.version, draft, actor)
    session.commit()
    return statement, made


def test_a_translation_stands_beside_the_original(writing: Session, checker: Actor) -> None:
    statement, _made = _translated(writing, checker, by="Ada")
    for record in (records.one(writing, statement.id), records.card(writing, statement.id)):
        assert record.quote == ARABIC
        assert [(one.text, one.by, one.kind) for one in record.translations] == [
            (ENGLISH, "Ada", "ours")
        ]


def test_it_is_found_by_its_translation(writing: Session, checker: Actor) -> None:
    statement, _made = _translated(writing, checker)
    found = statements(writing, StatementScope(q="ceded any ground")).rows
    assert [one.id for one in found] == [statement.id]


def test_each_deed_leaves_its_event_on_the_statement(writing: Session, checker: Actor) -> None:
    statement, made = _translated(writing, checker)
    place, version = (statement.id, made.id), statement.version
    with one_event(writing, "statement:revise_translation") as revised:
        translations.revise_translation(writing, place, version, _draft(text="Never."), checker)
    with one_event(writing, "statement:remove_translation") as removed:
        translations.remove_translation(writing, *place, statement.version, checker)
    assert {event.subject_id for event in (*revised, *removed)} == {statement.id}
    before, _after = told(removed[0])
    assert before["translation"][str(made.id)]["text"] == "Never."
    assert records.one(writing, statement.id).translations == ()


def test_an_edit_of_an_older_version_is_refused(writing: Session, checker: Actor) -> None:
    statement, made = _translated(writing, checker)
    seen = statement.version - 1
    with pytest.raises(StaleError):
        translations.translate(writing, statement.id, seen, _draft(text="No."), checker)
    place = (statement.id, made.id)
    with pytest.raises(StaleError):
        translations.revise_translation(writing, place, seen, _draft(text="No."), checker)
    with pytest.raises(StaleError):
        translations.remove_translation(writing, *place, seen, checker)


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"kind": "published"}, "by"),
        ({"language": "AR"}, "language"),
        ({}, "text"),
    ],
)
def test_what_would_mislead_is_refused_at_its_field(
    parts: dict[str, object], field: str, writing: Session, checker: Actor
) -> None:
    statement, _made = _translated(writing, checker)
    with pytest.raises(RefusedError) as refused:
        translations.translate(writing, statement.id, statement.version, _draft(**parts), checker)
    assert refused.value.field == field


def test_a_translation_of_another_statement_is_not_there(writing: Session, checker: Actor) -> None:
    _statement, made = _translated(writing, checker)
    other = log(writing, checker, quote="We stay.")
    with pytest.raises(MissingError):
        translations.remove_translation(writing, other.id, made.id, other.version, checker)
