"""Writes the answers that the documentation of the API shows: `make examples`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from tests.views.api.answered import answered
from views.api.examples import ANSWERS

if TYPE_CHECKING:
    from tests.views.api.conftest import Program


@pytest.mark.usefixtures("desk_with_case")
def test_write_what_is_answered(program: Program) -> None:
    told = {example.operation: asdict(one) for example, one in answered(program) if example.first}
    ANSWERS.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
