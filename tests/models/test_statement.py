from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, text
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from models import Statement, StatementText, Translation
from models.dates import UnreadableDateError
from models.terms import Form, StatementStatus, TranslationKind
from tests.factories import a_speaker, a_statement, a_topic
from tests.rules import refused_by

if TYPE_CHECKING:
    from sqlalchemy import Engine


@pytest.mark.parametrize(
    ("form", "quote"),
    [(Form.DIRECT, None), (Form.MIXED, None), (Form.INDIRECT, "words of theirs")],
)
def test_a_quote_is_present_exactly_when_the_form_quotes(
    session: Session, form: Form, quote: str | None
) -> None:
    with refused_by("ck_statement_quote_fits_form"):
        a_statement(session, form=form, quote=quote)


@pytest.mark.parametrize(
    ("form", "quote"),
    [(Form.DIRECT, "words"), (Form.MIXED, "“words”"), (Form.INDIRECT, None)],
)
def test_each_form_can_be_kept(session: Session, form: Form, quote: str | None) -> None:
    assert a_statement(session, form=form, quote=quote).id


def test_a_quote_has_words(session: Session) -> None:
    with refused_by("ck_statement_quote_has_words"):
        a_statement(session, quote="")


def test_a_statement_is_withdrawn_for_a_reason(session: Session) -> None:
    with refused_by("ck_statement_withdrawn_has_reason"):
        a_statement(session, status=StatementStatus.WITHDRAWN)


def test_a_statement_is_logged_unless_told_otherwise(session: Session) -> None:
    assert a_statement(session).status is StatementStatus.LOGGED


def test_a_date_brings_its_bounds(session: Session) -> None:
    statement = a_statement(session, said="2017-09", about="2017-09-18")
    assert (statement.said_from, statement.said_to) == (date(2017, 9, 1), date(2017, 9, 30))
    assert (statement.about_from, statement.about_to) == (date(2017, 9, 18), date(2017, 9, 18))


def test_a_date_that_is_none_is_refused_before_it_reaches_the_database(session: Session) -> None:
    with pytest.raises(UnreadableDateError):
        a_statement(session, said="2017-13-40")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("said_from = NULL", "ck_statement_said_bound"),
        ("said = NULL", "ck_statement_said_bound"),
        ("said_to = '2017-09-01'", "ck_statement_said_order"),
        ("about_from = NULL", "ck_statement_about_bound"),
        ("about_to = '2017-09-01'", "ck_statement_about_order"),
        ("form = 'verbatim'", "ck_statement_form"),
        ("status = 'true'", "ck_statement_statementstatus"),
        ("speaker_id = 4711", "fk_statement_speaker_id|FOREIGN KEY"),
    ],
)
def test_the_database_keeps_dates_and_terms_by_itself(
    session: Session, change: str, rule: str
) -> None:
    a_statement(session, said="2017-09-18", about="2017-09-18")
    with refused_by(rule):
        session.execute(text(f"UPDATE statement SET {change}"))


def test_a_key_belongs_to_one_statement(session: Session) -> None:
    statement = a_statement(session)
    with refused_by("uq_statement_key", r"statement\.key"):
        a_statement(session, key=statement.key)


def test_a_speaker_with_statements_cannot_go(session: Session) -> None:
    statement = a_statement(session)
    with refused_by("fk_statement_speaker_id", "FOREIGN KEY"):
        session.execute(text("DELETE FROM speaker WHERE id = :id"), {"id": statement.speaker.id})


def test_a_number_is_never_given_twice(session: Session) -> None:
    last = a_statement(session)
    number = last.id
    session.execute(delete(StatementText).where(StatementText.statement_id == number))
    session.delete(last)
    session.flush()
    assert a_statement(session).id > number


def test_two_statements_can_say_the_same(session: Session) -> None:
    speaker = a_speaker(session)
    first, second = (a_statement(session, speaker=speaker, quote="No.") for _ in range(2))
    assert first.key != second.key


def test_each_change_raises_the_version(session: Session) -> None:
    statement = a_statement(session)
    assert statement.version == 1
    statement.claim = "Nothing was given up."
    session.flush()
    assert statement.version == 2


def test_the_second_of_two_editors_is_refused(session: Session, engine: Engine) -> None:
    number = a_statement(session).id
    session.commit()
    # A stale page: read before somebody else's change, sent after it.
    with Session(engine) as late:
        stale = late.get_one(Statement, number)
        late.expunge(stale)
    session.get_one(Statement, number).claim = "The first change."
    session.commit()
    stale.claim = "The second, blind change."
    session.expunge_all()
    session.add(stale)
    with pytest.raises(StaleDataError):
        session.flush()


def test_topics_and_translations_come_in_their_order(session: Session) -> None:
    topics = [a_topic(session, name) for name in ("Syria", "At Tanf")]
    statement = a_statement(session, topics=topics)
    for position, language in [(1, "fr"), (0, "ar")]:
        statement.translations.append(
            Translation(position=position, language=language, text="…", kind=TranslationKind.OURS)
        )
    session.commit()
    assert [topic.name for topic in statement.topics] == ["At Tanf", "Syria"]
    assert [translation.language for translation in statement.translations] == ["ar", "fr"]
