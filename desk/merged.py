"""What was merged into what: over any number of mergers, since speakers keep each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import literal, select

if TYPE_CHECKING:
    from sqlalchemy import Select

    from models import Source, Speaker, Topic


def with_merged(kind: type[Speaker | Source | Topic], kept_id: int) -> Select[int]:
    """Select the id of a record and of all that was merged into it, and into that."""
    # The table, since the criteria of mapped classes would be hidden from themselves.
    row = kind.__table__.c
    chain = select(literal(kept_id).label("id")).cte("merged", recursive=True)
    chain = chain.union(select(row.id).join(chain, row.merged_into_id == chain.c.id))
    return select(chain.c.id)


def under_key(kind: type[Speaker | Source | Topic], key: str) -> Select[int]:
    """Select the id of the record with a key and of all that it was merged into."""
    row = kind.__table__.c
    chain = select(row.id, row.merged_into_id).where(row.key == key).cte("kept", recursive=True)
    chain = chain.union(
        select(row.id, row.merged_into_id).join(chain, row.id == chain.c.merged_into_id)
    )
    return select(chain.c.id)
