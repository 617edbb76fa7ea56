"""Sources of a reference file: known ones are matched, and changed only on request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from desk.importing.redacted import refuse_redacted
from desk.refusals import RefusedError
from desk.sight import refuse_taken
from desk.sources import make_source
from models import Source, name_key
from models.terms import Imported, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.importing.parties import Parties
    from desk.readers.reading import NumberedWork
    from desk.source_drafts import SourceDraft
    from desk.statement_drafts import StatementLine

#: Reference formats know fewer types than the record does, and no key of ours is theirs to change.
UNCOMPARED = frozenset({"key", "type", "notices", "seen"})


def sources_of(draft: StatementLine) -> Iterator[SourceDraft]:
    """Yield the sources that a line names."""
    for found in draft.appearances:
        yield found.source
        yield from (hop.source for hop in found.relays if hop.source)


def take_work(parties: Parties, work: NumberedWork) -> Source:
    """Make the source of an entry, or match the known one it means, and return it.

    A known source keeps what it says; an update takes over what the entry says. Raises
    RefusedError when the entry's key is that of another source.
    """
    number = parties.works.id_of(work.draft)
    if number is None:
        refuse_taken(parties.session, Source, work.draft.key)
        _tell(parties, work, Verdict.MADE)
        made = make_source(parties.session, work.draft)
        parties.note_made(made)
        return made
    known = parties.session.get_one(Source, number)
    _refuse_another(known, work.draft)
    told = _told(work.draft)
    other = [name for name, value in told.items() if not _same(known, name, value)]
    if not other:
        _tell(parties, work, Verdict.MATCHED)
    elif not parties.update:
        names = ", ".join(other)
        _tell(parties, work, Verdict.MATCHED, f"the record says otherwise ({names}) and is kept")
    else:
        brought = {name.partition(".")[0]: name for name in other}
        refuse_redacted(parties.session, parties.by, Source.__tablename__, known.id, brought)
        _overwrite(known, {name: told[name] for name in other})
        parties.note_updated(known)
        _tell(parties, work, Verdict.UPDATED, f"{', '.join(other)} changed")
    return known


def _tell(parties: Parties, work: NumberedWork, verdict: Verdict, why: str = "") -> None:
    dropped = f"no place for {', '.join(work.dropped)}" if work.dropped else ""
    unread = f"date that could not be read: {', '.join(work.unread)}" if work.unread else ""
    told = "; ".join(filter(None, (why, dropped, unread)))
    parties.rows.add(Imported.SOURCE, verdict, work.draft.title, told)


def _refuse_another(known: Source, draft: SourceDraft) -> None:
    """Refuse a citation key that happens to be the key of a source of another title and address."""
    if known.key != draft.key or name_key(known.title) == name_key(draft.title):
        return
    if draft.url and draft.url == known.url:
        return
    field = "key"
    reason = f"“{known.key}” is the key of another source, “{known.title}”; give this one another"
    raise RefusedError(field, reason)


def _told(draft: SourceDraft) -> dict[str, Any]:
    """Return what an entry says, each further CSL variable under its own name."""
    names = draft.model_fields_set - UNCOMPARED - {"csl"}
    told = {name: getattr(draft, name) for name in sorted(names) if getattr(draft, name)}
    return told | {f"csl.{name}": value for name, value in draft.csl.items()}


def _same(known: Source, name: str, value: Any) -> bool:  # noqa: ANN401 -- any field
    """Tell whether a source says what an entry says, as exactly as reference formats can."""
    if name == "authors":
        return list(map(_words, known.authors)) == list(map(_words, value))
    if name in {"url", "archived_url"}:
        return unquote(getattr(known, name) or "") == unquote(value)
    if name.startswith("csl."):
        said = known.csl.get(name.removeprefix("csl."))
        return said == value or _plain(said) == _plain(value)
    if name == "container_title" and known.container_title is None:
        # Our exports give the outlet of a newspaper piece as its container.
        return bool(known.publisher == value)
    return bool(getattr(known, name) == value)


def _words(name: dict[str, str]) -> list[str]:
    """Return the words of a name: formats part it in ways of their own."""
    return sorted(re.findall(r"[^\s,]+", " ".join(name.values()).casefold()))


def _plain(value: object) -> object:
    """Return names as words, a number as text with one kind of dash: pages have all of them."""
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return list(map(_words, value))
    return re.sub("[–—-]+", "-", unquote(str(value))) if isinstance(value, str | int) else value


def _overwrite(known: Source, told: dict[str, Any]) -> None:
    for name, value in told.items():
        if name == "authors":
            known.authors = list(value)
        elif not name.startswith("csl."):
            setattr(known, name, value)
    further = {
        name.removeprefix("csl."): value for name, value in told.items() if name.startswith("csl.")
    }
    known.csl = {**known.csl, **further}
