"""One's own account, and the token that is used."""

from __future__ import annotations

from desk import api_tokens
from desk.accounts import account_with
from views.api.answers.bearers import BearerJSON, TokenJSON
from views.api.operations import Resource
from views.context import me, reading

own = Resource("Account", "Whose token is used, and what it may.")


@own.shows("/me", BearerJSON)
def show_me() -> BearerJSON:
    """Show the account in whose name a token works, its role, and what the token may until when."""
    by = me()
    account = account_with(reading(), by.account_id)
    tokens = api_tokens.tokens_of(reading(), account.id)
    token = next(one for one in tokens if one.id == by.token_id)
    told = TokenJSON(
        id=token.id,
        name=token.name,
        scopes=tuple(sorted(token.scopes)),
        expires_at=token.expires_at,
    )
    return BearerJSON(
        id=account.id, name=account.name, email=account.email, role=account.role, token=told
    )
