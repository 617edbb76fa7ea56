"""Two people edited one record: both versions field by field; of a statement, what to keep."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk.history.word_diffs import Change, Run, folded, word_diff

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flask import Flask

    from views.forms.statements import StatementForm

STORED, YOURS = "stored", "yours"
PICK = "pick-"
#: What is chosen as one, by the field that names it: nobody wants the one's name, the other's kind.
TOGETHER = {
    "speaker_name": ("speaker_name", "speaker_id", "speaker_kind", "speaker_plural"),
    "passage": ("passage", "prefix", "suffix", "start", "end"),
    "said": ("said", "said_text"),
    "about": ("about", "about_text"),
    "heard": ("heard", "relays"),
}
ALONE = ("form", "quote", "claim", "role", "told", "in_answer_to", "topics", "where", "language")
CHOSEN = (*ALONE, "context", "note", "page", "time", "source_id", *TOGETHER)
#: From so many characters on the words in which two texts differ are marked.
LONG = 60
HOP = ("name", "verb", "source")
_DIGEST = 16
#: Where a passage stands, and which of several a name means, follows from passage and name.
_FOLLOWING = frozenset({"prefix", "suffix", "start", "end", "speaker_id"})


@dataclass(frozen=True)
class Clash:
    """A field in which two versions differ; `keep` is empty where a person has to choose."""

    name: str
    label: Any
    stored: tuple[Run, ...]
    yours: tuple[Run, ...]
    keep: str


def loaded(form: StatementForm) -> str:
    """Return what a form began with, as digests, so that it is known later who changed what."""
    return json.dumps({name: _digest(form, name) for name in CHOSEN})


def clashes(
    form: StatementForm, stored: StatementForm, picks: Mapping[str, str]
) -> tuple[Clash, ...]:
    """Return the fields in which what was typed differs from what is stored now.

    Where only one of the two has changed a field, the change is kept; else the picks decide.
    """
    began = _began(form)
    return tuple(
        _clash(form, stored, name, _pick(picks, name) or _changed(form, stored, name, began))
        for name in CHOSEN
        if _differ(form, stored, name)
    )


def _pick(picks: Mapping[str, str], name: str) -> str | None:
    pick = picks.get(PICK + name)
    return pick if pick in {STORED, YOURS} else None


def take_over(
    sent: Mapping[str, Any], stored: StatementForm, settled: Iterable[Clash]
) -> dict[str, Any]:
    """Return what was sent, with the stored values of the fields in which those are kept."""
    taken = dict(sent)
    for name in (clash.name for clash in settled if clash.keep == STORED):
        for part in TOGETHER.get(name, (name,)):
            taken = {key: one for key, one in taken.items() if not _belongs(key, part)}
            taken |= _sent(stored[part])
    return taken


def _belongs(key: str, part: str) -> bool:
    return key in {part, f"{part}_read"} or (part == "relays" and key.startswith("relays-"))


def _sent(field: Any) -> dict[str, str]:  # noqa: ANN401 -- a field of any kind
    """Return a field as a browser would send it."""
    if field.type == "FieldList":
        hops = (row.form[name] for row in field for name in HOP)
        return {part.name: str(part.data) for part in hops if part.data}
    if field.type == "BooleanField":
        return {field.name: "y"} if field.data else {}
    return {field.name: str(field.data)} if field.data is not None else {}


def _differ(form: StatementForm, stored: StatementForm, name: str) -> bool:
    if name == "source_id" and not form.source_id.data:
        # A statement from an article is edited beside it; its source is not in the form.
        return False
    return _digest(form, name) != _digest(stored, name)


def _changed(
    form: StatementForm, stored: StatementForm, name: str, began: Mapping[str, str]
) -> str:
    if name not in began:
        return ""
    if _digest(form, name) == began[name]:
        return STORED
    return YOURS if _digest(stored, name) == began[name] else ""


def _began(form: StatementForm) -> dict[str, str]:
    try:
        began = json.loads(form.loaded.data or "{}")
    except (ValueError, RecursionError):
        return {}
    return began if isinstance(began, dict) else {}


def _digest(form: StatementForm, name: str) -> str:
    parts = [_plain(form[part]) for part in TOGETHER.get(name, (name,)) if part not in _FOLLOWING]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:_DIGEST]


def _plain(field: Any) -> Any:  # noqa: ANN401 -- what JSON can hold
    if field.type == "FieldList":
        rows = [[str(row.form[name].data or "") for name in HOP] for row in field]
        return [row for row in rows if any(row)]
    return str(field.data or "")


def clash_of(field: Any, stored: object, yours: object) -> Clash | None:  # noqa: ANN401 -- any field
    """Return how what is stored for a field differs from what was typed; None where it does not."""
    texts = [_named(field, str(value or "")) for value in (stored, yours)]
    return _side_by_side(field, texts) if texts[0] != texts[1] else None


def register(app: Flask) -> None:
    """Let templates show two versions of a field side by side."""
    app.jinja_env.globals["clash_of"] = clash_of


def _clash(form: StatementForm, stored: StatementForm, name: str, keep: str) -> Clash:
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


def _shown(form: StatementForm, name: str) -> Iterable[str]:
    for part in TOGETHER.get(name, (name,)):
        if part not in _FOLLOWING:
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
