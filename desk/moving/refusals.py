"""Why a desk cannot be carried: each with its remedy."""

from __future__ import annotations

from desk.refusals import DeskError


class NotABackupError(DeskError):
    """A file that cannot be restored, and why not; nothing has been written when it is raised."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This cannot be restored: {why}.")


class TakenPlaceError(DeskError):
    """A database that holds something already."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"The database is not empty: it has a table “{table}”. A desk only goes into an empty "
            "database; name a new one, and nothing that is there is lost."
        )


class UnknownPlaceError(DeskError):
    """An address that no desk can go to."""


class UnreadableRowsError(DeskError):
    """Rows that the desk's own database does not give out."""

    def __init__(self, table: str, fault: Exception) -> None:
        super().__init__(f"Table {table} could not be read: {_words(fault)}.")


class UnfitRowsError(DeskError):
    """Rows that a table does not take; everything written so far is taken back."""

    def __init__(self, table: str, fault: Exception) -> None:
        super().__init__(f"Table {table} could not be filled; nothing was kept: {_words(fault)}.")


class UnequalError(DeskError):
    """What was written does not read as what was carried; everything is taken back."""

    def __init__(self, tables: list[str]) -> None:
        super().__init__(f"Not equal, and nothing was kept: {', '.join(tables)}.")


def _words(fault: Exception) -> str:
    # The lines after the first one may hold what people wrote.
    return str(fault).partition("\n")[0]
