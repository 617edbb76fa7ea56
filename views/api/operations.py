"""Operations of the API: what each takes, who may, what it answers; said once, for door and description."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

from desk.drafts import Draft
from models import Permission

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

    from views.api.answers.base import Answer

View = TypeVar("View", bound="Callable[..., Any]")
_BY_VIEW: dict[Callable[..., Any], Operation] = {}
"""Every operation by its view, by which deeds name what shows their record."""


class NothingAsked(Draft):
    """An address that asks for nothing behind its question mark."""


@dataclass(frozen=True)
class File:
    """A file that a request holds: its media types, and how many bytes it may have."""

    media: tuple[str, ...]
    most_bytes: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Operation:
    """One method at one address.

    A view takes the numbers in its address. What reads takes `scope` too, if it asks for anything,
    and returns records, or a whole response where it sends a file. What does a deed takes `session`
    and returns the id of what `shown` shows afterwards, or an answer of its own; besides, it takes `draft` where it is told
    something, `scope` and `content` where it is given a file, `version` where it changes a record,
    and `prepared` where something is made ready before the record is held.
    """

    method: str
    rule: str
    tag: str
    view: Callable[..., Any]
    permission: Permission
    #: The status of its answer when all is well.
    status: HTTPStatus = HTTPStatus.OK
    #: What it tells in JSON, None for what sends a file.
    answer: type[Answer] | None = None
    #: The media types of the files that it sends.
    media: tuple[str, ...] = ()
    #: What the address may ask for.
    query: type[Draft] = NothingAsked
    body: type[Draft] | None = None
    #: The file that it is given in place of JSON.
    file: File | None = None
    listed: bool = False
    #: The operation that shows what a deed made or changed.
    shown: Operation | None = None
    #: Whether the version that is changed has to be named (`If-Match`).
    versioned: bool = False
    #: What is made ready before the record is held: it takes the draft and the numbers of the address.
    prepare: Callable[..., Any] | None = None
    #: Whether the record is held for it; else it opens for itself what it needs.
    held: bool = True

    @property
    def name(self) -> str:
        """Its name, by which clients call it."""
        return self.view.__name__

    @property
    def reads(self) -> bool:
        """Whether it changes nothing."""
        return self.method == "GET"

    @property
    def makes(self) -> bool:
        """Whether one key makes one record, however often it is sent (`Idempotency-Key`)."""
        return self.status in {HTTPStatus.CREATED, HTTPStatus.ACCEPTED}

    @property
    def tells(self) -> type[Answer]:
        """What it tells in JSON; raises TypeError for what sends a file."""
        if self.answer is None:
            raise TypeError(self.name)
        return self.answer

    @property
    def showing(self) -> Operation:
        """What shows the record of a deed; raises TypeError for what reads."""
        if self.shown is None:
            raise TypeError(self.name)
        return self.shown

    @property
    def summary(self) -> str:
        """What it does, in a sentence."""
        return (inspect.getdoc(self.view) or "").partition("\n")[0]

    @property
    def description(self) -> str:
        """What else is to be known of it."""
        return (inspect.getdoc(self.view) or "").partition("\n")[2].strip()


@dataclass(frozen=True, eq=False)
class Resource:
    """What the API tells of one kind of record, and does to it."""

    tag: str
    description: str
    operations: list[Operation] = field(default_factory=list)

    def lists(
        self,
        rule: str,
        answer: type[Answer],
        query: type[Draft] = NothingAsked,
        permission: Permission = Permission.SEE,
    ) -> Callable[[View], View]:
        """Have a view list records: it takes what is asked for as `scope`, and returns a page."""
        return self._keep(
            "GET", rule, answer=answer, query=query, listed=True, permission=permission
        )

    def shows(
        self,
        rule: str,
        answer: type[Answer],
        query: type[Draft] = NothingAsked,
        permission: Permission = Permission.SEE,
    ) -> Callable[[View], View]:
        """Have a view show one record."""
        return self._keep("GET", rule, answer=answer, query=query, permission=permission)

    def sends(
        self,
        rule: str,
        media: tuple[str, ...],
        query: type[Draft] = NothingAsked,
        permission: Permission = Permission.EXPORT,
    ) -> Callable[[View], View]:
        """Have a view send a file, in one of these media types."""
        return self._keep("GET", rule, media=media, query=query, permission=permission)

    def makes(
        self,
        rule: str,
        body: type[Draft],
        shown: Callable[..., Any],
        permission: Permission,
        *,
        versioned: bool = False,
        prepare: Callable[..., Any] | None = None,
    ) -> Callable[[View], View]:
        """Have a view make a record, which `shown` shows; one key makes one record.

        `versioned` for a part of a record: then `shown` shows the record, which `If-Match` names.
        """
        made = {"status": HTTPStatus.CREATED, "versioned": versioned, "prepare": prepare}
        return self._deed("POST", rule, shown, permission, body=body, **made)

    def changes(
        self, rule: str, body: type[Draft], shown: Callable[..., Any], permission: Permission
    ) -> Callable[[View], View]:
        """Have a view replace what a record says, in the version that `If-Match` names."""
        return self._deed("PUT", rule, shown, permission, body=body, versioned=True)

    def decides(
        self, rule: str, body: type[Draft] | None, shown: Callable[..., Any], permission: Permission
    ) -> Callable[[View], View]:
        """Have a view do something to a record, in the version that `If-Match` names.

        `body` is None for what is told nothing but that it is to be done.
        """
        return self._deed("POST", rule, shown, permission, body=body, versioned=True)

    def does(
        self,
        rule: str,
        body: type[Draft],
        shown: Callable[..., Any],
        permission: Permission,
        *,
        answer: type[Answer] | None = None,
    ) -> Callable[[View], View]:
        """Have a view do something that asks for no version: it can be done once, or any number of times.

        With an `answer` the view returns one, which tells more than the record that is `shown`.
        """
        told = {"answer": answer} if answer else {}
        return self._deed("POST", rule, shown, permission, body=body, **told)

    def asks(
        self, rule: str, body: type[Draft], shown: Callable[..., Any], permission: Permission
    ) -> Callable[[View], View]:
        """Have a view ask for something that is done beside the record, such as to stop a job.

        It takes no session: the record is not held while it asks.
        """
        return self._deed("POST", rule, shown, permission, body=body, held=False)

    def removes(
        self, rule: str, shown: Callable[..., Any], permission: Permission
    ) -> Callable[[View], View]:
        """Have a view take away a part of a record, in the version that `If-Match` names."""
        return self._deed("DELETE", rule, shown, permission, versioned=True)

    def discards(
        self, rule: str, shown: Callable[..., Any], permission: Permission
    ) -> Callable[[View], View]:
        """Have a view take away a record, in the version that `If-Match` names; nothing is shown."""
        gone = HTTPStatus.NO_CONTENT
        return self._deed("DELETE", rule, shown, permission, versioned=True, status=gone)

    def begins(
        self,
        rule: str,
        shown: Callable[..., Any],
        permission: Permission,
        *,
        body: type[Draft] | None = None,
        file: File | None = None,
        query: type[Draft] = NothingAsked,
    ) -> Callable[[View], View]:
        """Have a view begin a job, which `shown` shows; one key begins one job."""
        given = {"body": body, "file": file, "query": query, "status": HTTPStatus.ACCEPTED}
        return self._deed("POST", rule, shown, permission, **given)

    def _deed(
        self,
        method: str,
        rule: str,
        shown: Callable[..., Any],
        permission: Permission,
        **told: Any,  # noqa: ANN401 -- fields of an operation
    ) -> Callable[[View], View]:
        showing = _BY_VIEW[shown]
        told = {"answer": showing.answer, **told}
        return self._keep(method, rule, shown=showing, permission=permission, **told)

    def _keep(self, method: str, rule: str, **told: Any) -> Callable[[View], View]:  # noqa: ANN401
        def keep(view: View) -> View:
            operation = Operation(method=method, rule=rule, tag=self.tag, view=view, **told)
            self.operations.append(operation)
            _BY_VIEW[view] = operation
            return view

        return keep


def fields_of(answer: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of what an answer tells, as they stand in JSON."""
    return tuple(told.alias or name for name, told in answer.model_fields.items())
