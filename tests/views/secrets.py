"""A desk with an open case, and a secret one that rests on it: for tests of who sees what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.actors import named_actor
from desk.history.audit import writing_session
from desk.importing.imports import import_file
from desk.redacting.redactions import RedactionDraft, redact
from desk.remarks import RemarkDraft, make_remark
from desk.restrictions import RestrictionDraft, restrict_topic
from models import (
    Account,
    Link,
    Remark,
    ReplyRequest,
    Review,
    Source,
    Speaker,
    Statement,
    Topic,
    for_writing,
)
from models.terms import Face

if TYPE_CHECKING:
    from sqlalchemy import Engine

#: A piece of every word that only the secret case holds.
WORD = "zulu"
CASE = "zulucase"
_FIRST = Statement.key == "zulu-1"
_OF_THE_CASE = {
    "statement": select(Statement.id).where(_FIRST),
    "review": select(Review.id).join(Statement, Review.statement_id == Statement.id).where(_FIRST),
    "reply_request": select(ReplyRequest.id)
    .join(Statement, ReplyRequest.statement_id == Statement.id)
    .where(_FIRST),
    "remark": select(Remark.id),
    "source": select(Source.id).where(Source.key == "zulusource"),
    "speaker": select(Speaker.id).where(Speaker.key == "zuluspeaker"),
}


def store_open_case(engine: Engine) -> None:
    """Store two statements that conflict, of one speaker each, in one source."""
    _bring(engine, [_open("open-1", "Ann"), _open("open-2", "Bob", links=[_link("open-1")])])


def store_secret_case(engine: Engine, *insiders: str) -> None:
    """Restrict a topic to accounts by e-mail, then store statements of it around the open case."""
    _bring(engine, [_secret("zulu-0")])
    with writing_session(for_writing(engine)) as session:
        topic = session.scalars(select(Topic).where(Topic.name == CASE)).one()
        accounts = session.scalars(select(Account.id).where(Account.email.in_(insiders)))
        draft = RestrictionDraft(accounts=tuple(accounts), version=topic.version)
        restrict_topic(session, topic.id, draft, named_actor(session, None, Face.COMMAND))
        session.commit()
    _bring(engine, [_secret("zulu-1"), _around("zulu-2")])
    with writing_session(for_writing(engine)) as session:
        link = session.scalars(select(Link.id).where(Link.rationale == "zululink")).one()
        said = RemarkDraft(text="zuluremark")
        make_remark(session, link, said, named_actor(session, None, Face.COMMAND))
        session.commit()


def store_secret_correction(engine: Engine) -> None:
    """Store a statement of the secret case that takes back an open one."""
    _bring(
        engine, [{**_secret("zulu-3"), "links": [_link("open-2", "zulucorrection", "corrects")]}]
    )


def redact_secret(engine: Engine, subject: str, part: str) -> None:
    """Redact a part of a record that belongs to the secret case alone."""
    draft = RedactionDraft(parts=(part,), reason="zulureason", confirmation="redact")
    with writing_session(for_writing(engine)) as session:
        subject_id = session.scalars(_OF_THE_CASE[subject]).one()
        redact(session, subject, subject_id, draft, named_actor(session, None, Face.COMMAND))
        session.commit()


def _bring(engine: Engine, lines: list[dict[str, Any]]) -> None:
    content = "\n".join(map(json.dumps, lines)).encode()
    with writing_session(for_writing(engine)) as session:
        import_file(session, content, named_actor(session, None, Face.COMMAND))
        session.commit()


def _open(key: str, speaker: str, **parts: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    return {
        "key": key,
        "form": "direct",
        "quote": f"Open words of {speaker}.",
        "speaker": {"key": speaker.lower(), "name": speaker, "kind": "person"},
        "said": "2017-09-18",
        "topics": ["Open case"],
        "appearances": [
            {"source": _source("paper"), "locator": {"exact": f"“Open words of {speaker}.”"}}
        ],
        **parts,
    }


def _secret(key: str) -> dict[str, Any]:
    """A statement that shares nothing with the open case."""
    return {
        "key": key,
        "form": "mixed",
        "quote": f"zuluquote {key}",
        "claim": "zuluclaim",
        "language": "fr",
        "translations": [{"language": "en", "text": "zulutranslation", "kind": "ours"}],
        "speaker": {
            "key": "zuluspeaker",
            "name": "Zuluspeaker",
            "kind": "person",
            "aliases": ["Zulualias"],
        },
        "role": "zulurole",
        "told": "zulutold",
        "said": "2017-09-18",
        "context": "zulucontext",
        "note": "zulunote",
        "topics": [CASE],
        "appearances": [
            {
                "source": _source("zulusource"),
                "locator": {"exact": "zulupassage"},
                "heard": "via",
                "relays": [{"name": "zulurelay", "source": {**_source("zulustub"), "seen": False}}],
            }
        ],
        "reviews": [{"word": "zulurating", "organisation": "zulureviewer"}],
        "reply_requests": [{"whom": "zuluwhom", "route": "zuluroute"}],
    }


def _around(key: str) -> dict[str, Any]:
    """A statement of an open speaker in the open source, linked to an open statement."""
    return {
        **_open(key, "Ann"),
        "quote": "zuluwords of Ann",
        "topics": [CASE, "Open case"],
        "appearances": [{"source": _source("paper"), "locator": {"exact": "zuluexact"}}],
        "links": [
            _link("open-1", "zulurationale"),
            _link("open-2", "zulurationale", "repeats"),
            _link("zulu-1", "zululink", "supports"),
        ],
    }


def _link(to: str, rationale: str = "They clash.", relation: str = "contradicts") -> dict[str, Any]:
    questions = dict.fromkeys(("same_time", "same_place", "same_meaning"), "yes")
    asked = questions if relation == "contradicts" else {}
    told = {"to": to, "relation": relation, "rationale": rationale, "status": "confirmed"}
    return {"key": f"{relation}-{to}-{rationale.split(maxsplit=1)[0].lower()}", **told, **asked}


def _source(name: str) -> dict[str, Any]:
    return {
        "key": name,
        "type": "webpage",
        "title": f"{name} title",
        "container_title": f"{name} outlet",
        "url": f"https://{name}.example/",
        "published": "2017-09-19",
    }
