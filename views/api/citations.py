"""Citations: statements, pairs, sources and reports in every format, and the formats themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from citations.formats import FORMATS
from citations.formatted.styles import FOUND, LONGEST_SEARCH, styles_like
from desk import sources
from desk.drafts import Draft
from desk.exports import Selection
from desk.pages import Page
from models import Permission
from views.api.answers.citations import FormatJSON, StyleJSON
from views.api.citing import MEDIA, CitedAs, CitedScope, cited
from views.api.operations import Resource
from views.context import reading

if TYPE_CHECKING:
    from flask import Response

citations = Resource("Citations", "What was logged, cited in every format and style.")


class StyleScope(Draft):
    """Which styles are looked for: words of an id, or of a title that is named first."""

    q: Annotated[str, Field(max_length=LONGEST_SEARCH)] = ""


@citations.sends("/citations", MEDIA, CitedScope)
def cite(scope: CitedScope) -> Response:
    """Cite statements, as a file in a format.

    Which: `statements` by their numbers (`3,14`), both sides of the pair `link_id`, the set `set_id`,
    what fits `speaker_id`, `topic_id` and `source_id`, or with `report` the pairs of the
    contradiction report; all that is logged by default. In the format that `format` names, else the
    one that `Accept` prefers, else plain text; `style`, `locale` and `part` say how formats of text
    are written. What is withdrawn is refused, but in JSON Lines. The ledger of exports notes what
    left, and `to_whom`.
    """
    return cited(scope.selection, scope)


@citations.sends("/statements/<int:id>/citation", MEDIA, CitedAs)
def cite_statement(scope: CitedAs, id: int) -> Response:  # noqa: A002 -- the name in the address
    """Cite one statement."""
    return cited(Selection(statement=(id,)), scope, f"statement-{id}")


@citations.sends("/links/<int:id>/citation", MEDIA, CitedAs)
def cite_link(scope: CitedAs, id: int) -> Response:  # noqa: A002
    """Cite a pair: as an item of its own where the format can, with what both statements rest on."""
    return cited(Selection(link=id), scope, f"link-{id}")


@citations.sends("/sources/<int:id>/citation", MEDIA, CitedAs)
def cite_source(scope: CitedAs, id: int) -> Response:  # noqa: A002
    """Cite a source, with the statements found in it; one that nobody here has read is refused.

    Of one that was merged, the one that was kept is cited.
    """
    source = sources.kept(sources.source_of(reading(), id))
    sources.refuse_unseen(source)
    return cited(Selection(source=source.id), scope, f"source-{source.id}")


@citations.lists("/citations/formats", FormatJSON, permission=Permission.EXPORT)
def list_formats() -> Page[FormatJSON]:
    """List the formats in which something is cited."""
    return Page(tuple(FormatJSON.of(one) for one in FORMATS.values()))


@citations.lists("/citations/styles", StyleJSON, StyleScope, permission=Permission.EXPORT)
def list_styles(scope: StyleScope) -> Page[StyleJSON]:
    """Find styles by words of their ids; without words, those that are named first."""
    found = styles_like(scope.q, FOUND)
    return Page(tuple(StyleJSON(id=style, title=title) for style, title in found.items()))
