from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from citations.jsonl import statement_json
from models.records import (
    NoticeRecord,
    OfficeRecord,
    RelayRecord,
    ReplyRecord,
    ReviewRecord,
    TranslationRecord,
)
from models.terms import Answer, Form, Heard, LinkStatus, NoticeKind, Relation, StatementStatus
from tests.citations.records import (
    a_link,
    a_source,
    a_speaker,
    a_statement,
    an_appearance,
    read_records,
)
from tests.citations.writing import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from models.records import StatementRecord


def _everything() -> StatementRecord:
    notice = NoticeRecord(
        kind=NoticeKind.CORRECTED, date="2017-09-20", note="n", touches=("b", "a")
    )
    source = a_source(
        title_supplied=True,
        authors=({"given": "Barbara", "family": "Starr"},),
        container_title="CNN",
        publisher="Turner",
        genre="News",
        url="https://example.org/a",
        published="2017-09-19~",
        accessed="2026-11-21",
        archived_url="https://web.archive.org/web/2017/https://example.org/a",
        language="en",
        seen=False,
        csl={"volume": 2, "editor": [{"literal": "x"}], "DOI": ""},
        notices=(notice,),
    )
    office = OfficeRecord(title="Secretary", organisation="US", since="2017", until="2018")
    return a_statement(
        key="m",
        form=Form.MIXED,
        quote="cédé\n\u2028",
        claim="c",
        language="en",
        translations=(TranslationRecord(language="ar", text="م", by="b", date="2020"),),
        speaker=a_speaker(plural=True, aliases=("z", "a"), offices=(office,), speaks_for="s"),
        role="r",
        told="t",
        in_answer_to="i",
        said="2017",
        said_text="Monday",
        about="2016",
        about_text="then",
        where="w",
        context="x",
        note="n",
        topics=("b", "a"),
        status=StatementStatus.WITHDRAWN,
        status_reason="why",
        appearances=(
            an_appearance(
                source,
                exact="e",
                start=0,
                end=1,
                page="2",
                heard=Heard.VIA,
                relays=(RelayRecord(name="Reuters", verb="told", source=a_source(key="wire")),),
            ),
        ),
        links=(
            a_link("m", "z", Relation.SUPPORTS, reason="no", status=LinkStatus.REJECTED),
            a_link("m", "n", Relation.REPEATS),
        ),
        reviews=(ReviewRecord(word="False", value=0, best=5, worst=0, organisation="o"),),
        reply_requests=(ReplyRecord(whom="x", asked="2020", answer="z"),),
    )


def _keys(line: dict[str, Any], *path: str | int) -> str:
    value: Any = line
    for step in path:
        value = value[step]
    return " ".join(value)


def test_keys_stand_in_the_order_of_the_format() -> None:
    line = statement_json(_everything())
    assert _keys(line) == (
        "key quote form claim language translations speaker role told in_answer_to said said_text"
        " about about_text where context note topics status status_reason appearances links"
        " reviews reply_requests"
    )
    assert _keys(line, "speaker") == "key name kind plural aliases offices speaks_for"
    assert _keys(line, "speaker", "offices", 0) == "title organisation from until"
    assert _keys(line, "appearances", 0) == "source locator heard relays"
    assert _keys(line, "appearances", 0, "source") == (
        "key type title title_supplied authors container_title publisher genre url published"
        " accessed archived_url language seen csl notices"
    )
    assert _keys(line, "appearances", 0, "locator") == "exact start end page"
    assert _keys(line, "links", 1) == "key to relation status reason"


def test_what_a_database_may_reorder_is_written_in_one_order() -> None:
    line = statement_json(_everything())
    source = line["appearances"][0]["source"]
    assert list(source["csl"]) == ["DOI", "editor", "volume"]
    assert list(source["authors"][0]) == ["family", "given"]
    assert line["topics"] == ["a", "b"]
    assert source["notices"][0]["touches"] == ["a", "b"]
    assert [link["to"] for link in line["links"]] == ["n", "z"]


def test_order_that_means_something_is_kept() -> None:
    assert statement_json(_everything())["speaker"]["aliases"] == ["z", "a"]


def test_zero_is_a_value_and_not_absent() -> None:
    line = statement_json(_everything())
    assert line["appearances"][0]["locator"]["start"] == 0
    assert line["reviews"][0]["value"] == 0


def test_letters_are_not_escaped_and_a_line_break_is() -> None:
    line = text_of("jsonl", [_everything()])
    assert "cédé\\n\u2028" in line
    assert line.count("\n") == 1


def test_defaults_are_absent() -> None:
    line = statement_json(a_statement(claim="c", appearances=(an_appearance(),)))
    assert line == {
        "key": "s1",
        "form": "indirect",
        "claim": "c",
        "speaker": {"key": "mattis", "name": "James Mattis", "kind": "person"},
        "appearances": [
            {
                "source": {
                    "key": "outpost",
                    "type": "article-newspaper",
                    "title": "An outpost closes",
                }
            }
        ],
    }


def test_a_directed_link_stands_on_the_statement_it_starts_from() -> None:
    link = a_link("z", "a", Relation.CORRECTS, words="w", to_words="t")
    assert "links" not in statement_json(a_statement(key="a", claim="c", links=(link,)))
    (written,) = statement_json(a_statement(key="z", claim="c", links=(link,)))["links"]
    assert (written["to"], written["words"], written["to_words"]) == ("a", "w", "t")


def test_a_symmetric_link_stands_on_the_smaller_key_with_its_words_turned() -> None:
    answers = {"same_time": Answer.YES, "same_place": Answer.NO, "same_meaning": Answer.UNKNOWN}
    link = a_link("z", "a", Relation.CONTRADICTS, words="z's", to_words="a's", **answers)
    assert "links" not in statement_json(a_statement(key="z", claim="c", links=(link,)))
    (written,) = statement_json(a_statement(key="a", claim="c", links=(link,)))["links"]
    assert (written["to"], written["words"], written["to_words"]) == ("z", "a's", "z's")
    assert [written[question] for question in answers] == ["yes", "no", "unknown"]


def test_everything_comes_back_when_read_again(tmp_path: Path) -> None:
    written = text_of("jsonl", [_everything()])
    (tmp_path / "all.jsonl").write_text(written, encoding="utf-8")
    again = text_of("jsonl", read_records(tmp_path / "all.jsonl"))
    assert json.loads(again) == json.loads(written)
    assert again == written
