"""Schemas of drafts and answers (JSON Schema 2020-12), by the names of records."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
"""A JSON Schema, or what OpenAPI puts around it."""
REF = "#/components/schemas/{model}"
_SUFFIX = "JSON"


def bare(name: str) -> str:
    """Return the name of a record, from the name of what tells it."""
    return name.removesuffix(_SUFFIX)


def in_part(name: str) -> str:
    """Return the name under which a record, or a reference to it, may lack what `fields` leaves out."""
    return f"{name}InPart"


def renamed(told: Any) -> Any:  # noqa: ANN401 -- any JSON
    """Return a schema whose references call answers by the names of records."""
    if isinstance(told, dict):
        return {
            name: REF.format(model=bare(value.rpartition("/")[2]))
            if name == "$ref"
            else renamed(value)
            for name, value in told.items()
        }
    return [renamed(one) for one in told] if isinstance(told, list) else told


def plain(told: Schema, known: dict[str, Schema]) -> Schema:
    """Return the schema of a parameter: an address cannot say null, and refers to nothing."""
    kinds = [one for one in told.get("anyOf", [told]) if one.get("type") != "null"]
    named = [known[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in kinds]
    found = named[0] if len(named) == 1 else {"anyOf": named}
    described = {"description": told["description"]} if "description" in told else {}
    return (
        {name: value for name, value in found.items() if name not in {"title", "default"}}
        | described
        | _usually(told)
    )


def _usually(told: Schema) -> Schema:
    """Return what is taken where nothing is said; what is null then is left to the words."""
    usual = told.get("default")
    return {} if usual is None else {"default": usual}
