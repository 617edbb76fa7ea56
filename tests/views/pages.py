"""Reads pages as a browser does: the tree of elements, forms with what stands in them, faults."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
UNTYPED = frozenset({"submit", "button", "reset"})


@dataclass
class Element:
    """An element with its attributes and what it holds."""

    tag: str
    attributes: dict[str, str]
    inside: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that can be read in it, white space folded."""
        return " ".join(self.raw.split())

    @property
    def raw(self) -> str:
        """All that can be read in it, as it stands."""
        return "".join(one if isinstance(one, str) else one.raw for one in self.inside)

    def every(self, *tags: str) -> Iterator[Element]:
        """Yield the elements in it, of these tags if any are told, in the order of the page."""
        for one in self.inside:
            if isinstance(one, Element):
                if not tags or one.tag in tags:
                    yield one
                yield from one.every(*tags)

    def called(self, name: str) -> list[Element]:
        """Return the controls in it that go by a name."""
        return [one for one in self.every() if one.attributes.get("name") == name]

    def of_class(self, name: str) -> list[Element]:
        """Return the elements in it that carry a class."""
        return [one for one in self.every() if name in one.attributes.get("class", "").split()]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        assert len(names) == len(set(names)), (
            f"an attribute stands twice: {self.get_starttag_text()}"
        )
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)

    def whole(self) -> Element:
        assert self._open == [self.root], f"<{self._open[-1].tag}> is never closed"
        return self.root


@dataclass
class Form:
    """A form as it stands on a page."""

    element: Element

    @property
    def values(self) -> dict[str, str]:
        """What a browser would send if nothing were changed and no named button pressed."""
        found: dict[str, str] = {}
        for control in self.element.every("input", "textarea", "select"):
            value = _value(control)
            if value is not None and "name" in control.attributes:
                found[control.attributes["name"]] = value
        return found

    def filled(self, **typed: str) -> dict[str, str]:
        """Return what is sent after typing; whatever the form does not offer cannot be typed."""
        for name, value in typed.items():
            offered = self.element.called(name)
            assert offered, f"the form holds no field “{name}”"
            choices = {choice for one in offered for choice in _choices(one)}
            assert not choices or value in choices, f"“{name}” does not offer “{value}”"
        return {**self.values, **typed}

    def offers(self, name: str) -> list[str]:
        """Return the values among which a field lets choose."""
        return [choice for one in self.element.called(name) for choice in _choices(one)]


@dataclass
class Page:
    """A page as it was answered."""

    tree: Element

    @classmethod
    def of(cls, answer: TestResponse) -> Page:
        """Read an answer; tags that do not nest fail."""
        return cls.read(answer.text)

    @classmethod
    def read(cls, text: str) -> Page:
        """Read the text of a page."""
        reader = _Reader()
        reader.feed(text)
        reader.close()
        return cls(reader.whole())

    @property
    def text(self) -> str:
        """All that can be read on the page."""
        return self.one("body").text

    @property
    def main(self) -> Element:
        """What the page is about, without header and footer."""
        return self.one("main")

    @property
    def heading(self) -> str:
        """The one heading of the first rank."""
        return self.one("h1").text

    @property
    def title(self) -> str:
        """What the page is called in a tab; pictures on it have titles of their own."""
        [found] = self.one("head").every("title")
        return found.text

    @property
    def links(self) -> list[str]:
        """Where the page leads."""
        return [link.attributes["href"] for link in self.tree.every("a")]

    def one(self, tag: str) -> Element:
        """Return the only element of a tag."""
        found = list(self.tree.every(tag))
        assert len(found) == 1, f"{len(found)} <{tag}> on the page"
        return found[0]

    def form(self, action: str = "") -> Form:
        """Return the form that can be posted to an address, by default to the page's own."""
        forms = [one for one in self.tree.every("form") if one.attributes.get("method") == "post"]
        found = [form for form in forms if action in _addresses(form)]
        assert len(found) == 1, f"{len(found)} forms are posted to “{action}”"
        return Form(found[0])

    def fault(self, name: str) -> str:
        """Return what is said to be wrong at a field, tied to it for those who listen."""
        sets = [one for one in self.tree.every("fieldset") if one.attributes.get("id") == name]
        fields = [one for one in self.tree.called(name) if one.tag != "button"]
        [control] = sets or fields
        if not sets:
            assert control.attributes.get("aria-invalid") == "true", f"“{name}” is not marked wrong"
        told = control.attributes.get("aria-describedby", "").split()
        return " ".join(self.with_id(one).text for one in told if one.endswith("-fault"))

    def with_id(self, name: str) -> Element:
        """Return the element with an id."""
        [found] = [one for one in self.tree.every() if one.attributes.get("id") == name]
        return found

    @property
    def alerts(self) -> str:
        """What the page calls out."""
        called = (one for one in self.tree.every() if one.attributes.get("role") == "alert")
        return " ".join(one.text for one in called)


def submit(visitor: FlaskClient, address: str, action: str = "", /, **typed: str) -> TestResponse:
    """Open a page, fill in a form of it, and send it where it goes."""
    page = Page.of(visitor.get(address))
    return visitor.post(action or address, data=page.form(action).filled(**typed))


def _addresses(form: Element) -> set[str]:
    buttons = {one.attributes.get("formaction", "") for one in form.every("button")}
    return {form.attributes.get("action", ""), *buttons - {""}}


def _value(control: Element) -> str | None:
    kind = control.attributes.get("type", "text")
    if kind in UNTYPED:
        return None
    if kind in {"checkbox", "radio"}:
        checked = "checked" in control.attributes
        return control.attributes.get("value", "on") if checked else None
    if control.tag == "textarea":
        return control.raw.removeprefix("\r").removeprefix("\n")
    if control.tag == "select":
        options = list(control.every("option"))
        chosen = [one for one in options if "selected" in one.attributes] or options[:1]
        return chosen[0].attributes["value"] if chosen else None
    return control.attributes.get("value", "")


def _choices(control: Element) -> list[str]:
    if control.tag == "select":
        return [one.attributes["value"] for one in control.every("option")]
    kind = control.attributes.get("type")
    return [control.attributes.get("value", "on")] if kind in {"radio", "checkbox"} else []
