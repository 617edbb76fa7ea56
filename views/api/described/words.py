"""The description in words, for its page: what each value may be, and where it stands in a body."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from views.api.described.schemas import Schema

_NAMES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
}
DEEPEST = 4
"""How deep the fields of a body are told one by one."""


@dataclass(frozen=True)
class Row:
    """A value that is sent: its name, what it may be, whether it is needed, and what is said of it."""

    name: str
    kind: str
    needed: bool
    told: str


def parameter(one: Schema) -> Row:
    """Return a parameter of an operation in words."""
    told = one.get("description") or _said(one["schema"])
    return Row(one["name"], _usually(one["schema"]), bool(one.get("required")), told)


def _usually(schema: Schema) -> str:
    """Return what a value may be, and what is taken where nothing is said."""
    usual = schema.get("default")
    told = "" if usual in {None, ""} else f"; `{json.dumps(usual).strip(chr(34))}` by default"
    return kind(schema, {}) + told


def fields(
    schema: Schema, known: dict[str, Schema], head: str = "", deep: int = 0
) -> Iterator[Row]:
    """Yield the fields of a body, those inside others after them: `appearance.source.title`."""
    whole = _meant(schema, known)
    for name, told in whole.get("properties", {}).items():
        place = f"{head}{name}"
        needed = name in whole.get("required", ())
        yield Row(place, kind(told, known), needed, _said(told))
        inner, many = _inner(told, known)
        if inner is not None and deep < DEEPEST:
            yield from fields(inner, known, f"{place}{'[].' if many else '.'}", deep + 1)


def kind(told: Schema, known: dict[str, Schema]) -> str:
    """Return in words what a value may be."""
    several = [told] if "type" in told else told.get("anyOf", [told])
    kinds = [_meant(one, known) for one in several]
    words = [_kind(one, known) for one in kinds if one.get("type") != "null"]
    return " or ".join(dict.fromkeys(words))


def _kind(told: Schema, known: dict[str, Schema]) -> str:
    if "enum" in told:
        return "one of " + ", ".join(f"`{one}`" for one in told["enum"])
    if "const" in told:
        return f"`{told['const']}`"
    if told.get("type") == "array":
        return f"list of {kind(told.get('items', {}), known) or 'values'}"
    if told.get("type") == "object" or "properties" in told:
        return "object"
    return _NAMES.get(told.get("type", ""), "any value") + _limits(told)


def _limits(told: Schema) -> str:
    if "format" in told:
        return f" ({told['format']})"
    if "minimum" in told and "maximum" in told:
        return f", {told['minimum']} to {told['maximum']}"
    return f", at most {told['maxLength']:,} characters" if "maxLength" in told else ""


def _said(told: Schema) -> str:
    """Return what a value means, and how it is written."""
    own = told.get("description", "")
    inner = (one.get("description", "") for one in told.get("anyOf", ()))
    return " ".join(dict.fromkeys(filter(None, (own, *inner))))


def _inner(told: Schema, known: dict[str, Schema]) -> tuple[Schema | None, bool]:
    """Return the schema of the objects that a field holds, and whether it holds a list of them."""
    for one in told.get("anyOf", [told]):
        many = one.get("type") == "array"
        meant = _meant(one.get("items", {}) if many else one, known)
        if "properties" in meant:
            return meant, many
    return None, False


def _meant(told: Schema, known: dict[str, Schema]) -> Schema:
    return known[told["$ref"].rpartition("/")[2]] if "$ref" in told else told


def runs(text: str) -> list[tuple[str, Any]]:
    """Return a text in runs, each with whether it is code: what stands between backticks."""
    parts = re.split(r"`([^`]*)`", " ".join(text.split()))
    return [(part, bool(place % 2)) for place, part in enumerate(parts) if part]


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a description."""
    return [one for one in re.split(r"\n\s*\n", text.strip()) if one]
