"""Made-up files to be imported, the same each time: a line a statement, as JSON and as a table."""

from __future__ import annotations

import csv
import json
import random
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Line = dict[str, Any]
_WORDS, _DAYS, _FIRST = 4_000, 9_000, date(2000, 1, 1)
_CONSONANTS, _VOWELS = "bcdfglmnprst", "aeiou"


class Lines:
    """So many lines with speakers, sources and topics of which few are met very often."""

    def __init__(self, count: int, name: str) -> None:
        self.count, self.name = count, name
        self._chance = random.Random(name)  # noqa: S311 -- the same each time
        self._words = [self._word() for _ in range(_WORDS)]
        self._often = _often(_WORDS)
        self._speakers = _often(max(20, count // 50))
        self._sources = _often(max(20, count // 20))
        self._topics = _often(max(12, count // 500))

    def __iter__(self) -> Iterator[Line]:
        """Yield the lines of the exchange format."""
        for number in range(self.count):
            yield self._line(number)

    def _line(self, number: int) -> Line:
        quote = f"{self._some(18).capitalize()}."
        said = _FIRST + timedelta(days=self._chance.randrange(_DAYS))
        topics = {self._one(self._topics) for _ in range(self._chance.randint(1, 3))}
        return {
            "key": f"{self.name}-{number}",
            "form": "direct",
            "quote": quote,
            "claim": self._some(9),
            "language": "en",
            "speaker": self._speaker(self._one(self._speakers)),
            "role": f"Minister of {self._some(1)}",
            "said": said.isoformat(),
            "topics": [f"Topic {topic}" for topic in sorted(topics)],
            "appearances": [self._appearance(quote, self._one(self._sources))],
        }

    def _speaker(self, number: int) -> Line:
        name = f"{self._words[number % _WORDS].title()} Speaker {number}"
        return {"key": f"{self.name}-speaker-{number}", "name": name, "kind": "person"}

    def _appearance(self, quote: str, number: int) -> Line:
        source = {
            "key": f"{self.name}-source-{number}",
            "type": "article-newspaper",
            "title": f"What {self._words[number % _WORDS]} means {number}",
            "container_title": f"Paper {number % 50}",
            "url": f"https://paper{number % 50}.example/{number}",
            "published": f"2025-01-{1 + number % 28:02}",
        }
        return {"source": source, "locator": {"exact": f"They said: “{quote}” {self._some(4)}"}}

    def _some(self, count: int) -> str:
        return " ".join(self._chance.choices(self._words, cum_weights=self._often, k=count))

    def _one(self, often: list[float]) -> int:
        return self._chance.choices(range(len(often)), cum_weights=often)[0]

    def _word(self) -> str:
        pairs = range(self._chance.randint(1, 4))
        letters = (self._chance.choice(_CONSONANTS) + self._chance.choice(_VOWELS) for _ in pairs)
        return "".join(letters)


def write_files(folder: Path, count: int, name: str = "made") -> tuple[Path, Path]:
    """Write so many lines as JSON Lines and as CSV; return where they are."""
    jsonl, table = folder / f"{name}.jsonl", folder / f"{name}.csv"
    with jsonl.open("w", encoding="utf-8") as lines, table.open("w", newline="") as rows:
        writer = csv.DictWriter(rows, list(_flat(next(iter(Lines(1, name))))))
        writer.writeheader()
        for line in Lines(count, name):
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
            writer.writerow(_flat(line))
    return jsonl, table


def _flat(line: Line) -> dict[str, str]:
    [found] = line["appearances"]
    source, speaker = found["source"], line["speaker"]
    plain = {name: line[name] for name in ("key", "form", "quote", "claim", "language")}
    return plain | {
        "speaker": speaker["name"],
        "speaker_key": speaker["key"],
        "role": line["role"],
        "said": line["said"],
        "topics": json.dumps(line["topics"]),
        "source": source["key"],
        "source_type": source["type"],
        "title": source["title"],
        "outlet": source["container_title"],
        "url": source["url"],
        "published": source["published"],
        "passage": found["locator"]["exact"],
    }


def _often(count: int) -> list[float]:
    return list(accumulate(1 / (place + 1) for place in range(count)))
