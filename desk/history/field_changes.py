"""What an event tells: the records it changed, field by field, texts word by word."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from desk.history.word_diffs import folded, word_diff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.history.finding import RowIds
    from desk.history.word_diffs import Run

    Values = dict[str, Any]

MOST_RECORDS = 40
"""How many records of one deed are told; a merge may change thousands."""
#: What follows from other fields, or is of no use to people.
UNTOLD = frozenset(
    {
        "id",
        "key",
        "version",
        "created_at",
        "revised_at",
        "name_key",
        "found_by",
        "slug",
        "position",
        "checked_at",
        "low_id",
        "high_id",
        "statement_id",
        "appearance_id",
        "speaker_id",
        "account_id",
        "author_id",
        "link_id",
    }
)
#: The speaker of a statement is its own; that of an alias or an office says where it belongs.
TOLD_OF = {"speaker_id": frozenset({"statement"}), "slug": frozenset({"topic", "old_slug"})}
DERIVED = ("_from", "_to")
#: The tables of records that stand for themselves; the others hold their parts.
WHOLE = frozenset({"statement", "speaker", "source", "topic", "link", "capture"})
#: What is told first of a record, as its form asks for it; the rest follows by name.
FIRST = (
    *("because", "form", "quote", "exact", "claim", "speaker_id", "name", "kind", "role", "said"),
    *("said_text", "told", "in_answer_to", "title", "container_title", "publisher", "published"),
    *("source_id", "page", "heard", "relation", "rationale", "word", "value", "worst", "best"),
    *("organisation", "date", "url", "language", "text", "by", "topics", "status", "status_reason"),
)
EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class FieldChange:
    """A field before and after; `runs` tell a text word by word."""

    name: str
    before: Any
    after: Any
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True)
class RecordChange:
    """A record that a deed made, changed or took away."""

    table: str
    id: str
    #: Whether it is the record whose history is read.
    own: bool
    made: bool
    gone: bool
    fields: tuple[FieldChange, ...]


def changes_told(
    before: Values, after: Values, rows: RowIds, *, all_told: bool
) -> tuple[tuple[RecordChange, ...], int]:
    """Return the records that values tell of, a record's own first, and how many more there are.

    Unless `all_told`, only the record's own rows are.
    """
    changed = [
        _record(table, number, before, after, rows)
        for table, number in _places(before, after, rows)
        if all_told or number in rows.get(table, ())
    ]
    shown = tuple(islice((one for one in changed if one.fields or one.gone), MOST_RECORDS))
    return shown, max(0, len(changed) - MOST_RECORDS)


def field_changes(before: Values, after: Values, table: str) -> Iterator[FieldChange]:
    """Yield the fields in which two versions of a row differ, in the order of its form."""
    for name in sorted({*after, *before}, key=_place):
        old, new = before.get(name), after.get(name)
        if _is_told(table, name) and old != new and not (_is_empty(old) and _is_empty(new)):
            yield FieldChange(name, old, new, _runs(old, new))


def _place(name: str) -> tuple[int, str]:
    return (FIRST.index(name) if name in FIRST else len(FIRST)), name


def _places(before: Values, after: Values, rows: RowIds) -> list[tuple[str, str]]:
    """Return the rows told of: those of the record first, its own table before its parts."""

    def order(place: tuple[str, str]) -> tuple[bool, bool, str, tuple[int, str]]:
        table, number = place
        return number not in rows.get(table, ()), table not in rows, _rank(table), _number(number)

    sides = [before, after]
    return sorted(
        {(table, number) for side in sides for table in side for number in side[table]}, key=order
    )


def _rank(table: str) -> str:
    # A statement, a speaker and so on before what belongs to them.
    return f"{table not in WHOLE} {table}"


def _number(number: str) -> tuple[int, str]:
    return (int(number), "") if number.isdecimal() else (0, number)


def _record(table: str, number: str, before: Values, after: Values, rows: RowIds) -> RecordChange:
    old, new = (side.get(table, {}).get(number) for side in (before, after))
    return RecordChange(
        table=table,
        id=number,
        own=number in rows.get(table, ()),
        made=old is None,
        gone=new is None,
        fields=tuple(field_changes(old or {}, new or {}, table)),
    )


def _is_told(table: str, name: str) -> bool:
    if name in UNTOLD:
        return table in TOLD_OF.get(name, ())
    return not name.endswith(DERIVED)


def _is_empty(value: object) -> bool:
    """Tell whether a value says nothing, as what is absent or not ticked does."""
    return value in EMPTY or value is False


def _runs(old: Any, new: Any) -> tuple[Run, ...]:  # noqa: ANN401 -- any value of a field
    texts = [side for side in (old, new) if side not in EMPTY]
    if not all(isinstance(text, str) for text in texts):
        return ()
    return folded(word_diff(old or "", new or ""))
