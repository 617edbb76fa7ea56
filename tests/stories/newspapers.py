"""A newspaper of the tests: pages that stand at an address of their own, with headers of their own."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTE = "We have not ceded any of the ground we have taken"
PASSAGE = f"“{QUOTE},” James Mattis said on Monday."
BODY = f"""
<nav>Home and all the news</nav>
<main><article id="article">
  <h1>Outpost closed</h1>
  <p>A base near the border was
     <b>closed</b> this week.</p>
  <p>{PASSAGE}</p>
  <p style="display: none">Nobody sees this.</p>
  <p>A spokesman called it routine.</p>
  <script>"no text"</script>
</article></main>"""
TEXT = f"""Outpost closed

A base near the border was closed this week.

{PASSAGE}

A spokesman called it routine."""
HEAD = """
<meta property="og:title" content="Outpost near the border is closed">
<meta property="og:site_name" content="The Border Post">
<meta name="author" content="By Barbara Starr">
<meta property="article:published_time" content="2017-09-19T08:00:00Z">"""
STRICT = (
    "default-src 'none'; script-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'"
)


@dataclass
class Newspaper:
    """What is printed, by path: the markup and a content security policy, if any."""

    address: str = ""
    pages: dict[str, tuple[str, str | None]] = field(default_factory=dict)

    def prints(
        self, path: str, head: str = HEAD, body: str = BODY, policy: str | None = None
    ) -> str:
        """Print a page; return its address."""
        self.pages[path] = (f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body>", policy)
        return self.address + path


@contextmanager
def printed() -> Iterator[Newspaper]:
    """Serve a newspaper on this machine."""
    paper = Newspaper()

    class Stand(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = paper.pages.get(urlsplit(self.path).path)
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if known and known[1]:
                self.send_header("Content-Security-Policy", known[1])
                self.send_header("Cross-Origin-Opener-Policy", "same-origin")
            self.end_headers()
            self.wfile.write(known[0].encode() if known else b"")

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Stand)
    paper.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield paper
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
