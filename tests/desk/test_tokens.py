"""Passwords are kept as hashes, and comparing with none takes as long as with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argon2 import PasswordHasher, extract_parameters

from desk.tokens import hash_password, password_fits
from tests.desk.drafting import LONG_ENOUGH

if TYPE_CHECKING:
    import pytest

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def test_a_password_fits_its_own_hash_alone() -> None:
    hashed = hash_password(LONG_ENOUGH, QUICK)
    assert LONG_ENOUGH not in hashed
    assert password_fits(LONG_ENOUGH, hashed, QUICK)
    for password, other in [("wrong horse", hashed), (LONG_ENOUGH, None), (LONG_ENOUGH, "none")]:
        assert not password_fits(password, other, QUICK)


def test_an_unknown_account_costs_what_a_known_one_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    known = QUICK.hash(LONG_ENOUGH)

    def verify(_hasher: PasswordHasher, hashed: str, _password: str) -> bool:
        compared.append(hashed)
        return False

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    monkeypatch.delattr(PasswordHasher, "hash")
    for hashed in (known, None):
        password_fits(LONG_ENOUGH, hashed, QUICK)
    costs = [extract_parameters(hashed) for hashed in compared]
    assert costs[0] == costs[1]
    assert compared[1] != compared[0]
