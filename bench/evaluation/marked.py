"""What people have marked in an article, and what was proposed of it, as sets of numbered words.

An article is a line of JSON: `id`, `text`, `pubdate` (ISO day), `publisher` and `attributions`, each
with the places (lists of [start, end], half-open, in code points) of its `source`, `cue` and `content`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bench.evaluation.cues import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.evaluation.texts import Numbers, Words

MOSTLY = 0.8
"""From this share of its words on, something stands in quotation marks, or within something else."""


@dataclass(frozen=True)
class Marked:
    """An attribution in which people agree: its content, who speaks, and what it is.

    `statement` is False for beliefs, wishes and perceptions, which are neither asked for nor a
    fault; `quoted` where some of it stands in quotation marks, `direct` where nearly all does.
    """

    content: Numbers
    speaker: Numbers
    statement: bool
    quoted: bool
    direct: bool


@dataclass(frozen=True)
class Offered:
    """A proposal: its content, the mention of the speaker beside it, whether it is verbatim."""

    content: Numbers
    speaker: Numbers
    direct: bool


def marked(article: dict[str, Any], words: Words) -> Iterator[Marked]:
    """Yield what is marked in an article; what has no words is passed over."""
    for one in article["attributions"]:
        content = words.touched(one["content"])
        if content:
            cue = " ".join(article["text"][start:end] for start, end in one["cue"])
            quoted = len(content & words.quoted)
            direct = quoted >= MOSTLY * len(content)
            yield Marked(content, words.touched(one["source"]), says(cue), bool(quoted), direct)


def offered(statements: list[dict[str, Any]], words: Words) -> Iterator[Offered]:
    """Yield what is proposed, as `gainsay read` writes it; what has no words is passed over."""
    for one in statements:
        content = words.touched(one.get("parts") or [(one["start"], one["end"])])
        named = "speaker_start" in one
        speaker = [(one["speaker_start"], one["speaker_end"])] if named else []
        if content:
            yield Offered(content, words.touched(speaker), one["direct"])


def is_misplaced(statement: dict[str, Any], text: str) -> bool:
    """Tell whether a passage is not what stands between its offsets."""
    return bool(statement["passage"] != text[statement["start"] : statement["end"]])
