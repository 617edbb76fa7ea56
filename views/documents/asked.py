"""Who was asked for comment on a pair and on its statements, and what came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext as _

from views.documents.tree import Address, Words, plain
from views.link_words import request_words
from views.scripts import isolated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.pairs import Pair
    from models.records import ReplyRecord
    from views.documents.edition import Edition
    from views.documents.tree import Runs


def asked_runs(pair: Pair, edition: Edition) -> tuple[Runs, ...]:
    """Say of each request whom it went to and what came back; or that none is logged."""
    return tuple(_all(pair, edition)) or ((Words(str(_("No request for comment is logged."))),),)


def asked_lines(pair: Pair, edition: Edition) -> list[str]:
    """Say the same in plain lines; none where no request is logged."""
    return [_said(whose, one) for whose, one in _requests(pair, edition)]


def _all(pair: Pair, edition: Edition) -> Iterator[Runs]:
    for whose, one in _requests(pair, edition):
        answered = edition.root and one.answer_id
        address = Address(f"{edition.root}/statements/{one.answer_id}")
        yield (Words(_said(whose, one)), *((Words(" "), address) if answered else ()))


def _requests(pair: Pair, edition: Edition) -> Iterator[tuple[str | None, ReplyRecord]]:
    """Yield each request with the name of the speaker on whose statement it was; None on the pair."""
    yield from ((None, one) for one in edition.replies.get(pair.id, ()))
    for side in pair.sides:
        yield from ((side.speaker.name, one) for one in side.reply_requests)


def _said(whose: str | None, one: ReplyRecord) -> str:
    on = str(_("On the statement of %(name)s:", name=isolated(whose))) if whose else ""
    return plain(f"{on} {request_words(one)}")
