"""Records by their key, as an import and the exchange format name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.factories import a_source, a_speaker, a_statement, a_topic, an_appearance
from tests.views.api.conftest import Program, etag_of, told
from tests.views.stored import rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

TABLES = {
    "statements": "statement",
    "speakers": "speaker",
    "sources": "source",
    "topics": "topic",
    "links": "link",
}
UNMERGED = ("speakers", "sources", "topics")


def _under(program: Program, place: str, key: str, more: str = "") -> list[int]:
    answer = program.get(f"/{place}?key={key}{more}")
    assert answer.status_code == 200, answer.text
    assert told(answer)["next"] is None
    found = told(answer)["data"]
    assert all(one["key"] == key for one in found) or place in UNMERGED
    return [one["id"] for one in found]


@pytest.mark.usefixtures("desk_with_case")
@pytest.mark.parametrize("place", TABLES)
def test_each_record_is_found_by_its_key_alone(
    place: str, program: Program, engine: Engine
) -> None:
    kept = rows(engine, TABLES[place])
    assert kept
    for one in (kept[0], kept[-1]):
        assert _under(program, place, one["key"]) == [one["id"]]
    assert _under(program, place, "no-such-key") == []
    refused = program.get(f"/{place}?key=no%20key")
    assert refused.status_code == 422
    assert [one["parameter"] for one in told(refused)["errors"]] == ["key"]


@pytest.mark.usefixtures("desk_with_case")
def test_a_key_goes_together_with_the_other_filters(program: Program, engine: Engine) -> None:
    one = rows(engine, "statement")[0]
    assert _under(program, "statements", one["key"], f"&speaker_id={one['speaker_id']}")
    assert not _under(program, "statements", one["key"], "&since=2100")
    assert not _under(program, "statements", one["key"], "&q=nowheretobefound")
    assert not _under(program, "topics", rows(engine, "topic")[0]["key"], "&q=nowheretobefound")


@pytest.mark.usefixtures("desk_with_case")
def test_the_usual_order_is_that_of_a_list_of_which_none_is_asked(program: Program) -> None:
    for asked in ("", "&q=ground"):
        plain, usual = (
            [one["id"] for one in told(program.get(f"/statements?{order}{asked}"))["data"]]
            for order in ("fields=id", "fields=id&order=usual")
        )
        assert plain == usual
        assert plain


def test_a_withdrawn_statement_is_found_where_it_is_asked_for(
    program: Program, session: Session
) -> None:
    said = a_statement(session, key="gone")
    an_appearance(session, said, a_source(session))
    number = said.id
    session.commit()
    address = f"/statements/{number}"
    program.do(f"{address}/withdraw", {"reason": "Twice."}, etag_of(program, address))
    assert _under(program, "statements", "gone") == []
    assert _under(program, "statements", "gone", "&status=all") == [number]


def test_the_key_of_what_was_merged_leads_to_what_is_kept(
    program: Program, session: Session
) -> None:
    first, second, third = (
        (a_speaker(session, name, key=name), a_source(session, key=name), a_topic(session, name))
        for name in ("ann", "bo", "cy")
    )
    for (speaker, source, topic), kept in ((third, second), (second, first)):
        speaker.merged_into_id, source.merged_into_id, topic.merged_into_id = (
            one.id for one in kept
        )
    keys = [one.key for one in third]
    kept_ids = [one.id for one in first]
    session.commit()
    found = [_under(program, *asked) for asked in zip(UNMERGED, keys, strict=True)]
    assert found == [[one] for one in kept_ids]


def test_a_key_tells_nobody_of_what_is_kept_from_them(
    program: Program, app: Flask, token: Callable[..., str], session: Session
) -> None:
    topic = a_topic(session)
    topic.restricted = True
    said = a_statement(session, topics=[topic])
    an_appearance(session, said, a_source(session))
    found_in = said.appearances[0].source
    kept = (said.key, said.speaker.key, found_in.key, topic.key)
    session.commit()
    outside = Program(app, token(Role.REVIEWER))
    for place, key in zip(("statements", *UNMERGED), kept, strict=True):
        assert len(_under(program, place, key)) == 1
        assert _under(outside, place, key) == []
