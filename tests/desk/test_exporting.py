from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bench.corpus.filling import fill
from citations.exported import NAMELESS, Held
from citations.formats import FORMATS
from citations.omissions import not_consulted
from desk import exporting
from desk.exporting import Selected
from desk.exports import chosen
from desk.references import id_of
from models import Appearance, Source, Speaker, Statement
from tests.desk.importing import a_line, bring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models.cited import Cited

PAPER = {"key": "paper", "type": "webpage", "title": "Read"}
OTHER = {"key": "p-r", "type": "webpage", "title": "Read too"}
WIRE = {"key": "wire", "type": "webpage", "title": "Not read", "seen": False}


class Leaving(Selected):
    """A selection as a format reads it, of a desk that has no name."""

    desk = NAMELESS
    pair = None


def _same(exported: Selected, held: Held) -> None:
    assert list(exported.statements()) == list(held.statements())
    assert list(exported.works()) == list(held.works())
    assert list(exported.uncited()) == list(held.uncited())


def _works(selected: Selected) -> list[tuple[str, list[str]]]:
    return [(work.source.key, _keys(work)) for work in selected.works()]


def _keys(work: Cited) -> list[str]:
    return [found.statement.key for found in work.findings]


@pytest.fixture
def told(writing: Session, admin: Actor) -> Session:
    """Statements in one source or two, through a wire report, and in nothing that was read."""
    both = [{"source": PAPER}, {"source": OTHER}]
    through = [{"source": OTHER, "relays": [{"name": "The Wire", "source": WIRE}]}]
    bring(
        writing,
        admin,
        a_line("s2", appearances=both),
        a_line("s1", appearances=[{"source": PAPER}]),
        a_line("s-9", appearances=through),
        a_line("s4", appearances=[{"source": WIRE}]),
    )
    return writing


def _all(session: Session) -> Sequence[int]:
    return session.scalars(select(Statement.id)).all()


def _uttered(session: Session, ids: Sequence[int]) -> dict[str, str | None]:
    return {work.source.key: work.utterer for work in Leaving(session, ids).works()}


def test_whose_words_a_work_is_does_not_depend_on_what_is_ticked(
    writing: Session, admin: Actor
) -> None:
    talk, speech, hearing = (
        {"source": {"key": kind, "type": kind, "title": "T"}}
        for kind in ("interview", "speech", "hearing")
    )
    heckler = {"key": "heckler", "name": "A. Heckler", "kind": "person"}
    quoted = speech | {"relays": [{"name": "Mattis"}]}
    bring(
        writing,
        admin,
        a_line("s1", appearances=[talk, speech, hearing]),
        a_line("s2", appearances=[talk, quoted], speaker=heckler),
    )
    name = next(writing.scalars(select(Speaker.name).where(Speaker.key != "heckler")))
    for ids in (
        [id_of(writing, Statement, "s1")],
        [id_of(writing, Statement, "s2")],
        _all(writing),
    ):
        uttered = _uttered(writing, ids)
        assert (uttered["interview"], uttered["speech"]) == (None, name)
        assert uttered.get("hearing") is None


def test_what_is_read_from_the_database_is_what_would_be_held(at_tanf: Session) -> None:
    ids = _all(at_tanf)
    for some in (ids, ids[3:20], ids[:1], []):
        held = Held(list(chosen(at_tanf, some)))
        _same(Selected(at_tanf, some), held)


def test_a_selection_longer_than_is_read_at_once_is_whole(writing: Session) -> None:
    fill(writing, 1_230)
    selected = Selected(writing, _all(writing))
    _same(selected, Held(list(selected.statements())))
    assert len(list(selected.statements())) == 1_230
    cited = select(func.count(Appearance.source_id.distinct()))
    assert len(list(selected.works())) == writing.scalar(cited)


def test_keys_are_sorted_alike_on_every_database(told: Session) -> None:
    selected = Selected(told, _all(told))
    assert [one.key for one in selected.statements()] == ["s-9", "s1", "s2", "s4"]
    assert _works(selected) == [("p-r", ["s-9", "s2"]), ("paper", ["s1", "s2"])]
    assert [one.key for one in selected.uncited()] == ["s4"]


def test_a_source_that_is_asked_for_is_cited_alone(told: Session) -> None:
    paper, wire = (id_of(told, Source, key) for key in ("paper", "wire"))
    assert _works(Selected(told, _all(told), paper)) == [("paper", ["s1", "s2"])]
    left = Selected(told, _all(told), paper).uncited()
    assert [one.key for one in left] == ["s-9", "s4"]
    assert _works(Selected(told, [], paper)) == [("paper", [])]
    assert _works(Selected(told, _all(told), wire)) == []
    assert _works(Selected(told, [], wire)) == []
    assert _works(Selected(told, [])) == []


def test_every_format_can_hold_a_source_without_statements(told: Session) -> None:
    alone = Leaving(told, [], id_of(told, Source, "paper"))
    for kind in FORMATS.values():
        content = b"".join(kind.written(alone))
        assert kind.leaves_out is not not_consulted or b"Read" in content


def test_what_is_left_out_says_why(told: Session) -> None:
    asked = Leaving(told, _all(told), id_of(told, Source, "paper"))
    assert {one.key: one.why for one in FORMATS["ris"].omissions(asked)} == {
        "s-9": "the source that is cited does not hold it",
        "s4": "no source of it was consulted",
    }


def test_what_a_work_of_very_many_holds_is_read_as_it_is_told(
    writing: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(writing, 60)
    leaving = Leaving(writing, _all(writing))
    formats = [FORMATS[name] for name in ("ris", "bibtex", "csl-json")]
    held = [b"".join(kind.written(leaving)) for kind in formats]
    works = list(leaving.works())
    monkeypatch.setattr(exporting, "LONG", 3)
    assert [b"".join(kind.written(leaving)) for kind in formats] == held
    for long, short in zip(leaving.works(), works, strict=True):
        assert (len(long.findings), long.findings[1:3]) == (
            len(short.findings),
            short.findings[1:3],
        )
        assert list(long.statements) == list(short.statements)
