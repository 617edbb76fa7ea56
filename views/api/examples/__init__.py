"""An example of every operation: what is asked, and what a desk with the demo case answers.

The requests are written by hand, in the order in which they are sent; the answers are written by
`make examples`, from what a desk answered.
"""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from views.api.bodies import JSON

if TYPE_CHECKING:
    from views.api.operations import Operation

HERE = Path(__file__).parent
ANSWERS = HERE / "answers.json"


@dataclass(frozen=True)
class Example:
    """What is sent to an operation; `path` holds the numbers of its address."""

    operation: str
    path: dict[str, int] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None
    #: A file in place of JSON, and its media type.
    file: str | None = None
    media: str = JSON
    accept: str | None = None
    #: Which example of its operation it is; the first is shown.
    number: int = 1

    def address(self, one: Operation) -> str:
        """Return the address below the root of the API."""
        place = one.rule
        for name, number in self.path.items():
            place = place.replace(f"<int:{name}>", str(number))
        return place + (f"?{urlencode(self.query, safe='/:,')}" if self.query else "")

    def headers(self, one: Operation) -> dict[str, str]:
        """Return the headers that are sent besides the token, but for the version."""
        told = {"Accept": self.accept} if self.accept else {}
        if one.makes:
            told["Idempotency-Key"] = f"{self.operation.replace('_', '-')}-{self.number}"
        if self.sent is not None:
            told["Content-Type"] = self.media
        return told

    @property
    def sent(self) -> str | None:
        """The body as it is sent."""
        if self.file is not None:
            return self.file
        return None if self.body is None else json.dumps(self.body, ensure_ascii=False, indent=2)

    @property
    def first(self) -> bool:
        """Whether it is the one that is shown."""
        return self.number == 1

    def curl(self, one: Operation, root: str) -> str:
        """Return the command line that sends it; `$TOKEN` is the token, `$ETAG` the version."""
        words = ["curl"] + ([] if one.method == "GET" else ["-X", one.method])
        lines = [" ".join([*words, '-H "Authorization: Bearer $TOKEN"'])]
        lines += [
            f"-H {shlex.quote(f'{name}: {told}')}" for name, told in self.headers(one).items()
        ]
        lines += ['-H "If-Match: $ETAG"'] if one.versioned else []
        lines += [f"--data-binary {shlex.quote(self.sent)}"] if self.sent is not None else []
        return " \\\n  ".join([*lines, shlex.quote(root + self.address(one))])


@dataclass(frozen=True)
class Answered:
    """What a desk answered: the status, the media type, and the text, shortened."""

    status: int
    media: str
    text: str


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """Return every example, in the order in which they are sent."""
    told = json.loads((HERE / "requests.json").read_text(encoding="utf-8"))
    return tuple(Example(**one) for one in told)


@lru_cache(maxsize=1)
def answers() -> dict[str, Answered]:
    """Return what was answered to the example of each operation."""
    told = json.loads(ANSWERS.read_text(encoding="utf-8"))
    return {name: Answered(**one) for name, one in told.items()}
