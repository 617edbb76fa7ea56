"""Accounts as the API names them."""

from __future__ import annotations

from views.api.answers.base import Answer


class AccountNamedJSON(Answer):
    """Who did it."""

    id: int
    name: str
