"""The least that takes the same deed: read a row, refuse who is late, write it, and keep an event."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from flask import Flask, Response, redirect, request

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Answer

TABLES = """
CREATE TABLE link (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, why TEXT);
CREATE TABLE event (seq INTEGER PRIMARY KEY, link_id INTEGER NOT NULL, why TEXT);
"""


def create_app() -> Flask:
    """Return an app on the file that PLAIN_FILE names; sqlite3 alone, as safe as ours."""
    app, file = Flask("plain"), os.environ["PLAIN_FILE"]

    @app.post("/links/<int:link>/judge")
    def judge(link: int) -> Answer:
        why, version = request.form["outcome_why"], int(request.form["version"])
        with closing(sqlite3.connect(file, timeout=5, isolation_level=None)) as held:
            held.execute("PRAGMA synchronous=FULL")
            held.execute("BEGIN IMMEDIATE")
            (known,) = held.execute("SELECT version FROM link WHERE id = ?", (link,)).fetchone()
            if known != version:
                return Response("late", 409)
            told = (why, version + 1, link)
            held.execute("UPDATE link SET why = ?, version = ? WHERE id = ?", told)
            held.execute("INSERT INTO event (link_id, why) VALUES (?, ?)", (link, why))
            held.execute("COMMIT")
        return redirect(f"/links/{link}", 303)

    return app
