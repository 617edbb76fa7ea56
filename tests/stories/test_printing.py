"""A report and a pair on paper: black on white, sources numbered, nothing to press."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pytest

from tests.stories.steps import become_admin

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.stories.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]
COLOURS = "(it => [it.color, it.backgroundColor])(getComputedStyle(document.body))"


def test_a_report_printed_at_night_reads_well_on_paper(page: Page, served: Served) -> None:
    become_admin(page, served)
    page.get_by_role("button", name="Load the At Tanf case").click()
    page.emulate_media(color_scheme="dark")
    page.goto("/reports/contradictions?view=pairs&until=2018")
    sheets = _printed(page)
    whole = " ".join(sheets)
    assert "Until: 2018" in whole
    assert "Sources" in sheets[-1]
    assert "1. [US-led coalition closes and razes an outpost east of At Tanf]" in whole
    for only_on_screen in ("Log a statement", "Download", "Timeline", "Keyboard"):
        assert only_on_screen not in whole
    assert all(_beginning(sheet) != "≠" for sheet in sheets)
    page.goto("/links/4")
    sheet = " ".join(_printed(page))
    assert "Why they may clash" in sheet
    assert "1. [US-led coalition" in sheet
    assert "Discussion" not in sheet
    page.emulate_media(media="print")
    assert page.evaluate(COLOURS) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def _printed(page: Page) -> list[str]:
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return [" ".join(one.extract_text().split()) for one in pages]


def _beginning(sheet: str) -> str:
    """Return how a sheet begins; where it is a sign, a pair was torn apart."""
    return sheet[:1]
