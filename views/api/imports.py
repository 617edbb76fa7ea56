"""Imports: a file is tried, and stored once that is asked for."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

from flask import request
from pydantic import Field

from desk import jobs as desk
from desk.drafts import Draft
from desk.readers.faults import ImportRefusedError
from desk.readers.formats import IMPORT_FORMATS, OTHER_NAMES, format_of
from desk.readers.texts import MOST_BYTES
from desk.refusals import NotAllowedError, RefusedError
from models import Permission
from views.api.jobs import my_job, show_job
from views.api.operations import File, Resource
from views.api.problems import Fault, ProblemError, sentence
from views.api.queries import one_of
from views.context import me
from views.forms.imports import MOST_NAME
from views.import_jobs import KIND, ImportTask, after_trial, is_untried, may_store

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models import Job

imports = Resource("Imports", "Files of statements, sources or reviews, tried and then stored.")
SENT_AS = {media: each.name for each in IMPORT_FORMATS.values() for media in each.media_types}
PLAIN = ("application/json", "text/plain", "application/octet-stream")
"""As what a file of any format may be sent."""
FORMATS = [*IMPORT_FORMATS, *OTHER_NAMES]
TAKEN = File((*SENT_AS, *PLAIN), MOST_BYTES)


class ImportScope(Draft):
    """How a file is taken."""

    #: What the file is called, by whose end its format is told.
    name: Annotated[str, Field(max_length=MOST_NAME)] = ""
    #: By default the one of the media type, else as name and content tell.
    format: Annotated[str, *one_of(FORMATS)] | None = None
    #: Whether known records are brought up to date.
    update: bool = False
    #: Whether the good lines of a file with faults are taken.
    partial: bool = False
    #: Whether nothing is stored yet.
    trial: bool = True


class StoreDraft(Draft):
    """Whether the good lines are taken of a file that has faults."""

    partial: bool = False


@imports.begins("/imports", show_job, permission=Permission.IMPORT, file=TAKEN, query=ImportScope)
def import_file(session: Session, scope: ImportScope, content: bytes) -> int:
    """Import a file: try it, or store it at once with `trial=false`.

    The job tells how far it is and what it would do, row by row; `store` stores it then. What is
    known already is matched, and changed only with `update`.
    """
    task = ImportTask(
        scope.name,
        _format(content, scope),
        update=scope.update,
        partial=scope.partial,
        trial=scope.trial,
        token_id=me().token_id,
    )
    return desk.begin_job(session, KIND, me().account_id, asdict(task), content).id


@imports.begins("/imports/<int:id>/store", show_job, permission=Permission.IMPORT, body=StoreDraft)
def store_import(session: Session, draft: StoreDraft, id: int) -> int:  # noqa: A002
    """Store a file that was tried, as another job; what has changed since is judged anew.

    Of a file that could not be read whole the good lines are tried first, with `partial`: then the job
    is another trial, as its `asked` tells, and that is stored in turn. Refused
    where there is nothing to store, or where the file was stored or let go of: it is kept for a day.
    """
    job = my_job(id)
    content = _content_to_store(job)
    if is_untried(job) and not draft.partial:
        field = "partial"
        message = (
            "The file could not be read whole, so nothing of it was tried: send “partial”: true to "
            "have its good lines tried, or mend the file and send it again. It is still kept."
        )
        raise RefusedError(field, message)
    task = after_trial(job, partial=draft.partial, token_id=me().token_id)
    made = desk.begin_job(session, KIND, job.account_id, asdict(task), content)
    desk.let_go_of_trial(session, id)
    return made.id


def _content_to_store(job: Job) -> bytes:
    """Return the file of a trial; raises NotAllowedError to another account, ProblemError, 409."""
    if job.account_id != me().account_id:
        message = "Whoever tried a file stores it."
        raise NotAllowedError(message)
    if job.kind != KIND or not may_store(job) or job.content is None:
        detail = (
            "There is nothing here to be stored, or the file is not kept any more: send it again."
        )
        raise ProblemError(HTTPStatus.CONFLICT, detail)
    return job.content


def _format(content: bytes, scope: ImportScope) -> str:
    if not content:
        _refuse("There is nothing in the file.")
    name = scope.format or SENT_AS.get(request.mimetype)
    try:
        return format_of(content, scope.name, name).name
    except ImportRefusedError as refused:
        return _refuse(sentence(refused.faults[0].reason), "format")


def _refuse(reason: str, parameter: str | None = None) -> str:
    fault = Fault(reason, parameter=parameter)
    raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, reason, (fault,))
