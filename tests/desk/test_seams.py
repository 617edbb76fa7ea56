"""Quotes that are pieced together from several quotations."""

from __future__ import annotations

import pytest

from desk.checks import check, compare
from models.terms import QuoteCheck

PIECED, ELLIPSIS = QuoteCheck.PIECED, QuoteCheck.ELLIPSIS


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        ("“We left it,” said Ann. Bob said: “It is ours.”", "We left it […] It is ours.", PIECED),
        (
            "“We left it,” said Ann, while Bob said, “it is ours.”",
            "We left it … it is ours",
            PIECED,
        ),
        ('"We left it," said Ann. "It is ours," said Bob.', "We left it […] It is ours", PIECED),
        ("‘We left it,’ said Ann. ‘It is ours,’ said Bob.", "We left it […] It is ours", PIECED),
        ("«We left it», said Ann. «It is ours»", "We left it […] It is ours", PIECED),
        ("We left it all.\n\nIt is ours.", "We left it […] It is ours", PIECED),
        ("We left it.\nIt is ours.", "We left it. […] It is ours", PIECED),
        ("“We left it,” said Ann. “Ours”", "We left it [and it is] Ours", PIECED),
        ("“First,” she said, “we look again.”", "First […] we look again", ELLIPSIS),
        ("“We left it, and, in the end, it is ours.”", "We left it […] it is ours", ELLIPSIS),
        ("We left it. Nobody saw. It is ours.", "We left it. […] It is ours", ELLIPSIS),
        ("We left the men’s post, and it is Ann’s", "We left […] it is Ann’s", ELLIPSIS),
        ("The government\nleft it to\nus all", "The government […] us all", ELLIPSIS),
    ],
)
def test_an_ellipsis_does_not_join_what_several_said(
    text: str, quote: str, outcome: QuoteCheck
) -> None:
    assert compare(quote, text) is outcome


def test_what_stands_between_is_told() -> None:
    text = "“We left it,” said Ann. Bob said: “It is ours.”"
    [finding] = check(["We left it […] It is ours"], text).findings
    assert finding.between == "said Ann. Bob said:"


def test_a_lost_negation_is_worse_than_a_seam() -> None:
    text = "“We left it,” said Ann, not Bob, who said, “it is ours.”"
    found = check(["We left it […] it is ours"], text)
    assert found.outcome is QuoteCheck.NEGATION
    assert found.findings[0].between


def test_a_seam_is_worse_than_an_ellipsis_and_better_than_a_difference() -> None:
    text = "“We left it,” said Ann. Bob said: “It is ours.” He went home at night."
    whole, joined = "He […] at night", "We left it […] It is ours"
    assert check([whole, joined], text).outcome is PIECED
    assert check([joined, "He went back at night"], text).outcome is QuoteCheck.DIFFERS


def test_words_with_nothing_left_out_between_them_are_not_run_together() -> None:
    [finding] = check(["were ... decided"], "They were decided on Monday.").findings
    assert "".join(run.text for run in finding.runs) == "were decided"
