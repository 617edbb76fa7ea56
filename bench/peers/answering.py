"""Asks another program for a page again and again: run in the environment of the peers.

It prints, as JSON, the status of the answer and the CPU seconds of the process for each request.
Nothing of Gainsay is imported: the peers' environment does not hold it.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from importlib import import_module
from typing import Any


def datasette(file: str, addresses: list[str], often: int) -> list[dict[str, Any]]:
    """Ask Datasette, with its own settings, by its own client."""
    served = import_module("datasette.app").Datasette([file])

    async def ask() -> list[dict[str, Any]]:
        await served.invoke_startup()
        return [await _asked(served, address, often) for address in addresses]

    return asyncio.run(ask())


async def _asked(served: Any, address: str, often: int) -> dict[str, Any]:  # noqa: ANN401
    await served.client.get(address)
    seconds = []
    for _ in range(often):
        began = time.process_time()
        answer = await served.client.get(address)
        seconds.append(time.process_time() - began)
    return {"address": address, "status": answer.status_code, "seconds": seconds}


def flask_admin(file: str, addresses: list[str], often: int) -> list[dict[str, Any]]:
    """Ask Flask-Admin, with a view of statements as one writes it first."""
    client = _admin(file).test_client()
    told = []
    for address in addresses:
        client.get(address)
        seconds = []
        for _ in range(often):
            began = time.process_time()
            answer = client.get(address)
            seconds.append(time.process_time() - began)
        told.append({"address": address, "status": answer.status_code, "seconds": seconds})
    return told


def _admin(file: str) -> Any:  # noqa: ANN401 -- of another program
    app = import_module("flask").Flask("admin")
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{file}"
    app.config["SECRET_KEY"] = "of a made-up desk"  # noqa: S105 -- nobody signs in
    database = import_module("flask_sqlalchemy").SQLAlchemy(app)
    view = type(
        "StatementView",
        (import_module("flask_admin.contrib.sqla").ModelView,),
        {
            "page_size": 50,
            "column_list": ("speaker", "quote", "claim", "said", "status", "sources", "topics"),
            "column_default_sort": ("said_to", True),
            "column_searchable_list": ("quote",),
            "can_create": False,
            "can_edit": False,
        },
    )
    admin = import_module("flask_admin").Admin(app, name="Desk")
    admin.add_view(view(_statement(database), database))
    return app


def _statement(database: Any) -> Any:  # noqa: ANN401 -- of another program
    """Return the model of statements, with what a list shows of each."""

    def many(name: str) -> Any:  # noqa: ANN401 -- of another program
        return database.Column(name, database.ForeignKey(name.replace("_id", ".id")))

    found = database.Table("appearance", many("statement_id"), many("source_id"))
    about = database.Table("statement_topic", many("statement_id"), many("topic_id"))
    texts = {name: database.Column(database.Text) for name in ("quote", "claim", "said", "said_to")}
    return type(
        "Statement",
        (database.Model,),
        {
            "__tablename__": "statement",
            "id": database.Column(database.Integer, primary_key=True),
            **texts,
            "status": database.Column(database.Text),
            "speaker_id": database.Column(database.ForeignKey("speaker.id")),
            "speaker": database.relationship(_named(database, "speaker", "name")),
            "sources": database.relationship(_named(database, "source", "title"), secondary=found),
            "topics": database.relationship(_named(database, "topic", "name"), secondary=about),
        },
    )


def _named(database: Any, table: str, name: str) -> Any:  # noqa: ANN401 -- of another program
    fields = {
        "__tablename__": table,
        "id": database.Column(database.Integer, primary_key=True),
        name: database.Column(database.Text),
        "__str__": lambda self: str(getattr(self, name)),
    }
    return type(table.title(), (database.Model,), fields)


PROGRAMS = {"datasette": datasette, "flask-admin": flask_admin}


def main() -> None:
    """Print what a program takes: PROGRAM FILE OFTEN ADDRESS…."""
    program, file, often, *addresses = sys.argv[1:]
    sys.stdout.write(json.dumps(PROGRAMS[program](file, addresses, int(often))))


if __name__ == "__main__":
    main()
