"""Requests for comment as the API tells them."""

from __future__ import annotations

from views.api.answers.base import Answer


class ReplyRequestJSON(Answer):
    """Whom the desk asked for comment on a statement or a link, or why nobody; dates are EDTF.

    `answer` and `answer_id` are those of the statement that answered.
    """

    id: int
    version: int
    statement_id: int | None
    link_id: int | None
    whom: str | None
    asked: str | None
    route: str | None
    deadline: str | None
    answer: str | None
    answer_id: int | None
    not_sought_because: str | None
