"""The form of a statement, filled in with what is proposed of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from views.forms.relays import NAME_ONLY
from views.forms.statements import StatementForm

if TYPE_CHECKING:
    from models.reading_records import ProposalRecord, ReadingRecord

AROUND = 32
"""How many characters before and after a passage are kept, to find it again."""
ALIKE = ("form", "quote", "passage", "role", "told", "said", "said_text", "heard", "version")


def filled(now: ProposalRecord, article: ReadingRecord, text: str) -> StatementForm:
    """Return the form of a proposal; the claim is left to the person."""
    values: dict[str, Any] = {name: getattr(now, name) for name in ALIKE}
    values |= {
        "start": now.start,
        "end": now.end,
        "prefix": text[max(0, now.start - AROUND) : now.start],
        "suffix": text[now.end : now.end + AROUND],
        "speaker_name": now.speaker or now.mention,
        "speaker_kind": now.speaker_kind,
        "speaker_plural": now.plural,
        "relays": [{"name": name, "verb": verb, "source": NAME_ONLY} for name, verb in now.relays],
        "language": article.source.language or article.language,
        "capture_id": str(article.capture_id),
    }
    # Not as keywords: `prefix` would be taken for the prefix of the field names.
    return StatementForm(formdata=None, data=values)


def sent(capture_id: int) -> StatementForm:
    """Return the form as it was sent; the words are of this article, whatever it says."""
    form = StatementForm()
    form.capture_id.data, form.source_id.data = str(capture_id), None
    return form
