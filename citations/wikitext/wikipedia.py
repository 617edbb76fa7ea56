"""Wikipedia: one citation template for each quotation, so that each can be a reference.

`quote` holds only words that the source has in quotation marks; all that is paraphrased from one
source shares one template without it. Whom a source has it from belongs into the article's text:
`via` would say that they deliver the source. A pair has the templates of both its statements alone:
to say what they make would be synthesis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.csl import work_item
from citations.wikitext.parameters import place_parameters, quote_parameters, work_parameters
from citations.wikitext.refused import written_works
from citations.wikitext.templates import template_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.cited import Cited
    from citations.exported import Exported


def write_wikipedia(exported: Exported) -> Iterator[str]:
    """Write the templates, one a line, sorted by the sources' keys and the statements'."""
    for found in written_works(exported):
        yield from _templates(found)


def _templates(found: Cited) -> Iterator[str]:
    item = work_item(found)
    template = template_of(item)
    work = work_parameters(item, found.source, template)
    quoted = [quote_parameters(each.statement) for each in found.findings]
    places = [place_parameters(each.appearance, template) for each in found.findings]
    # A dict keeps the order and each template once.
    lines = dict.fromkeys(
        _line(template.name, work | (place if quote else {}) | quote)
        for quote, place in zip(quoted, places, strict=True)
    )
    yield from lines


def _line(name: str, parameters: dict[str, str]) -> str:
    told = [f" |{key}={value}" for key, value in parameters.items() if value]
    return f"{{{{{name}{''.join(told)}}}}}\n"
