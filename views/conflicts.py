"""Two people edited one record: both versions field by field, and what to keep of each."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from flask import request

from desk.history.histories import events_of
from desk.history.word_diffs import Change, Run, folded, word_diff
from views.context import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from flask import Flask

    from desk.history.histories import EventLine
    from desk.history.subjects import Subject
    from views.forms.choosing import ChoosingForm

    F = TypeVar("F", bound=ChoosingForm)

STORED, YOURS = "stored", "yours"
PICK = "pick-"
#: What the form sends when both versions were on the page, and when all of one is kept.
MERGING, ALL = "merging", "pick_all"
#: From so many characters on the words in which two texts differ are marked.
LONG = 60
_DIGEST = 16


@dataclass(frozen=True)
class Clash:
    """A field in which two versions differ; `keep` is empty where a person has to choose."""

    name: str
    label: Any
    stored: tuple[Run, ...]
    yours: tuple[Run, ...]
    keep: str


def loaded(form: ChoosingForm) -> str:
    """Return what a form began with, as digests, so that it is known later who changed what."""
    return json.dumps({name: _digest(form, name) for name in form.CHOSEN})


def clashes(
    form: ChoosingForm, stored: ChoosingForm, picks: Mapping[str, str]
) -> tuple[Clash, ...]:
    """Return the fields in which what was typed differs from what is stored now.

    Where only one of the two has changed a field, the change is kept; else the picks decide.
    """
    began = _began(form)
    return tuple(
        _clash(form, stored, name, _pick(picks, name) or _changed(form, stored, name, began))
        for name in form.CHOSEN
        if _differ(form, stored, name)
    )


def settled(form: ChoosingForm, stored: ChoosingForm) -> tuple[Clash, ...]:
    """Return the clashes as what was sent settles them."""
    picks = request.form.to_dict()
    if picks.get(ALL) == YOURS:
        picks |= {PICK + name: YOURS for name in form.CHOSEN}
    return clashes(form, stored, picks)


def merged(form: F, stored: F, make: Callable[[dict[str, Any]], F]) -> F | None:
    """Return the form with the stored values that are kept; None while a person has to choose.

    One that was sent without both versions on the page, or for an older one, is returned as it is.
    """
    if MERGING not in request.form or form.version.data != stored.version.data:
        return form
    found = settled(form, stored)
    if not all(clash.keep for clash in found):
        return None
    return make(take_over(request.form.to_dict(), stored, found))


def latest_of(subject: Subject) -> Sequence[EventLine]:
    """Return the last event of a record, which tells who was faster."""
    return events_of(reading(), subject).events.rows[:1]


def _pick(picks: Mapping[str, str], name: str) -> str | None:
    pick = picks.get(PICK + name)
    return pick if pick in {STORED, YOURS} else None


def take_over(
    sent: Mapping[str, Any], stored: ChoosingForm, settled: Iterable[Clash]
) -> dict[str, Any]:
    """Return what was sent, with the stored values of the fields in which those are kept."""
    taken = dict(sent)
    for name in (clash.name for clash in settled if clash.keep == STORED):
        for part in stored.TOGETHER.get(name, (name,)):
            taken = {key: one for key, one in taken.items() if not _belongs(key, part)}
            taken |= _sent(stored[part])
    return taken


def _belongs(key: str, part: str) -> bool:
    return key in {part, f"{part}_read"} or key.startswith(f"{part}-")


def _sent(field: Any) -> dict[str, str]:  # noqa: ANN401 -- a field of any kind
    """Return a field as a browser would send it."""
    if field.type == "FieldList":
        parts = (part for row in field for part in _parts(row))
        return {part.name: str(part.data) for part in parts if part.data}
    if field.type == "BooleanField":
        return {field.name: "y"} if field.data else {}
    return {field.name: str(field.data)} if field.data is not None else {}


def _differ(form: ChoosingForm, stored: ChoosingForm, name: str) -> bool:
    if name == "source_id" and not form["source_id"].data:
        # A statement from an article is edited beside it; its source is not in the form.
        return False
    return _digest(form, name) != _digest(stored, name)


def _changed(form: ChoosingForm, stored: ChoosingForm, name: str, began: Mapping[str, str]) -> str:
    if name not in began:
        return ""
    if _digest(form, name) == began[name]:
        return STORED
    return YOURS if _digest(stored, name) == began[name] else ""


def _began(form: ChoosingForm) -> dict[str, str]:
    try:
        began = json.loads(form.loaded.data or "{}")
    except (ValueError, RecursionError):
        return {}
    return began if isinstance(began, dict) else {}


def _digest(form: ChoosingForm, name: str) -> str:
    parts = [
        _plain(form[part])
        for part in form.TOGETHER.get(name, (name,))
        if part not in form.FOLLOWING
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:_DIGEST]


def _plain(field: Any) -> Any:  # noqa: ANN401 -- what JSON can hold
    if field.type == "FieldList":
        rows = [[str(part.data or "") for part in _parts(row)] for row in field]
        return [row for row in rows if any(row)]
    return str(field.data or "")


def _parts(row: Any) -> list[Any]:  # noqa: ANN401 -- a row of fields
    return [part for part in row.form if part.type != "CSRFTokenField"]


def clash_of(field: Any, stored: object, yours: object) -> Clash | None:  # noqa: ANN401 -- any field
    """Return how what is stored for a field differs from what was typed; None where it does not."""
    texts = [_named(field, str(value or "")) for value in (stored, yours)]
    return _side_by_side(field, texts) if texts[0] != texts[1] else None


def register(app: Flask) -> None:
    """Let templates show two versions of a field side by side."""
    app.jinja_env.globals["clash_of"] = clash_of


def _clash(form: ChoosingForm, stored: ChoosingForm, name: str, keep: str) -> Clash:
    texts = [" ".join(filter(None, _shown(one, name))) for one in (stored, form)]
    return _side_by_side(form[name], texts, keep)


def _side_by_side(field: Any, texts: Iterable[str], keep: str = "") -> Clash:  # noqa: ANN401
    runs = _marked(*texts)
    return Clash(
        field.name,
        field.label.text,
        tuple(run for run in runs if run.change is not Change.ADDED),
        tuple(run for run in runs if run.change is not Change.LOST),
        keep,
    )


def _marked(stored: str, yours: str) -> tuple[Run, ...]:
    if max(len(stored), len(yours)) < LONG:
        return (Run(Change.LOST, stored, 1), Run(Change.ADDED, yours, 1))
    return folded(word_diff(stored, yours))


def _shown(form: ChoosingForm, name: str) -> Iterable[str]:
    for part in form.TOGETHER.get(name, (name,)):
        if part not in form.FOLLOWING:
            yield _told(form[part])


def _told(field: Any) -> str:  # noqa: ANN401 -- a field of any kind
    if field.type == "FieldList":
        return "; ".join(" ".join(filter(None, row)) for row in _plain(field))
    return _named(field, str(field.data or ""))


def _named(field: Any, value: str) -> str:  # noqa: ANN401 -- a field of any kind
    """Return what people read for a value: the words of a choice, else the value itself."""
    if field.type == "BooleanField" and value == str(True):
        return str(field.label.text)
    if field.type not in {"RadioField", "SelectField"}:
        return value
    return {str(choice.value): str(choice.label) for choice in field.choices}.get(value, value)
