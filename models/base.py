"""The ground all tables stand on: types, names of constraints, keys, versions."""

from __future__ import annotations

import enum
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Enum,
    MetaData,
    Text,
    TypeDecorator,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from models.keys import new_key


class UTCDateTime(TypeDecorator[datetime]):
    """A moment, aware and in UTC on the way in and on the way out, whatever the engine keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a time zone; bring any other to UTC."""
        del dialect
        if value is not None and value.tzinfo is None:
            message = f"a moment needs a time zone: {value!r}"
            raise ValueError(message)
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give SQLite's naive moments back the UTC they were stored in."""
        del dialect
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def this_day() -> date:
    """Return the day that it is in UTC."""
    return now().date()


def _by_value(kind: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in kind]


def term(kind: type[enum.Enum], name: str | None = None) -> Enum:
    """Return the column type of a closed vocabulary: text by value under a named CHECK."""
    return Enum(
        kind,
        native_enum=False,
        length=32,
        create_constraint=True,
        values_callable=_by_value,
        name=name,
    )


def bound(date: str) -> str:
    """Return the rule that ties both bounds of a date to its text: all three, or none."""
    return f"({date} IS NULL) = ({date}_from IS NULL) AND ({date} IS NULL) = ({date}_to IS NULL)"


# Sorted by its bytes, as SQLite and Python sort text: so the index of keys serves whatever goes
# through all records in the order of their keys.
_KEY = Text().with_variant(Text(collation="C"), "postgresql")
pk = Annotated[int, mapped_column(primary_key=True, sort_order=-20)]
json_object = Annotated[
    dict[str, Any], mapped_column(JSON().with_variant(JSONB(), "postgresql"), default=dict)
]
json_list = Annotated[
    list[Any], mapped_column(JSON().with_variant(JSONB(), "postgresql"), default=list)
]


class Base(DeclarativeBase):
    """Every table: named constraints, text without length, moments in UTC, terms by value."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        datetime: UTCDateTime,
        enum.Enum: term(enum.Enum),
    }


class Numbered:
    """A row with a number that is never given twice, since numbers stand in URLs and events."""

    __table_args__: Any = {"sqlite_autoincrement": True}

    id: Mapped[pk]


class Keyed(Numbered):
    """A record with a number for URLs and a stable key for exchange."""

    # By the keys SQLite's answer tells which row got which number, so that many are written at once.
    key: Mapped[str] = mapped_column(
        _KEY, unique=True, default=new_key, insert_sentinel=True, sort_order=-10
    )


class Versioned:
    """A record that two people may edit: the version refuses the second, stale write."""

    version: Mapped[int] = mapped_column(sort_order=10)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 -- declared_attr hands in the class
        """Tell the mapper which column counts the edits."""
        return {"version_id_col": cls.version}


class Stamped:
    """A record that knows when it was made."""

    created_at: Mapped[datetime] = mapped_column(default=now, sort_order=10)
