"""Every check of schemathesis, on every operation of the API: `make api-check` tries many more."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.views.api.conftest import ROOT
from tests.views.api.fuzzing import described, faults
from tests.views.threads import served_by_threads

if TYPE_CHECKING:
    from collections.abc import Callable

    from config import Config

EXAMPLES = int(os.environ.get("GAINSAY_API_EXAMPLES", "4"))
"""How many requests are made up for each operation."""
ONLY = os.environ.get("GAINSAY_API_ONLY")
"""What is found in the paths of the operations that are tried, all by default."""
FEW = 10


@pytest.mark.usefixtures("desk_with_case")
def test_whatever_is_sent_is_answered_as_described(
    config: Config, token: Callable[..., str]
) -> None:
    phases = ("fuzzing",) if EXAMPLES < FEW else ("examples", "coverage", "fuzzing", "stateful")
    with served_by_threads(config) as address:
        found = list(faults(described(address, token(), EXAMPLES, *phases, only=ONLY)))
    assert found == [], "\n\n".join(found[:20])


def test_what_is_not_tried_is_a_fault(config: Config, token: Callable[..., str]) -> None:
    with served_by_threads(config) as address:
        found = list(faults(described(address, token(), EXAMPLES, only="/v1/me$")))
    assert found == [f"GET {ROOT}/me: nothing was sent"]


def test_what_names_no_operation_is_refused(config: Config, token: Callable[..., str]) -> None:
    with served_by_threads(config) as address, pytest.raises(LookupError, match="nowhere"):
        described(address, token(), EXAMPLES, only="/nowhere$")
