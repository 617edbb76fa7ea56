"""What stands at the head of an article in words is read, and only what is sure of it is told."""

from __future__ import annotations

import pytest

from reading.extracting.heads import Head, head_of

STORY = (
    "The ferry of Almby was shut on Monday, the council said in a statement that was read to "
    "reporters at the town hall, since its hull had been cracked since 3 May 2016 at the latest."
)
TITLE, DAY = "Almby shuts its ferry", "2017-09-19"
ROE = ("Jane Roe",)
HEADS = [
    (f"{TITLE}\nBy Jane Roe\nPublished 19 September 2017\n\n{STORY}", Head(TITLE, ROE, DAY)),
    (
        f"{TITLE}\n\nBy JANE ROE and Bob Baker, Almby Post\nSept. 19, 2017 10:30 a.m. ET\n\n{STORY}",
        Head(TITLE, ("Jane Roe", "Bob Baker"), DAY),
    ),
    (
        f"# {TITLE}\n*By Jane Roe, Bob Baker and Cy de la Cole* | 19/09/2017\n{STORY}",
        Head(TITLE, ("Jane Roe", "Bob Baker", "Cy de la Cole"), DAY),
    ),
    (f"{TITLE}\nTuesday 19 September 2017 10.04 BST\n{STORY}", Head(TITLE, (), DAY)),
    (
        f"{TITLE}\nUpdated 25 September 2017\nFirst published on 19.9.2017\n{STORY}",
        Head(TITLE, (), DAY),
    ),
    (f"{TITLE}\nBy Jane Roe\nUpdated Sept. 25, 2017\n{STORY}", Head(TITLE, ROE)),
    (f"{TITLE}\nBy Jane Roe | 04/05/2017\n{STORY}", Head(TITLE, ROE)),
    (f"ALMBY, Sept 19 (Almby Wire) - {STORY}", Head(site="Almby Wire")),
    (f"ALMBY, Dunmark, Sept. 19, 2017 (AW) — {STORY}", Head(published=DAY, site="AW")),
    (f"{TITLE}\nPar Jane Roe\nALMBY — {STORY}", Head(TITLE, ROE)),
    (f"{TITLE}\nOn September 19, 2017, the boat sank.\n{STORY}", Head(TITLE)),
    (f"By Monday the boat had not sailed since 19 September 2017.\n{STORY}", Head()),
    (f"“No,” she said.\n{STORY}", Head()),
    (f"MR. LUND: We shut it\nQ: When?\n{STORY}", Head()),
    (f"almby ferry_00000326.jpg\nThe ferry in its harbour.\n{STORY}", Head()),
    (f"The ferry of Almby: what is known\n{STORY}", Head("The ferry of Almby: what is known")),
    (STORY, Head()),
    ("One line", Head()),
    ("", Head()),
]


@pytest.mark.parametrize(("text", "head"), HEADS, ids=range(len(HEADS)))
def test_the_first_lines_tell_title_people_and_day(text: str, head: Head) -> None:
    assert head_of(text) == head


@pytest.mark.parametrize(
    "words", ["By ", "A. ", "A-", "AAA, ", "By A A ", "1 2", "\n", "(", "19 Sept 2017 "]
)
def test_a_text_made_to_do_harm_is_read_as_quickly(words: str) -> None:
    assert head_of(words * 200_000).authors == ()
