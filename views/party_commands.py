"""Speakers and topics from the command line: two that are one, another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from desk import topic_deeds, topic_files
from desk.merging import mergers, partings
from desk.merging import previews as merger_previews
from desk.merging.drafts import BothSeenDraft, MergerDraft
from desk.references import id_of, merged_id_of
from desk.speaker_files import version_of
from desk.topic_deeds import RenamingDraft
from desk.topics import topic_with
from models import Permission, Speaker, Topic
from views import console
from views.context import reading, writing
from views.office_words import office_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.merging.previews import Preview

REFERENCE = "ID|KEY|NAME"
YES = click.option("--yes", is_flag=True, help="Do it without asking.")


@click.group()
def speaker() -> None:
    """Make one speaker of two."""


@speaker.command("merge")
@click.argument("kept", metavar=f"KEPT:{REFERENCE}")
@click.argument("other", metavar=f"OTHER:{REFERENCE}")
@click.option("--undo", is_flag=True, help="Part the two again.")
@click.option("--same", is_flag=True, help="Two whom one source leaves unnamed are one person.")
@click.option("--reason", help="How we know; it stays in the record.")
@YES
@console.AS
@console.command
def merge_speakers(  # noqa: PLR0913 -- one parameter an option
    kept: str,
    other: str,
    *,
    undo: bool,
    same: bool,
    reason: str | None,
    yes: bool,
    email: str | None,
) -> None:
    """Give what OTHER said, and OTHER's names and offices, to KEPT; shown before it is done."""
    kept_id = id_of(reading(), Speaker, kept)
    if undo:
        _part(merged_id_of(reading(), kept_id, other), email)
        return
    shown = merger_previews.preview(reading(), kept_id, id_of(reading(), Speaker, other))
    for line in _preview_lines(shown):
        console.say(line)
    if not yes:
        click.confirm("Merge the two?", abort=True)
    version, other_version = shown.versions
    values = {"version": version, "other_version": other_version, "same": same, "reason": reason}
    draft = console.drafted(MergerDraft, values)
    with writing() as session:
        by = console.worker(session, email, Permission.REVISE)
        mergers.merge_speakers(session, shown.kept.id, shown.other.id, draft, by)
        session.commit()
    console.say(f"{shown.other.name} is merged into {shown.kept.name} (speaker {shown.kept.id}).")


@click.group()
def topic() -> None:
    """Rename and merge topics."""


@topic.command()
@click.argument("reference", metavar=f"TOPIC:{REFERENCE}")
@click.argument("name")
@console.AS
@console.command
def rename(reference: str, name: str, *, email: str | None) -> None:
    """Give a topic another NAME; its old address leads to the new one."""
    known = topic_with(reading(), id_of(reading(), Topic, reference))
    draft = console.drafted(RenamingDraft, {"name": name, "version": known.version})
    with writing() as session:
        by = console.worker(session, email, Permission.REVISE)
        slug = topic_deeds.rename_topic(session, known.id, draft, by).slug
        session.commit()
    console.say(f"{known.name} is called {draft.name.strip()} now: /topics/{slug}")


@topic.command("merge")
@click.argument("kept", metavar=f"KEPT:{REFERENCE}")
@click.argument("other", metavar=f"OTHER:{REFERENCE}")
@YES
@console.AS
@console.command
def merge_topics(kept: str, other: str, *, yes: bool, email: str | None) -> None:
    """Give the statements of OTHER to KEPT; OTHER's name and address lead there."""
    one, two = (topic_with(reading(), id_of(reading(), Topic, name)) for name in (kept, other))
    count = topic_files.statements_of(reading(), two)
    console.say(f"{count} statements move from {two.name} to {one.name}.")
    if not yes:
        click.confirm("Merge the two?", abort=True)
    draft = BothSeenDraft(version=one.version, other_version=two.version)
    with writing() as session:
        by = console.worker(session, email, Permission.REVISE)
        topic_deeds.merge_topics(session, one.id, two.id, draft, by)
        session.commit()
    console.say(f"{two.name} is merged into {one.name}.")


def _part(other_id: int, email: str | None) -> None:
    with writing() as session:
        by = console.worker(session, email, Permission.REVISE)
        version = version_of(session, other_id)
        parting = partings.unmerge_speaker(session, other_id, version, by)
        name, count, left = parting.speaker.name, parting.statements, parting.left
        session.commit()
    console.say(f"{name} stands alone again; {count} statements moved back.")
    for sentence in left:
        console.say(f"gainsay: {sentence}", err=True)


def _preview_lines(shown: Preview) -> Iterator[str]:
    yield f"{shown.other.name} (speaker {shown.other.id}) -> {shown.kept.name} ({shown.kept.id})"
    yield f"{shown.statements} statements move; {shown.links} links rest on them."
    if shown.names:
        yield f"Names that are added: {', '.join(shown.names)}"
    for office in shown.offices:
        yield f"Office that is added: {office_words(office)}"
    for pair in shown.own:
        yield f"Link {pair.id} ({pair.link.relation}) would join two statements of one speaker."
    for one, two in shown.repeated:
        yield f"Statements {one} and {two} hold the same words on the same day."
    for doubt in shown.doubts:
        yield f"Look twice: {doubt}"
