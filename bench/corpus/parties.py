"""Who speaks, in which sources, of which topics: the rows of speakers, sources and topics."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bench.corpus.chance import Words, chance, vocabulary
from bench.corpus.dates import said
from bench.corpus.shape import STAMP, key, words_of
from models.search import searchable
from models.speaker import finding_key, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.corpus.shape import Shape

Row = tuple[object, ...]

SPEAKER = words_of("id key name name_key found_by kind plural source_id version created_at")
SPEAKER_NAME = words_of("id speaker_id position name name_key found_by")
OFFICE = words_of("id speaker_id position title organisation since since_from since_to")
SOURCE = words_of(
    "id key type title title_supplied found_by authors container_title url published "
    "published_from published_to accessed language csl seen version created_at"
)
TOPIC = words_of("id key name name_key slug restricted version created_at found_by")

_FIRST = words_of(
    "Ada Ana Ben Carla Dario Ella Farid Grace Hugo Ines Jonas Kira Liam Mona Nils Olga Pablo Quinn "
    "Rosa Samir Tara Uwe Vera Wim Xenia Yara Zoe Amir Bela Cleo"
)
_KINDS = ("person",) * 7 + ("organisation",) * 2 + ("group",)
_OFFICES = words_of("senator minister mayor governor spokesman chair activist economist")
_WORKS = ("article-newspaper", "article-newspaper", "webpage", "article-magazine", "broadcast")
_PAPERS = ("Times", "Post", "News", "Herald")
_ALIAS, _OFFICE = 10, 3
"""One speaker in so many has another name, one in so many an office."""


def name_of(speaker: int) -> str:
    """Return the name of a speaker by number."""
    names = vocabulary()
    family = names[300 + speaker % 30_000].title()
    return f"{_FIRST[speaker % len(_FIRST)]} {family}"


def topics(shape: Shape) -> Iterator[Row]:
    """Yield the topics."""
    words = vocabulary()
    for place in range(shape.topics):
        name = f"{words[2000 + place]} {words[100 + place % 900]}".capitalize()
        slug = f"topic-{place}"
        number, folded = place + 1, name_key(name)
        yield number, key("t", number), name, folded, slug, False, 1, STAMP, searchable([name])


def speakers(shape: Shape) -> Iterator[Row]:
    """Yield the speakers, those whom a source leaves unnamed after the others."""
    for number in range(1, shape.speakers + 1):
        yield _speaker(number, name_of(number), _KINDS[number % len(_KINDS)], None)
    for place in range(shape.unnamed):
        name = f"a {_OFFICES[place % len(_OFFICES)]} who asked not to be named"
        yield _speaker(shape.speakers + place + 1, name, "unnamed", source_of_unnamed(place, shape))


def source_of_unnamed(place: int, shape: Shape) -> int:
    """Return the number of the source that leaves a speaker unnamed."""
    return place * 7 % shape.sources + 1


def _speaker(number: int, name: str, kind: str, source: int | None) -> Row:
    folded = (name, name_key(name), finding_key(name))
    return (number, key("p", number), *folded, kind, False, source, 1, STAMP)


def names(shape: Shape) -> Iterator[Row]:
    """Yield the other names of speakers."""
    for place, number in enumerate(range(_ALIAS, shape.speakers + 1, _ALIAS)):
        name = f"{name_of(number)} the Younger"
        yield place + 1, number, 0, name, name_key(name), finding_key(name)


def offices(shape: Shape) -> Iterator[Row]:
    """Yield the offices of speakers."""
    for place, number in enumerate(range(_OFFICE, shape.speakers + 1, _OFFICE)):
        title = _OFFICES[number % len(_OFFICES)].title()
        yield place + 1, number, 0, title, "The State", "2004", "2004-01-01", "2004-12-31"


def sources(shape: Shape) -> Iterator[Row]:
    """Yield the sources."""
    random = chance("sources", shape.statements)
    words = Words(random)
    for number in range(1, shape.sources + 1):
        title, paper = words.some(7), _paper(number)
        family = name_of(random.randrange(shape.sources)).split()
        authors = json.dumps([{"family": family[1], "given": family[0]}])
        found, url = searchable([title, paper]), f"https://example.org/{number % 400}/{number}"
        told = (authors, paper, url, *said(random), "2026-01-01", "en", "{}", True, 1, STAMP)
        kind = _WORKS[number % len(_WORKS)]
        yield number, key("w", number), kind, title, False, found, *told


def _paper(number: int) -> str:
    return f"{vocabulary()[5000 + number % 400].title()} {_PAPERS[number % len(_PAPERS)]}"
