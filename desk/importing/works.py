"""Sources of a reference file: known ones are matched, and changed only on request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.refusals import RefusedError
from desk.sight import refuse_taken
from desk.sources import PLAIN, make_source
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


def take_work(parties: Parties, work: NumberedWork) -> None:
    """Make the source of an entry, or match the known one it means.

    A known source keeps what it says; an update takes over what the entry says. Raises
    RefusedError when the entry's key is that of another source.
    """
    number = parties.works.id_of(work.draft)
    if number is None:
        refuse_taken(parties.session, Source, work.draft.key)
        _tell(parties, work, Verdict.MADE)
        parties.note_made(make_source(parties.session, work.draft))
        return
    known = parties.session.get_one(Source, number)
    _refuse_another(known, work.draft)
    other = [
        name for name, value in _told(work.draft).items() if _said(known, name, value) != value
    ]
    if not other:
        _tell(parties, work, Verdict.MATCHED)
    elif not parties.update:
        names = ", ".join(other)
        _tell(parties, work, Verdict.MATCHED, f"the record says otherwise ({names}) and is kept")
    else:
        _overwrite(known, work.draft)
        parties.note_updated(known)
        _tell(parties, work, Verdict.UPDATED, f"{', '.join(other)} changed")


def _tell(parties: Parties, work: NumberedWork, verdict: Verdict, why: str = "") -> None:
    dropped = f"no place for {', '.join(work.dropped)}" if work.dropped else ""
    told = "; ".join(filter(None, (why, dropped)))
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


def _said(known: Source, name: str, value: object) -> Any:  # noqa: ANN401 -- any field
    if name.startswith("csl."):
        return known.csl.get(name.removeprefix("csl."))
    said = getattr(known, name)
    return tuple(said) if isinstance(value, tuple) else said


def _overwrite(known: Source, draft: SourceDraft) -> None:
    told = _told(draft)
    for name in PLAIN:
        if name in told:
            setattr(known, name, told[name])
    if draft.authors:
        known.authors = list(draft.authors)
    known.csl = {**known.csl, **draft.csl}
