"""Whether what a file says of a known record is what the record says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.drafts import Draft
from desk.importing.notices import same_notices
from desk.source_drafts import LocatorDraft
from desk.statement_drafts import SpeakerDraft
from models import name_key

if TYPE_CHECKING:
    from collections.abc import Collection

#: Kept in an order and a spelling of their own, not in those of the file.
SETS = frozenset({"topics"})


def difference(draft: Draft, known: object, leave_out: Collection[str] = ()) -> str | None:
    """Return the path of the first field in which a draft differs from a record, or None."""
    for name in type(draft).model_fields:
        if name in leave_out or (name == "key" and getattr(draft, name) is None):
            continue
        path = part_difference(name, draft, known)
        if path is not None:
            return path
    return None


def part_difference(name: str, draft: Draft, known: object) -> str | None:
    """Return the path of the first difference within one field of a draft, or None."""
    return _field_difference(name, getattr(draft, name), _known(known, name))


def _known(known: object, name: str) -> Any:  # noqa: ANN401 -- any field of a record
    # A locator is spread over the record of its appearance.
    return known if name == "locator" else getattr(known, name)


def _field_difference(name: str, given: Any, known: Any) -> str | None:  # noqa: ANN401
    if isinstance(given, SpeakerDraft) and given.key is None:
        return None if _same_name(given, known) else f"{name}.name"
    if isinstance(given, Draft) and (known is not None or isinstance(given, LocatorDraft)):
        inner = difference(given, known)
        return f"{name}.{inner}" if inner else None
    if name == "notices":
        return None if same_notices(given, known) else name
    if isinstance(given, tuple):
        return _list_difference(name, given, known)
    return None if given == known else name


def _list_difference(name: str, given: tuple[Any, ...], known: tuple[Any, ...]) -> str | None:
    if name in SETS:
        return None if set(map(name_key, given)) == set(map(name_key, known)) else name
    if len(given) != len(known):
        return name
    for place, (one, other) in enumerate(zip(given, known, strict=True)):
        path = _field_difference(f"{name}.{place}", one, other)
        if path is not None:
            return path
    return None


def _same_name(given: SpeakerDraft, known: Any) -> bool:  # noqa: ANN401 -- the record of a speaker
    # Without a key, a name is all that a line claims to know of a speaker.
    return (name_key(given.name), given.kind) == (name_key(known.name), known.kind)
