"""The bookmarklet, and that it runs the very files of the extension."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from models import Role
from tests.views.pages import Page

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from tests.views.conftest import SigningIn

EXTENSION = Path(__file__).parents[2] / "extension"


def _bookmarklet(visitor: FlaskClient) -> str:
    return Page.of(visitor.get("/account/capture/")).with_id("drag").attributes["href"]


def _code(name: str) -> str:
    text = (EXTENSION / name).read_text(encoding="utf-8")
    return re.sub(r"\n\s*", "\n", re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)).strip()


def test_it_is_one_address_of_plain_letters(checker: FlaskClient) -> None:
    told = _bookmarklet(checker)
    assert told.startswith("javascript:")
    assert told.isascii()
    assert not set(told) & set(" \n\"'<>`{}#\\")


@pytest.mark.parametrize("name", ["page.js", "fragment.js"])
def test_it_runs_what_the_extension_runs(name: str, checker: FlaskClient) -> None:
    assert _code(name) in unquote(_bookmarklet(checker))


def test_it_leads_to_the_address_that_the_desk_was_given(app: Flask, checker: FlaskClient) -> None:
    assert 'const desk="http://localhost";' in unquote(_bookmarklet(checker))
    app.config["BASE_URL"] = "https://desk.example/"
    assert 'const desk="https://desk.example";' in unquote(_bookmarklet(checker))


def test_the_account_leads_there_whoever_may_log(as_: SigningIn) -> None:
    assert "/account/capture/" in Page.of(as_(Role.CHECKER).get("/account")).links
    assert "/account/capture/" not in Page.of(as_(Role.READER).get("/account")).links


def test_the_extension_knows_where_the_addresses_of_the_desk_s_own_pages_begin(app: Flask) -> None:
    script = (EXTENSION / "options.js").read_text(encoding="utf-8")
    found = re.search(r"const PAGES = /\\/\+\(([a-z|-]+)\)", script)
    assert found
    begins = {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()} - {""}
    assert set(found[1].split("|")) == begins


def test_the_extension_asks_for_no_more_than_it_says() -> None:
    manifest = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["manifest_version"] == 3
    assert set(manifest["permissions"]) == {"activeTab", "scripting", "storage", "contextMenus"}
    assert not {"host_permissions", "content_scripts", "externally_connectable"} & set(manifest)
    background = manifest["background"]
    files = [background["service_worker"], *background["scripts"], manifest["options_ui"]["page"]]
    for name in (*files, *manifest["icons"].values(), *manifest["action"]["default_icon"].values()):
        assert (EXTENSION / name).is_file(), name


def test_a_page_that_a_reader_may_not_open_takes_out_of_the_address_what_was_brought(
    as_: SigningIn,
) -> None:
    refused = as_(Role.READER).get("/statements/new")
    assert refused.status_code == 403
    assert 'static/brought.js"' in refused.text.replace("?", '"')
