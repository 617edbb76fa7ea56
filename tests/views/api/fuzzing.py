"""schemathesis as the tests of the API have it: every check, on a desk that is served."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import requests
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.core import NOT_SET
from schemathesis.core.result import Ok
from schemathesis.engine import from_schema
from schemathesis.engine.events import FatalError, Interrupted, NonFatalError, ScenarioFinished

from tests.views.api.conftest import ROOT
from views.api.doors import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemathesis import Case, CheckContext, HookContext, Response
    from schemathesis.engine.recorder import ScenarioRecorder
    from schemathesis.schemas import BaseSchema

    AnyCase = Case[Any]

NEAR = 30
"""Records of the desk have numbers up to this: others are hardly ever found."""
BETWEEN_FIELDS = frozenset(
    {
        "alias",
        "both",
        "choice",
        "csl",
        "csl_name",
        "document",
        "edtf",
        "empty_notice",
        "locale",
        "marks",
        "no_substance",
        "quote_missing",
        "quote_on_paraphrase",
        "rationale",
        "relay_missing",
        "reply",
        "self_link",
        "span",
        "style",
        # Of a list whose members were refused: pydantic counts those that are left.
        "too_short",
        "until_before_since",
        "url",
        "ways",
        "why_missing",
    }
)
"""Faults that no schema says: days and styles that do not exist, and what holds between two fields."""
CHECKS = {
    # A body that is well formed may still name what the desk does not hold, contradict itself, or be
    # meant for another version. Which faults it may not have, `well_formed_is_taken` tells.
    "positive_data_acceptance": {"expected-statuses": ["2xx", "304", "404", "409", "412", "422"]},
    # What is too large is refused as that, and what names no version that there is, by 412.
    "negative_data_rejection": {
        "expected-statuses": ["400", "401", "404", "405", "406", "412", "413", "415", "422", "428"]
    },
    # RFC 6585: a request ought to name the version it is meant for; the rest of it is read first.
    "missing_required_header": {
        "expected-statuses": ["400", "401", "403", "404", "406", "415", "422", "428"]
    },
}


def described(
    address: str, secret: str, examples: int, *phases: str, only: str | None = None
) -> BaseSchema:
    """Return the description of a desk's API, as it is to be tried with a token.

    `only` those paths in which this pattern is found; raises LookupError where it is found in none.
    """
    every = ("examples", "coverage", "fuzzing", "stateful")
    told = {
        "base-url": address,
        "headers": {"Authorization": f"Bearer {secret}"},
        "generation": {"max-examples": examples, "deterministic": True, "database": "none"},
        "phases": {name: {"enabled": name in phases} for name in every},
        "continue-on-failure": True,
        "checks": CHECKS,
        "operations": [_of_files(one.name) for one in OPERATIONS if one.file],
    }
    config = SchemathesisConfig.from_dict(told)
    description = requests.get(f"{address}{ROOT}/openapi.json", timeout=30).json()
    # Not by a filter: what the settings say of some operations takes its place.
    description["paths"] = {
        path: told for path, told in description["paths"].items() if re.search(only or "", path)
    }
    if not description["paths"]:
        message = f"No path has {only!r} in it."
        raise LookupError(message)
    return schemathesis.openapi.from_dict(description, config=config)


def _of_files(name: str) -> dict[str, Any]:
    """Return how an operation is tried that is given a file: of its bytes nothing is ill formed.

    What schemathesis makes up as such, `null`, is a file too. Parameters have tests of their own.
    """
    return {
        "include-operation-id": name,
        "checks": {"negative_data_rejection": {"enabled": False}},
    }


def faults(schema: BaseSchema) -> Iterator[str]:
    """Try every operation of a description; yields what is wrong with each, also that it was not tried."""
    tried: Counter[str] = Counter()
    for event in from_schema(schema).execute():
        if isinstance(event, ScenarioFinished):
            tried[event.recorder.label] += len(event.recorder.interactions)
            yield from _failed(event.recorder)
        elif isinstance(event, NonFatalError):
            yield f"{event.label}: {event.value!r}"
        elif isinstance(event, FatalError | Interrupted):
            yield f"It came to no end: {event!r}"
    for one in schema.get_all_operations():
        if not isinstance(one, Ok):
            yield f"It cannot be read: {one.err()!r}"
        elif not tried[one.ok().label]:
            yield f"{one.ok().label}: nothing was sent"


def _failed(recorder: ScenarioRecorder) -> Iterator[str]:
    for checks in recorder.checks.values():
        for check in checks:
            if check.failure_info:
                told = check.failure_info
                yield f"{recorder.label}: {check.name}: {told.failure}\n{told.code_sample[:2000]}"


@schemathesis.hook
def before_call(_context: HookContext, case: AnyCase, kwargs: dict[str, Any]) -> None:
    """Have what is well formed name records that are near, in the version that they have."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    case.path_parameters = _near(case.path_parameters)
    # A body that is left out and given anew, even as left out, is taken for one that is ill formed.
    if case.body is not NOT_SET:
        case.body = _near(case.body)
    if "If-Match" in (case.headers or {}):
        found = requests.get(_record_of(case), headers=kwargs.get("headers"), timeout=30)
        if "ETag" in found.headers:
            case.headers["If-Match"] = found.headers["ETag"]


def _record_of(case: AnyCase) -> str:
    head = case.operation.path.partition("{id}")[0]
    return f"{case.operation.base_url}{head}{case.path_parameters['id']}"


def _near(value: Any, name: str = "") -> Any:  # noqa: ANN401 -- any JSON
    if isinstance(value, dict):
        return {inner: _near(one, inner) for inner, one in value.items()}
    if isinstance(value, list):
        return [_near(one, name) for one in value]
    if isinstance(value, float) and value.is_integer():
        # JSON Schema takes 1.0 for a whole number; nobody who means one writes it so.
        value = int(value)
    number = isinstance(value, int) and not isinstance(value, bool)
    return 1 + value % NEAR if number and name.endswith("id") else value


@schemathesis.check
def well_formed_is_taken(_ctx: CheckContext, response: Response, case: AnyCase) -> None:
    """What fits the schema is refused for what no schema can say, and for nothing else."""
    if response.status_code != 422 or not case.meta or not case.meta.generation.mode.is_positive:
        return
    codes = {one.get("code") for one in response.json().get("errors", ())} - {None}
    assert codes <= BETWEEN_FIELDS, f"the schema allows what is refused: {response.text}"
