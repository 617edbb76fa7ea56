"""A frozen report as a file to read: from what was stored of it, with its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint
from flask_babel import gettext as _

from desk.freezing.banners import since_frozen
from desk.freezing.freezing import blankings_of, frozen_line, statements_in, values_of
from desk.saved_reports import saved_report
from models import Export, Permission
from views.context import reading
from views.date_words import moment, when
from views.desk_address import desk_address
from views.documents.edition import Edition
from views.guards import may
from views.report_files import answer
from views.scope_words import scope_words
from views.since_words import since_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Response

    from desk.freezing.freezing import FrozenLine
    from desk.freezing.values import FrozenValues
    from views.errors import Answer

bp = Blueprint("frozen_files", __name__, url_prefix="/reports")


@bp.get("/<int:id>/frozen/<int:number>/download")
@may(Permission.EXPORT)
def download(id: int, number: int) -> Response | Answer:  # noqa: A002 -- the name in the address
    """Send a frozen version as a document, and write into the ledger that it left."""
    line = frozen_line(reading(), saved_report(reading(), id).id, number)
    held = statements_in(reading(), line.id)
    edition = frozen_edition(line, values_of(reading(), line.id), desk_address())
    left = Export(scope={"report": id, "frozen": number})
    return answer(lambda _chosen: edition, left, held)


def frozen_edition(line: FrozenLine, values: FrozenValues, root: str) -> Edition:
    """Return a frozen version to be written down, with what has changed since."""
    return Edition(
        report=values.report,
        scope=scope_words(values.report.scope, values.names),
        title=values.title,
        introduction=values.introduction,
        replies=values.asked,
        proof=tuple(_proof(line, values)),
        root=root,
    )


def _proof(line: FrozenLine, values: FrozenValues) -> Iterator[str]:
    frozen = {"number": line.number, "moment": moment(line.frozen_at)}
    yield str(_("Frozen version %(number)d, of %(moment)s.", **frozen))
    yield f"{_('SHA-256')}: {line.sha256}"
    if line.redacted_sha256:
        yield f"{_('SHA-256 after the redaction')}: {line.redacted_sha256}"
    yield f"{_('Head of the history')}: {line.head_seq} · {line.head_hash}"
    for one in blankings_of(reading(), line.id):
        told = {"date": when(one.at.date().isoformat()), "reason": one.reason}
        yield str(_("Values were redacted on %(date)s: %(reason)s", **told))
    for told_since in since_lines(since_frozen(reading(), line.id), values.report.pairs):
        yield f"{_('Changed since it was frozen:')} {told_since}"
