"""How the statements came to the desk: an event for each file of them, chained to the one before."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from bench.corpus.shape import STAMP, WORKER, key, words_of
from desk.history.audit import canonical, digest, link_hash
from models import Event
from models.event import GENESIS
from models.terms import Face

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.corpus.parties import Row
    from bench.corpus.shape import Shape

EVENT = words_of(
    "seq at actor_id face tag subject_type before after salt before_digest after_digest prev_hash "
    "hash"
)
A_FILE = 50_000
"""How many statements an imported file holds."""
_TAG = "import:file"


def events(shape: Shape) -> Iterator[Row]:
    """Yield the imports that made the desk, as the history tells of them."""
    last = GENESIS
    for seq, start in enumerate(range(0, shape.statements, A_FILE), start=1):
        done = _event(seq, last, range(start, min(start + A_FILE, shape.statements)))
        last = done.hash
        yield tuple(STAMP if name == "at" else getattr(done, name) for name in EVENT)


def _event(seq: int, last: str, places: range) -> Event:
    keys = [key("s", place + 1) for place in places]
    told = {
        "file": f"statements-{seq}.jsonl",
        "sha256": sha256("".join(keys).encode()).hexdigest(),
        "statements": keys,
        "links": [],
        "speakers_and_sources": [],
        "updated": [],
    }
    after, salt = canonical(told), f"{seq:032x}"
    done = Event(
        seq=seq,
        at=datetime.fromisoformat(STAMP).replace(tzinfo=UTC),
        actor_id=WORKER,
        face=Face.COMMAND.value,
        tag=_TAG,
        subject_type="import",
        after=after,
        salt=salt,
        before_digest=digest(None, salt),
        after_digest=digest(after, salt),
        prev_hash=last,
    )
    done.hash = link_hash(done)
    return done
