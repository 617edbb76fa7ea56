"""Print HTML from standard input as PDF; run as a program of its own, since texts may be hostile."""

from __future__ import annotations

import resource
import sys

import weasyprint

MEMORY, CPU_SECONDS = 2**31, 60


def refuse(url: str, *_rest: object, **_more: object) -> dict[str, object]:
    """Fetch nothing, neither from the web nor from a disk."""
    message = f"nothing is fetched: {url}"
    raise ValueError(message)


def main() -> None:
    """Read all of standard input, write the PDF."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    page = weasyprint.HTML(string=sys.stdin.buffer.read().decode(), url_fetcher=refuse)
    sys.stdout.buffer.write(page.write_pdf(pdf_tags=True))


if __name__ == "__main__":
    main()
