"""The documentation of the API, made from its description and its examples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request

from views.api.described.components import FAULTS
from views.api.described.words import Row, fields, paragraphs, parameter, runs
from views.api.doors import RESOURCES
from views.api.examples import answers, examples
from views.api.openapi import TOKEN, description, path_of
from views.api.problems import ROOT
from views.desk_address import address_of
from views.guards import public

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from views.api.described.schemas import Schema
    from views.api.examples import Answered, Example
    from views.api.operations import Operation, Resource

bp = Blueprint("reference", __name__)
GROUP = "of"


@dataclass(frozen=True)
class Shown:
    """An operation as the page shows it."""

    operation: Operation
    path: str
    scope: str
    about: list[str]
    parameters: list[Row]
    fields: list[Row]
    #: The statuses of its answers, and what each means.
    answers: list[tuple[str, str]]
    example: Example | None
    answered: Answered | None


def register(app: Flask) -> None:
    """Let pages mark as code what stands between backticks."""
    app.jinja_env.globals["runs"] = runs


@bp.get("/api")
@public
def index() -> str:
    """Show the operations of the API, or those of one group with all that is to be known of them."""
    group = request.args.get(GROUP)
    chosen = [one for one in RESOURCES if one.tag == group]
    if group is not None and not chosen:
        abort(404)
    root = address_of("api.openapi").rpartition("/")[0]
    shown = _shown(chosen[0]) if chosen else ()
    return render_template(
        "reference/index.html",
        groups=RESOURCES,
        group=chosen[0] if chosen else None,
        shown=shown,
        root=root,
        path_of=path_of,
        faults=[(int(status), told) for status, (told, _names) in FAULTS.items()],
    )


@lru_cache(maxsize=64)
def _shown(resource: Resource) -> tuple[Shown, ...]:
    return tuple(_operations(resource))


def _operations(resource: Resource) -> Iterator[Shown]:
    whole = description(RESOURCES)
    known = whole["components"]["schemas"]
    sent = {one.operation: one for one in examples() if one.first}
    for one in resource.operations:
        told = whole["paths"][path_of(one)][one.method.lower()]
        yield Shown(
            operation=one,
            path=path_of(one).removeprefix(ROOT),
            scope=told["security"][0][TOKEN][0],
            about=paragraphs(one.description),
            parameters=[parameter(row) for row in told["parameters"]],
            fields=list(fields(_body(told), known)),
            answers=list(_answers(told, whole)),
            example=sent.get(one.name),
            answered=answers().get(one.name),
        )


def _body(told: Schema) -> Schema:
    content = told.get("requestBody", {}).get("content", {})
    return next((one["schema"] for one in content.values() if "schema" in one), {})


def _answers(told: Schema, whole: Schema) -> Iterator[tuple[str, str]]:
    for status, answer in told["responses"].items():
        named = answer.get("$ref", "").rpartition("/")[2]
        meant = whole["components"]["responses"][named] if named else answer
        yield status, meant["description"]
