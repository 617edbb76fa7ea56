"""What the description tells of an operation's parameters: of path, address and headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.drafts import NO_NUL
from views.api.cursors import CURSOR, FIELDS
from views.api.described.schemas import Schema, plain
from views.api.door import place_in
from views.api.operations import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from views.api.operations import Operation

_NUMBER: Schema = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
_KEY: Schema = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"}
_TEXT: Schema = {"type": "string"}
_TAG: Schema = {"type": "string", "pattern": '^"[0-9a-f]{32}(--gzip)?"$'}


def parameters(one: Operation, numbers: Iterable[str]) -> Iterator[Schema]:
    """Yield the parameters of an operation; `numbers` are the names in its path."""
    for name in numbers:
        yield {"name": name, "in": "path", "required": True, "schema": _NUMBER}
    yield from _asked(one)
    if one.makes:
        told = "Makes sure that the same request, sent again, makes nothing again."
        yield _header("Idempotency-Key", told, _KEY, required=False)
    if one.versioned:
        told = "The ETag of the version that this is meant for."
        yield _header("If-Match", told, _TAG, required=True)


def _header(name: str, told: str, schema: Schema, *, required: bool) -> Schema:
    return {
        "name": name,
        "in": "header",
        "description": told,
        "required": required,
        "schema": schema,
    }


def _asked(one: Operation) -> Iterator[Schema]:
    whole, begins = (
        one.query.model_json_schema(),
        place_in(one) if one.reads and one.answer else None,
    )
    for name, told in whole.get("properties", {}).items():
        if name != begins:
            needed = {"required": True} if name in whole.get("required", ()) else {}
            schema = _sendable(plain(told, whole.get("$defs", {})))
            yield {"name": name, "in": "query", "schema": schema, **needed}
    if begins:
        told = "The `next` of the page before."
        yield {"name": CURSOR, "in": "query", "description": told, "schema": _sendable(_TEXT)}
    if one.reads and one.answer:
        yield _fields(fields_of(one.answer))


def _sendable(schema: Schema) -> Schema:
    """Say of any text that it holds no NUL, which no address may hold."""
    is_any = schema.get("type") == "string" and not schema.keys() & {"enum", "const", "pattern"}
    return {**schema, "pattern": NO_NUL} if is_any else schema


def _fields(names: Iterable[str]) -> Schema:
    return {
        "name": FIELDS,
        "in": "query",
        "description": "Which members to tell, with commas between them; all by default. "
        "`id` is always told.",
        "style": "form",
        "explode": False,
        "schema": {"type": "array", "minItems": 1, "items": {"type": "string", "enum": [*names]}},
    }
