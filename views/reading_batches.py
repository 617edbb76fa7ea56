"""Articles by the thousand, a line of JSON each: read one after another, in the same memory."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Annotated, Any

import structlog
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationError

from desk.drafts import ARTICLE_CHARACTERS, Draft, EdtfText, Line, storable
from desk.plain_faults import plain
from desk.proposals.reading import read_text
from views.proposal_json import proposal_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reading.proposing import Proposed

log = structlog.get_logger()
#: A character takes up to six in JSON (\u00e9); what is longer holds no article that can be read.
MOST_LINE = 6 * ARTICLE_CHARACTERS
TOO_LONG = f"it is longer than {MOST_LINE // 1_000_000} million bytes"
FAULT = "it cannot be read ({}): that is a fault of this program, not of the line"


def _or_none(text: object) -> object:
    return text or None


class BatchedArticle(Draft):
    """An article of a batch; other keys of its line are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    id: Annotated[str, AfterValidator(storable)] | int
    text: Annotated[str, AfterValidator(storable), Field(max_length=ARTICLE_CHARACTERS)]
    published: Annotated[EdtfText | None, BeforeValidator(_or_none)] = None
    outlet: Annotated[Line | None, BeforeValidator(_or_none)] = None


@dataclass(frozen=True)
class BadLine:
    """A line that cannot be read: its number, counted from 1, and why."""

    number: int
    why: str

    def __str__(self) -> str:
        """Say both."""
        return f"line {self.number}: {self.why}"


@dataclass
class Batch:
    """A pass through the lines of a file; `undated` tells whether an article had no date."""

    file: IO[bytes]
    published: str | None = None
    outlet: str | None = None
    propose: Callable[[str, str | None, str | None], Proposed] = read_text
    undated: bool = field(default=False, init=False)

    def read(self) -> Iterator[dict[str, Any] | BadLine]:
        """Yield what is proposed of each article, or what is wrong with its line."""
        for number, line in enumerate(_lines(self.file), 1):
            if line is None:
                yield BadLine(number, TOO_LONG)
            elif line.strip():
                yield self._read(number, line)

    def _read(self, number: int, line: bytes) -> dict[str, Any] | BadLine:
        try:
            article = BatchedArticle.model_validate(json.loads(line))
        except ValidationError as error:
            return BadLine(number, _fault(error))
        except (ValueError, RecursionError):
            return BadLine(number, "it is not JSON in UTF-8")
        try:
            return {"id": article.id, "statements": self._statements(article)}
        except Exception as error:
            # One article, whatever is the matter with it, does not stop the lines after it.
            log.exception("article failed", line=number)
            return BadLine(number, FAULT.format(type(error).__name__))

    def _statements(self, article: BatchedArticle) -> list[dict[str, Any]]:
        published = self.published or article.published
        self.undated = self.undated or not published
        found = self.propose(article.text, published, self.outlet or article.outlet)
        return [proposal_json(one) for one in found.proposals]


def _lines(file: IO[bytes]) -> Iterator[bytes | None]:
    """Yield the lines of a file; None for one that is too long, of which no more is kept."""
    while line := file.readline(MOST_LINE + 1):
        if len(line) <= MOST_LINE:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(MOST_LINE)
        yield None


def _fault(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = str(first["loc"][0]) if first["loc"] else "it"
    return f"{place}: {plain(first)}"
