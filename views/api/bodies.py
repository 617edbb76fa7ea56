"""Bodies of requests: JSON that says each thing once, read into a draft."""

from __future__ import annotations

import json
import re
from collections import Counter
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from flask import request
from pydantic import BaseModel, ValidationError

from desk.plain_faults import plain
from views.api.problems import Fault, ProblemError, pointer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    B = TypeVar("B", bound=BaseModel)
    Path = tuple[str | int, ...]

JSON = "application/json"
UTF_8 = "utf-8"
MOST_BYTES = 2 * 1024 * 1024
"""How much a request may hold."""
DEEPEST = 32
"""How deep a value may lie in others: no draft has half as many floors."""
TOO_DEEP = f"It is nested more than {DEEPEST} deep."
NOTHING = b"{}"
"""What is read where no body has to be sent, and none was."""
TOO_LARGE = "too_large"
MOST_FAULTS = 100
"""How many faults of a body are told: each is looked at, and a body may hold very many."""
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def body_as(draft: type[B]) -> B:
    """Return what was sent as a draft.

    Where all that it may say may be left out, no body says the same as an empty one.

    Raises ProblemError: 415 for what is not JSON in UTF-8, 400 for what cannot be read as such, 413 for what
    is too large, 422 for what is not a draft, with a pointer to each fault.
    """
    sent = request.get_data()
    if not sent and not needed(draft, request.method):
        sent = NOTHING
    else:
        _need_json()
    _refuse_unstorable(_read(sent))
    try:
        return draft.model_validate_json(sent, strict=True)
    except ValidationError as error:
        raise refused(error, draft) from error


def needed(draft: type[BaseModel], method: str) -> bool:
    """Tell whether a body has to be sent; where every field may be left out, a deed needs none."""
    return method != "POST" or any(told.is_required() for told in draft.model_fields.values())


def file_as(media: Collection[str]) -> bytes:
    """Return the file that was sent; raises ProblemError, 415, for another media type or charset."""
    if request.mimetype not in media:
        _refuse_media(f"Send a file, with its “Content-Type”: {', '.join(media)}.", *media)
    _need_utf_8(*media)
    return request.get_data()


def refused(error: ValidationError, draft: type[BaseModel]) -> ProblemError:
    """Return the problem that tells the faults of a draft where they stand."""
    told = error.errors(include_url=False, include_input=False)
    faults = tuple(
        Fault(plain(one, draft), pointer(one["loc"]), code=one["type"])
        for one in told[:MOST_FAULTS]
    )
    large = any(one["type"] == TOO_LARGE for one in told)
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if large else HTTPStatus.UNPROCESSABLE_ENTITY
    return ProblemError(status, "What was sent is not right; nothing was stored.", faults)


def _need_json() -> None:
    if request.mimetype != JSON:
        _refuse_media(f"Send JSON, with “Content-Type: {JSON}”.", JSON)
    _need_utf_8(JSON)


def _need_utf_8(*media: str) -> None:
    """Refuse what is said to be written in another charset; what says none is UTF-8."""
    told = request.mimetype_params.get("charset", UTF_8)
    if told.lower() not in {UTF_8, "utf8"}:
        _refuse_media(f"“charset={told[:40]}” is not read; send UTF-8.", *media)


def _refuse_media(detail: str, *taken: str) -> NoReturn:
    headers = {"Accept-Post": ", ".join(taken)}
    raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail, headers=headers)


def _read(sent: bytes) -> Any:  # noqa: ANN401 -- any JSON may come in
    try:
        return json.loads(
            sent.decode(UTF_8), object_pairs_hook=_each_once, parse_constant=_no_number
        )
    except UnicodeDecodeError as error:
        _refuse("It is not UTF-8.", error)
    except RecursionError as error:
        _refuse(TOO_DEEP, error)
    except json.JSONDecodeError as error:
        _refuse(f"Line {error.lineno}, column {error.colno}: {error.msg}.", error)
    except ValueError as error:
        # A number of thousands of digits.
        _refuse(str(error), error)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = Counter(name for name, _value in pairs)
        twice = next(name for name, times in names.items() if times > 1)
        _refuse(f"“{twice}” stands twice in one object; say it once.")
    return found


def _no_number(name: str) -> NoReturn:
    _refuse(f"{name} is not JSON; a number has to be finite.")


def _refuse_unstorable(value: object) -> None:
    for path, text in _texts(value):
        found = _UNSTORABLE.search(text)
        if found:
            what = "a NUL character" if found[0] == "\0" else "half a character (a lone surrogate)"
            fault = Fault(f"It holds {what}; send plain text.", pointer(path))
            raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, fault.detail, (fault,))


def _texts(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text of a value, names of members too, with the way to it."""
    if len(path) > DEEPEST:
        _refuse(TOO_DEEP)
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield (*path, name), name
            yield from _texts(inner, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, (*path, place))


def _refuse(detail: str, cause: Exception | None = None) -> NoReturn:
    told = f"The body cannot be read as JSON. {detail}"
    raise ProblemError(HTTPStatus.BAD_REQUEST, told) from cause
