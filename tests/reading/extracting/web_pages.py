"""Web pages of invented outlets, each telling what it is in another way."""

from __future__ import annotations

import json

WORDS = (
    "“We shut the ferry because its hull was cracked,” Jane Roe told reporters in Almby on Monday.",
    "The union of dock workers said that the crack had been known for two years, and that nobody had "
    "listened to the people who work on the boat every day.",
    "A spokesman for the ministry denied that. He said an inspection in June had found nothing, and "
    "that the ferry had been allowed to run by everybody who was asked.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in WORDS)
TITLE = "Almby shuts its ferry"


def a_page(head: str = "", body: str = BODY, *, lang: str = ' lang="en"', top: str = "") -> str:
    """Return a page with a title, what else stands in its head, and an article in its body."""
    return (
        f'<!doctype html><html{lang}><head><meta charset="utf-8"><title>{TITLE}</title>{head}</head>'
        f"<body><main><article><h1>{TITLE}</h1>{top}{body}</article></main></body></html>"
    )


def linked(**told: object) -> str:
    """Return JSON-LD of a news article."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **told}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def meta(**told: str) -> str:
    """Return meta elements by name or, where there is a colon (written __) in it, by property."""
    shown = ((name.replace("__", ":"), value) for name, value in told.items())
    return "".join(
        f'<meta {"property" if ":" in name else "name"}="{name}" content="{value}">'
        for name, value in shown
    )


PERSONS = [{"@type": "Person", "name": "Ann Able"}, {"@type": "Person", "name": "Bob Baker"}]
PUBLISHER = {"@type": "NewsMediaOrganization", "name": "The Almby Post"}
