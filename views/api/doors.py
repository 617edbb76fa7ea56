"""The API as a whole: its resources behind one door, under `/api/v1`."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, jsonify, request
from flask_limiter.util import get_remote_address

from views.api import bearers, packing, refusals
from views.api.answering import API, endpoint
from views.api.appearances import appearances
from views.api.bodies import MOST_BYTES
from views.api.captures import captures
from views.api.citations import citations
from views.api.door import view_of
from views.api.exports import exports
from views.api.histories import histories
from views.api.imports import imports
from views.api.jobs import jobs
from views.api.links import links
from views.api.notices import notices
from views.api.openapi import description
from views.api.own import own
from views.api.pictures import pictures
from views.api.problems import FOR_PROGRAMS, ROOT, problem
from views.api.proposals import proposals
from views.api.readings import readings
from views.api.remarks import remarks
from views.api.replies import replies
from views.api.reports import reports
from views.api.reviews import reviews
from views.api.saved_reports import saved_reports
from views.api.sets import sets
from views.api.sources import sources
from views.api.speakers import speakers
from views.api.statements import statements
from views.api.topics import topics
from views.api.translations import translations
from views.guards import may, public
from views.limits import limiter

if TYPE_CHECKING:
    from flask import Flask

RESOURCES = (
    statements,
    citations,
    exports,
    links,
    histories,
    reports,
    pictures,
    saved_reports,
    remarks,
    reviews,
    replies,
    speakers,
    jobs,
    imports,
    readings,
    proposals,
    sources,
    notices,
    captures,
    appearances,
    translations,
    topics,
    sets,
    own,
)
OPERATIONS = tuple(one for resource in RESOURCES for one in resource.operations)
LARGE = {endpoint(one): one.file.most_bytes for one in OPERATIONS if one.file}
"""How many bytes a request may hold that holds a file."""
OFTEN = "600 per minute"
"""How often one token may ask, or one visitor who brings none."""
ANYHOW = "3000 per minute"
"""How often one address may ask, whatever it brings."""
bp = Blueprint(API, __name__, url_prefix=ROOT)


@bp.get("/openapi.json")
@public
def openapi() -> Response:
    """Describe the API in OpenAPI 3.1."""
    return jsonify(description(RESOURCES, request.script_root))


def _asking() -> str:
    """Return what counts the requests of a token: a hash of what was brought, else the address."""
    brought = request.headers.get("Authorization")
    return hashlib.sha256(brought.encode()).hexdigest() if brought else get_remote_address()


def register(app: Flask) -> None:
    """Ask each request under our addresses for its token, before anything else lets it in."""
    app.before_request(_admit)
    app.session_interface = packing.Sessions()


def _admit() -> Response | None:
    if request.path.startswith(FOR_PROGRAMS) and bearers.stands_in_address():
        # Wherever that leads, it has been logged on the way; no operation need be there.
        return problem(HTTPStatus.BAD_REQUEST, bearers.IN_ADDRESS)
    if request.blueprint != API:
        return None
    if request.method == "OPTIONS":
        # A browser asks so whether a site may ask; it brings no token.
        return current_app.make_default_options_response()
    request.max_content_length = LARGE.get(request.endpoint or "", MOST_BYTES)
    bearers.admit()
    return None


for operation in OPERATIONS:
    bp.add_url_rule(
        operation.rule,
        operation.name,
        may(operation.permission)(view_of(operation)),
        methods=[operation.method],
    )
refusals.register(bp)
bp.after_request(packing.pack)
bp.after_request(packing.let_out)
limiter.shared_limit(OFTEN, API, key_func=_asking)(bp)
limiter.shared_limit(ANYHOW, API)(bp)
