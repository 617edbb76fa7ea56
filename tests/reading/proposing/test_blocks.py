"""What the paragraphs of a text are: prose, turns of a transcript, questions, posts, headings."""

from __future__ import annotations

import pytest

from reading.proposing.block import Kind
from reading.proposing.blocks import blocks
from reading.proposing.marks import folded


def kinds(text: str) -> list[tuple[str, str | None, str]]:
    return [
        (block.kind.value, block.label.of(text) if block.label else None, block.words.of(text))
        for block in blocks(folded(text))
    ]


def test_a_transcript_has_turns_that_run_on_and_asides() -> None:
    assert kinds(
        "Harbour hearing\n\nMS. ODUYA: We closed it.\n\nIt stays closed.\n\n(LAUGHTER)\n\n"
        "MR. LINDQVIST (via video): Who paid?\n\nMS. ODUYA: Nobody did."
    ) == [
        ("heading", None, "Harbour hearing"),
        ("turn", "MS. ODUYA", "We closed it."),
        ("turn", "MS. ODUYA", "It stays closed."),
        ("aside", None, "(LAUGHTER)"),
        ("turn", "MR. LINDQVIST", "Who paid?"),
        ("turn", "MS. ODUYA", "Nobody did."),
    ]


@pytest.mark.parametrize(("asks", "answers"), [("Q:", "A:"), ("Q.", "A."), ("Q", "MS. ODUYA:")])
def test_questions_and_answers_are_told_apart(asks: str, answers: str) -> None:
    text = f"{asks} Who paid?\n{answers} Nobody did.\n{asks} And now?\n{answers} Ask the board."
    found = kinds(text)
    assert [kind for kind, _, _ in found] == ["question", "turn", "question", "turn"]
    assert [words for _, _, words in found][1::2] == ["Nobody did.", "Ask the board."]


def test_names_in_title_case_are_labels_where_they_recur() -> None:
    text = "\n".join(
        f"{who}: Nobody told us what it would cost." for who in ("Harbour Radio", "Mara Oduya") * 2
    )
    assert [(kind, label) for kind, label, _ in kinds(text)] == [
        ("turn", "Harbour Radio"),
        ("turn", "Mara Oduya"),
    ] * 2


def test_a_list_of_posts_names_who_wrote_each() -> None:
    assert kinds(
        "@maraoduya: We closed it.\nJon Lindqvist (@jonl) March 3, 2031: Who paid?\n"
        "Nobody paid — Mara Oduya (@maraoduya) March 4, 2031"
    ) == [
        ("post", "@maraoduya", "We closed it."),
        ("post", "Jon Lindqvist", "Who paid?"),
        ("post", "Mara Oduya", "Nobody paid"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Oduya: “We closed it.” Nobody else spoke.",
        "UPDATE: The harbour is open again.",
        "Lindqvist: 1,214.\nOduya: 1,198.\nLindqvist: 14.\nOduya: 11.",
        "A man spoke first.\nQ is a letter.",
        "There is one rule: nobody pays.",
    ],
)
def test_a_colon_alone_makes_no_turn(text: str) -> None:
    assert {kind for kind, _, _ in kinds(text)} == {"prose"}


def test_posts_copied_from_a_page_have_their_author_above_or_below() -> None:
    found = kinds(
        "Mara Oduya\n@maraoduya\n·\nMar 3, 2031\nWe closed it.\nIt was time.\n12 Retweets\n"
        "RT @jonl: Who paid?\nNobody did.\n— Harbour Board (@board) March 4, 2031"
    )
    assert [(label, words) for kind, label, words in found if kind == "post"] == [
        ("Mara Oduya", "We closed it."),
        ("Mara Oduya", "It was time."),
        ("@jonl", "Who paid?"),
        ("Harbour Board", "Nobody did."),
    ]


def test_questions_that_stand_alone_are_some_under_a_lead_that_tells_of_a_talk() -> None:
    asked = "**Who paid?**\n\nNobody did.\n\n**And now?**\n\nWe wait.\n\nWhat for?\n\nThe board.\n"
    lead = "Mara Oduya spoke to us about the pier.\n\n"
    assert [kind for kind, _, _ in kinds(lead + asked)][1:] == ["question", "turn"] * 3
    assert "turn" not in [kind for kind, _, _ in kinds("Mara Oduya has a pier.\n\n" + asked)]


def test_an_author_who_quotes_a_transcript_takes_no_turn_in_it() -> None:
    text = (
        "The harbour master was on the radio.\n\nJON LINDQVIST: Who paid?\n\nMARA ODUYA: Nobody.\n\n"
        "One wonders about that.\n\nThe pier cost a fortune.\n\nLINDQVIST: And now?\n\nODUYA: We wait.\n\n"
        "So shall we.\n\nWhat becomes of the harbour?"
    )
    told = {words: kind for kind, _, words in kinds(text)}
    assert told["One wonders about that."] == told["So shall we."] == "prose"
    assert told["We wait."] == "turn"


def test_a_reporter_who_is_named_is_no_question() -> None:
    text = "Reporter Mara Oduya says:\nQ: Who paid?\nA: Nobody.\nQ: And now?\nA: We wait."
    assert [kind for kind, _, _ in kinds(text)] == ["prose", "question", "turn", "question", "turn"]


POSTS = (
    "@maraoduya: RT @board: Nobody paid.\nMar 2, 2031\n\n@maraoduya: We closed it.\nMar 3, 2031\n\n"
    "Jon Lindqvist (@jonl) · Mar 4\nWho paid?\nAnd why?\n\nMara Oduya @maraoduya\nNobody did.\n"
    "10:12 AM - 5 Mar 2031\n\nThe pier was closed on Mar 3."
)


def test_posts_have_the_day_beside_them_but_not_those_posted_again() -> None:
    found = [one for one in blocks(folded(POSTS)) if one.kind is Kind.POST]
    told = [(one.label, one.words, one.dated) for one in found]
    assert [tuple(place and place.of(POSTS) for place in places) for places in told] == [
        ("@board", "Nobody paid.", None),
        ("@maraoduya", "We closed it.", "Mar 3, 2031"),
        ("Jon Lindqvist", "Who paid?", "Mar 4"),
        ("Jon Lindqvist", "And why?", "Mar 4"),
        ("Mara Oduya", "Nobody did.", "5 Mar 2031"),
    ]


def test_a_byline_with_a_handle_heads_no_post() -> None:
    text = "{} @maraoduya\n\nThe pier is closed.\n\nNobody paid for it."
    for name in ("By Mara Oduya", "Mara Oduya"):
        assert "post" not in [kind for kind, _, _ in kinds(text.format(name))]


ASKED = "Almby Radio: Who paid?\nOduya: Nobody did.\nAlmby Radio: You signed it. Why?\nOduya: Who else?\n"


def test_who_hardly_does_anything_but_ask_takes_no_turns() -> None:
    found = kinds(ASKED + "Almby Radio: Thank you for coming to the studio.")
    assert [kind for kind, _, _ in found] == ["question", "turn"] * 2 + ["turn"]


def test_long_turns_are_no_questions_whatever_their_end() -> None:
    assert {
        kind for kind, _, _ in kinds(ASKED.replace("You signed it.", "You paid for it. " * 20))
    } == {"turn"}


def test_where_all_ask_nobody_is_the_one_who_does() -> None:
    text = "MS. ODUYA: Who paid?\nMR. LINDQVIST: Who?\nMS. ODUYA: You?\nMR. LINDQVIST: Me?\n"
    assert {kind for kind, _, _ in kinds(text)} == {"turn"}
