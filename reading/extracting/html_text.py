"""Reads the article on a web page, and what the page says of itself."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import lxml.html
import trafilatura
from lxml.etree import LxmlError

from reading.extracting.charsets import declared_in, decode
from reading.extracting.confined import answer
from reading.extracting.texts import Extracted
from reading.extracting.visible import article_text, visible_text
from reading.refusals import UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Beyond this a page is no article: all that can be seen on it is taken, which is quick.
MOST_ARTICLE = 3_000_000
NO_PAGE = "There is no page in it that can be read. Open it in your browser and paste its text."
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_DECLARED = (
    "//meta[translate(@http-equiv, 'CL', 'cl')='content-language']/@content",
    "//meta[@property='og:locale']/@content",
)
PAYWALL = "The page says that it is not free to read: look whether its text is whole."
_CLOSED = re.compile(r"\"isAccessibleForFree\"\s*:\s*\"?false", re.IGNORECASE)
_AUTHORS = re.compile(r"\s*;\s*")


def read(content: bytes, charset: str | None) -> Extracted:
    """Return the article, or all that can be seen where the article cannot be told apart.

    Raises UnreadableError.
    """
    decoded = decode(content, charset or declared_in(content))
    markup = decoded.text.removeprefix("\ufeff")
    tree = _tree(markup)
    found = _article(markup) if len(markup) <= MOST_ARTICLE else {}
    body = found.pop("text", None) or ""
    text = (article_text(tree, body) if body else None) or visible_text(tree)
    title = found.get("title")
    if title and title not in text[: len(title) + 200]:
        text = f"{title}\n\n{text}"
    text = _NOT_TEXT.sub("", text).strip()
    found["language"] = _language(tree)
    notes = (decoded.note, PAYWALL if _CLOSED.search(markup) else None)
    return Extracted(text=text, note=" ".join(filter(None, notes)) or None, **found)


def _tree(markup: str) -> HtmlElement:
    try:
        # As bytes: a page may declare a charset of its own, which lxml refuses in a text.
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
        return lxml.html.document_fromstring(markup.encode("utf-8", "ignore"), parser=parser)
    except (LxmlError, ValueError, AssertionError) as error:
        raise UnreadableError(NO_PAGE) from error


def _article(markup: str) -> dict[str, Any]:
    """Return text, title, authors, date and site as trafilatura reads them, where it does."""
    document: Any = trafilatura.bare_extraction(
        markup,
        favor_recall=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if document is None:
        return {}
    return {
        "text": document.text,
        "title": _line(document.title),
        "authors": tuple(filter(None, _AUTHORS.split(document.author or ""))),
        "published": _day(document.date),
        "site": _line(document.sitename),
    }


def _line(text: str | None) -> str | None:
    return " ".join(_NOT_TEXT.sub(" ", text or "").split()) or None


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text or "").isoformat()
    except ValueError:
        return None


def _language(tree: HtmlElement) -> str | None:
    """Return the language (BCP 47) that a page declares, None where it declares none."""
    named = (tree.get("lang"), tree.get("xml:lang"), *(_content(tree, path) for path in _DECLARED))
    told = ((one or "").strip().replace("_", "-") for one in named)
    return next((one for one in told if _LANGUAGE.fullmatch(one)), None)


def _content(tree: HtmlElement, path: str) -> str | None:
    return next((str(one) for one in tree.xpath(path)), None)


if __name__ == "__main__":
    answer(read)
