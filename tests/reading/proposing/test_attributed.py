"""Who said what in single sentences: one for each construction of English that attributes words."""

from __future__ import annotations

import pytest

from tests.reading.proposing.attributing import attributions_of


def _read(text: str) -> list[tuple[str | None, str]]:
    """Return each speaker of a text with the words said, their pieces joined by a plus."""
    return [
        (
            one.speaker.of(text) if one.speaker else None,
            " + ".join(piece.of(text) for piece in one.content),
        )
        for one in attributions_of(text)
    ]


#: Sentences, each with its speaker and, after a stroke, the words said.
SAID = """
The mayor said the old bridge would close in May.
The mayor | the old bridge would close in May

The old bridge will close in May, the mayor said on Tuesday.
the mayor | The old bridge will close in May

“We will close the bridge,” said Ada Munro, the mayor of Harrow Bay.
Ada Munro, the mayor of Harrow Bay | We will close the bridge

“We will close the bridge,” Munro said. “It is too old.”
Munro | We will close the bridge + It is too old.

“The bridge,” she said, “is a danger to us all.”
she | The bridge + is a danger to us all.

“If we do nothing,” Munro said in a speech on Monday, “the bridge will fall.”
Munro | If we do nothing + the bridge will fall.

“Is the bridge safe?” asked Munro.
Munro | Is the bridge safe?

“We regret the delay.” Munro said.
Munro | We regret the delay.

“No,” she said.
she | No

Ada Munro: “We will close the bridge in May.”
Ada Munro | We will close the bridge in May.

According to the harbour board, the ferry carried 900 people last year.
the harbour board | the ferry carried 900 people last year

The deal, according to two officials familiar with the talks, was signed in May.
two officials familiar with the talks | The deal + was signed in May

The plan would, Munro argued, cost too much.
Munro | The plan would + cost too much

The bridge, said Ada Munro, the mayor of Harrow Bay, is older than the town hall.
Ada Munro, the mayor of Harrow Bay | The bridge + is older than the town hall

The ministry promised to publish the figures in June.
The ministry | to publish the figures in June

Munro accused the ferry company of hiding its losses.
Munro | the ferry company of hiding its losses

Munro called for an inquiry into the fire.
Munro | an inquiry into the fire

The mayor has repeatedly called on the board to publish its figures.
The mayor | the board to publish its figures

The board points to a rise in fares.
The board | a rise in fares

Opponents criticised the mayor for her silence.
Opponents | the mayor for her silence

The board cited the fire of 2012 as a warning.
The board | the fire of 2012 as a warning

Munro described the report as a disgrace.
Munro | the report as a disgrace

Munro called the plan of the harbour board “a bad joke” on Monday.
Munro | the plan of the harbour board “a bad joke”

Munro pointed out that “the bridge is old” and that “nobody has mended it.”
Munro | that “the bridge is old” and that “nobody has mended it.”

Munro told reporters on Monday that the town had “no money left” for repairs.
Munro | that the town had “no money left” for repairs

The official who said the bridge was safe has resigned.
The official | the bridge was safe

Few people believe her claim that the bridge is safe.
her | that the bridge is safe

The ministry issued a statement on Tuesday saying the ferry would run again.
The ministry | the ferry would run again

The council released a statement saying, “We regret the delay.”
The council | We regret the delay.

It was announced that the bridge would close in May.
None | that the bridge would close in May

The fire contributed to the flood that the ministry said destroyed forty homes.
the ministry | the flood + destroyed forty homes

HARROW BAY, May 3 (Northern Wire) — Ada Munro said the bridge was safe.
Ada Munro | the bridge was safe

Munro Says Bridge Will Close
Munro | Bridge Will Close

Asked about the bridge, Munro said it was safe.
Munro | it was safe

Munro did not say whether the bridge was safe, but said it would be inspected.
Munro | it would be inspected

Munro said that the “new” bridge was safe, but declined to say when it would open.
Munro | that the “new” bridge was safe

The minister, citing a report by the board, said the bridge was safe.
The minister | the bridge was safe

Munro, who said the bridge was safe, left the room.
Munro, who | the bridge was safe

Bo Hale, 34, stormed: “It is a disgrace.”
Bo Hale, 34 | It is a disgrace.

Councillor Bo Hale fumed that the affair was “beyond a joke”.
Councillor Bo Hale | that the affair was “beyond a joke”

Munro praised the crews for their courage.
Munro | the crews for their courage

According to a report by the coast guard, published last month, the channel had silted up.
a report by the coast guard | the channel had silted up

According to Munro, elected last year, the bridge, built in 1910, is old.
Munro | the bridge, built in 1910, is old

(NWA) -- The bridge will close in May, the ministry said.
the ministry | The bridge will close in May

The party passed a resolution accusing the board of waste.
The party | the board of waste

Thousands told to leave their homes
None | to leave their homes

The ministry warned of floods in the lower town.
The ministry | floods in the lower town

Munro warned of the spread of floods in a speech on Monday.
Munro | the spread of floods

The ministry denied reports of a strike on Monday that the army said wounded two guards near the port.
the army | a strike on Monday + wounded two guards near the port

The flood likely led to Saturday’s Norland airstrike that the army said wounded guards while crews were there.
the army | Saturday’s Norland airstrike + wounded guards while crews were there

Mayor: “We will close the bridge”
Mayor | We will close the bridge

The agency said nine people had died, citing a hospital director.
The agency | nine people had died

Munro said the bridge was safe, citing a report by the board.
Munro | the bridge was safe
"""


