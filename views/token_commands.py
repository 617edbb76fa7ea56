"""Tokens for programs, made and revoked at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from desk import api_tokens as desk
from desk.actors import named_actor
from desk.api_tokens import TokenDraft
from desk.refusals import MissingError
from models import Permission
from models.roles import Scope
from models.terms import Face
from views import console
from views.context import reading, writing

if TYPE_CHECKING:
    from datetime import datetime

    from desk.api_tokens import TokenRecord

OF = click.option("--as", "email", metavar="EMAIL", required=True, help="Whose token it is.")


@click.group()
def token() -> None:
    """Give programs tokens, with which they work in an account's name."""


@token.command("make")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice([scope.value for scope in Scope]),
    multiple=True,
    required=True,
    help="What it may of what the account may; given once for each.",
)
@click.option("--days", type=int, help="How many days it lives; 90 unless told.")
@click.option("--endless", is_flag=True, help="It lives until it is revoked.")
@OF
@console.command
def make(
    name: str, scopes: tuple[str, ...], days: int | None, email: str, *, endless: bool
) -> None:
    """Make a token called NAME and print its secret, which is shown once."""
    if endless and days is not None:
        message = "Give --days or --endless, not both."
        raise click.UsageError(message)
    life = {"days": days} if endless or days is not None else {}
    values: dict[str, Any] = {"name": name, "scopes": scopes, **life}
    draft = console.drafted(TokenDraft, values)
    with writing() as session:
        secret = desk.make_token(session, draft, console.worker(session, email, Permission.SEE))
        session.commit()
    click.echo(secret)


@token.command("list")
@OF
@console.command
def list_(email: str) -> None:
    """Print the tokens of an account: number, name, scopes, end, last use."""
    whose = named_actor(reading(), email, Face.COMMAND)
    for one in desk.tokens_of(reading(), whose.account_id):
        console.say(f"{one.id}\t{one.name}\t{','.join(sorted(one.scopes))}\t{_life(one)}")


@token.command("revoke")
@click.argument("reference", metavar="ID|NAME")
@OF
@console.command
def revoke(reference: str, email: str) -> None:
    """Let a token open nothing any more."""
    with writing() as session:
        by = console.worker(session, email, Permission.SEE)
        found = _named(desk.tokens_of(session, by.account_id), reference)
        desk.revoke_token(session, found.id, by)
        session.commit()
    console.say(f"The token “{found.name}” opens nothing any more.")


def _named(tokens: list[TokenRecord], reference: str) -> TokenRecord:
    for one in tokens:
        if reference in {one.name, str(one.id)}:
            return one
    noun = "token"
    raise MissingError(noun, reference)


def _life(one: TokenRecord) -> str:
    end = "endless" if one.expires_at is None else f"until {_moment(one.expires_at)}"
    if one.expired and one.expires_at:
        end = f"over since {_moment(one.expires_at)}"
    return f"{end}\t{f'last used {_moment(one.used_at)}' if one.used_at else 'never used'}"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
