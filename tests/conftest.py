"""What every test may ask for: a database of its own, an engine, a session, a query count."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from sqlalchemy.orm import Session

import tests.in_step  # noqa: F401 -- it keeps what factories make in step
from models import for_writing, open_engine
from tests.counting import counted
from tests.databases import Databases, databases
from tests.needs import missed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine

ENGINES = ("sqlite", "postgresql")

# A busy machine is slow without being wrong; under CI a red run must be red again when repeated.
settings.register_profile("house", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("house")


def engine_under_test() -> str:
    """Read GAINSAY_TEST_ENGINE: `sqlite` (also when absent) or `postgresql`."""
    name = os.environ.get("GAINSAY_TEST_ENGINE", "sqlite")
    if name not in ENGINES:
        message = f"GAINSAY_TEST_ENGINE is {name!r}; it may be {' or '.join(ENGINES)}"
        raise pytest.UsageError(message)
    return name


def pytest_configure() -> None:
    """Refuse a misspelt engine before any test runs."""
    engine_under_test()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, on the second engine, what asks for no database or for the first one alone."""
    if engine_under_test() == ENGINES[0]:
        return
    asking = [
        item
        for item in items
        if "store" in getattr(item, "fixturenames", ()) and not item.get_closest_marker(ENGINES[0])
    ]
    config.hook.pytest_deselected(items=list(set(items) - set(asking)))
    items[:] = asking


def pytest_report_header() -> str:
    """Name the engine at the top of each run."""
    return f"database engine under test: {engine_under_test()}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly at the end what this machine could not run."""
    for words in sorted(missed):
        terminalreporter.write_line(f"NOT RUN: {words}", red=True, bold=True)


@pytest.fixture(scope="session")
def store() -> Iterator[Databases]:
    """The place that makes the run's databases; each worker of a parallel run has its own."""
    with databases(engine_under_test()) as made:
        yield made


@pytest.fixture
def database_url(store: Databases) -> Iterator[str]:
    """A migrated database of the test's own, where the one of the test before stood."""
    url = store.anew()
    yield url
    store.drop(url)


@pytest.fixture
def empty_url(store: Databases) -> Iterator[str]:
    """A database without any table."""
    url = store.empty()
    yield url
    store.drop(url)


@pytest.fixture(scope="session")
def engines() -> dict[str, Engine]:
    """The engines on databases that are made anew where they stood: they keep what they compiled."""
    return {}


@pytest.fixture
def engine(database_url: str, engines: dict[str, Engine]) -> Iterator[Engine]:
    """An engine on the test's database, as the application opens it."""
    opened = engines.setdefault(database_url, open_engine(database_url))
    yield opened
    opened.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session as deeds have it: it holds the write lock from its first statement on."""
    with Session(for_writing(engine)) as opened:
        yield opened


@pytest.fixture
def count_queries() -> Callable[[Engine], AbstractContextManager[list[str]]]:
    """Count what an engine is asked: `with count_queries(engine) as queries: …`."""
    return counted
