"""SVG as a tree of elements, which escapes every text by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from views.pictures.style import STYLE
from views.pictures.text import fitted, legible, right_to_left

if TYPE_CHECKING:
    from views.pictures.parts import Caption

NAMESPACE = "http://www.w3.org/2000/svg"
TITLE, DESCRIPTION = "picture-title", "picture-description"


@dataclass(frozen=True)
class Drawing:
    """A finished picture, for a page or as a file of its own."""

    tree: Element

    def __html__(self) -> str:
        """Return the picture for a page, whose stylesheet gives it its looks."""
        return tostring(self.tree, encoding="unicode", short_empty_elements=False)

    @property
    def file(self) -> bytes:
        """The picture as a file that stands alone: UTF-8, with its style in it."""
        whole = Element(self.tree.tag, self.tree.attrib)
        part(whole, "style").text = STYLE
        whole.extend(self.tree)
        content: bytes = tostring(whole, encoding="utf-8", xml_declaration=True)
        return content


def sheet(caption: Caption, width: float, height: float) -> Element:
    """Return an empty picture with its title and description; sizes are CSS pixels."""
    size = {"width": number(width), "height": number(height)}
    root = Element("svg", {"xmlns": NAMESPACE, "class": "drawn", "role": "group", **size})
    root.set("viewBox", f"0 0 {size['width']} {size['height']}")
    root.set("aria-labelledby", TITLE)
    root.set("aria-describedby", DESCRIPTION)
    part(root, "title", id=TITLE).text = legible(caption.title)
    part(root, "desc", id=DESCRIPTION).text = legible(caption.description)
    part(root, "rect", class_="ground", **size)
    return root


def part(parent: Element, tag: str, **attributes: str | float) -> Element:
    """Add an element; an underscore in the name of an attribute is a hyphen, at its end nothing."""
    written = {
        name.rstrip("_").replace("_", "-"): legible(value)
        if isinstance(value, str)
        else number(value)
        for name, value in attributes.items()
    }
    return SubElement(parent, tag, written)


def listing(parent: Element, name: str) -> Element:
    """Add a list with a name for those who listen."""
    return part(parent, "g", role="list", aria_label=name)


def way(parent: Element, href: str, title: str) -> Element:
    """Add an entry to a list that leads somewhere, with the whole name of where."""
    item = part(parent, "g", role="listitem")
    link = part(item, "a", href=href, aria_label=title)
    part(link, "title").text = legible(title)
    return link


def line_of_text(
    parent: Element, at: tuple[float, float], text: str, most: int, class_: str
) -> Element:
    """Write a line that begins at a place and runs to its right, whichever way its letters run."""
    x, y = at
    written = part(parent, "text", x=x, y=y, class_=class_)
    if right_to_left(text):
        written.set("direction", "rtl")
        written.set("text-anchor", "end")
    written.text = legible(fitted(text, most))
    return written


def number(value: float) -> str:
    """Write a length to a tenth of a pixel, the same on every machine."""
    return f"{round(value, 1) + 0:g}" if abs(value) < 100_000 else str(round(value))  # noqa: PLR2004
