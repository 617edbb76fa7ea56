from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, insert, inspect, text
from sqlalchemy.exc import DBAPIError

from models import (
    COMMAND_LINE,
    GENESIS,
    Account,
    Base,
    CitingChoice,
    Collected,
    FrozenReport,
    Link,
    Remark,
    Role,
    SavedReport,
    SetMember,
    Share,
    ShareOpening,
    StatementSet,
    Token,
    Watch,
    Watcher,
    frozen_link,
    frozen_statement,
    now,
)
from models.base import Keyed
from models.terms import TokenKind, Watched
from tests.factories import a_confirmed_contradiction, an_account, an_event
from tests.migrating import migrations
from tests.schemas import schema_at

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

REVISIONS = [
    script.revision
    for script in reversed(list(ScriptDirectory.from_config(migrations("")).walk_revisions()))
]
TRIGGERS_ON_EVENTS = {
    "sqlite": {"event_is_not_replaced", "frozen_report_is_not_replaced"},
    "postgresql": {
        "event_is_not_truncated",
        "event_head_is_not_truncated",
        "event_record_is_not_truncated",
        "frozen_report_is_not_truncated",
    },
}
TRIGGERS_EVERYWHERE = {
    "event_is_not_changed",
    "event_is_not_deleted",
    "event_is_not_born_redacted",
    "event_head_is_not_deleted",
    "event_record_is_not_changed",
    "event_record_is_not_deleted",
    "frozen_report_is_not_changed",
    "frozen_report_is_not_deleted",
    "frozen_report_is_not_born_redacted",
}
KEEP_SEARCH_IN_STEP = {
    "sqlite": {"statement_text_added", "statement_text_deleted", "statement_text_changed"},
    "postgresql": set[str](),
}


