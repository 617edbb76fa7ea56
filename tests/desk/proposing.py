"""Proposals for tests, made without reading a text by a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.proposals.keeping import KeptReading, article_to_read, keep_reading
from desk.proposals.proposed import proposals_of
from reading.proposing import Proposal, Proposed, Span
from tests.desk.drafting import keep

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Capture
    from models.reading_records import ProposalRecord

BRIDGE, ROAD = "We will rebuild the bridge before winter", "The old road is closed for good"
TEXT = f"“{BRIDGE},” Mayor Ada Bell said on Monday.\n\n“{ROAD},” he said.\n\nShe was pleased."
WHEN = "2024-03-04"


def proposal(text: str, words: str, **parts: Any) -> Proposal:  # noqa: ANN401 -- parts by name
    """Propose words that stand in quotation marks in a text, or as the parts have it."""
    start = text.index(words)
    known: dict[str, Any] = {"form": "direct", "quote": words, "said": WHEN, "said_text": "Monday"}
    place = {"start": start, "end": start + len(words), "passage": words}
    return Proposal(**{**place, **known, "reason": "It stands in quotation marks.", **parts})


def by_bell(text: str, words: str, **parts: Any) -> Proposal:  # noqa: ANN401
    """Propose words of a mayor whom the text names."""
    at = text.index("Ada Bell")
    return proposal(
        text, words, **{"speaker": "Ada Bell", "mention": Span(at, at + 8), "role": "Mayor"} | parts
    )


def of_text(text: str = TEXT) -> Proposed:
    """Propose the two statements of the article, the second of somebody nobody knows."""
    at = text.index("he said")
    return Proposed(
        (by_bell(text, BRIDGE), proposal(text, ROAD, mention=Span(at, at + 2))), "en", by_model=True
    )


def read(
    session: Session,
    capture: Capture,
    by: Actor,
    proposed: Proposed | None = None,
    *,
    confirmed: bool = True,
) -> KeptReading:
    """Keep what is proposed of a capture, and commit."""
    article = article_to_read(session, capture.id)
    kept = keep_reading(
        session, article, proposed or of_text(article.text), by, confirmed=confirmed
    )
    session.commit()
    return kept


def read_article(session: Session, by: Actor) -> tuple[ProposalRecord, ...]:
    """Keep the article, read it, and return what is proposed of it."""
    kept = read(session, keep(session, by, TEXT), by)
    return proposals_of(session, kept.reading.id)
