"""What pages say and write at each row is what the libraries would, only sooner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from babel.support import NullTranslations
from flask import render_template_string, url_for
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.routing import BuildError
from wtforms import Form, SelectField

from views import catalogue
from views.forms import fields
from views.hrefs import FILTERS, href
from views.hrefs import url_for as ours
from views.pieces import bdi, marked, tongue
from views.scripts import direction, isolated

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

HOSTILE = "<b>&\"'</b>"


@pytest.mark.parametrize("root", ["", "/desk"])
def test_an_address_is_that_of_url_for(app: Flask, root: str) -> None:
    with app.test_request_context(base_url=f"http://localhost{root}"):
        for endpoint in FILTERS.values():
            assert href(endpoint, 12) == url_for(endpoint, id=12)
            assert href(endpoint, 12).startswith(root)


@pytest.mark.parametrize("root", ["", "/desk"])
def test_templates_get_the_addresses_of_the_library(app: Flask, root: str) -> None:
    values: list[dict[str, Any]] = [
        {},
        {"q": "a&b ü/?#+", "before": 3, "none": None},
        {"q": ["a", "b"]},
        {"_anchor": "notices"},
    ]
    with app.test_request_context(base_url=f"http://localhost{root}"):
        for rule in app.url_map.iter_rules():
            for parts in (7, "0f.a-b_c", "ü /?%"):
                given = dict.fromkeys(rule.arguments, parts)
                for asked in values:
                    told = [_address(one, rule.endpoint, given | asked) for one in (ours, url_for)]
                    assert told[0] == told[1], rule


def _address(writes: Callable[..., str], endpoint: str, values: dict[str, Any]) -> str:
    try:
        return writes(endpoint, **values)
    except (BuildError, ValueError) as fault:
        return type(fault).__name__


def test_a_template_escapes_what_is_put_into_a_text(app: Flask) -> None:
    with app.test_request_context():
        said = render_template_string("{{ _('by %(name)s', name=one) }}", one=HOSTILE)
        assert said == "by &lt;b&gt;&amp;&#34;&#39;&lt;/b&gt;"
        assert render_template_string("{{ _('100%%') }}") == "100%"
        counted = "{{ ngettext('%(num)d line', '%(num)d lines', n) }}"
        assert render_template_string(counted, n=1) == "1 line"
        assert render_template_string(counted, n=2) == "2 lines"


def test_a_text_is_said_outside_of_an_app_too() -> None:
    assert catalogue.gettext("%(n)s of it", n=3) == "3 of it"
    assert catalogue.ngettext("%(num)d line", "%(num)d lines", 2) == "2 lines"


def test_each_language_has_a_catalogue_of_its_own() -> None:
    class Shouting(NullTranslations):
        def ugettext(self, message: object) -> str:
            return str(message).upper()

    loud, calm = catalogue.Catalogue(Shouting()), catalogue.Catalogue(NullTranslations())
    assert [one.text("yes") for one in (loud, calm, loud)] == ["YES", "yes", "YES"]
    assert [str(one.marked("yes")) for one in (loud, calm)] == ["YES", "yes"]


def test_pieces_escape_what_they_are_given(app: Flask) -> None:
    with app.test_request_context():
        assert bdi(HOSTILE) == "<bdi>&lt;b&gt;&amp;&#34;&#39;&lt;/b&gt;</bdi>"
        assert tongue('"x', "abc") == 'lang="&#34;x" dir="auto"'
        assert tongue(None, "abc") == 'dir="auto"'
        assert marked("a <b> & c", "<b>") == "a <mark>&lt;b&gt;</mark> &amp; c"
        assert marked("it’s ‘so’ & so", "& so") == "it’s ‘so’ <mark>&amp; so</mark>"
        assert marked("a <b>", "") == "a &lt;b&gt;"


@settings(max_examples=30)
@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_run_as_they_would_among_others(text: str) -> None:
    spaced = f"{text}\u00a0"
    assert [direction(one, text) for one in ("en", "ar", None)] == [
        direction(one, spaced) for one in ("en", "ar", None)
    ]
    assert isolated(text) == isolated(spaced)[:-1]


def test_an_option_is_written_as_the_library_writes_it() -> None:
    choices = fields.options([("", "all"), ('"1', HOSTILE), ("2", "two")])

    class Both(Form):
        ours = fields.choose("One", [(one.value, one.label) for one in choices])
        theirs = SelectField("One", choices=choices, filters=fields.FILTERS)

    for chosen in ("", '"1', "2"):
        form = Both(data={"ours": chosen, "theirs": chosen})
        assert str(form.ours(id="x")) == str(form.theirs(id="x")).replace("theirs", "ours", 1)
