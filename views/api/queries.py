"""What an address asks for behind its question mark, read into a draft."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

from flask import request
from pydantic import AfterValidator, BaseModel, ValidationError, WithJsonSchema

from desk.drafts import refusal
from desk.plain_faults import plain
from desk.strange_fields import hinted
from views.api.problems import Fault, ProblemError

if TYPE_CHECKING:
    from collections.abc import Collection

    Q = TypeVar("Q", bound=BaseModel)

_INTEGER = re.compile(r"-?[0-9]{1,18}")
_TRUTHS = {"true": True, "false": False}


def asked_as(draft: type[Q], besides: Collection[str] = (), hidden: Collection[str] = ()) -> Q:
    """Return what the address asks for as a draft; names in `besides` are read by others.

    Fields that are `hidden` cannot be asked for.

    Raises ProblemError, 422, with every parameter that is unknown, given twice or of no use.
    """
    kinds = {name: kind for name, kind in kinds_of(draft).items() if name not in hidden}
    _refuse_strange({*kinds, *besides})
    given = {name: value for name, value in request.args.items() if name in kinds}
    values = {name: _value(text, kinds[name]) for name, text in given.items()}
    try:
        return draft.model_validate_json(json.dumps(values), strict=True)
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False)
        faults = (Fault(plain(one), None, _name(one["loc"]), one["type"]) for one in told)
        raise _no(*faults) from error


@lru_cache(maxsize=256)
def kinds_of(draft: type[BaseModel]) -> dict[str, str]:
    """Return the JSON types of a draft's fields by their names, `string` where there are several."""
    schema = draft.model_json_schema()
    return {name: _kind(told) for name, told in schema.get("properties", {}).items()}


def one_of(names: list[str]) -> tuple[AfterValidator, WithJsonSchema]:
    """Return what refuses any other name, and what a schema says of that."""

    def check(name: str) -> str:
        if name not in names:
            kind = "unknown"
            raise refusal(kind, f"There is no “{name[:40]}”; there are {', '.join(names)}.")
        return name

    return AfterValidator(check), WithJsonSchema({"type": "string", "enum": names})


def _kind(told: dict[str, Any]) -> str:
    kinds = {one.get("type", "string") for one in told.get("anyOf", [told])} - {"null"}
    return str(kinds.pop()) if len(kinds) == 1 else "string"


def _value(text: str, kind: str) -> object:
    """Return the value that a text stands for; one that stands for none is left to be refused."""
    if kind == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    return _TRUTHS.get(text, text) if kind == "boolean" else text


def _refuse_strange(known: Collection[str]) -> None:
    faults = []
    for name, values in request.args.lists():
        if name not in known:
            faults.append(Fault(hinted(name, known), parameter=name))
        elif len(values) > 1:
            faults.append(Fault("It is given more than once; give it once.", parameter=name))
    if faults:
        raise _no(*faults)


def _no(*faults: Fault) -> ProblemError:
    detail = "What the address asks for is not right."
    return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, detail, faults)


def _name(place: tuple[str | int, ...]) -> str | None:
    return str(place[0]) if place else None
