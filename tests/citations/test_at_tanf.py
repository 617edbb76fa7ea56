"""The demo case holds what its two articles bear out, and stands in canonical form."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from models.terms import LinkStatus, Relation, Standing
from tests.citations.records import AT_TANF
from tests.citations.writing import text_of

if TYPE_CHECKING:
    from models.records import LinkRecord, StatementRecord

    Case = tuple[StatementRecord, ...]


def _links(case: Case) -> list[LinkRecord]:
    return list({link.key: link for statement in case for link in statement.links}.values())


def test_the_file_is_exactly_what_the_writer_writes(at_tanf: Case) -> None:
    assert text_of("jsonl", at_tanf).encode() == AT_TANF.read_bytes()


def test_it_has_all_statements_speakers_and_sources(at_tanf: Case) -> None:
    found = [appearance for statement in at_tanf for appearance in statement.appearances]
    stubs = {relay.source.key for each in found for relay in each.relays if relay.source}
    assert len(at_tanf) == 28
    assert len({statement.speaker.key for statement in at_tanf}) == 20
    assert {each.source.key for each in found} == {"outpost", "breach"}
    assert stubs == {"reuters-report", "sputnik-report"}
    assert {statement.topics for statement in at_tanf} == {
        ("Coalition garrison at At Tanf, Syria",)
    }


def test_it_has_all_links_with_the_right_standings(at_tanf: Case) -> None:
    links = _links(at_tanf)
    standings = Counter(link.standing for link in links if link.relation is Relation.CONTRADICTS)
    assert len(links) == 11
    assert standings == {Standing.DIRECT: 1, Standing.UNRESOLVED: 2, Standing.APPARENT: 2}
    assert [link.status for link in links].count(LinkStatus.PROPOSED) == 3
    assert all(link.rationale for link in links)


def test_clashing_words_are_words_of_the_quote_or_of_our_claim(at_tanf: Case) -> None:
    statements = {statement.key: statement for statement in at_tanf}
    for link in _links(at_tanf):
        for key, words in ((link.from_key, link.words), (link.to_key, link.to_words)):
            texts = (statements[key].quote or "", statements[key].claim or "")
            assert (words is None) is (link.relation is not Relation.CONTRADICTS)
            assert words is None or any(words in text for text in texts)


def test_no_passage_of_the_articles_is_shipped() -> None:
    lines = AT_TANF.read_text(encoding="utf-8").splitlines()
    assert not any("locator" in each for line in lines for each in json.loads(line)["appearances"])
