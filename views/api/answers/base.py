"""The shape of every answer: values of a record, each under its own name."""

from __future__ import annotations

from typing import Any

from pydantic import AliasPath, BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """A frozen value, read from a record by the names of its fields, that tells nothing else."""

    model_config = ConfigDict(
        defer_build=True,
        frozen=True,
        extra="forbid",
        from_attributes=True,
        populate_by_name=True,
    )


def within(*path: str) -> Any:  # noqa: ANN401 -- a field of whatever type it is told
    """Return a field that is read from a value within the record, by the names that lead there."""
    return Field(validation_alias=AliasPath(*path))
