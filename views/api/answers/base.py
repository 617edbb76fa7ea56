"""The shape of every answer: values of a record, each under its own name."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """A frozen value, read from a record by the names of its fields, that tells nothing else."""

    model_config = ConfigDict(
        defer_build=True,
        frozen=True,
        extra="forbid",
        from_attributes=True,
        populate_by_name=True,
    )
