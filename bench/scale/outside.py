"""What pages cost somebody who is kept out of the topic of which most is said: on a copy of a desk."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from bench.corpus.accounts import CHECKER_EMAIL
from bench.scale.asking import Desk
from bench.scale.pages import PAGES
from bench.scale.places import Places
from desk.read_models import restricted
from models import Topic, for_writing, open_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.scale.pages import Page

NAMES = (
    "report",
    "report of the top speaker",
    "report of the top topic and dates",
    "report of speaker and topic",
    "report of speakers against themselves",
    "statements",
    "search for the commonest word, newest first",
    "statement",
    "top speaker",
    "top topic",
    "network of speakers",
    "balance and coverage",
)
"""Pages that he is shown as everybody is, but for what is hidden."""


def pages() -> Iterator[Page]:
    """Yield the pages that are asked for."""
    yield from (page for page in PAGES if page.name in NAMES)


@contextmanager
def kept_out(file: Path) -> Iterator[tuple[Desk, Places]]:
    """Yield a copy of a desk, looked at by somebody who is not let in, and where most is to see."""
    with TemporaryDirectory(dir=file.parent) as folder:
        copy = Path(folder) / file.name
        shutil.copyfile(file, copy)
        engine = open_engine(f"sqlite:///{copy}")
        topic = Places.of(engine).topic
        with Session(for_writing(engine)) as session:
            session.get_one(Topic, topic).restricted = True
            restricted.rebuild(session)
            session.commit()
        engine.dispose()
        desk = Desk(f"sqlite:///{copy}", Path(folder), CHECKER_EMAIL)
        yield desk, Places.of(desk.engine, without=topic)
        desk.close()
