"""Statement records for tests: built by hand, or read from a file in the lossless format."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from models.dates import bounds
from models.records import (
    AppearanceRecord,
    LinkRecord,
    NoticeRecord,
    OfficeRecord,
    RelayRecord,
    ReplyRecord,
    ReviewRecord,
    SourceRecord,
    SpeakerRecord,
    StatementRecord,
    TranslationRecord,
)
from models.terms import (
    Answer,
    Form,
    Heard,
    LinkStatus,
    NoticeKind,
    Relation,
    SpeakerKind,
    StatementStatus,
    TranslationKind,
)

AT_TANF = Path(__file__).parents[2] / "desk" / "at_tanf.jsonl"
MOMENT = datetime(2026, 11, 21, 9, tzinfo=UTC)
_ids = count(1)


def a_speaker(**values: Any) -> SpeakerRecord:  # noqa: ANN401 -- any field
    given = {"key": "mattis", "name": "James Mattis", "kind": SpeakerKind.PERSON}
    return SpeakerRecord(**({"id": next(_ids)} | given | values))


def a_source(**values: Any) -> SourceRecord:  # noqa: ANN401 -- any field
    given = {"key": "outpost", "type": "article-newspaper", "title": "An outpost closes"}
    lower, upper = bounds(values.get("published"))
    dated = {"published_from": lower, "published_to": upper}
    return SourceRecord(**({"id": next(_ids)} | given | dated | values))


def an_appearance(
    source: SourceRecord | None = None,
    **values: Any,  # noqa: ANN401 -- any field
) -> AppearanceRecord:
    return AppearanceRecord(id=next(_ids), source=source or a_source(), **values)


def a_statement(**values: Any) -> StatementRecord:  # noqa: ANN401 -- any field
    lower, upper = bounds(values.get("said"))
    given: dict[str, Any] = {
        "id": next(_ids),
        "key": "s1",
        "version": 1,
        "form": Form.DIRECT if "quote" in values else Form.INDIRECT,
        "speaker": a_speaker(),
        "status": StatementStatus.LOGGED,
        "created_at": MOMENT,
        "said_from": lower,
        "said_to": upper,
    }
    return StatementRecord(**(given | values))


def a_link(
    from_key: str,
    to_key: str,
    relation: Relation,
    **values: Any,  # noqa: ANN401 -- any field
) -> LinkRecord:
    given: dict[str, Any] = {
        "id": next(_ids),
        "key": f"{from_key}-{relation}-{to_key}",
        "version": 1,
        "from_id": 1,
        "from_key": from_key,
        "to_id": 2,
        "to_key": to_key,
        "relation": relation,
        "status": LinkStatus.PROPOSED,
    }
    return LinkRecord(**(given | values))


def read_records(path: Path = AT_TANF) -> tuple[StatementRecord, ...]:
    """Read a file in the lossless format, each link on both of its statements."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    links = _links(lines)
    return tuple(_statement(line, links[line["key"]]) for line in lines)


def _links(lines: list[dict[str, Any]]) -> dict[str, tuple[LinkRecord, ...]]:
    links: dict[str, tuple[LinkRecord, ...]] = defaultdict(tuple)
    for line in lines:
        for written in line.get("links", []):
            link = _link(line["key"], written)
            links[link.from_key] += (link,)
            links[link.to_key] += (link,)
    return links


def _link(home: str, written: dict[str, Any]) -> LinkRecord:
    terms = {
        "relation": Relation(written["relation"]),
        "status": LinkStatus(written["status"]),
        **{name: Answer(written[name]) for name in written if name.startswith("same_")},
    }
    values = {name: value for name, value in written.items() if name != "to"} | terms
    return a_link(home, written["to"], values.pop("relation"), **values)


def _statement(line: dict[str, Any], links: tuple[LinkRecord, ...]) -> StatementRecord:
    parts = {
        "form": Form(line["form"]),
        "speaker": _speaker(line["speaker"]),
        "status": StatementStatus(line.get("status", "logged")),
        "topics": tuple(line.get("topics", ())),
        "translations": tuple(
            TranslationRecord(**(each | {"kind": TranslationKind(each["kind"])}))
            for each in line.get("translations", [])
        ),
        "appearances": tuple(_appearance(each) for each in line.get("appearances", [])),
        "reviews": tuple(ReviewRecord(**each) for each in line.get("reviews", [])),
        "reply_requests": tuple(ReplyRecord(**each) for each in line.get("reply_requests", [])),
        "links": links,
    }
    return a_statement(**(line | parts))


def _speaker(written: dict[str, Any]) -> SpeakerRecord:
    parts = {
        "kind": SpeakerKind(written["kind"]),
        "aliases": tuple(written.get("aliases", ())),
        "offices": tuple(_office(each) for each in written.get("offices", [])),
    }
    return a_speaker(**(written | parts))


def _office(written: dict[str, Any]) -> OfficeRecord:
    values = dict(written)
    return OfficeRecord(since=values.pop("from", None), **values)


def _appearance(written: dict[str, Any]) -> AppearanceRecord:
    return an_appearance(
        _source(written["source"]),
        **written.get("locator", {}),
        heard=Heard(written.get("heard", "unstated")),
        relays=tuple(_relay(each) for each in written.get("relays", [])),
    )


def _relay(written: dict[str, Any]) -> RelayRecord:
    source = _source(written["source"]) if "source" in written else None
    return RelayRecord(**(written | {"source": source}))


def _source(written: dict[str, Any]) -> SourceRecord:
    notices = tuple(
        NoticeRecord(
            **(each | {"kind": NoticeKind(each["kind"]), "touches": tuple(each.get("touches", ()))})
        )
        for each in written.get("notices", [])
    )
    return a_source(
        **(written | {"authors": tuple(written.get("authors", ())), "notices": notices})
    )
