"""A form as it was sent, for whom it failed through no fault of theirs."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for

#: Passwords are not written into any page.
_SECRETS = frozenset({"password"})


@dataclass(frozen=True)
class Again:
    """What is sent again: where to, and the fields in their order, without the security token."""

    address: str
    fields: tuple[tuple[str, str], ...]


def again() -> Again | None:
    """Return the form of this request; None where it holds a file, which no page keeps, or a password."""
    files = any(file.filename for file in request.files.values())
    if request.endpoint is None or files or _SECRETS & request.form.keys():
        return None
    # Not the path as it was asked for, which a visitor may spell in many ways.
    place = url_for(request.endpoint, **(request.view_args or {}))
    query = request.query_string.decode(errors="replace")
    fields = tuple(
        (name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"
    )
    return Again(f"{place}?{query}" if query else place, fields)
