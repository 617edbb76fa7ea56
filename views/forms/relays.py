"""A hop between speaker and source, in a form."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Form

from views.forms import fields
from views.forms.base import given

STUB, NAME_ONLY = "stub", ""


class RelayForm(Form):
    """One hop between speaker and source."""

    name = fields.text(_("Relayed by"))
    verb = fields.text(_("How"))
    source = fields.choose(_("Its report"))

    @property
    def filled(self) -> bool:
        """Whether anything was told of the hop."""
        return bool(self.name.data or self.verb.data)


def offered_reports(known: list[tuple[str, Any]]) -> list[Any]:
    """Return what a hop's report can be: none, one that nobody here has read, a known source."""
    return fields.options(
        [
            (NAME_ONLY, _("the name alone")),
            (STUB, _("a report: original not consulted")),
            *known,
        ]
    )


def hop_of(row: RelayForm) -> dict[str, Any]:
    """Return a hop as a draft takes it."""
    hop = given({"name": row.name.data, "verb": row.verb.data})
    if row.source.data == STUB:
        name = row.name.data
        return hop | {
            "source": {
                "type": "article-newspaper",
                "title": f"Report by {name}",
                "title_supplied": True,
                "publisher": name,
                "seen": False,
            }
        }
    return hop | given({"source_id": row.source.data})
