"""Who reads `desk/` finds that whatever somebody does there is recorded."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

RECORDING = frozenset({"record", "record_text", "record_values"})
DESK = Path(__file__).parents[2] / "desk"
EXCEPTIONS = {
    "needs_second": "asks whether a second person is due, and changes nothing",
    "note_export": "writes a line of the ledger for deeds that record their own event",
    "keep_reading": "keeps what a machine proposes, which is no part of the record",
    "written": "gives the values of a link; who makes or changes it records",
    "import_notices": "is part of an import, which records them with all else",
    "refuse_new_reviews": "asks who may rate, and changes nothing",
    "refuse_redacted_statement": "asks who may bring back what was redacted, and changes nothing",
    "refuse_who_may_not_notice": "asks who may place notices, and changes nothing",
    "refuse_who_may_not_rate": "asks who may rate, and changes nothing",
    "through": "tells who is at work through a token, and changes nothing",
    "decide": "is the part that the deeds of deciding share; each of them records",
}
"""What takes an actor and yet records nothing, and why."""


def _functions() -> dict[str, ast.FunctionDef]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(DESK.rglob("*.py"))]
    nodes = (node for tree in trees for node in tree.body)
    return {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}


def _takes_an_actor(function: ast.FunctionDef) -> bool:
    arguments = (*function.args.args, *function.args.kwonlyargs)
    return any(
        argument.annotation is not None and ast.unparse(argument.annotation) == "Actor"
        for argument in arguments
    )


def _calls(function: ast.FunctionDef) -> set[str]:
    """Return what is called by its bare name, as rooms of the house call each other's deeds."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {call.id for call in calls if isinstance(call, ast.Name)}


FUNCTIONS = _functions()
DEEDS = sorted(
    name
    for name, function in FUNCTIONS.items()
    if _takes_an_actor(function) and not name.startswith("_") and name not in RECORDING
)


def _records(name: str, seen: frozenset[str] = frozenset()) -> bool:
    calls = _calls(FUNCTIONS[name])
    if calls & RECORDING:
        return True
    ours = (calls & FUNCTIONS.keys()) - seen - {name}
    return any(_records(called, seen | {name}) for called in ours)


@pytest.mark.parametrize("name", sorted(set(DEEDS) - EXCEPTIONS.keys()))
def test_a_deed_is_recorded(name: str) -> None:
    assert _records(name), f"desk function {name} takes an actor and records no event"


@pytest.mark.parametrize("name", sorted(EXCEPTIONS))
def test_an_exception_is_one(name: str) -> None:
    assert name in DEEDS
    assert not _records(name)


def test_the_deeds_are_those_we_know() -> None:
    assert {"log_statement", "confirm_link", "import_file", "load_at_tanf", "invite"} <= set(DEEDS)
