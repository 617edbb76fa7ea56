"""Who works at the desk: somebody who may do everything, and somebody who may not decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argon2 import PasswordHasher

from bench.corpus.shape import CHECKER, REVIEWER, STAMP, words_of
from models.speaker import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.corpus.parties import Row

ACCOUNT = words_of(
    "id email email_key name role active machine password_hash session_epoch version created_at"
)
ADMIN_EMAIL, CHECKER_EMAIL = "admin@desk.example", "checker@desk.example"
PASSWORD = "correct horse battery staple"  # noqa: S105 -- of a made-up desk


def accounts() -> Iterator[Row]:
    """Yield the accounts; both may sign in with the one password."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64)
    known = hasher.hash(PASSWORD, salt=b"of a made-up desk")
    for number, email, role in (
        (REVIEWER, ADMIN_EMAIL, "admin"),
        (CHECKER, CHECKER_EMAIL, "checker"),
    ):
        told = (True, False, known, 0, 1, STAMP)
        yield number, email, name_key(email), role.title(), role, *told
