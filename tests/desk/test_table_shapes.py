"""The shapes of tables, as a backup keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Column, Float, MetaData, Table

from desk.moving.shapes import tables_of

if TYPE_CHECKING:
    from sqlalchemy import Engine


def test_a_column_that_no_backup_keeps_is_named(engine: Engine) -> None:
    with engine.connect() as connection:
        Table("odd", MetaData(), Column("weight", Float)).create(connection)
        with pytest.raises(TypeError, match=r"odd\.weight .*(FLOAT|DOUBLE)"):
            tables_of(connection)
        connection.rollback()
