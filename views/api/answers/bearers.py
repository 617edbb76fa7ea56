"""Who works with a token, as the API tells it."""

from __future__ import annotations

from datetime import datetime

from models import Role
from models.roles import Scope
from views.api.answers.base import Answer


class TokenJSON(Answer):
    """A token; `expires_at` is null for one without end."""

    id: int
    name: str
    scopes: tuple[Scope, ...]
    expires_at: datetime | None


class BearerJSON(Answer):
    """An account with its role, and the token that was brought."""

    id: int
    name: str
    email: str
    role: Role
    token: TokenJSON
