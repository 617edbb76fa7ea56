"""Accounts from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from desk import accounts
from desk.accounts import InvitationDraft
from desk.refusals import MissingError
from models import Account, Permission, Role
from views import console
from views.context import reading, writing
from views.joining import join_address

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ROLES = click.Choice([role.value for role in Role])


@click.group()
def account() -> None:
    """Manage accounts."""


@account.command()
@click.argument("person", metavar="EMAIL")
@click.option("--name", help="The person's name; their e-mail until they give one.")
@click.option("--role", type=ROLES, default=Role.CHECKER.value, show_default=True)
@console.AS
@console.command
def add(person: str, name: str | None, role: str, email: str | None) -> None:
    """Invite EMAIL: prints a link that works once, for seven days, to set a password."""
    values = {"email": person, "name": name or person, "role": role}
    draft = console.drafted(InvitationDraft, values)
    with writing() as session:
        secret = accounts.invite(
            session, draft, console.worker(session, email, Permission.ADMINISTER)
        )
        session.commit()
    click.echo(join_address(secret))


@account.command("list")
@console.command
def list_() -> None:
    """List accounts with their roles."""
    for one in accounts.accounts(reading()):
        state = "" if one.active else "\tdisabled"
        click.echo(f"{one.id}\t{one.role}\t{one.email}\t{one.name}{state}")


@account.command("role")
@click.argument("person", metavar="EMAIL")
@click.argument("role", type=ROLES)
@console.AS
@console.command
def role_(person: str, role: str, email: str | None) -> None:
    """Give an account another role."""
    with writing() as session:
        accounts.give_role(
            session,
            _named(session, person),
            Role(role),
            console.worker(session, email, Permission.ADMINISTER),
        )
        session.commit()
    click.echo(f"{person} is now {role}.")


@account.command()
@click.argument("person", metavar="EMAIL")
@console.AS
@console.command
def disable(person: str, email: str | None) -> None:
    """Disable an account and end its sessions."""
    _set_active(person, email, active=False)
    click.echo(f"{person} is disabled.")


@account.command()
@click.argument("person", metavar="EMAIL")
@console.AS
@console.command
def enable(person: str, email: str | None) -> None:
    """Let a disabled account in again."""
    _set_active(person, email, active=True)
    click.echo(f"{person} is enabled.")


@account.command()
@click.argument("person", metavar="EMAIL")
@console.AS
@console.command
def link(person: str, email: str | None) -> None:
    """Print a new one-time link by which an account sets its password anew."""
    with writing() as session:
        by = console.worker(session, email, Permission.ADMINISTER)
        secret = accounts.invite_again(session, _named(session, person), by)
        session.commit()
    click.echo(join_address(secret))


def _set_active(person: str, email: str | None, *, active: bool) -> None:
    with writing() as session:
        by = console.worker(session, email, Permission.ADMINISTER)
        accounts.set_active(session, _named(session, person), by, active=active)
        session.commit()


def _named(session: Session, person: str) -> Account:
    found = accounts.account_named(session, person)
    if found is None:
        noun = "account"
        raise MissingError(noun, person)
    return found
