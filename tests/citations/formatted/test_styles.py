from __future__ import annotations

import pytest
from lxml import etree

from citations.formatted.locales import LOCALES, OWN, UnknownLocaleError, locale_named
from citations.formatted.styles import (
    STYLES,
    UnknownStyleError,
    style_named,
    styles_like,
    title_of,
)
from citations.styling import ATTRIBUTION


def test_the_styles_of_the_menu_are_installed_and_ours_comes_first() -> None:
    assert next(iter(STYLES)) == ATTRIBUTION
    for style, title in STYLES.items():
        found = style_named(style)
        assert found.title == title
        assert (found.rules is None) is (style == ATTRIBUTION)


def test_their_editions_are_what_the_menu_says() -> None:
    infos = {style: (style_named(style).rules or b"")[:900].decode() for style in STYLES}
    assert "7th edition" in infos["apa"]
    assert "9th edition" in infos["modern-language-association"]
    assert "18th edition (author-date)" in infos["chicago-author-date"]
    assert "18th edition (notes and" in infos["chicago-notes-bibliography"]
    assert "12th edition" in infos["harvard-cite-them-right"]


def test_a_dependent_style_has_the_rules_of_its_parent_and_its_own_title_and_locale() -> None:
    parent, digest = style_named("nature"), style_named("nature-digest")
    assert digest.rules == parent.rules
    assert digest.title == "Nature Digest"
    assert (digest.default_locale, parent.default_locale) == ("en-GB", "en-GB")
    assert b"<bibliography" in (digest.rules or b"")
    italian, french = "pontifical-gregorian-university", "pontifical-gregorian-university-fr"
    assert style_named(italian).default_locale == "it-IT"
    assert style_named(french).default_locale == "fr-FR"


@pytest.mark.parametrize(
    "style", ["apaa", "", "../styles/apa", "apa.csl", "/etc/passwd", "x" * 10_000, "\x00", "Apa"]
)
def test_an_unknown_style_is_refused_by_name(style: str) -> None:
    with pytest.raises(UnknownStyleError) as refused:
        style_named(style)
    assert refused.value.style == style
    assert len(str(refused.value)) < 1_000


def test_ids_near_to_an_unknown_one_are_named() -> None:
    with pytest.raises(
        UnknownStyleError, match=r"“chicago-autor-date”; near to it: chicago-author-date"
    ):
        style_named("chicago-autor-date")


def test_styles_are_found_by_words_of_their_ids_or_of_the_titles_we_show() -> None:
    assert list(styles_like("", 3)) == list(STYLES)[:3]
    assert next(iter(styles_like("Harvard"))) == "harvard-cite-them-right"
    assert next(iter(styles_like("cite them RIGHT harvard"))) == "harvard-cite-them-right"
    found = styles_like("harvard leeds", 5)
    assert found["harvard-university-of-leeds"] == title_of("harvard-university-of-leeds")
    assert next(iter(styles_like("nature"))) == "nature"
    assert len(styles_like("journal", 7)) == 7
    assert styles_like("no style is called so") == {}
    ten = "a b c d e f g h i j"
    assert styles_like("a " * 50_000 + f"{ten} nosuchword", 3) == styles_like(ten, 3) != {}


def test_every_locale_has_a_name_and_is_found_whatever_the_case() -> None:
    assert LOCALES["de-AT"] == "German (Austria)"
    assert all(locale_named(code) == code for code in LOCALES)
    assert locale_named("PT_br") == "pt-BR"
    assert locale_named("") == OWN


@pytest.mark.parametrize("code", ["xx", "en-US; rm", "de-DE\n", "tlh"])
def test_an_unknown_locale_is_refused_by_name(code: str) -> None:
    with pytest.raises(UnknownLocaleError, match="en-US, ") as refused:
        locale_named(code)
    assert refused.value.code == code


def test_a_style_is_read_without_what_it_might_bring_along() -> None:
    for style in STYLES:
        if rules := style_named(style).rules:
            assert etree.fromstring(rules, etree.XMLParser(resolve_entities=False)).get("version")
