"""The pivot: one CSL 1.0.2 item for each source consulted, holding what was found in it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from citations import words
from citations.archives import archive_name
from citations.canon import JSON, kept, ordered, parts_listed, spelled, told_between
from citations.dates import csl_date
from citations.jsonl import statement_json
from citations.notes import marked_notes, said_since
from models.terms import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citations.cited import Cited, Finding
    from citations.exported import Exported
    from models.records import SourceRecord

SERIALS = frozenset({"article-journal", "article-magazine", "article-newspaper"})
EVENTS = frozenset({"hearing", "interview", "speech"})
_OURS = ("annote", "note", "custom")


def write_csl(exported: Exported) -> Iterator[str]:
    """Write the items as a JSON array, one item a line, sorted by the sources' keys."""
    return write_items(map(item_parts, exported.works()))


def write_items(items: Iterable[Iterable[str]]) -> Iterator[str]:
    """Write CSL items, each given as parts of its JSON, as a JSON array, one item a line."""
    yield from parts_listed(items)
    yield "\n"


def to_csl(exported: Exported) -> Iterator[JSON]:
    """Yield the items of all sources consulted for the statements."""
    return map(csl_item, exported.works())


def csl_item(found: Cited) -> JSON:
    """Return the item of one source, with its statements as notes and, whole, under `custom`."""
    item, further = work_item(found), ordered(found.source.csl)
    ours = {
        "annote": _paragraphs(further.get("annote"), [*marked_notes(found)]),
        "note": _paragraphs(further.get("note"), said_since(found)),
        "custom": _theirs(further) | {"gainsay": _whole(found)},
    }
    return {name: value for name, value in item.items() if name not in ours} | kept(ours)


def item_parts(found: Cited) -> Iterator[str]:
    """Write the item of one source as JSON, a statement at a time.

    In a work very many may have been found: their notes and they themselves are never held at once.
    """
    item, further = work_item(found), ordered(found.source.csl)
    yield spelled({name: value for name, value in item.items() if name not in _OURS})[:-1]
    yield from _text_parts("annote", chain([further.get("annote")], marked_notes(found)))
    yield from _text_parts("note", [further.get("note"), *said_since(found)])
    yield f', "custom": {spelled(_theirs(further) | {"gainsay": {"statements": []}})[:-3]}'
    for place, statement in enumerate(found.statements):
        yield (", " if place else "") + spelled(statement_json(statement))
    yield "]}}}"


def _text_parts(name: str, paragraphs: Iterable[str | None]) -> Iterator[str]:
    """Write a variable that is one text of several paragraphs; nothing where there are none."""
    written = (spelled(paragraph)[1:-1] for paragraph in filter(None, paragraphs))
    return told_between(f', "{name}": "', written, r"\n\n", '"')


def work_item(found: Cited) -> JSON:
    """Return the item of one source as it is, for formats that tell the statements themselves."""
    source = found.source
    further = ordered(source.csl)
    return kept(
        {
            "id": source.key,
            "type": source.type,
            "title": words.title_words(source),
            "author": _authors(found),
            **_outlet(source),
            "genre": source.genre,
            "issued": csl_date(source.published),
            "event-date": csl_date(event_said(found)),
            "accessed": csl_date(source.accessed),
            "language": source.language,
            "URL": source.url,
            **further,
            **_archive(source),
        }
    )


def _theirs(further: JSON) -> JSON:
    """Return what others put under `custom`, to which ours is added last."""
    return {name: value for name, value in further.get("custom", {}).items() if name != "gainsay"}


def _whole(found: Cited) -> JSON:
    return {"statements": [statement_json(statement) for statement in found.statements]}


def _paragraphs(given: Any, ours: list[str]) -> str:  # noqa: ANN401 -- a further CSL variable
    return "\n\n".join(filter(None, (given, *ours)))


def _authors(found: Cited) -> list[JSON]:
    """Return the source's authors; the speaker only where the work is the utterance itself.

    A speaker's name is not split into family and given: we were not told where.
    """
    if found.source.authors or not found.utterer:
        return [ordered(author) for author in found.source.authors]
    return [{"literal": found.utterer}]


def _outlet(source: SourceRecord) -> JSON:
    """Return container and publisher; the publisher alone of a newspaper piece is its outlet."""
    if source.type in SERIALS and not source.container_title:
        return {"container-title": source.publisher}
    return {"container-title": source.container_title, "publisher": source.publisher}


def event_said(found: Cited) -> str | None:
    """Return the date, as EDTF, on which a speech, interview or hearing took place, as far as told.

    It is that of the words quoted from it. What somebody quotes there was said on another day, and
    so perhaps was what is only paraphrased.
    """
    if found.source.type not in EVENTS:
        return None
    said = {each.statement.said for each in found.findings if _heard_there(each)}
    return said.pop() if len(said) == 1 else None


def _heard_there(finding: Finding) -> bool:
    return finding.statement.form is Form.DIRECT and not finding.appearance.relays


def _archive(source: SourceRecord) -> JSON:
    if not source.archived_url:
        return {}
    return {"archive": archive_name(source.archived_url), "archive_location": source.archived_url}
