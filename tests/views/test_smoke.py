from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient


@pytest.mark.usefixtures("desk_with_case")
def test_an_admin_sees_the_report(as_: Callable[[Role], FlaskClient]) -> None:
    assert as_(Role.ADMIN).get("/reports/contradictions").status_code == 200
