"""The drafts that deeds take: every rule of shape stands here, once, for all faces."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError, PydanticKnownError

from desk.field_words import meaning
from models.dates import (
    EDTF_PATTERN,
    BackwardsError,
    NoSuchDayError,
    UnreadableDateError,
    read_edtf,
)
from models.keys import KEY_CHARACTERS, KEY_PATTERN, is_key
from models.marks import MOST_MARKS, too_many_marks

QUOTE_CHARACTERS = 1_000_000
ARTICLE_CHARACTERS = 20_000_000
LINE_CHARACTERS = 4_000
DATE_REMEDY = (
    "“{text}” is not a date that can be kept. Write 2017-09-18, 2017-09 or 2017, "
    "2017-09-18~ for “about”, 2017-09-18/2017-09-20 for a range."
)
_REMEDIES: dict[type[Exception], str] = {
    NoSuchDayError: "“{text}” does not exist in the calendar; look at the day, the month and the year.",
    BackwardsError: "“{text}” ends before it begins; swap the two.",
}
_SURROGATE = re.compile("[\ud800-\udfff]")
#: The line breaks of Unicode (UAX 14).
_BREAK = re.compile(r"[\n\v\f\r\x85\u2028\u2029]")
#: BCP 47 keeps four letters and more for languages yet to come: “English” is none.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_WEB = r"^https?://[^\s\x00-\x1f\x7f/?#]+[^\s\x00-\x1f\x7f]*$"


class Draft(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(
        # A draft is built when it is first filled in: dozens of them are never, in a command's life.
        defer_build=True,
        frozen=True,
        extra="forbid",
        str_strip_whitespace=False,
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **_told: Any) -> None:  # noqa: ANN401 -- as pydantic's
        """Have each field say what it means, for every description that is made of it."""
        drafts = tuple(one.__name__ for one in cls.__mro__)
        for name, field in cls.model_fields.items():
            field.description = field.description or meaning(drafts, name)


def refusal(kind: str, message: str) -> PydanticCustomError:
    """Return an error whose message people read as it is: without a context, braces mean themselves."""
    return PydanticCustomError(kind, message)


def refuse_both(value: object, other: object, name: str) -> None:
    """Refuse what is given two ways: by the id of what is known, and described anew.

    Raises PydanticCustomError where both are there; `name` is the field that holds the other one.
    """
    if value and other:
        kind = "both"
        raise refusal(kind, f"Give this or “{name}”, not both: nothing is left out unsaid.")


def storable(text: str) -> str:
    """Return a text that every database can hold; raises a refusal for NUL and half characters."""
    if "\x00" in text:
        kind = "nul"
        raise refusal(kind, "It holds a NUL character; paste plain text.")
    if _SURROGATE.search(text):
        kind = "surrogate"
        raise refusal(kind, "It holds half a character (a lone surrogate); paste plain text.")
    return text


def _clean(text: str) -> str:
    # What shows is neither a NUL nor half a character; most texts do.
    if not text.isprintable():
        storable(text)
    if not text or text.isspace():
        kind = "blank"
        raise refusal(kind, "It is empty; write something or leave the field out.")
    if too_many_marks(text):
        kind = "marks"
        message = f"It holds more than {MOST_MARKS} combining marks in a row; paste plain text."
        raise refusal(kind, message)
    return text


def _in_one_line(text: str) -> str:
    """Fold line breaks to one space: a field of one line on a page would join the words."""
    if text.isprintable() or not _BREAK.search(text):
        return text
    return " ".join(filter(None, (part.strip() for part in _BREAK.split(text))))


def _refuse_long(text: str, limit: int) -> None:
    if len(text) > limit:
        kind = "too_large"
        message = f"It has {len(text):,} characters; at most {limit:,} can be kept."
        raise refusal(kind, message)


def _text(limit: int, *, one_line: bool = False) -> AfterValidator:
    """Return the one check of a text: each check of its own would be called from outside."""

    def check(text: str) -> str:
        # Nothing is wrong with most texts, of which a file holds very many.
        plain = text.isprintable() and len(text) <= limit and not text.isspace()
        if plain and text and not too_many_marks(text):
            return text
        _clean(text)
        _refuse_long(text, limit)
        return _in_one_line(text) if one_line else text

    return AfterValidator(check)


def _edtf(text: str) -> str:
    try:
        return read_edtf(text).text
    except UnreadableDateError as error:
        kind = "edtf"
        remedy = _REMEDIES.get(type(error), DATE_REMEDY)
        raise refusal(kind, remedy.replace("{text}", text[:40])) from error


def _after_since(until: str, info: ValidationInfo) -> str:
    since = info.data.get("since")
    if since and read_edtf(since).earliest > read_edtf(until).latest:
        kind = "until_before_since"
        message = f"{until} ends before {since} begins, so nothing can lie between; swap the two."
        raise refusal(kind, message)
    return until


def _web_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        known = False
    # What urlsplit passes over, and capitals in the scheme, the database would refuse.
    if not (known and url.startswith(("http://", "https://")) and _unbroken(url)):
        kind = "url"
        raise refusal(kind, "It is not a web address; it has to begin with http:// or https://.")
    return url


def _unbroken(url: str) -> bool:
    return url.isprintable() and not any(letter.isspace() for letter in url)


def _key(text: str) -> str:
    if not is_key(text):
        kind = "key"
        message = (
            "A key has up to 80 lower-case letters, digits, dots, dashes or underscores, "
            "begins with a letter or digit and holds a letter."
        )
        raise refusal(kind, message)
    return text


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        kind = "language"
        raise refusal(kind, "It is not a language tag (BCP 47): write en, fr or pt-BR.")
    return text


def _seen(**told: Any) -> Any:  # noqa: ANN401 -- as pydantic's Field
    """Return what a schema tells of a text: the checks above it refuse, and say why in words."""
    return Field(json_schema_extra=told)


NO_NUL = r"^[^\x00]*$"
#: What is blank here and in no other language's `\s` is named: U+001C to U+001F and U+0085.
_FILLED = r"^[^\x00]*[^\s\x00\x1c-\x1f\x85][^\x00]*$"
_FILLED_LINE = _seen(minLength=1, maxLength=LINE_CHARACTERS, pattern=_FILLED)
_FILLED_WORDS = _seen(minLength=1, maxLength=QUOTE_CHARACTERS, pattern=_FILLED)

Clean = Annotated[str, AfterValidator(_clean), _seen(minLength=1, pattern=_FILLED)]
#: A name or number by which something is known: it holds no line break that could be folded.
Mark = Annotated[str, _text(LINE_CHARACTERS), _FILLED_LINE]
Line = Annotated[str, _text(LINE_CHARACTERS, one_line=True), _FILLED_LINE]
Words = Annotated[str, _text(QUOTE_CHARACTERS), _FILLED_WORDS]
Sentence = Annotated[str, _text(QUOTE_CHARACTERS, one_line=True), _FILLED_WORDS]


def at_most(limit: int) -> tuple[Any, Any]:
    """Return what holds a text to fewer characters than others: the check, and what a schema tells."""

    def check(text: str) -> str:
        if len(text) > limit:
            raise PydanticKnownError("string_too_long", {"max_length": limit})  # noqa: EM101 -- a kind
        return text

    return AfterValidator(check), _seen(maxLength=limit)


ArticleText = Annotated[
    str,
    _text(ARTICLE_CHARACTERS),
    _seen(minLength=1, maxLength=ARTICLE_CHARACTERS, pattern=_FILLED),
]
EdtfText = Annotated[
    Mark,
    AfterValidator(_edtf),
    _seen(pattern=EDTF_PATTERN, description="A date in EDTF, levels 0 and 1."),
]
#: The end of a range whose beginning is the field `since` before it.
UntilText = Annotated[EdtfText, AfterValidator(_after_since)]
WebUrl = Annotated[
    Mark, AfterValidator(_web_url), _seen(pattern=_WEB, description="A web address.")
]
Key = Annotated[
    Mark,
    AfterValidator(_key),
    _seen(
        maxLength=KEY_CHARACTERS, pattern=f"^{KEY_PATTERN.pattern}$", description="A stable key."
    ),
]
Language = Annotated[
    Mark,
    AfterValidator(_language),
    _seen(pattern=f"^{_LANGUAGE.pattern}$", description="A language tag (BCP 47)."),
]


def _some(values: tuple[object, ...]) -> tuple[object, ...]:
    """Refuse an empty list: pydantic's own `min_length` counts a member that is not right as none."""
    if not values:
        kind: Final = "too_short"
        counted = {"field_type": "Tuple", "min_length": 1, "actual_length": 0}
        raise PydanticKnownError(kind, counted)
    return values


#: What is told of a list that is not to be empty.
NOT_EMPTY = (AfterValidator(_some), _seen(minItems=1))
Number = Annotated[int, Field(ge=0, le=2**31 - 1)]
RecordId = Annotated[int, Field(ge=1, le=2**31 - 1)]


class SeenDraft(Draft):
    """Which version of a record was seen."""

    version: Number


class ReasonDraft(Draft):
    """Why something is done; the reason stays in the record."""

    reason: Words
