"""What the desk says of itself, and the words it rates with."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from models.base import Base, Numbered, Versioned, json_list


class Setting(Numbered, Versioned, Base):
    """The one row of settings; the second migration makes it."""

    __tablename__ = "setting"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    #: The desk's name, as the organisation of its reviews.
    name: Mapped[str | None]
    #: The desk's own web page.
    home: Mapped[str | None]
    #: Where readers reach what the desk shares; exports print addresses under it.
    base_url: Mapped[str | None]
    #: `{"word", "value"}`, the worst first: the scale of schema.org's Rating.
    ratings: Mapped[json_list]
