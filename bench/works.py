"""Random works with a statement each, always the same of one seed."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING, Any

from citations.cited import Cited, Finding
from citations.exported import NAMELESS
from models.cited import utterer_of
from models.records import AppearanceRecord, SourceRecord, SpeakerRecord, StatementRecord
from models.terms import Form, SpeakerKind, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 5
MOMENT = datetime(2026, 11, 21, 9, tzinfo=UTC)
FAMILIES = [
    "Smith",
    "Jones",
    "García",
    "Müller",
    "Nguyen",
    "Okafor",
    "Petrov",
    "Haddad",
    "Cohen",
    "O'Brien",
    "Sato",
    "Rossi",
]
GIVEN = ["Ann", "Alan", "Beth", "Carlos", "Dina", "Emre", "Fatima", "George", "Hana", "Ivan"]
PARTICLES = ("van der", "de", "von", "")
CORPORATE = ("Reuters", "Associated Press", "Barnes and Noble Inc.", "Ministry of Defence", "CNN")
TYPES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("article-newspaper", {"container_title": "The Daily Paper"}),
    ("article-magazine", {"container_title": "The Week", "csl": {"volume": "3", "page": "4-7"}}),
    ("article-journal", {"container_title": "Journal of Facts", "csl": {"DOI": "10.1000/x1"}}),
    ("webpage", {"publisher": "Fact Desk"}),
    ("report", {"publisher": "Institute for Study", "genre": "Briefing"}),
    ("broadcast", {"container_title": "Evening News", "publisher": "ABC"}),
    ("post", {"container_title": "X", "genre": "Post"}),
    ("speech", {"genre": "Speech", "csl": {"event-title": "Conference", "event-place": "Geneva"}}),
    ("book", {"publisher": "Press", "csl": {"publisher-place": "London"}}),
)
NOUNS = [
    "outpost",
    "garrison",
    "convoy",
    "treaty",
    "border",
    "minister",
    "rebel",
    "election",
    "budget",
    "hospital",
]
VERBS = [
    "closes",
    "opens",
    "leaves",
    "denies",
    "confirms",
    "reports",
    "withdraws",
    "visits",
    "questions",
    "names",
]
DATES = ("{y}", "{y}-{m:02}", "{y}-{m:02}-{d:02}", "{y}-{m:02}-{d:02}", "{y}~", "{y}-2{s}")
_UNDATED, _UNSIGNED, _CORPORATE, _SELDOM = 0.05, 0.08, 0.25, 0.7
_YEARS, _MONTHS, _DAYS, _SEASONS = (1990, 2026), (1, 12), (1, 28), (1, 4)


class Works:
    """So many works of one seed, as the formats read a selection; the speaker is the same."""

    desk, pair = NAMELESS, None

    def __init__(self, count: int, seed: int = SEED) -> None:
        self._works = [_work(place, Random(f"{seed} {place}")) for place in range(count)]  # noqa: S311

    def statements(self, *, whole: bool = True) -> Iterator[StatementRecord]:
        """Yield the statements, sorted by key, whole."""
        del whole
        yield from (work.findings[0].statement for work in self._works)

    def uncited(self) -> Iterator[StatementRecord]:
        """Yield nothing: each statement was found in a work."""
        yield from ()

    def works(self, *, whole: bool = True) -> Iterator[Cited]:
        """Yield the works, sorted by key."""
        del whole
        yield from self._works


SPEAKER = SpeakerRecord(id=1, key="speaker", name="James Mattis", kind=SpeakerKind.PERSON)


def _work(place: int, random: Random) -> Cited:
    source = _source(place, random)
    appearance = AppearanceRecord(id=place, source=source, page="4")
    statement = StatementRecord(
        id=place,
        key=f"s{place:06}",
        version=1,
        form=Form.DIRECT,
        speaker=SPEAKER,
        status=StatementStatus.LOGGED,
        created_at=MOMENT,
        quote=f"The {random.choice(NOUNS)} {random.choice(VERBS)}",
        said="2017-09-18",
        appearances=(appearance,),
    )
    findings = (Finding(statement, appearance),)
    return Cited(source, findings, utterer_of(findings))


def _source(place: int, random: Random) -> SourceRecord:
    kind, values = random.choice(TYPES)
    return SourceRecord(
        id=place,
        key=f"w{place:06}",
        type=kind,
        title=_title(place, random),
        authors=_authors(random),
        url=f"https://example.org/{kind}/{place}?a=1&b=%20c",
        published=_published(random),
        accessed="2026-11-21",
        **values,
    )


def _title(place: int, random: Random) -> str:
    first, second = random.sample(NOUNS, 2)
    return f"The {first} {random.choice(VERBS)} the {second}: “No” & part {place}"


def _authors(random: Random) -> tuple[dict[str, str], ...]:
    if random.random() < _UNSIGNED:
        return ()
    if random.random() < _CORPORATE:
        return ({"literal": random.choice(CORPORATE)},)
    return tuple(_name(random) for _ in range(random.choice((1, 1, 1, 2, 3, 5))))


def _name(random: Random) -> dict[str, str]:
    particle = random.choice(PARTICLES) if random.random() < _CORPORATE else ""
    # Some write often, many once: a desk's sources share authors, yet not all of them.
    family = random.choice(FAMILIES)
    if random.random() < _SELDOM:
        family = f"{family}-{random.choice(NOUNS)}{random.choice(VERBS)}".title()
    name = {"family": family, "given": random.choice(GIVEN)}
    return name | ({"non-dropping-particle": particle} if particle else {})


def _published(random: Random) -> str | None:
    if random.random() < _UNDATED:
        return None
    drawn = {"y": _YEARS, "m": _MONTHS, "d": _DAYS, "s": _SEASONS}
    return random.choice(DATES).format(
        **{name: random.randint(*span) for name, span in drawn.items()}
    )
