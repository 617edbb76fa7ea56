"""Dates and addresses as the templates of Wikipedia take them."""

from __future__ import annotations

import pytest

from citations.wikitext.addresses import archive_day, page_address
from citations.wikitext.dates import template_date
from tests.citations.works import ANY_SIGN, SNAPSHOT


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2017-09-18", "18 September 2017"),
        ("2017-09", "September 2017"),
        ("2017-09-XX", "September 2017"),
        ("2017", "2017"),
        ("0867", "867"),
        ("0067", ""),
        ("2017-09-18~", "c. 2017"),
        ("2017-21", "Spring 2017"),
        ("2017-21/2017-23", "Spring–Autumn 2017"),
        ("2017-09-16/2017-09-18", "16–18 September 2017"),
        ("2017-08-30/2017-09-02", "30 August – 2 September 2017"),
        ("2016-12-30/2017-01-02", "30 December 2016 – 2 January 2017"),
        ("2017-07/2017-09", "July–September 2017"),
        ("2016-12/2017-01", "December 2016 – January 2017"),
        ("2016/2017", "2016–2017"),
        ("2017/2017", "2017"),
        ("2017/2017-09", ""),
        ("2016/2017~", ""),
        ("2017?", ""),
        ("../2017", ""),
        ("2017/..", ""),
        ("199X", ""),
        (None, ""),
    ],
)
def test_a_date_has_a_form_that_the_templates_take(edtf: str | None, told: str) -> None:
    assert template_date(edtf) == told


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://a.example/b?utm_source=x&c=d&fbclid=1#e", "https://a.example/b?c=d#e"),
        ("https://a.example/b?utm_source=x&UTM_medium=y", "https://a.example/b"),
        ("https://a.example/b?", "https://a.example/b"),
        ("https://a.example/b?c&d=%20&d=", "https://a.example/b?c&d=%20&d="),
        ("https://münchen.example:8080/ü?ü", "https://xn--mnchen-3ya.example:8080/ü?ü"),
        (f"https://{'ü' * 70}.example/", f"https://{'ü' * 70}.example/"),
        (
            "https://a.example/~b/a_b/~~~~/__TOC__",
            "https://a.example/~b/a_b/%7E%7E%7E%7E/%5F%5FTOC%5F%5F",
        ),
        ("https://a.example/[b]|{c}'<d>\"", "https://a.example/%5Bb%5D%7C%7Bc%7D%27%3Cd%3E%22"),
    ],
)
def test_an_address_tells_no_tracker_and_holds_no_markup(url: str, told: str) -> None:
    assert page_address(url) == told


@pytest.mark.parametrize(
    ("url", "day"),
    [
        (SNAPSHOT + ANY_SIGN, "19 September 2017"),
        ("https://archive.ph/20170919123456/https://a.example/", "19 September 2017"),
        ("https://archive.ph/2017.09.19-123456/https://a.example/", "19 September 2017"),
        ("https://web.archive.org/web/20170919123456/a.example/b", "19 September 2017"),
        ("https://web.archive.org/web/20170919123456id_/https://a.example/", "19 September 2017"),
        ("https://web.archive.org/web/20170919123456copy/https://a.example/", ""),
        ("https://wayback.archive-it.org/1068/20170919123456/https://a.b/", "19 September 2017"),
        ("https://web.archive.org/web/2017/https://a.example/20180919123456/b", ""),
        ("https://web.archive.org/web/2017/https://a.example/", ""),
        ("https://web.archive.org/web/*/https://a.example/", ""),
        ("https://web.archive.org/save/https://a.example/", ""),
        ("https://web.archive.org/web/20179919123456/https://a.example/", ""),
        ("https://archive.ph/AbCdE", ""),
        (None, ""),
    ],
)
def test_an_archived_copy_is_of_a_known_day(url: str | None, day: str) -> None:
    assert archive_day(url) == day
