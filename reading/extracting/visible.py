"""What can be seen on a web page: its text without markup, a block a line."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "head", "iframe", "object", "svg", "math"}
    | {"canvas", "video", "audio", "select", "button", "datalist", "textarea", "nav"}
)
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd"}
    | {"details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer"}
    | {"form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p"}
    | {"pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
LONG_CHARACTERS = 40
#: In class or id of a box that stands beside an article, in the words of those who make pages.
BESIDE = frozenset(
    {"advert", "advertisement", "consent", "cookie", "cookies", "newsletter", "promo", "promotion"}
    | {"recommended", "recommendation", "recommendations", "related", "share", "sharing", "signup"}
    | {"sponsored", "subscribe", "trending"}
)
BOXES = frozenset({"aside", "div", "footer", "form", "ol", "section", "ul"})
#: A box with more of an article's words than this, of all there are, is no box.
MOST_BESIDE = 0.25
MOST_BOXES = 200
_SPACES = re.compile(r"[^\S\n]+")
_NAMES = re.compile(r"[a-z]+")
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINES = re.compile(r" ?\n[ \n]*")


def visible_text(tree: HtmlElement, without: frozenset[HtmlElement] = frozenset()) -> str:
    """Return all the text of a page that a reader would see, blocks parted by line ends.

    The elements `without` are left out, with all that is in them.
    """
    joined = _SPACES.sub(" ", "".join(_parts(tree, without)))
    return _LINES.sub("\n", joined).strip()


def article_text(tree: HtmlElement, found: str) -> str | None:
    """Return all the text of the smallest part of a page that holds every paragraph of an article.

    `found` is the article's text as somebody else has told it apart, maybe without a quotation or
    a caption; None where none of the page's paragraphs stands in it. Boxes beside the article that
    their class or id calls so are left out.
    """
    known = " ".join(found.split())
    within = [one for one in tree.iter("p") if _stands_in(one, known)]
    if not within:
        return None
    lines = [[one, *one.iterancestors()][::-1] for one in within]
    shared = [steps[0] for steps in zip(*lines, strict=False) if len(set(steps)) == 1]
    smallest = next((one for one in reversed(shared) if one.tag != "p"), shared[0])
    whole = next((one for one in smallest.iterancestors("article", "main")), smallest)
    return visible_text(whole, _boxes(whole))


def _boxes(whole: HtmlElement) -> frozenset[HtmlElement]:
    """Return the boxes beside an article, such as links to others and sign-ups for newsletters."""
    all_named = (one for one in whole.iterdescendants() if _is_named_beside(one))
    named = list(islice(all_named, MOST_BOXES))
    most = MOST_BESIDE * len(whole.text_content()) if named else 0.0
    return frozenset(one for one in named if len(one.text_content()) <= most)


def _is_named_beside(one: HtmlElement) -> bool:
    if one.tag not in BOXES:
        return False
    names = f"{one.get('class') or ''} {one.get('id') or ''}".lower()
    return len(names) > 1 and not BESIDE.isdisjoint(_NAMES.findall(names))


def _stands_in(paragraph: HtmlElement, text: str) -> bool:
    words = " ".join("".join(_parts(paragraph)).split())
    return len(words) >= LONG_CHARACTERS and words in text


def _parts(top: HtmlElement, without: frozenset[HtmlElement] = frozenset()) -> Iterator[str]:
    """Yield the text below an element in its order, with line ends around blocks.

    An open-ended walk, not a recursion: a hostile page nests as deep as it likes.
    """
    todo: list[tuple[HtmlElement, bool]] = [(top, False)]
    while todo:
        element, closing = todo.pop()
        if closing:
            yield from _end(element, top)
            continue
        todo.append((element, True))
        if not _is_seen(element) or element in without:
            continue
        if element.tag in BLOCKS:
            yield "\n"
        yield (element.text or "").replace("\n", " ")
        todo.extend((child, False) for child in reversed(element))


def _end(element: HtmlElement, top: HtmlElement) -> Iterator[str]:
    if element.tag in BLOCKS:
        yield "\n"
    if element is not top:
        yield (element.tail or "").replace("\n", " ")


def _is_seen(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in UNSEEN or "hidden" in element.attrib:
        return False
    return not _UNSEEN_STYLE.search(element.get("style") or "")
