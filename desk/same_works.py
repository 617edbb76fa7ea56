"""Which known sources may be the very work that somebody describes as a new one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import or_, select

from desk.parties import sources
from desk.sources import kept, source_at_address
from models import Source, name_key
from models.search import BETWEEN, searchable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from desk.source_drafts import NewSourceDraft
    from models.records import SourceRecord

MOST = 4
"""How many works are shown."""
_COMPARED = 50
#: Parameters of an address that tell who led there, never what stands there.
_TRACKING = frozenset(
    {"fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "twclid", "mc_cid", "mc_eid"}
    | {"ref_src", "ref_url", "smid", "cmpid"}
)

_VARIANT = re.compile(r"^(www|m|mobile|amp)\.(?=[^.]+\.)")


def alike(session: Session, draft: NewSourceDraft) -> tuple[SourceRecord, ...]:
    """Return the few known works that a described one may be: a person says which.

    Alike is the same title, outlet and date (a date that is missing is none other), or the same
    address but for parameters that track readers, `www.` and http or https.
    """
    chosen = select(Source).where(Source.merged_into_id.is_(None), _close(draft))
    found = session.scalars(chosen.order_by(Source.id).limit(_COMPARED))
    ids = [one.id for one in found if _is_alike(draft, one)][:MOST]
    known = sources(session, ids) if ids else {}
    return tuple(known[one] for one in ids)


def known_at(session: Session, urls: Iterable[str]) -> Source | None:
    """Return the one known source that stands at one of these web addresses, however they are written.

    The very address goes before those that differ in what tracks readers, `www.` and http or https;
    where several sources differ in no more than that, none is meant surely.
    """
    asked = tuple(urls)
    for url in asked:
        if found := source_at_address(session, url):
            return found
    close = {one.id: one for url in asked for one in _at_bare(session, url)}
    return next(iter(close.values())) if len(close) == 1 else None


def found_at(session: Session, url: str) -> set[int]:
    """Return the ids of the sources at an address, however it is written."""
    return {one.id for one in _at_bare(session, url)}


def own_address(url: str, canonical: str) -> str:
    """Return the address that a page calls its own where that is believed, else where it was read.

    Believed is one of the same site but for `www.`, `m.`, `mobile.` and `amp.`, and not its front
    page: else any page could pass for another's. `static/addresses.js` says the same.
    """
    if not url or not canonical or _site(url) != _site(canonical):
        return url
    return url if _is_front(canonical) and not _is_front(url) else canonical


def _site(url: str) -> str:
    # Browsers take a backslash for a slash.
    host = urlsplit(url.replace("\\", "/")).hostname or ""
    return _VARIANT.sub("", host)


def _is_front(url: str) -> bool:
    return urlsplit(url.replace("\\", "/")).path in {"", "/"}


def _at_bare(session: Session, url: str) -> list[Source]:
    chosen = select(Source).where(_begins(url)).order_by(Source.id).limit(_COMPARED)
    bare = bare_address(url)
    found = session.scalars(chosen).all()
    return [kept(one) for one in found if one.url and bare_address(one.url) == bare]


def bare_address(url: str) -> str:
    """Return an address without scheme, `www.`, a last slash, tracking and the place in the page."""
    parts = urlsplit(url)
    told = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not (name.lower() in _TRACKING or name.lower().startswith("utm_"))
    ]
    asked = f"?{urlencode(told)}" if told else ""
    return f"{_host(url)}{parts.path.rstrip('/')}{asked}"


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _close(draft: NewSourceDraft) -> ColumnElement[bool]:
    """Return a looser condition, which the database can ask."""
    words = searchable([draft.title])
    begun = Source.found_by.startswith(f"{words} {BETWEEN} ", autoescape=True)
    titled = or_(Source.found_by == words, begun) if words else Source.title == draft.title
    return or_(titled, _begins(draft.url)) if draft.url else titled


def _begins(url: str) -> ColumnElement[bool]:
    """Return the looser condition for a source at an address, however it is written."""
    path = urlsplit(url).path.rstrip("/")
    begins = [
        f"{scheme}://{www}{_host(url)}{path}"
        for scheme in ("https", "http")
        for www in ("", "www.")
    ]
    return or_(*(Source.url.startswith(one, autoescape=True) for one in begins))


def _is_alike(draft: NewSourceDraft, known: Source) -> bool:
    if draft.url and known.url and bare_address(draft.url) == bare_address(known.url):
        return True
    dated = draft.published == known.published or not (draft.published and known.published)
    return dated and _called(draft) == _called(known)


def _called(work: NewSourceDraft | Source) -> tuple[str, str]:
    return name_key(work.title), name_key(work.container_title or work.publisher or "")
