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


class NothingAsked(Draft):
    """An address that asks for nothing behind its question mark."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Operation:
    """One method at one address.

    A view takes the numbers in its address. What reads takes `scope` too, if it asks for anything,
    and returns records; what does a deed takes `session` and `draft`, and `version` where it changes
    a record, and returns the id of what it made or changed.
    """

    method: str
    rule: str
    tag: str
    view: Callable[..., Any]
    permission: Permission
    answer: type[Answer]
    #: What the address may ask for.
    query: type[Draft] = NothingAsked
    body: type[Draft] | None = None
    listed: bool = False
    #: The operation that shows what a deed made or changed.
    shown: Operation | None = None
    #: Whether the version that is changed has to be named (`If-Match`).
    versioned: bool = False
    makes: bool = False

    @property
    def name(self) -> str:
        """Its name, by which clients call it."""
        return self.view.__name__

    @property
    def takes(self) -> type[Draft]:
        """What a deed is told; raises TypeError for what reads."""
        if self.body is None:
            raise TypeError(self.name)
        return self.body

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

    @property
    def status(self) -> HTTPStatus:
        """The status of its answer when all is well."""
        return HTTPStatus.CREATED if self.makes else HTTPStatus.OK


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

    def makes(
        self, rule: str, body: type[Draft], shown: Callable[..., Any], permission: Permission
    ) -> Callable[[View], View]:
        """Have a view make a record, which another one shows; one key makes one record."""
        return self._deed("POST", rule, body, shown, permission, makes=True)

    def changes(
        self, rule: str, body: type[Draft], shown: Callable[..., Any], permission: Permission
    ) -> Callable[[View], View]:
        """Have a view replace what a record says, in the version that `If-Match` names."""
        return self._deed("PUT", rule, body, shown, permission, versioned=True)

    def decides(
        self, rule: str, body: type[Draft], shown: Callable[..., Any], permission: Permission
    ) -> Callable[[View], View]:
        """Have a view do something to a record, in the version that `If-Match` names."""
        return self._deed("POST", rule, body, shown, permission, versioned=True)

    def _deed(
        self,
        method: str,
        rule: str,
        body: type[Draft],
        shown: Callable[..., Any],
        permission: Permission,
        **kind: bool,
    ) -> Callable[[View], View]:
        showing = next(one for one in self.operations if one.view is shown)
        return self._keep(
            method,
            rule,
            answer=showing.answer,
            body=body,
            shown=showing,
            permission=permission,
            **kind,
        )

    def _keep(self, method: str, rule: str, **told: Any) -> Callable[[View], View]:  # noqa: ANN401 -- fields of an operation
        def keep(view: View) -> View:
            operation = Operation(method=method, rule=rule, tag=self.tag, view=view, **told)
            self.operations.append(operation)
            return view

        return keep


def fields_of(answer: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of what an answer tells, as they stand in JSON."""
    return tuple(told.alias or name for name, told in answer.model_fields.items())
