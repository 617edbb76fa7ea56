"""What every deed of a page has in common: it is done and kept, or the form says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from flask import flash, redirect, url_for

from desk.refusals import RefusedError, StaleError, UnconfirmedError
from views.context import writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session
    from werkzeug.wrappers import Response

    from views.forms.base import DraftForm

    D = TypeVar("D")
    T = TypeVar("T")


def tried(
    form: DraftForm,
    draft: D | None,
    deed: Callable[[Session, D], T],
    version: int | None = None,
) -> T | None:
    """Do and keep what a form's draft asks for; None when there is none, or the desk says no.

    The form then says why. `version` is the one that the page shows: it takes the place of the
    form's where somebody else was faster. What the deed returns is read in its session: an id
    rather than a record that is looked at later, and never None.
    """
    if draft is None:
        return None
    try:
        with writing() as session:
            done = deed(session, draft)
            session.commit()
    except (RefusedError, StaleError, UnconfirmedError) as no:
        form.hear(no, version)
        return None
    return done


def onward(told: str, endpoint: str, **address: Any) -> Response:  # noqa: ANN401 -- as url_for
    """Say that something is done, and lead on to a page of ours."""
    flash(told, "success")
    return redirect(url_for(endpoint, **address), 303)
