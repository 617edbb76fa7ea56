"""Reads made-up articles of any length, in the process that is measured."""

from __future__ import annotations

import json
import resource
import sys
import time
from itertools import cycle, islice

from app import create_app
from reading.proposing import propose
from reading.proposing.language_model import MODEL, english

PUBLISHED = "2017-09-19"
_KIBIBYTES = 1024
PARAGRAPHS = (
    "The harbour council of Almby voted on Monday to close the northern pier for at least a year, "
    "after divers found that two of its main piles had rotted below the water line.",
    "“We have not given up on the pier and we never will,” council leader Jane Roe told reporters "
    "at the town hall. “But nobody is going to walk on it before it is safe.”",
    "Roe said that the work would cost about four million crowns, most of which the state had "
    "promised to pay. According to a report by the port authority, the damage began as early as "
    "2009 and was known to several engineers.",
    "Peter Lund, who leads the union of dock workers, called the vote “a bad joke” and accused the "
    "council of having ignored warnings for years. He said: “Our people told them in writing. They "
    "did not even answer.”",
    "The ministry of transport denied that any money had been held back. A spokesman for the "
    "ministry told the Almby Wire that the first half had been paid in June, and that the rest "
    "would follow as soon as the plans were approved.",
    "Two officials familiar with the matter, who asked not to be named because they were not "
    "permitted to speak in public, said the plans had been returned to the council twice.",
    "Asked about this, Roe pointed out that “every plan is returned at least once” and that none "
    "of the remarks concerned the safety of the pier. She added that she would publish them.",
    "The pier was opened in 1931 by the painter Ada Sund and carries some nine hundred people on "
    "a summer day. Its café, the “Blue Gull”, has been shut since the storm of last November.",
    "In a statement issued on Tuesday, the ferry company announced that its boats would leave from "
    "the southern pier, warning that crossings could take up to twenty minutes longer.",
    "“It is what it is,” said Lund, shrugging. “If they had listened, we would all be drinking "
    "coffee at the Gull now,” he added, before he cycled off into the rain.",
)


def article(words: int) -> str:
    """Return a text of so many words: the same paragraphs over and over, the last one cut."""
    told, left = [], words
    for paragraph in cycle(PARAGRAPHS):
        some = list(islice(paragraph.split(" "), left))
        told.append(" ".join(some))
        left -= len(some)
        if not left:
            return "\n\n".join(told)
    return ""


def measured(what: str, words: int, often: int) -> dict[str, float]:
    """Return the CPU seconds (user and system) that reading takes, and what it holds in memory.

    `what` is an article, patterns (as without a model), or the whole desk that reads one.
    """
    began = time.process_time()
    if what == "desk":
        create_app()
    if what == "patterns":
        # As on a machine where the model was never installed.
        sys.modules[MODEL] = None  # type: ignore[assignment]
    english()
    return _read(words, often, began)


def _read(words: int, often: int, began: float) -> dict[str, float]:
    # Once beforehand: what is imported and compiled on first use is no cost of an article.
    propose(PARAGRAPHS[1], PUBLISHED)
    loaded = time.process_time()
    text = article(words)
    for _ in range(often):
        propose(text, PUBLISHED)
    seconds = time.process_time() - loaded
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIBIBYTES
    return {"loading": loaded - began, "seconds": seconds, "memory": most}


def main() -> None:
    """Print what was measured, for the process that asked."""
    what, words, often = sys.argv[1:4]
    sys.stdout.write(json.dumps(measured(what, int(words), int(often))))


if __name__ == "__main__":
    main()
