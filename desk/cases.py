"""The case that comes with Gainsay, to look around in."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desk.importing.imports import ImportResult, import_file
from models import Statement

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

AT_TANF = "at_tanf.jsonl"


def load_at_tanf(session: Session, by: Actor) -> ImportResult | None:
    """Load the At Tanf case; None when all of it is there already, edited or not."""
    content = (resources.files("desk") / AT_TANF).read_bytes()
    keys = [json.loads(line)["key"] for line in content.splitlines()]
    held = session.scalar(select(func.count()).where(Statement.key.in_(keys)))
    if held == len(keys):
        return None
    return import_file(session, content, by, name=AT_TANF)
