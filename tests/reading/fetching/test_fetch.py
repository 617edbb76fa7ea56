"""Pages are fetched from real servers on loopback, which tests permit and nobody else does."""

from __future__ import annotations

import gzip
import time
import zlib
from dataclasses import replace
from itertools import count

import pytest

from reading.fetching.fetch import Limits, fetch, media_type_of
from reading.refusals import UnreachableError
from tests.reading.fetching.serving import Connection, answering, page, redirect, web

HERE = Limits(may_reach=lambda address, _port: address == "127.0.0.1", seconds=5)
HTML = "Content-Type: text/html; charset=utf-8"
BODY = "<p>“We have not ceded any of the ground.”</p>".encode()


def test_this_machine_is_refused_even_where_a_server_answers() -> None:
    with web(answering(page(BODY, HTML))) as served:
        with pytest.raises(UnreachableError, match="not an address of the public web") as refused:
            fetch(served.url().replace("127.0.0.1", "localhost"))
        assert "127.0.0.1" not in str(refused.value)
        assert served.asked == []


def test_a_page_is_fetched_as_its_server_sent_it() -> None:
    with web(answering(page(BODY, HTML, "Set-Cookie: a=b"))) as served:
        found = fetch(served.url("/story?id=1#top"), HERE)
    assert (found.content, found.media_type, found.charset) == (BODY, "text/html", "utf-8")
    assert found.url == served.url("/story?id=1")
    [asked] = served.asked
    assert asked.startswith("GET /story?id=1 HTTP/1.1\r\n")
    assert "user-agent: gainsay/" in asked.lower()
    assert "accept-encoding: identity" in asked.lower()


def test_what_the_environment_says_of_proxies_and_passwords_is_not_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://user:secret@127.0.0.1:9/")
    with web(answering(page(BODY, HTML))) as served:
        assert fetch(served.url(), HERE).content == BODY
    assert "authorization" not in served.asked[0].lower()


def test_a_redirect_is_followed_and_carries_no_cookie() -> None:
    answers = {
        "/": page(b"", "Location: /two", "Set-Cookie: a=b; Path=/", status="301 Moved"),
        "/two": redirect("three?x=ü"),
        "/three?x=%C3%BC": page(BODY, HTML),
    }
    with web(lambda head, visit: visit.send(answers[head.split()[1]])) as served:
        found = fetch(served.url(), HERE)
    assert found.url == served.url("/three?x=%C3%BC")
    assert all("cookie" not in head.lower() for head in served.asked)


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2/",
        "http://2130706434/",
        "http://[::1]/",
        "http://169.254.169.254/",
        "//10.0.0.1/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://a:b@127.0.0.1/",
        "http://xn--a/",
    ],
)
def test_a_redirect_to_where_nobody_may_go_is_refused(target: str) -> None:
    with web(answering(redirect(target))) as served:
        with pytest.raises(UnreachableError):
            fetch(served.url(), HERE)
        assert len(served.asked) == 1


@pytest.mark.parametrize("address", ["http://xn--a/", "http://xn--a.example.org/x", "//xn--a"])
def test_a_host_that_is_no_name_is_refused(address: str) -> None:
    with pytest.raises(UnreachableError, match="is not an address of the web"):
        fetch(address, HERE)


def test_a_redirect_in_a_circle_ends() -> None:
    with web(answering(redirect("/"))) as served:
        with pytest.raises(UnreachableError, match="redirects without end"):
            fetch(served.url(), HERE)
        assert len(served.asked) == 1


def test_redirects_are_counted() -> None:
    def onward(head: str, visit: Connection) -> None:
        place = int(head.split()[1].strip("/") or 0)
        visit.send(redirect(f"/{place + 1}"))

    with web(onward) as served:
        with pytest.raises(UnreachableError, match="redirects without end"):
            fetch(served.url(), HERE)
        assert len(served.asked) == 11


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("404 Not Found", "answered 404 Not Found. Check the address"),
        ("403 Forbidden", "not open to programs"),
        ("500 Oops", "answered 500 Internal Server Error"),
        ("599 Odd", "answered 599. Check"),
        ("304 Not Modified", "answered 304"),
        ("204 No Content", "answered 204"),
    ],
)
def test_an_answer_without_a_page_is_refused_by_its_status(status: str, words: str) -> None:
    with (
        web(answering(page(b"", status=status))) as served,
        pytest.raises(UnreachableError, match=words),
    ):
        fetch(served.url(), HERE)


