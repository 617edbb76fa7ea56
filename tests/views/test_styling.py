"""Citations in a style: the page, what it remembers, and the command line."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from docx import Document
from flask import render_template

from models import CitingChoice, Role, Source
from tests.views.conftest import token_of
from tests.views.pages import Page
from tests.views.stored import last, nothing_stored, rows
from views.previews import Preview, paragraphs_of

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from tests.views.conftest import SigningIn

pytestmark = pytest.mark.usefixtures("desk_with_case")
ONE = "/citations/?statement=10"


def _shown(visitor: FlaskClient, query: str) -> Page:
    answer = visitor.get(f"{ONE}&{query}")
    assert answer.status_code == 200, answer.text
    return Page.of(answer)


def test_a_document_is_shown_as_it_will_look(checker: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        shown = {
            name: _shown(checker, f"format={name}&style=apa").with_id("preview")
            for name in ("docx", "rtf", "html")
        }
    assert len({one.text for one in shown.values()}) == 1
    assert list(shown["docx"].every("i"))
    assert not list(shown["docx"].every("script", "style", "div"))
    sent = checker.get("/citations/download?statement=10&format=docx&style=apa")
    told = "\n".join(one.text for one in Document(io.BytesIO(sent.data)).paragraphs)
    assert " ".join(told.split())[:40] == shown["docx"].text[:40]
    assert (last(engine, "export")["format"], last(engine, "export")["style"]) == ("docx", "apa")


def test_a_workbook_is_shown_as_a_table(checker: FlaskClient) -> None:
    table = _shown(checker, "format=xlsx").with_id("preview")
    assert "quote" in [one.text for one in table.every("th")]
    assert len(list(table.every("tr"))) == 2


def test_what_is_written_in_html_is_inert() -> None:
    hostile = (
        "<style>p { color: red }</style><p onclick=x>A <i>b</i> <script>alert(1)</script>"
        '<a href="javascript:alert(1)">c</a><a href="https://x.example/">d</a></p>'
        "<blockquote><p>&lt;script&gt;</p></blockquote><p> </p>"
    )
    first, second = paragraphs_of(hostile)
    assert [(run.text, run.href) for run in first.runs] == [
        ("A ", None),
        ("b", None),
        (" ", None),
        ("c", None),
        ("d", "https://x.example/"),
    ]
    assert first.runs[1].marks == {"italic"}
    assert (second.below, second.runs[0].text) == (True, "<script>")


def test_each_mark_of_a_text_is_shown(app: Flask) -> None:
    marked = "<p><b><i>a&amp;<sup>1</sup></i></b><u>b</u><sub>2</sub> c</p>"
    what = {"preview": Preview(paragraphs=paragraphs_of(marked)), "form": {}, "not_written": ""}
    with app.test_request_context():
        shown = render_template("citations/_preview.html", **what)
    assert "<i><b>a&amp;</b></i><i><b><sup>1</sup></b></i><u>b</u><sub>2</sub> c" in shown


def test_a_preview_of_nothing_says_so(checker: FlaskClient, session: Session) -> None:
    for source in session.query(Source):
        source.type = "post"
    session.commit()
    nothing = "Nothing is written here: all that was chosen is left out."
    for name in ("text", "html", "docx"):
        asked = f"format={name}&style=chicago-notes-bibliography"
        page = _shown(checker, asked)
        assert nothing in page.main.text
        assert "Left out or told less exactly:" in page.main.text
    assert nothing not in _shown(checker, "format=text&style=apa").main.text


def test_a_style_is_found_by_words_and_stays_chosen(checker: FlaskClient) -> None:
    found = _shown(checker, "format=html&find=nature+climate").with_id("found")
    [link] = [
        one.attributes
        for one in found.every("a")
        if one.attributes["data-style"] == "nature-climate-change"
    ]
    page = Page.of(checker.get(link["href"]))
    [style] = page.main.called("style")
    [chosen] = [one for one in style.every("option") if "selected" in one.attributes]
    assert chosen.attributes["value"] == "nature-climate-change"
    assert page.with_id("preview").text
    assert "There are more" not in found.text
    many = _shown(checker, "format=html&find=journal").with_id("found")
    assert (len(list(many.every("li"))), "There are more: add a word." in many.text) == (20, True)
    none = _shown(checker, "format=html&find=no+such+style").with_id("found")
    assert "No installed style is called so." in none.text


@pytest.mark.parametrize(
    ("query", "name", "words"),
    [
        ("style=appa", "style", "unknown style “appa”; near to it: "),
        ("style=../../etc/passwd", "style", "unknown style"),
        ("locale=xx-XX", "locale", "unknown locale"),
        ("style=apa&part=footnote", "part", "unknown part “footnote”"),
    ],
)
def test_wrong_input_is_said_at_its_field(
    query: str, name: str, words: str, checker: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        page = _shown(checker, f"format=html&{query}")
        assert words in page.fault(name)
        assert not [one for one in page.tree.every() if one.attributes.get("id") == "preview"]
        sent = checker.get(f"/citations/download?statement=10&format=html&{query}")
    assert (sent.status_code, words in sent.text) == (400, True)


def test_a_style_is_not_looked_for_by_words_without_end(checker: FlaskClient) -> None:
    page = _shown(checker, f"format=html&find={'a+' * 60}")
    assert "at most 100 signs" in page.fault("find")
    assert not list(page.with_id("found").every("li"))


def test_what_a_format_knows_nothing_of_is_no_fault(checker: FlaskClient) -> None:
    assert _shown(checker, "format=ris&style=appa&locale=xx").with_id("preview").text


def test_styles_are_offered_where_a_format_has_them(checker: FlaskClient) -> None:
    assert "hidden" in _shown(checker, "format=ris").with_id("styled").attributes
    assert "hidden" not in _shown(checker, "format=markdown").with_id("styled").attributes


def test_what_was_found_in_a_source_stands_below_it_or_not(checker: FlaskClient) -> None:
    told = [_shown(checker, f"format=html&style=apa&quotes={one}") for one in ("yes", "no")]
    below = [page.with_id("preview").of_class("below") for page in told]
    assert (len(below[0]) > 0, below[1]) == (True, [])


def test_a_source_is_cited_in_the_text_or_in_a_footnote_where_that_is_chosen(
    checker: FlaskClient,
) -> None:
    query = "format=text&quotes=no&part=citation&style="
    notes = _shown(checker, f"{query}chicago-notes-bibliography")
    assert notes.with_id("preview").text.endswith("” CNN, [September 19, 2017?].")
    sent = checker.get(f"/citations/download?statement=10&{query}apa")
    assert (sent.text[0], sent.text[-10:]) == ("(", "ca. 2017)\n")
    [part] = notes.main.called("part")
    [chosen] = [one for one in part.every("option") if "selected" in one.attributes]
    assert chosen.attributes["value"] == "citation"
    # Our own style has a line a statement, whatever part is chosen.
    ours = _shown(checker, f"{query}attribution").with_id("preview").text
    assert ours == _shown(checker, "format=text&style=attribution").with_id("preview").text


def test_how_somebody_cited_last_is_offered_again(
    checker: FlaskClient, as_: SigningIn, engine: Engine
) -> None:
    checker.get("/citations/download?statement=10&format=markdown&style=ieee&locale=de-DE")
    chosen = _chosen(checker)
    assert chosen == {"format": "markdown", "style": "ieee", "locale": "de-DE"}
    assert _chosen(as_(Role.READER))["format"] == "text"
    token = token_of(checker.get("/").text)
    data = {"csrf_token": token, "format": "html", "style": "apa", "locale": ""}
    assert checker.post("/citations/choice", data=data).status_code == 204
    assert _chosen(checker) == {"format": "html", "style": "apa", "locale": ""}
    for wrong in ({"format": "nothing"}, {"style": "nothing"}, {"locale": "nothing"}):
        assert checker.post("/citations/choice", data={**data, **wrong}).status_code == 400
    assert len(rows(engine, "citing_choice")) == 1


def test_a_choice_that_is_there_no_more_is_no_reason_to_refuse_a_page(
    checker: FlaskClient, session: Session, engine: Engine
) -> None:
    mine = rows(engine, "account")[-1]["id"]
    for gone in (("wordstar", "apa", ""), ("html", "retired", ""), ("html", "apa", "xx")):
        kept = session.get(CitingChoice, mine) or CitingChoice(account_id=mine)
        kept.format, kept.style, kept.locale = gone
        session.add(kept)
        session.commit()
        assert _chosen(checker)["format"] == "text"


def _chosen(visitor: FlaskClient) -> dict[str, str]:
    page = Page.of(visitor.get(ONE))
    found = {}
    for name in ("format", "style", "locale"):
        [field] = page.main.called(name)
        [option] = [one for one in field.every("option") if "selected" in one.attributes]
        found[name] = option.attributes["value"]
    return found


def test_a_terminal_writes_in_a_style_too(run: FlaskCliRunner, engine: Engine) -> None:
    export = ["export", "--statement", "o1", "--format", "text"]
    done = run.invoke(args=[*export, "--style", "apa", "--locale", "de_de", "--no-quotes"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    assert last(engine, "export")["style"] == "apa"
    for option, words in ((["--style", "appa"], "near to it"), (["--locale", "xx"], "unknown")):
        wrong = run.invoke(args=[*export, *option])
        assert (wrong.exit_code, wrong.stderr.count("\n")) == (1, 1)
        assert words in wrong.stderr


def test_a_terminal_writes_footnotes_and_citations_in_the_text(
    run: FlaskCliRunner, engine: Engine
) -> None:
    export = ["export", "--statement", "o1", "--format", "text", "--no-quotes"]
    done = run.invoke(args=[*export, "--style", "apa", "--part", "citation"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("(")
    ours = (["--part", "citation"], ["--style", "attribution", "--part", "bibliography"])
    with nothing_stored(engine):
        for option in ours:
            wrong = run.invoke(args=[*export, *option])
            assert (wrong.exit_code, "--part is for a CSL style" in wrong.stderr) == (2, True)
        ours_too = run.invoke(args=export)
        wrong = run.invoke(args=[*export, "--style", "apa", "--part", "footnote"])
    assert (ours_too.exit_code, "--no-quotes is for a CSL style" in ours_too.stderr) == (2, True)
    assert (wrong.exit_code, "'footnote' is not one of" in wrong.stderr) == (2, True)
