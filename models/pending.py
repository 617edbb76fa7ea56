"""An article that was read and waits for somebody to say what it is."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Numbered, Stamped, json_object


class PendingCapture(Numbered, Stamped, Base):
    """What came out of an uploaded file or a web address, for the account that brought it.

    It is no part of the record yet, and is gone once it is kept, or after a day.
    """

    __tablename__ = "pending_capture"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    content: Mapped[bytes] = mapped_column(deferred=True)
    media_type: Mapped[str]
    text: Mapped[str] = mapped_column(deferred=True)
    url: Mapped[str | None]
    filename: Mapped[str | None]
    #: What the work says of itself and what a person typed, by the names of the form.
    details: Mapped[json_object]
    #: What was done otherwise than the file asked, for people.
    note: Mapped[str | None]
