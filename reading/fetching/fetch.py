"""Fetches one page of the public web, safely: no proxy, no cookies, no private address.

httpx is imported when the first page is fetched: the command line starts without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from typing import TYPE_CHECKING

from reading.fetching.addresses import may_reach_web
from reading.fetching.bodies import MOST_BYTES, too_large, whole
from reading.refusals import UnreachableError

if TYPE_CHECKING:
    import httpx

    from reading.fetching.network import Deadline, MayReach

MOST_REDIRECTS = 10
MOST_URL = 4_000
MOST_TYPE = 200
SECONDS = 25.0
HEADERS = {
    "User-Agent": "Gainsay/0.1 (keeps a copy of a page that a fact-checker asked for)",
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.1",
    "Accept-Language": "en, *;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
CLOSED = frozenset({401, 402, 403, 407, 429, 451})


@dataclass(frozen=True)
class Fetched:
    """A page as its server sent it, unpacked; the address is the one it came from in the end."""

    content: bytes
    media_type: str
    charset: str | None
    url: str


@dataclass(frozen=True)
class Limits:
    """How much a fetch may take, and where it may go."""

    may_reach: MayReach = may_reach_web
    most_bytes: int = MOST_BYTES
    seconds: float = SECONDS


WEB = Limits()


def fetch(url: str, limits: Limits = WEB) -> Fetched:
    """Fetch a page, following up to ten redirects, each looked at as the first was.

    Raises UnreachableError with a sentence for people.
    """
    import httpx  # noqa: PLC0415 -- a third of a second that only fetching pays

    from reading.fetching.network import Deadline  # noqa: PLC0415 -- it stands on httpx

    deadline = Deadline(limits.seconds)
    asked, seen = _address(url.strip()), set[str]()
    try:
        for _hop in range(MOST_REDIRECTS + 1):
            if str(asked) in seen:
                break
            seen.add(str(asked))
            found = _ask(asked, limits, deadline)
            if isinstance(found, Fetched):
                return found
            asked = found
    except httpx.HTTPError as error:
        raise UnreachableError(_network_words(error, asked.host)) from error
    message = f"The address redirects without end (“{asked.host}”). Check it in your browser."
    raise UnreachableError(message)


def _ask(url: httpx.URL, limits: Limits, deadline: Deadline) -> Fetched | httpx.URL:
    """Return the page, or the address that the server names instead."""
    import httpx  # noqa: PLC0415

    from reading.fetching.network import transport  # noqa: PLC0415

    with transport(limits.may_reach, deadline) as opened:
        # A request of its own, past any client: nothing is carried from one to the next.
        answer = opened.handle_request(httpx.Request("GET", url, headers=HEADERS))
        try:
            if answer.has_redirect_location:
                return _address(_location(answer), base=url)
            return _fetched(answer, url, limits)
        finally:
            answer.close()


def _address(text: str, base: httpx.URL | None = None) -> httpx.URL:
    import httpx  # noqa: PLC0415

    try:
        url = base.join(text) if base else httpx.URL(text)
        whole_url = httpx.URL(str(url), fragment=None)
        host = whole_url.host  # decoded only when it is asked for, and then it may fail
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise UnreachableError(_not_an_address(text)) from error
    if whole_url.scheme not in {"http", "https"} or not host or len(text) > MOST_URL:
        raise UnreachableError(_not_an_address(text))
    if whole_url.userinfo:
        message = "An address with a user name or password in it is not fetched; take them out."
        raise UnreachableError(message)
    return whole_url


def _not_an_address(text: str) -> str:
    return (
        f"“{text[:80]}” is not an address of the web that can be fetched; "
        "it has to begin with http:// or https:// and name a server."
    )


def _location(answer: httpx.Response) -> str:
    return str(answer.headers["location"])


def _fetched(answer: httpx.Response, url: httpx.URL, limits: Limits) -> Fetched:
    status = answer.status_code
    if status != HTTPStatus.OK:
        raise UnreachableError(_status_words(status, url.host))
    told = answer.headers.get("content-length", "")
    if told.isdecimal() and int(told) > limits.most_bytes:
        raise too_large(limits.most_bytes)
    encoding = answer.headers.get("content-encoding", "")
    content = whole(answer.iter_raw(), encoding, limits.most_bytes)
    if not content.strip():
        message = f"“{url.host}” sent an empty page. Open it yourself and paste its text."
        raise UnreachableError(message)
    media_type, charset = media_type_of(answer.headers.get("content-type", ""))
    return Fetched(content, media_type, charset, str(url))


def media_type_of(header: str) -> tuple[str, str | None]:
    """Return media type and charset of a Content-Type; an unknown type is a row of bytes."""
    read = Message()
    # Cut first: the library takes the square of the length of a long one.
    told = header[:MOST_TYPE].encode("ascii", "ignore").decode()
    read["content-type"] = told or "application/octet-stream"
    charset = read.get_param("charset")
    return read.get_content_type(), charset if isinstance(charset, str) and charset else None


def _status_words(status: int, host: str) -> str:
    phrase = next((f" {one.phrase}" for one in HTTPStatus if one == status), "")
    said = f"“{host}” answered {status}{phrase}"
    if status in CLOSED:
        return (
            f"{said}: it is not open to programs, or asks for a sign-in. Open the page in your "
            "browser and paste its text, or save it and upload the file."
        )
    return f"{said}. Check the address, or open the page yourself and paste its text."


def _network_words(error: httpx.HTTPError, host: str) -> str:
    import httpx  # noqa: PLC0415

    remedy = "Try again later, or open the page yourself and paste its text."
    if isinstance(error, httpx.TimeoutException):
        return f"“{host}” did not answer in time. {remedy}"
    if isinstance(error, httpx.ConnectError):
        if "certificate" in str(error).lower():
            return (
                f"“{host}” has no valid certificate, so what it sends cannot be trusted. {remedy}"
            )
        return f"“{host}” cannot be reached. {remedy}"
    return f"“{host}” broke off, or its answer cannot be understood. {remedy}"
