"""Imports as jobs, begun without a page."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from models import Role
from tests.views.stored import last
from views import jobs
from views.import_jobs import KIND, ImportTask

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from sqlalchemy import Engine


def _lines(count: int = 1) -> bytes:
    speaker = {"key": "mattis", "name": "James Mattis"}
    source = {"key": "cnn", "type": "webpage", "title": "A page"}
    values = [
        {
            "key": f"k{number}",
            "quote": f"Sentence {number}",
            "form": "direct",
            "speaker": speaker,
            "appearances": [{"source": source}],
        }
        for number in range(count)
    ]
    return "\n".join(map(json.dumps, values)).encode()


def beginning(
    app: Flask, account_: Callable[..., str], engine: Engine, *, trial: bool = False
) -> Callable[..., int]:
    """Return what begins an import of so many lines, as a checker."""
    account_(Role.CHECKER)
    account = last(engine, "account")["id"]
    asked = asdict(ImportTask("case.jsonl", "jsonl", trial=trial))

    def do(count: int = 1) -> int:
        with app.app_context():
            return jobs.begin(KIND, account, asked, _lines(count))

    return do