def _rows(engine: Engine, query: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def _counts(url: str) -> dict[str, object]:
    engine = create_engine(url)
    names = ["account", "statement", "link", "event"]
    found = {name: _rows(engine, f"SELECT count(*) FROM {name}")[0][0] for name in names}
    engine.dispose()
    return found


def _run(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def url_in_use(database_url: str, session: Session) -> str:
    link, by = a_confirmed_contradiction(session), an_account(session)
    an_event(session)
    frozen = _freeze(session, link, by)
    for kind in (TokenKind.SHARE, TokenKind.FEED):
        for revoked in (False, True):
            _give(session, by, kind, frozen, revoked=revoked)
    _follow(session, link, by)
    session.commit()
    return database_url


def _freeze(session: Session, link: Link, by: Account) -> FrozenReport:
    """Keep a set, save a report of it and freeze that."""
    kept = StatementSet(name="To look at")
    session.add(kept)
    session.flush()
    saved = SavedReport(title="Who holds it", scope={"set_id": kept.id}, set_id=kept.id)
    session.add_all([SetMember(set_id=kept.id, statement_id=link.from_id), saved])
    session.flush()
    proof = {"sha256": "c" * 64, "head_seq": 1, "head_hash": "f" * 64}
    frozen = FrozenReport(
        report_id=saved.id, number=1, account_id=by.id, content=b"{}", pairs=1, **proof
    )
    session.add(frozen)
    session.flush()
    sides = [{"frozen_id": frozen.id, "statement_id": one} for one in (link.from_id, link.to_id)]
    session.execute(insert(frozen_statement), sides)
    session.execute(insert(frozen_link), [{"frozen_id": frozen.id, "link_id": link.id}])
    return frozen


def _give(
    session: Session, to: Account, kind: TokenKind, frozen: FrozenReport, *, revoked: bool
) -> None:
    """Give an address that opens; a revoked one was made a day before that."""
    at = now()
    token = Token(kind=kind, account_id=to.id, scopes=[], hash=f"{kind} {revoked}")
    token.created_at, token.revoked_at = at - timedelta(days=1), at if revoked else None
    session.add(token)
    session.flush()
    if kind is TokenKind.SHARE:
        share = Share(token_id=token.id, report_id=frozen.report_id, label="The paper")
        session.add(share)
        session.flush()
        session.add(ShareOpening(share_id=share.id, times=1, last_at=at))


def _follow(session: Session, link: Link, by: Account) -> None:
    watched = {"subject_type": Watched.STATEMENT, "subject_id": link.from_id}
    session.add_all(
        [
            Remark(link_id=link.id, author_id=by.id, text="Look again."),
            Watch(account_id=by.id, **watched),
            Watcher(account_id=by.id, looked_at=now()),
            Collected(account_id=by.id, statement_id=link.from_id),
            CitingChoice(account_id=by.id, format="ris", style="apa", locale="en-GB"),
        ]
    )


def test_there_is_one_line_of_revisions() -> None:
    scripts = ScriptDirectory.from_config(migrations(""))
    assert len(scripts.get_heads()) == len(scripts.get_bases()) == 1


def test_head_equals_models(database_url: str) -> None:
    command.check(migrations(database_url))


def test_every_table_of_the_models_is_there(engine: Engine) -> None:
    assert set(Base.metadata.tables) <= set(inspect(engine).get_table_names())


@pytest.mark.parametrize("revision", REVISIONS)
def test_up_and_down_again_leaves_the_schema_as_it_was(empty_url: str, revision: str) -> None:
    config = migrations(empty_url)
    command.upgrade(config, revision)
    command.downgrade(config, "-1")
    before = schema_at(empty_url)
    command.upgrade(config, revision)
    after = schema_at(empty_url)
    command.downgrade(config, "-1")
    assert schema_at(empty_url) == before
    command.upgrade(config, revision)
    assert schema_at(empty_url) == after


def test_going_all_the_way_down_leaves_nothing(empty_url: str) -> None:
    config = migrations(empty_url)
    command.upgrade(config, "head")
    command.downgrade(config, "base")
    assert schema_at(empty_url) == set()


def test_downgrade_works_on_a_database_in_use(url_in_use: str) -> None:
    command.downgrade(migrations(url_in_use), "base")
    assert schema_at(url_in_use) == set()


@pytest.mark.parametrize("revision", ["0007", "0003"])
def test_addresses_that_open_nothing_any_more_keep_when_they_were_revoked(
    url_in_use: str, revision: str
) -> None:
    engine = create_engine(url_in_use)
    asked = "SELECT id, coalesce(revoked_at, created_at) FROM token ORDER BY id"
    due = _rows(engine, asked)
    command.downgrade(migrations(url_in_use), revision)
    told = _rows(engine, "SELECT id, revoked_at FROM token ORDER BY id")
    engine.dispose()
    gone = 4 if revision == "0003" else 2
    assert told[:gone] == due[:gone]


def test_keys_are_sorted_by_their_bytes_in_a_database_that_was_in_use(url_in_use: str) -> None:
    before = _keys(url_in_use)
    config = migrations(url_in_use)
    command.downgrade(config, "0020")
    command.upgrade(config, "head")
    assert _keys(url_in_use) == before
    engine = create_engine(url_in_use)
    if engine.dialect.name == "postgresql":
        keyed = {one.class_.__tablename__ for one in Base.registry.mappers if _has_key(one.class_)}
        asked = "SELECT collation_name FROM information_schema.columns WHERE column_name = 'key'"
        with engine.connect() as connection:
            chosen = text(f"{asked} AND table_name = ANY(:names)")
            told = connection.scalars(chosen, {"names": list(keyed)}).all()
        assert told == ["C"] * len(keyed)
    engine.dispose()


def _has_key(kind: type) -> bool:
    return issubclass(kind, Keyed)


def _keys(url: str) -> dict[str, list[str]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        told = {
            name: list(connection.scalars(text(f"SELECT key FROM {name} ORDER BY id")))
            for name in ("statement", "source", "speaker", "link", "saved_report", "statement_set")
        }
    engine.dispose()
    return told


def test_upgrading_again_changes_nothing(url_in_use: str) -> None:
    before = schema_at(url_in_use), _counts(url_in_use)
    command.upgrade(migrations(url_in_use), "head")
    assert (schema_at(url_in_use), _counts(url_in_use)) == before


def test_the_command_line_has_an_account_that_cannot_sign_in(engine: Engine) -> None:
    account = _rows(engine, "SELECT email, role, active, machine, password_hash FROM account")
    assert account == [(COMMAND_LINE, Role.ADMIN, True, True, None)]


def test_the_history_starts_from_its_beginning(engine: Engine) -> None:
    assert _rows(engine, "SELECT id, seq, hash FROM event_head") == [(1, 0, GENESIS)]


def test_all_triggers_are_there(database_url: str, engine: Engine) -> None:
    name = engine.dialect.name
    # A trigger's name stands second on SQLite and third on PostgreSQL.
    place = 1 if name == "sqlite" else 2
    found = {row[place] for row in schema_at(database_url) if row[0] == "trigger"}
    assert found == TRIGGERS_EVERYWHERE | TRIGGERS_ON_EVENTS[name] | KEEP_SEARCH_IN_STEP[name]


def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    _run(empty_url, "CREATE TABLE relay (id INTEGER)")
    before = schema_at(empty_url)
    with pytest.raises(DBAPIError, match="relay"):
        command.upgrade(migrations(empty_url), "head")
    assert schema_at(empty_url) == before


@pytest.mark.sqlite
@pytest.mark.parametrize("revision", REVISIONS)
def test_no_number_is_given_twice_whichever_tables_a_revision_builds_anew(
    empty_url: str, revision: str
) -> None:
    command.upgrade(migrations(empty_url), revision)
    counting = {
        table.name
        for table in Base.metadata.tables.values()
        if table.dialect_options["sqlite"]["autoincrement"]
    }
    engine = create_engine(empty_url)
    found = _rows(engine, "SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    tables = {str(name): str(made) for name, made in found}
    engine.dispose()
    kept = {name for name, made in tables.items() if "AUTOINCREMENT" in made}
    assert counting & tables.keys() == kept
