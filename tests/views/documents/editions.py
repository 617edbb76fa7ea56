"""Reports of records alone, to be written down; run this module to write the golden files anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_babel import Babel

from desk.contradictions import ContradictionReport
from desk.pairs import make_pair
from desk.scopes import ReportScope
from desk.tallies import Counts, Tally
from models.terms import LinkStatus, PairKind, Relation
from tests.citations.records import read_records
from views.documents.edition import Edition
from views.documents.formats import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.pairs import Pair
    from models.records import LinkRecord, StatementRecord
    from views.documents.formats import DocumentFormat

GOLDEN = Path(__file__).parents[2] / "golden"
DAY = date(2026, 11, 21)
WRITTEN = ("markdown", "html", "csv")


def paired(link: LinkRecord, first: StatementRecord, second: StatementRecord) -> Pair:
    return make_pair(replace(link, from_id=first.id, to_id=second.id), first, second)


def edition_of(pairs: Sequence[Pair], **values: Any) -> Edition:  # noqa: ANN401 -- any field
    """Return an edition of these pairs, all counted one by one."""
    found = {kind: _tally([pair for pair in pairs if pair.kind is kind]) for kind in PairKind}
    report = ContradictionReport(
        scope=ReportScope(), as_of=DAY, counts=Counts.of(found), pairs=tuple(pairs), tallies=found
    )
    whole = replace(report, headline=len(report.disputed))
    return Edition(report=whole, **values)


def edition_of_the_case() -> Edition:
    numbers = count(1)
    by_key = {one.key: replace(one, id=next(numbers)) for one in read_records()}
    links = {link.key: link for one in by_key.values() for link in one.links}
    confirmed = [
        link
        for _key, link in sorted(links.items())
        if (link.relation, link.status) == (Relation.CONTRADICTS, LinkStatus.CONFIRMED)
    ]
    return edition_of([paired(one, by_key[one.from_key], by_key[one.to_key]) for one in confirmed])


def golden_path(chosen: DocumentFormat) -> Path:
    return GOLDEN / f"at_tanf_report{chosen.suffix}"


def _tally(pairs: Sequence[Pair]) -> Tally:
    standings = Counter("recheck" if pair.recheck else str(pair.standing) for pair in pairs)
    told: dict[str, Any] = dict(standings)
    return Tally(**told)


def _write() -> None:
    app = Flask(__name__)
    Babel(app)
    with app.app_context():
        for name in WRITTEN:
            chosen = DOCUMENTS[name]
            golden_path(chosen).write_bytes(chosen.write(edition_of_the_case()))


if __name__ == "__main__":
    _write()
