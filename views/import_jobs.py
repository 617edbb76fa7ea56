"""Imports as jobs: a trial that stores nothing and lists every row, then, on request, the storing."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from flask import current_app

from desk import jobs as desk
from desk.actors import actor_of
from desk.api_tokens import through
from desk.importing.files import ByLineError, import_opened, open_file
from desk.importing.imports import ImportOptions, refuse_unread
from desk.importing.rows import counts, in_order, row_of
from desk.readers.faults import Fault, ImportRefusedError
from desk.refusals import NotAllowedError
from desk.visiting import viewer
from models import Account, Permission
from models.terms import Face, JobState
from views.context import reading, see_as, writing
from views.trials import trying_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.importing.files import OpenedFile
    from desk.importing.imports import ImportResult
    from desk.importing.rows import ImportRow
    from desk.readers.reading import Progress
    from models import Job
    from views.jobs import AtWork

KIND = "import"


@dataclass(frozen=True)
class ImportTask:
    """What an import as a job is asked to do; a trial stores nothing."""

    #: Without one where a redaction has let go of it.
    name: str = ""
    format: str | None = None
    update: bool = False
    partial: bool = False
    trial: bool = True
    #: The token with which it was begun.
    token_id: int | None = None

    @classmethod
    def of(cls, job: Job) -> ImportTask:
        """Return what a job is asked to do."""
        return cls(**job.arguments)


def run(at_work: AtWork) -> None:
    """Read the file, then go through all of it in one transaction, which a trial takes back.

    A trial ends with the faults that reading found, unless the good lines are to be kept.
    """
    job = at_work.job(reading())
    task, account_id = ImportTask.of(job), job.account_id
    content = BytesIO(job.content or b"")
    see_as(viewer(reading(), account_id))
    reading().rollback()
    at = _At(at_work, task, account_id)
    try:
        with closing(at.opened(content)) as opened:
            at.take(opened)
    except ImportRefusedError as refused:
        _finish_refused(at_work, refused.faults, untried=at.is_good)


@dataclass
class _At:
    """An import at work as a job."""

    at_work: AtWork
    task: ImportTask
    account_id: int
    #: Whether there are good lines beside those with faults.
    is_good: bool = False

    def opened(self, content: BinaryIO) -> OpenedFile:
        """Read the file."""
        folder = Path(current_app.instance_path)
        options = self._options(self._read_on)
        return open_file(content, self.task.name, self.task.format, options=options, folder=folder)

    def take(self, opened: OpenedFile) -> None:
        """Store the file, or try it; line by line where that turns out to be needed."""
        try:
            self._take(opened)
        except ByLineError:
            opened.read_by_line(self._read_on)
            self._take(opened)

    def _take(self, opened: OpenedFile) -> None:
        if self.task.trial and not self.task.partial:
            self.is_good = len(opened) > 0
            refuse_unread(opened.faults)
        self._store(opened)

    def _store(self, opened: OpenedFile) -> None:
        task, at_work = self.task, self.at_work
        options = self._options(self._store_on)
        with trying_lines(len(opened)) if task.trial else writing() as session:
            # What stores keeps the job to itself, so that nobody else takes it or ends it meanwhile.
            job = None if task.trial else at_work.job(session)
            result = import_opened(
                session, opened, _actor(session, self.account_id, task.token_id), options
            )
            if job is not None:
                at_work.heed()
                desk.let_go_of_content(job)
                desk.finish_job(session, at_work.claim, _summary(result, task), result.rows)
                session.commit()
                return
        at_work.finish(_summary(result, task), result.rows)

    def _options(self, progress: Progress) -> ImportOptions:
        task = self.task
        return ImportOptions(
            update=task.update, keep_good=task.partial, trial=task.trial, progress=progress
        )

    def _read_on(self, done: int, total: int) -> None:
        self.at_work.progress("reading", done, total, renew=True)

    def _store_on(self, done: int, total: int) -> None:
        stage = "trying" if self.task.trial else "storing"
        self.at_work.progress(stage, done, total, renew=False)


def may_store(job: Job) -> bool:
    """Tell whether a trial found something that could be stored, or has good lines left to try."""
    found = ImportTask.of(job).trial and job.state is JobState.DONE
    return found and (bool(job.result.get("changed")) or is_untried(job))


def is_untried(job: Job) -> bool:
    """Tell whether a trial ended with the faults of reading, beside which there are good lines."""
    return bool(job.result.get("untried"))


def after_trial(job: Job, *, partial: bool = False, token_id: int | None = None) -> ImportTask:
    """Return what is done after a trial: it is stored, or its good lines are tried."""
    task = ImportTask.of(job)
    partial = task.partial or partial
    return replace(task, trial=is_untried(job), partial=partial, token_id=token_id)


def _actor(session: Session, account_id: int, token_id: int | None) -> Actor:
    account = session.get_one(Account, account_id)
    by = through(session, actor_of(account, Face.JOB), token_id)
    if not (account.may(Permission.IMPORT) and by.may(Permission.IMPORT)):
        message = f"{account.email} may not import any more."
        raise NotAllowedError(message)
    return by


def _summary(result: ImportResult, task: ImportTask) -> dict[str, Any]:
    """Return what a page says of an import at its top; `stored` counts the statements."""
    return {
        "counts": result.counts,
        "dropped": list(result.dropped),
        "changed": result.changed,
        "unit": result.unit,
        "refused": bool(result.faults) and not task.partial,
    }


def _finish_refused(at_work: AtWork, faults: Sequence[Fault], *, untried: bool) -> None:
    """Note the faults for which nothing of the file was taken; `untried`: it has good lines too."""
    rows: list[ImportRow] = in_order(map(row_of, faults))
    result = {
        "counts": counts(rows),
        "dropped": [],
        "changed": False,
        "unit": next((fault.unit for fault in faults if fault.line), Fault.unit),
        "refused": True,
        "untried": untried,
    }
    at_work.finish(result, rows)
