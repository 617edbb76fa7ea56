"""The contradiction report asked of the record alone, by plain joins: what it costs unprepared."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = """
    FROM link JOIN statement AS a ON a.id = link.from_id JOIN statement AS b ON b.id = link.to_id
    JOIN speaker AS p ON p.id = a.speaker_id JOIN speaker AS q ON q.id = b.speaker_id
    WHERE link.relation = 'contradicts' AND link.status = 'confirmed'
    AND a.status = 'logged' AND b.status = 'logged'
"""
LATER = "CASE WHEN b.said_to IS NULL OR a.said_to > b.said_to THEN a.said_to ELSE b.said_to END"
_KIND = """
    CASE WHEN p.kind = 'unnamed' OR q.kind = 'unnamed' THEN 2
    WHEN a.speaker_id = b.speaker_id THEN 0 ELSE 1 END
"""
_COLUMNS = f"link.id, link.rationale, a.quote, a.said, b.quote, b.said, p.name, q.name, {LATER}"
_REPORT = (
    f"SELECT {_COLUMNS} {PAIRS} ORDER BY {_KIND}, link.id DESC LIMIT 51",
    f"""SELECT {_KIND}, link.recheck, link.same_time = 'no' OR link.same_place = 'no'
    OR link.same_meaning = 'no', count(*) {PAIRS} GROUP BY 1, 2, 3""",
)


def report_seconds(file: Path) -> float:
    """Return the CPU seconds that SQLite takes for a page of pairs and their count, unrendered."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        began = time.process_time()
        for asked in _REPORT:
            database.execute(asked).fetchall()
        return time.process_time() - began
