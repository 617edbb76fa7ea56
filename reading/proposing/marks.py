"""Quotation marks of every style, folded to “ and ” without moving a character."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.proposing.lines import lined
from reading.proposing.single_marks import doubled

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARAGRAPH = re.compile(r"[^\n]+")
#: Two commas or two grave accents open, two typed apostrophes do either: each as wide as two.
_MARK = re.compile(r"``|''|(?<![^\s(\[]),,(?=\w)|[\"“”„‟«»「」『』＂〝〞〟❝❞״]")
_OPENING = frozenset(["“", "„", "‟", "«", "「", "『", "〝", "❝", "``", ",,"])
_EITHER = frozenset(['"', "''", "＂", "״"])
_LOW = frozenset(["„", ",,"])
_BEFORE = frozenset("([{<—–-/‘'*_¿¡…") | _OPENING
_AFTER = frozenset(")]}>—–-/’'.,;:!?…*_”»」』〞❞、。，")
_HEBREW = re.compile('[א-ת]["”״][א-ת]')
_FEET = re.compile(r"\d['′’]\s?\d{1,2}$")
_INCHES = re.compile(r"(?<![\d.,])\d{1,3}$")


@dataclass(frozen=True)
class Mark:
    """A quotation mark of a paragraph: where it stands, how wide, and what its neighbours say."""

    at: int
    width: int
    glyph: str
    blank_before: bool
    blank_after: bool

    @property
    def opens(self) -> bool:
        """Whether its neighbours have it open a quotation."""
        return self.blank_before and not self.blank_after

    @property
    def closes(self) -> bool:
        """Whether its neighbours have it close one."""
        return self.blank_after and not self.blank_before


def folded(text: str) -> str:
    """Return the text, of the same length, with its outer marks as “ and ”, inner ones as ‘ and ’.

    Marks that pair with none become ", whatever they were; where one is left open, it stays “.
    Lines are as `lines.lined` leaves them: a paragraph has no line break inside.
    """
    plain = doubled(lined(text))
    letters = list(plain)
    outward = _points_outward(plain)
    is_open = False
    for paragraph in _PARAGRAPH.finditer(plain):
        marks = list(_marks(paragraph[0], outward=outward))
        is_open = _write(letters, marks, paragraph.start(), continued=is_open)
    return "".join(letters)


def _points_outward(text: str) -> bool:
    """Tell whether the first guillemet opens the way German books have it: »so«."""
    first = re.search("[«»]", text)
    return first is not None and first[0] == "»" and _mark(text, first.start(), "»").opens


def _marks(paragraph: str, *, outward: bool) -> Iterator[Mark]:
    turned = str.maketrans("«»", "»«") if outward else {}
    for found in _MARK.finditer(paragraph):
        if not _is_measure(paragraph, found):
            yield _mark(paragraph, found.start(), found[0], found[0].translate(turned))


def _mark(paragraph: str, at: int, written: str, glyph: str | None = None) -> Mark:
    before = paragraph[at - 1] if at else " "
    after = paragraph[at + len(written) : at + len(written) + 1] or " "
    return Mark(
        at,
        len(written),
        glyph or written,
        before.isspace() or before in _BEFORE,
        after.isspace() or after in _AFTER,
    )


def _is_measure(paragraph: str, found: re.Match[str]) -> bool:
    """Tell whether it means inches: 6'2", or a 12" pipe of which no mark is closed.

    Nor is it a mark within a Hebrew abbreviation.
    """
    if found[0] not in {'"', "''", "”", "״"}:
        return False
    if _HEBREW.fullmatch(paragraph, max(0, found.start() - 1), found.end() + 1):
        return True
    before = paragraph[max(0, found.start() - 6) : found.start()]
    if _FEET.search(before):
        return True
    return bool(
        _INCHES.search(before)
        and paragraph[found.end() : found.end() + 1] in {" ", "-"}
        and not _MARK.search(paragraph, max(0, found.start() - 200), found.start())
    )


def _write(letters: list[str], marks: list[Mark], start: int, *, continued: bool) -> bool:
    """Write the marks of a paragraph as they pair; tell whether it ends within a quotation."""
    roles = _roles(marks)
    if continued and marks and roles[0] == "" and not marks[0].opens:
        roles[0] = "”"
    for mark, role in zip(marks, roles, strict=True):
        _place(letters, start + mark.at, mark.width, role or '"')
    outer = [role for role in roles if role in {"“", "”"}]
    return bool(outer) and outer[-1] == "“"


def _place(letters: list[str], at: int, width: int, role: str) -> None:
    """Write a mark; one that was typed as two stands at the side of the words' margin."""
    letters[at : at + width] = list(role.ljust(width) if role in "“‘" else role.rjust(width))


def _roles(marks: list[Mark]) -> list[str]:
    """Return “ ” for outer marks, ‘ ’ for inner ones, nothing for those without a partner."""
    roles, waiting = _paired(marks)
    if waiting:
        _leave_open(roles, waiting)
    return roles


def _paired(marks: list[Mark]) -> tuple[list[str], list[int]]:
    roles = [""] * len(marks)
    waiting: list[int] = []
    partner: dict[int, int] = {}
    for number, mark in enumerate(marks):
        if _is_opening(mark, marks[waiting[-1]] if waiting else None):
            waiting.append(number)
        elif waiting:
            partner[waiting.pop()] = number
    end = -1
    for first, last in sorted(partner.items()):
        inner = first < end
        roles[first], roles[last] = ("‘", "’") if inner else ("“", "”")
        end = end if inner else last
    return roles, waiting


def _is_opening(mark: Mark, within: Mark | None) -> bool:
    """Tell whether a mark opens, inside the quotation that `within` has opened."""
    if within is None:
        return not mark.closes if mark.glyph in _OPENING | _EITHER else mark.opens
    if mark.glyph == "“" and within.glyph in _LOW:
        return mark.opens
    if mark.glyph in _OPENING:
        return not mark.closes
    return mark.glyph in _EITHER and mark.opens


def _leave_open(roles: list[str], waiting: list[int]) -> None:
    """Let the last mark that nothing closes run on, if no other quotation follows it."""
    last = waiting[-1]
    if all(not role for role in roles[last + 1 :]):
        roles[last] = "“"
