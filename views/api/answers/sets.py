"""Sets as the API tells them."""

from __future__ import annotations

from views.api.answers.base import Answer


class SetJSON(Answer):
    """A set, with the number of its statements."""

    id: int
    key: str
    version: int
    name: str
    statements: int
