"""Our own ClaimReview comes back: to its desk without a change, to another as far as it carries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from sqlalchemy import select

from citations.exported import Desk, Held
from citations.formats import FORMATS
from desk.actors import named_actor
from desk.exports import chosen
from desk.importing.imports import import_file
from desk.settings import SettingDraft, revise_settings
from desk.settings import settings as settings_of
from models import Statement
from models.terms import Face, Verdict
from tests.desk.importing import a_file, a_line, bring, export
from tests.desk.random_files import Line, files
from tests.desk.test_import_tables import take
from tests.desk.test_reference_round_trips import FEW
from tests.desk.test_round_trip import empty_desk

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from tests.databases import Databases

HERE = Desk("The Desk", "https://desk.example/", "https://check.example")
HERALD = {
    "key": "herald",
    "type": "article-newspaper",
    "title": "The valley",
    "authors": [{"family": "Holm", "given": "Jo"}],
    "container_title": "The Herald",
    "url": "https://herald.example/valley?a=b",
    "published": "2024-03-01",
    "language": "en",
}
VIDEO = {"key": "video", "type": "broadcast", "title": "Evening news", "title_supplied": True} | {
    "published": "2024-03-02"
}
SPEAKER = {"key": "berg", "name": "Ada Berg", "wikidata": "Q42", "aliases": ["Mayor Berg"]}
THEIRS = {"word": "False", "value": 1, "best": 5, "worst": 1, "organisation": "Fact Bureau"} | {
    "url": "https://bureau.example/valley",
    "date": "2024-03-05",
    "summary": "Two did in 1903.\n\nSo the register says.",
}
OURS = {"word": "mostly false", "value": 2, "best": 5, "worst": 1, "date": "2024-03~"}
LINES = [
    a_line(
        "direct",
        quote="Nobody, “ever”, crossed the valley.",
        claim="Nobody crossed the valley.",
        said="2024-03-01",
        role="Mayor of Lowdale",
        language="en",
        topics=["The valley"],
        speaker=SPEAKER,
        appearances=[{"source": HERALD}, {"source": VIDEO}],
        reviews=[THEIRS, OURS],
    ),
    a_line(
        "indirect",
        form="indirect",
        quote=None,
        claim="The bridge is safe",
        said="2024~",
        speaker={"key": "hall", "name": "Town hall", "kind": "organisation"},
        appearances=[{"source": VIDEO}],
        reviews=[THEIRS | {"word": "True", "value": 5, "url": "https://bureau.example/bridge"}],
    ),
    a_line(
        "mixed",
        form="mixed",
        quote="safe",
        speaker=SPEAKER,
        appearances=[{"source": HERALD, "locator": {"exact": "She called the bridge “safe”."}}],
    ),
]


def _exported(session: Session, desk: Desk = HERE) -> str:
    ids = session.scalars(select(Statement.id)).all()
    held = Held(list(chosen(session, ids)), desk=desk)
    text = b"".join(FORMATS["claimreview"].written(held)).decode()
    session.rollback()
    return text


def _named(session: Session, by: Actor) -> None:
    revise_settings(session, settings_of(session).version, SettingDraft(name="The Desk"), by)
    session.commit()


def test_what_left_a_desk_changes_nothing_there(writing: Session, admin: Actor) -> None:
    _named(writing, admin)
    bring(writing, admin, *LINES)
    before = export(writing)
    result = take(writing, admin, _exported(writing), "claimreview")
    assert (result.changed, result.faults) == (False, [])
    assert {row.verdict for row in result.rows} == {Verdict.MATCHED}
    assert export(writing) == before


def test_a_desk_without_a_name_knows_its_own_ratings_too(writing: Session, admin: Actor) -> None:
    bring(writing, admin, *LINES)
    assert not take(writing, admin, _exported(writing, Desk()), "claimreview").changed


def test_another_desk_says_the_same_of_it(store: Databases, writing: Session, admin: Actor) -> None:
    bring(writing, admin, *LINES)
    text = _exported(writing)
    with empty_desk(store) as other:
        by = named_actor(other, None, Face.COMMAND)
        result = take(other, by, text, "claimreview")
        assert (sorted(result.made), result.faults) == (["direct", "indirect", "mixed"], [])
        assert _graph(_exported(other)) == _graph(text)
        assert not take(other, by, text, "claimreview").changed
        [direct, indirect, mixed] = map(json.loads, export(other).splitlines())
    assert direct["reviews"][1] == OURS | {
        "organisation": "The Desk",
        "url": direct["reviews"][1]["url"],
    }
    assert (indirect["claim"], indirect["said"]) == ("The bridge is safe", "2024~")
    assert mixed["appearances"][0]["locator"] == {"exact": "She called the bridge “safe”."}


def _graph(text: str) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """Return what an export says, without the home page that only the desk itself has."""
    return json.loads(text.replace(', "url": "https://desk.example/"', ""))


@settings(FEW)
@given(lines=files())
def test_whatever_left_a_desk_changes_nothing_there(store: Databases, lines: list[Line]) -> None:
    with empty_desk(store) as session:
        by = named_actor(session, None, Face.COMMAND)
        import_file(session, a_file(*lines), by)
        session.commit()
        before = export(session)
        result = take(session, by, _exported(session, Desk()), "claimreview")
        assert (result.changed, result.faults) == (False, [])
        assert export(session) == before
