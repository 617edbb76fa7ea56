"""What a report is about, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext as _

from views.date_words import when
from views.section_words import section_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk.scopes import ReportScope


def scope_words(scope: ReportScope, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what a report is narrowed by, each with its name; nothing for everything.

    `names` has the names of speaker, topic, source and set by the scope's fields.
    """
    labels = {
        "speaker_id": _("Speaker"),
        "topic_id": _("Topic"),
        "source_id": _("Source"),
        "set_id": _("Set"),
    }
    told = [(label, names[field]) for field, label in labels.items() if field in names]
    dates = ((_("Since"), scope.since), (_("Until"), scope.until))
    told += [(label, when(date)) for label, date in dates if date]
    if scope.as_of is not None:
        told.append((str(_("As known on")), when(scope.as_of.isoformat())))
    if scope.kind is not None:
        told.append((_("Who against whom"), section_words(scope.kind)))
    return told
