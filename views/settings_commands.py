"""The settings from the command line."""

from __future__ import annotations

from typing import Any

import click

from desk import settings as desk
from desk.settings import SettingDraft
from models import Permission
from views import console
from views.context import reading, writing

PLAIN = ("name", "home", "base_url")


@click.command()
@click.option("--name", help="The desk's name; empty to take it out.")
@click.option("--home", metavar="URL", help="The newsroom's own web page.")
@click.option("--base-url", metavar="URL", help="Where readers reach what the desk shares.")
@click.option(
    "--rating",
    "ratings",
    multiple=True,
    metavar="VALUE=WORD",
    help="A word of the rating scale; given once a word, it replaces the scale.",
)
@console.AS
@console.command
def settings(email: str | None, ratings: tuple[str, ...], **plain: str | None) -> None:
    """Show the desk's settings; with options, change them first."""
    told = {name: value for name, value in plain.items() if value is not None}
    if told or ratings:
        _change(told, ratings, email)
    kept = desk.settings(reading())
    for name in PLAIN:
        click.echo(f"{name.replace('_', '-')}\t{getattr(kept, name) or ''}")
    for rating in kept.ratings:
        click.echo(f"rating\t{rating.value}\t{rating.word}")


def _change(told: dict[str, str], ratings: tuple[str, ...], email: str | None) -> None:
    kept = desk.settings(reading())
    values: dict[str, Any] = {name: getattr(kept, name) for name in PLAIN}
    values |= {name: value or None for name, value in told.items()}
    scale = [{"word": one.word, "value": one.value} for one in kept.ratings]
    values["ratings"] = [_rating(text) for text in ratings] or scale
    draft = console.drafted(SettingDraft, values)
    with writing() as session:
        by = console.worker(session, email, Permission.ADMINISTER)
        desk.revise_settings(session, kept.version, draft, by)
        session.commit()


def _rating(text: str) -> dict[str, str]:
    value, equals, word = text.partition("=")
    if not equals:
        console.refuse(f"--rating {text}: write VALUE=WORD, such as 1=false")
    return {"value": value.strip(), "word": word.strip()}
