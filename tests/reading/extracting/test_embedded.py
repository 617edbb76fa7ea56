"""Data that a page carries for machines is found in any spelling, and blanks hold nobody up."""

from __future__ import annotations

import pytest

from reading.extracting import charsets, embedded
from reading.extracting.charsets import declared_in
from reading.extracting.embedded import linked_data


@pytest.mark.parametrize(
    "attributes",
    [
        'type="application/ld+json"',
        "id=a TYPE = ' application/ld+json '",
        "type=application/LD+json class=seo",
        f"type{' ' * 900}={' ' * 900}'{' ' * 900}application/ld+json'",
    ],
)
def test_scripts_of_linked_data_are_found_in_any_spelling(attributes: str) -> None:
    page = f"<html>\n<script type=text/x>0</script><script {attributes}>1</script></html>"
    assert [(one.line, one.text) for one in linked_data(page.encode())] == [(2, "1")]


@pytest.mark.parametrize("attributes", ["type=", "type = '", "type=text/ld+json", "types", ""])
def test_other_scripts_are_none(attributes: str) -> None:
    page = f"<html><script {attributes}>application/ld+json</script></html>"
    assert [*linked_data(page.encode())] == []


@pytest.mark.parametrize("value", ["koi8-r", "'koi8-r'", ' = "koi8-r"', "=   ' koi8-r '"])
def test_the_charset_that_a_page_declares_is_read(value: str) -> None:
    value = value if "=" in value else f"={value}"
    assert declared_in(f"<html><meta charset{value}>".encode()) == "koi8-r"


@pytest.mark.parametrize("pattern", [embedded.LINKED_DATA.pattern, charsets.CHARSET.pattern])
def test_no_run_of_blanks_is_tried_in_two_ways(pattern: str | bytes) -> None:
    told = pattern if isinstance(pattern, str) else pattern.decode()
    assert told.count(r"\s") == told.count(r"\s*+") == 3
