"""What is wrong with a value, in plain sentences for the words of the library that checks it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from desk.strange_fields import strange

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

_WHOLE, _TRUTH, _OBJECT = "Give a whole number.", "Give true or false.", "Give an object."
_TOLD = {
    "missing": "This is needed.",
    "string_type": "Give a text.",
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": "Give a whole number with fewer digits.",
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "list_type": "Give a list.",
    "tuple_type": "Give a list.",
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "enum": "Give one of {expected}.",
    "literal_error": "Give one of {expected}.",
    "greater_than_equal": "Give {ge} or more.",
    "greater_than": "Give more than {gt}.",
    "less_than_equal": "Give {le} or less.",
    "less_than": "Give less than {lt}.",
    "too_short": "This is needed; give at least {min_length}.",
    "too_long": "Give {max_length} at most.",
    "string_too_short": "It has fewer than {min_length} characters.",
    "string_too_long": "It has more than {max_length} characters; shorten it.",
    "string_pattern_mismatch": "It is not written as it has to be, which is {pattern}",
}
_QUOTED = re.compile(r"'([^']*)'")


def plain(fault: ErrorDetails, draft: type[BaseModel] | None = None) -> str:
    """Return what a fault of a draft is, and how to mend it; a field that it has not is hinted at."""
    if fault["type"] == "extra_forbidden":
        return strange(fault["loc"], draft)
    sentence = _TOLD.get(fault["type"])
    return sentence.format_map(_said(fault.get("ctx", {}))) if sentence else fault["msg"]


def _said(context: dict[str, Any]) -> dict[str, str]:
    return {name: _QUOTED.sub("“\\1”", str(value)) for name, value in context.items()}
