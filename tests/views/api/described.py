"""Holds answers of the API against its own description."""

from __future__ import annotations

import gzip
import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from views.api.described.schemas import in_part
from views.api.doors import RESOURCES
from views.api.openapi import description
from views.api.problems import ROOT

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

NOTHING_HELD = {204, 304}
"""The statuses of what holds nothing that could be read."""
PROBLEM = {"$ref": "#/components/schemas/Problem"}
DESCRIPTION = "/openapi.json"
"""Where the description stands, which tests of its own hold against OpenAPI."""
Schema = dict[str, Any]


def hold(method: str, path: str, answer: TestResponse) -> None:
    """Hold an answer against what the description says of the operation and the status.

    What stands at no described address, or is asked for by another method, is answered by a problem;
    where only the headers are asked for, there is nothing to hold.
    """
    if path == DESCRIPTION or method == "HEAD":
        return
    operation = _operation(method, ROOT + path.partition("?")[0])
    told = f"{method} {path}: {answer.status_code}"
    if operation is None:
        _fits(told, PROBLEM, answer)
        return
    responses = operation["responses"]
    assert str(answer.status_code) in responses, f"{told} is not described: {answer.text}"
    if answer.status_code in NOTHING_HELD:
        return
    content = _meant(responses[str(answer.status_code)])["content"]
    assert answer.mimetype in content, f"{told} is described as {list(content)}"
    if "schema" in content[answer.mimetype]:
        _fits(told, _whole(path, content[answer.mimetype]["schema"]), answer)


def _whole(path: str, schema: Schema) -> Schema:
    """Return the schema of records with all their members, where `fields` leaves none out."""
    if "fields=" in path:
        return schema
    told: Schema = json.loads(json.dumps(schema).replace(f'{in_part("")}"', '"'))
    return told


def _operation(method: str, path: str) -> Schema | None:
    for pattern, operations in _places():
        if pattern.fullmatch(path):
            found: Schema | None = operations.get(method.lower())
            return found
    return None


@lru_cache(maxsize=1)
def _places() -> list[tuple[re.Pattern[str], Schema]]:
    paths = description(RESOURCES)["paths"]
    return [(re.compile(re.sub(r"\{\w+\}", "[0-9]+", one)), paths[one]) for one in paths]


def _meant(told: Schema) -> Schema:
    """Return what is told, or what it refers to."""
    if "$ref" not in told:
        return told
    kind, name = told["$ref"].split("/")[2:]
    found: Schema = description(RESOURCES)["components"][kind][name]
    return found


def _fits(told: str, schema: Schema, answer: TestResponse) -> None:
    packed = answer.headers.get("Content-Encoding") == "gzip"
    value = json.loads(gzip.decompress(answer.data) if packed else answer.data)
    faults = _validator(json.dumps(schema)).iter_errors(value)
    wrong = [f"{one.json_path}: {one.message}" for one in faults]
    assert wrong == [], f"{told} is not as described"


@lru_cache(maxsize=256)
def _validator(schema: str) -> Draft202012Validator:
    whole = {**json.loads(schema), "components": description(RESOURCES)["components"]}
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