@pytest.mark.parametrize(
    "part", [b"", b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "], ids=count()
)
def test_a_server_that_never_ends_is_left_when_the_time_is_over(part: bytes) -> None:
    def for_ever(_head: str, visit: Connection) -> None:
        visit.send(part)
        visit.drip(b"x")

    with web(for_ever) as served:
        begun = time.monotonic()
        with pytest.raises(UnreachableError, match=r"did not (finish|answer)"):
            fetch(served.url(), replace(HERE, seconds=1))
        assert time.monotonic() - begun < 4


def test_a_server_that_says_nothing_is_left_when_the_time_is_over() -> None:
    def silent(_head: str, visit: Connection) -> None:
        visit.stopped.wait(10)

    with web(silent) as served:
        begun = time.monotonic()
        with pytest.raises(UnreachableError, match="in time"):
            fetch(served.url(), replace(HERE, seconds=1))
        assert time.monotonic() - begun < 4


def test_a_chain_of_redirects_has_one_time_for_all() -> None:
    def slow(head: str, visit: Connection) -> None:
        visit.stopped.wait(0.4)
        place = int(head.split()[1].strip("/") or 0)
        visit.send(redirect(f"/{place + 1}"))

    with web(slow) as served, pytest.raises(UnreachableError):
        fetch(served.url(), replace(HERE, seconds=1))
    assert len(served.asked) <= 4


SMALL = replace(HERE, most_bytes=1_000)
NO_LENGTH = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\nab", "larger than"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nonly this", "broke off"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nab", "broke off"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", "broke off"),
        (NO_LENGTH + b"a" * 1_001, "larger than"),
        (CHUNKED + b"3e9\r\n" + b"a" * 1_001 + b"\r\n0\r\n\r\n", "larger than"),
        (CHUNKED + b"5\r\nab", "broke off"),
        (CHUNKED + b"zz\r\nab\r\n0\r\n\r\n", "broke off"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "broke off"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000 + b"\r\n", "broke off"),
        (page(b""), "empty page"),
        (page(b" \r\n "), "empty page"),
        (page(gzip.compress(b"a" * 30_000_000), "Content-Encoding: gzip"), "larger than"),
        (page(gzip.compress(b"a" * 2_000), "Content-Encoding: gzip"), "larger than"),
        (page(gzip.compress(b"abc")[:-6], "Content-Encoding: gzip"), "broke off"),
        (page(b"no gzip", "Content-Encoding: gzip"), "cannot be unpacked"),
        (page(b"abc", "Content-Encoding: br"), "packed as “br”"),
        (page(b"abc", "Content-Encoding: gzip, gzip"), "packed as"),
    ],
    ids=count(),
)
def test_an_answer_that_lies_or_swells_is_refused(answer: bytes, words: str) -> None:
    with web(answering(answer)) as served, pytest.raises(UnreachableError, match=words):
        fetch(served.url(), SMALL)


def test_what_lies_behind_the_told_length_is_not_kept() -> None:
    with web(answering(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef")) as served:
        assert fetch(served.url(), HERE).content == b"abc"


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress], ids=count())
def test_an_answer_that_was_packed_unasked_is_unpacked(pack: object) -> None:
    name = "gzip" if pack is gzip.compress else "deflate"
    packed = page(pack(BODY), f"Content-Encoding: {name}")  # type: ignore[operator]
    with web(answering(packed)) as served:
        assert fetch(served.url(), HERE).content == BODY


def test_a_server_that_is_not_there_is_said_to_be_out_of_reach() -> None:
    with web(answering(b"")) as served:
        gone = served.url()
    with pytest.raises(UnreachableError, match="cannot be reached"):
        fetch(gone, HERE)


def test_a_server_without_a_certificate_is_not_trusted() -> None:
    with web(answering(b"no TLS here")) as served, pytest.raises(UnreachableError):
        fetch(served.url().replace("http:", "https:"), HERE)


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("text/html", ("text/html", None)),
        ("Text/HTML; Charset=ISO-8859-1", ("text/html", "ISO-8859-1")),
        ('text/html; charset="utf-8"', ("text/html", "utf-8")),
        ("application/pdf", ("application/pdf", None)),
        ("", ("application/octet-stream", None)),
        ("text/html; charset=", ("text/html", None)),
        (f"text/html{' ' * 200}; charset=utf-8", ("text/html", None)),
    ],
)
def test_a_content_type_tells_type_and_charset(header: str, told: tuple[str, str]) -> None:
    assert media_type_of(header) == told