@pytest.mark.parametrize("pair", SAID.strip().split("\n\n"))
def test_a_construction_gives_speaker_and_words(pair: str) -> None:
    text, expected = pair.split("\n")
    assert [f"{speaker} | {content}" for speaker, content in _read(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did not say when the bridge would close.",
        "If the mayor says the bridge is safe, the ferry will stop.",
        "The mayor would say nothing.",
        "She believes the bridge is safe and hopes it will stay open.",
        "A group called Friends of the Ferry met on Monday.",
        "It is rare for a judge to criticise a candidate.",
        "Munro refused to comment on the fire.",
        "Neither Munro nor the board said anything.",
        "A crew known in the harbour as “pirates” boarded the ferry.",
        "The report refers to the “old quarter” of the town.",
        "The “Lion of Harrow”, as she is known, won again.",
        "He wore a “vintage” coat to the opening of “The Lighthouse”.",
        "Munro disputed that.",
        "Munro praised the crews.",
        "Munro blasted her council boss.",
        "The board welcomed the report.",
    ],
)
def test_what_nobody_said_is_no_attribution(text: str) -> None:
    assert _read(text) == []


def test_what_a_speaker_adds_is_another_statement() -> None:
    said = "Munro said the bridge was safe, adding that it would close for repairs in May."
    assert _read(said) == [
        ("Munro", "the bridge was safe"),
        ("Munro", "that it would close for repairs in May"),
    ]


def test_a_quotation_of_many_paragraphs_is_one_statement() -> None:
    text = "“The bridge is old,” Munro said. “It was built in 1910.\n\n“It has never been mended.”"
    assert _read(text) == [
        ("Munro", "The bridge is old + It was built in 1910. + It has never been mended.")
    ]


def test_a_quotation_in_the_paragraph_below_is_of_who_is_named_above() -> None:
    text = "Munro went further in her speech:\n\n“The bridge is a danger to all of us.”"
    assert _read(text) == [("Munro", "The bridge is a danger to all of us.")]


def test_speakers_who_contrast_have_a_statement_each() -> None:
    assert _read("Critics say the law is too weak, while supporters say it goes too far.") == [
        ("Critics", "the law is too weak"),
        ("supporters", "it goes too far"),
    ]
