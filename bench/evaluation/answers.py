"""What `gainsay read --batch` answers of articles, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GAINSAY = Path(sys.executable).with_name("gainsay")


def answers(articles: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield the statements proposed of each article (`id`, `text`, `published`, `outlet`)."""
    run = [str(GAINSAY), "read", "--batch", "-"]
    with TemporaryFile() as asked, TemporaryFile() as answered:
        for article in articles:
            asked.write(json.dumps(article).encode() + b"\n")
        asked.seek(0)
        subprocess.run(run, stdin=asked, stdout=answered, check=True)  # noqa: S603 -- our own command
        answered.seek(0)
        for line in answered:
            yield json.loads(line)["statements"]
