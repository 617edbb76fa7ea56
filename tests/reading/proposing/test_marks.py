"""Quotation marks of every style, as they are typed and printed, paired or left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.proposing.marks import folded
from reading.proposing.quotations import quotations

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("\"'“”„‟«»‹›‘’‚「」『』`, .!?—(\n\r\t\u200f\u00ad\u2029\x00Aas8")),
        st.characters(),
    ),
    max_size=80,
)


def quoted(text: str) -> list[str]:
    return [one.of(text) for one in quotations(folded(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"We go," he said. "They stay."', ["We go,", "They stay."]),
        ("''We go,'' he said. ''They stay.''", ["We go,", "They stay."]),
        ("``We go,'' he said.", ["We go,"]),
        ("„Wir gehen“, sagte er. „Nein.”", ["Wir gehen", "Nein."]),
        (",,Wir gehen'', sagte er.", ["Wir gehen"]),
        ("«On y va», dit-il. « Non »", ["On y va", "Non"]),
        ("»Wir gehen«, sagte er, »nie«", ["Wir gehen", "nie"]),
        ("”Vi går”, sa han. ”Nej.”", ["Vi går", "Nej."]),
        ("“Vi går“, sa han.", ["Vi går"]),
        ("‹On y va›, dit-il, ‹à la mer›.", ["On y va", "à la mer"]),
        ("彼は「行く」と言った", ["行く"]),
        ("“I”—he stopped—“won’t.”", ["I", "won’t."]),
        ('say "yes" "no"', ["yes", "no"]),
    ],
)
def test_marks_of_every_style_are_paired(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "‘We go,’ he said. ‘The boys’ house isn’t ours.’",
            ["We go,", "The boys’ house isn’t ours."],
        ),
        ("'We go,' he said. 'It's the boys' house.'", ["We go,", "It's the boys' house."]),
        ("‘He told me “go home” twice,’ she said.", ["He told me “go home” twice,"]),
        ("Rock 'n' roll isn't dead; 'tis the boys' '90s.", []),
        ("“He told me ‘go home’ twice,” she said.", ["He told me ‘go home’ twice,"]),
        ("The ‘smart’ pipe. “We paid for it,” she said.", ["We paid for it,"]),
        (
            "“We go,” he said. “No.”\nA friend: ‘It’s shut. Nobody says why.’",
            ["We go,", "No.", "It’s shut. Nobody says why."],
        ),
        (
            "“We go.”\n\n“He told me: ‘Go home to them now.’”",
            ["We go.", "He told me: ‘Go home to them now.’"],
        ),
        ("“We go,” he said.\nThe rule: ‘go home’ to all.", ["We go,"]),
    ],
)
def test_single_marks_are_outer_ones_only_where_no_double_ones_are(
    text: str, words: list[str]
) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“He said “go” now,” she said.", ["He said “go” now,"]),
        ("“Nobody asked, he said. “Nobody,” she added.", ["Nobody,"]),
        ("“Nobody asked, said Mara Oduya.", ["Nobody asked,"]),
        ("“Nobody asked.\n\n“They knew,” he said.", ["Nobody asked.", "They knew,"]),
        ("“Nobody asked.\n\nThey knew,” he said.", ["Nobody asked.", "They knew,"]),
        ('He is 6\'2" tall, the pipe 12" wide. "Yes," he said.', ["Yes,"]),
        ("\u200e“\u200fwe go\u200e”\u200f he said", ["we go"]),
        ('""', []),
        ("” “", []),
        ("\ud800“we go”", ["we go"]),
    ],
)
def test_what_is_left_open_nested_or_no_mark_at_all_is_no_obstacle(
    text: str, words: list[str]
) -> None:
    assert quoted(text) == words


def test_lines_broken_to_a_width_are_one_paragraph() -> None:
    text = (
        "The harbour board met on Tuesday to hear what the engineers had\n"
        'found under the old pier. "Nobody had looked there since the war,\n'
        'and nobody was asked to," Mara Oduya said when she had read it all\n'
        "out. The board adjourned before noon and will meet again in March\n"
        "to decide.\n\nIt has no money."
    )
    marked = folded(text)
    assert len(marked) == len(text)
    assert marked.count("\n") == 2
    assert quoted(text) == ["Nobody had looked there since the war,\nand nobody was asked to,"]


@settings(max_examples=150)
@given(TEXTS)
def test_folding_moves_nothing_and_leaves_marks_that_alternate(text: str) -> None:
    marked = folded(text)
    assert len(marked) == len(text)
    for place in quotations(marked):
        assert place.of(text).strip()
        assert not {"“", "”", "\n"} & set(place.of(marked))


def test_a_megabyte_without_a_line_end_is_folded() -> None:
    text = "“We go,” she said, ‘so’ 'to' \"speak\" «or» ``not''. " * 20_000
    assert len(quotations(folded(text))) == 80_000
