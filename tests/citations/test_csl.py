from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from citations.cited import cited
from citations.csl import csl_item, item_parts, to_csl
from citations.exported import Held
from citations.jsonl import statement_json
from models.csl import COLUMNS, ITEM_TYPES, csl_faults, name_faults
from models.records import NoticeRecord, RelayRecord
from models.terms import NoticeKind, SpeakerKind
from tests.citations.records import a_source, a_speaker, a_statement, an_appearance
from tests.citations.writing import text_of

if TYPE_CHECKING:
    from models.records import StatementRecord


def _item(statement: StatementRecord) -> dict[str, Any]:
    (item,) = to_csl(Held([statement]))
    return item


def _in(values: dict[str, Any], **statement: Any) -> dict[str, Any]:  # noqa: ANN401 -- any field
    found = an_appearance(a_source(**values))
    return _item(a_statement(**({"claim": "c", "appearances": (found,)} | statement)))


def test_there_is_one_item_for_each_source_consulted(at_tanf: tuple[StatementRecord, ...]) -> None:
    items = json.loads(text_of("csl-json", at_tanf))
    assert [item["id"] for item in items] == ["breach", "outpost"]
    assert [len(item["custom"]["gainsay"]["statements"]) for item in items] == [9, 19]


def test_an_item_carries_its_statements_whole(at_tanf: tuple[StatementRecord, ...]) -> None:
    carried = [
        statement
        for item in json.loads(text_of("csl-json", at_tanf))
        for statement in item["custom"]["gainsay"]["statements"]
    ]
    assert carried == json.loads(json.dumps([statement_json(each) for each in at_tanf]))


def test_items_hold_csl_variables_of_the_right_kind(at_tanf: tuple[StatementRecord, ...]) -> None:
    for item in to_csl(Held(at_tanf)):
        others = {name: value for name, value in item.items() if name not in COLUMNS}
        assert csl_faults(others | {"event-date": item["issued"]}) == []
        assert name_faults("author", item.get("author", [])) == []
        assert item["type"] in ITEM_TYPES


def test_a_title_of_ours_stands_in_brackets() -> None:
    assert _in({"title": "Closed", "title_supplied": True})["title"] == "[Closed]"
    assert _in({"title": "Closed"})["title"] == "Closed"


def test_the_publisher_alone_of_a_newspaper_piece_is_its_outlet() -> None:
    item = _in({"publisher": "CNN"})
    assert (item["container-title"], item.get("publisher")) == ("CNN", None)
    both = _in({"publisher": "Turner", "container_title": "CNN"})
    assert (both["container-title"], both["publisher"]) == ("CNN", "Turner")
    assert _in({"type": "webpage", "publisher": "CNN"})["publisher"] == "CNN"


def test_the_speaker_is_no_author_of_an_article() -> None:
    assert "author" not in _in({"type": "article-newspaper"})


@pytest.mark.parametrize("kind", ["speech", "interview", "post", "post-weblog"])
def test_the_speaker_is_author_where_the_work_is_the_utterance(kind: str) -> None:
    assert _in({"type": kind}, quote="q")["author"] == [{"literal": "James Mattis"}]


def test_nobody_is_author_of_a_hearing_or_for_a_paraphrase() -> None:
    assert "author" not in _in({"type": "hearing"}, quote="q")
    assert "author" not in _in({"type": "post"})


def test_authors_given_are_the_authors() -> None:
    authors = ({"literal": "Pentagon"},)
    assert _in({"type": "speech", "authors": authors})["author"] == [{"literal": "Pentagon"}]


def test_an_unnamed_or_relayed_speaker_is_never_author() -> None:
    unnamed = a_speaker(kind=SpeakerKind.UNNAMED, name="an official")
    assert "author" not in _in({"type": "interview"}, speaker=unnamed)
    relayed = an_appearance(a_source(type="post"), relays=(RelayRecord(name="Reuters"),))
    assert "author" not in _item(a_statement(claim="c", appearances=(relayed,)))


def test_two_speakers_in_one_speech_make_no_author_and_no_event_date() -> None:
    found = an_appearance(a_source(type="speech"))
    one = a_statement(key="a", claim="c", said="2017", appearances=(found,))
    two = a_statement(
        key="b", claim="c", said="2018", appearances=(found,), speaker=a_speaker(key="x")
    )
    (item,) = to_csl(Held([one, two]))
    assert not {"author", "event-date"} & set(item)


def test_the_date_said_is_the_event_of_a_speech_and_never_the_date_of_issue() -> None:
    speech = _in({"type": "speech", "published": "2017-09-19"}, said="2017-09-18~", quote="q")
    assert speech["event-date"] == {"date-parts": [[2017, 9, 18]], "circa": True}
    assert speech["issued"] == {"date-parts": [[2017, 9, 19]]}
    assert "event-date" not in _in({}, said="2017-09-18", quote="q")


def test_what_is_quoted_or_paraphrased_in_a_speech_does_not_date_it() -> None:
    speech = a_source(type="speech")
    putin = an_appearance(speech, relays=(RelayRecord(name="John Kerry"),))
    earlier = a_statement(key="a", quote="q", said="2019", appearances=(putin,))
    assert "event-date" not in _item(earlier)
    assert "event-date" not in _in({"type": "speech"}, said="2019")
    own = a_statement(key="b", quote="q", said="2020", appearances=(an_appearance(speech),))
    (item,) = to_csl(Held([earlier, own]))
    assert item["event-date"] == {"date-parts": [[2020]]}


def test_an_undated_source_has_no_date() -> None:
    assert set(_in({})) == {"id", "type", "title", "annote", "custom"}


@pytest.mark.parametrize(
    ("url", "archive"),
    [
        ("https://web.archive.org/web/2017/https://a.b", "Wayback Machine"),
        ("https://archive.ph/x", "archive.today"),
        ("https://www.arquivo.pt/x", "arquivo.pt"),
    ],
)
def test_the_archived_copy_has_its_place(url: str, archive: str) -> None:
    item = _in({"archived_url": url})
    assert (item["archive"], item["archive_location"]) == (archive, url)


def test_a_notice_of_the_source_is_told() -> None:
    notice = NoticeRecord(kind=NoticeKind.RETRACTED, date="2017-09-20", note="It was not so")
    note = _in({"notices": (notice,)})["note"]
    assert note == "Retracted on 20 September 2017: It was not so."


def test_further_variables_are_merged_in() -> None:
    csl = {"volume": 2, "note": "theirs", "annote": "seen", "custom": {"x": 1}, "event-title": "e"}
    item = _in({"csl": csl})
    assert (item["volume"], item["event-title"], item["custom"]["x"]) == (2, "e", 1)
    assert item["note"] == "theirs"
    assert item["annote"].startswith("seen\n\nJames Mattis (para")
    assert "gainsay" in item["custom"]
    (work,) = cited([a_statement(claim="c", appearances=(an_appearance(a_source(csl=csl)),))])
    assert json.loads("".join(item_parts(work))) == json.loads(json.dumps(csl_item(work)))
