"""What an address asks to be cited, and in which format and style."""

from __future__ import annotations

import re
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, NoReturn, Self

from flask import after_this_request, request
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator
from werkzeug.http import parse_options_header

from citations.formats import FORMATS
from citations.formatted.locales import LOCALES, OWN
from citations.formatted.styles import UnknownStyleError, style_named
from citations.styling import ATTRIBUTION, Part, Styling
from desk.drafts import Draft, EdtfText, Line, RecordId, UntilText, refusal
from desk.exports import Selection
from desk.refusals import RefusedError
from desk.scopes import Day, ReportScope
from models.terms import PairKind
from views import citation_files
from views.api.problems import Fault, ProblemError, sentence
from views.api.queries import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Response

    from citations.formats import Format

MOST = 1_000
"""How many statements one address names."""
LONGEST_ACCEPT = 4_096
"""How long a list of media types is read, in characters: each of its entries is held against ours."""
MEDIA = tuple(dict.fromkeys(one.media_type for one in FORMATS.values()))
"""The media types in which citations are sent."""
USUALLY = "text"
"""The format for a client that takes anything."""
_NUMBERS = "[1-9][0-9]{0,8}(,[1-9][0-9]{0,8})*"


def _style(name: str) -> str:
    try:
        return style_named(name).id
    except UnknownStyleError as error:
        kind = "style"
        raise refusal(kind, sentence(str(error))) from error


def _numbers(told: object) -> object:
    if not isinstance(told, str) or not re.fullmatch(_NUMBERS, told):
        kind = "numbers"
        raise refusal(kind, "Give numbers of statements, with commas between them: 3,14,15.")
    return tuple(int(one) for one in told.split(","))


FormatName = Annotated[str, *one_of(list(FORMATS))]
Locale = Annotated[str, *one_of(list(LOCALES))]
Style = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_style)]
Numbers = Annotated[
    tuple[RecordId, ...],
    Field(max_length=MOST),
    BeforeValidator(_numbers),
    WithJsonSchema({"type": "string", "pattern": f"^{_NUMBERS}$"}),
]


class CitedAs(Draft):
    """How something is cited."""

    #: Without one, the first that `Accept` takes.
    format: FormatName | None = None
    #: Our own, or the id of a CSL style.
    style: Style = ATTRIBUTION
    #: By default the one that the style is made for.
    locale: Locale | None = None
    part: Part = Part.BIBLIOGRAPHY
    #: Whether what was found in a source stands under its entry.
    quotes: bool = True
    #: To whom it goes, for the ledger of exports.
    to_whom: Line | None = None

    @property
    def styling(self) -> Styling:
        """The style, locale and part."""
        return Styling(self.style, self.locale or OWN, quotes=self.quotes, part=self.part)


class CitedScope(CitedAs):
    """What is cited: some statements, a pair, a list, a set, or a report; else all that is logged."""

    statements: Numbers | None = None
    link_id: RecordId | None = None
    speaker_id: RecordId | None = None
    topic_id: RecordId | None = None
    source_id: RecordId | None = None
    set_id: RecordId | None = None
    #: Whether it is the report of contradictions, narrowed by the rest.
    report: bool = False
    since: EdtfText | None = None
    until: UntilText | None = None
    as_of: Day | None = None
    kind: PairKind | None = None

    @model_validator(mode="after")
    def _one_choice(self) -> Self:
        """Refuse what would be passed over."""
        told = self.model_fields_set & {*Selection.model_fields, *ReportScope.model_fields, *_OWN}
        alone = {"statements", "link_id", *(() if self.report else {"set_id"})}
        if told & alone and len(told) > 1:
            kind = "choice"
            raise refusal(kind, f"Choose either {' or '.join(sorted(told))}.")
        if not self.report and told & _OF_REPORTS:
            named = min(told & _OF_REPORTS)
            kind = "choice"
            raise refusal(kind, f"“{named}” narrows a report: say report=true with it.")
        return self

    @property
    def selection(self) -> Selection:
        """Which statements are chosen."""
        if self.report:
            told = self.model_dump(include=set(ReportScope.model_fields))
            return Selection(report=ReportScope(**told))
        return Selection(
            statement=self.statements or (),
            link=self.link_id,
            speaker=self.speaker_id,
            topic=self.topic_id,
            source=self.source_id,
            set=self.set_id,
        )


_OWN = {"statements", "link_id"}
_STYLING = {"style", "locale", "part", "quotes"}
_OF_REPORTS = {"since", "until", "as_of", "kind"}


def cited(selection: Selection, asked: CitedAs, name: str = "gainsay") -> Response:
    """Send what is chosen as a file, and write into the ledger that it left.

    Raises ProblemError, 406, where no format of ours is asked for, and what `citing.choice_of` does.
    """
    after_this_request(citation_files.varies)
    chosen = FORMATS[asked.format] if asked.format else _accepted()
    _need_taken(chosen)
    _need_styled(chosen, asked)
    with _by_parameter():
        return citation_files.sent(
            selection, chosen, asked.styling, name=name, to_whom=asked.to_whom
        )


@contextmanager
def _by_parameter() -> Iterator[None]:
    """Name what is refused as the address does: by its number, or in the list of statements."""
    try:
        yield
    except RefusedError as no:
        if no.field == "statement":
            no.field = "id" if request.view_args else "statements"
        raise


def _need_styled(chosen: Format, asked: CitedAs) -> None:
    """Refuse a style of a format that has none: it would be passed over."""
    told = sorted(asked.model_fields_set & _STYLING)
    if told and chosen.write_styled is None:
        styled = ", ".join(name for name, one in FORMATS.items() if one.write_styled)
        detail = f"{chosen.title} is written in no style; leave this out, or take one of {styled}."
        faults = tuple(Fault(detail, parameter=name) for name in told)
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, detail, faults)


def _accepted() -> Format:
    """Return the format that the client would rather have than others."""
    if not request.accept_mimetypes:
        return FORMATS[USUALLY]
    _refuse_long()
    first = [FORMATS[USUALLY].media_type, *MEDIA]
    best = request.accept_mimetypes.best_match(first)
    return next((one for one in FORMATS.values() if one.media_type == best), None) or _refuse()


def _need_taken(chosen: Format) -> None:
    """Refuse a client that does not take the format that its address names."""
    _refuse_long()
    plain = parse_options_header(chosen.media_type)[0]
    taken = request.accept_mimetypes
    if taken and not taken.best_match([chosen.media_type, plain]):
        _refuse()


def _refuse_long() -> None:
    if len(request.headers.get("Accept", "")) > LONGEST_ACCEPT:
        _refuse()


def _refuse() -> NoReturn:
    detail = f"Accept one of our media types ({', '.join(MEDIA)}), or anything, and name a format."
    fault = Fault(f"The formats are {', '.join(FORMATS)}.", parameter="format")
    raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, detail, (fault,))
