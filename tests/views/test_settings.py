"""The page of settings, and the same from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored

if TYPE_CHECKING:
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine

DESK = "https://desk.example"
WORD, VALUE = "ratings-{}-word", "ratings-{}-value"


def _press(visitor: FlaskClient, page: Page, act: str, **typed: str) -> Page:
    answer = visitor.post("/settings", data={**page.form().filled(**typed), "act": act})
    assert answer.status_code == 200
    return Page.of(answer)


def _scale(page: Page) -> list[tuple[str, str]]:
    values = page.form().values
    count = sum(name.endswith("-word") for name in values)
    return [(values[WORD.format(n)], values[VALUE.format(n)]) for n in range(count)]


def test_the_scale_is_built_and_kept_without_script(admin: FlaskClient, engine: Engine) -> None:
    page = Page.of(admin.get("/settings"))
    assert _scale(page) == []
    with nothing_stored(engine):
        page = _press(admin, page, "usual", name="Example Desk")
        assert [word for word, _value in _scale(page)][::4] == ["false", "true"]
        page = _press(admin, page, "remove-1")
        page = _press(admin, page, "down-0")
        assert _scale(page)[:2] == [("half true", "1"), ("false", "3")]
        page = _press(admin, page, "up-1")
        page = _press(admin, page, "add")
    sent = page.form().filled(**{WORD.format(4): "beyond doubt", VALUE.format(4): "6"})
    assert admin.post("/settings", data=sent).status_code == 303
    kept = last(engine, "setting")
    assert kept["name"] == "Example Desk"
    assert [one["word"] for one in kept["ratings"]] == [
        "false",
        "half true",
        "mostly true",
        "true",
        "beyond doubt",
    ]
    told = Page.of(admin.get("/settings/history")).main.text
    assert "settings changed" in told
    assert "6 beyond doubt" in told


@pytest.mark.parametrize("act", ["up-0", "down-4", "remove-77", "remove-", "up-x", "²", "nothing"])
def test_a_button_that_is_not_there_changes_nothing(act: str, admin: FlaskClient) -> None:
    page = _press(admin, Page.of(admin.get("/settings")), "usual")
    assert _scale(_press(admin, page, act)) == _scale(page)


def test_a_scale_ends_somewhere(admin: FlaskClient) -> None:
    page = Page.of(admin.get("/settings"))
    for _one in range(22):
        page = _press(admin, page, "add")
    assert len(_scale(page)) == 20


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"home": "desk.example"}, "home", "not a web address"),
        ({"base_url": "javascript:alert(1)"}, "base_url", "not a web address"),
        ({VALUE.format(1): "two"}, VALUE.format(1), "has to be a number"),
        ({VALUE.format(2): ""}, VALUE.format(2), "This is needed."),
        ({WORD.format(3): ""}, WORD.format(3), "This is needed."),
    ],
)
def test_a_wrong_setting_is_told_at_its_field(
    typed: dict[str, str], field: str, words: str, admin: FlaskClient, engine: Engine
) -> None:
    page = _press(admin, Page.of(admin.get("/settings")), "usual")
    with nothing_stored(engine):
        answer = admin.post("/settings", data=page.form().filled(**typed))
    page = Page.of(answer)
    assert answer.status_code == 422
    assert words in page.fault(field)
    assert page.form().values[next(iter(typed))] == next(iter(typed.values()))


def test_an_empty_row_is_left_out_and_a_falling_scale_is_called_out(admin: FlaskClient) -> None:
    page = _press(admin, Page.of(admin.get("/settings")), "usual")
    first = {WORD.format(0): "", VALUE.format(0): ""}
    wrong = {VALUE.format(1): "9"}
    answer = admin.post("/settings", data=page.form().filled(**first | wrong))
    assert answer.status_code == 422
    assert "have to rise" in Page.of(answer).alerts
    assert admin.post("/settings", data=page.form().filled(**first)).status_code == 303
    assert len(_scale(Page.of(admin.get("/settings")))) == 4


def test_two_admins_at_once_are_told(admin: FlaskClient) -> None:
    page = Page.of(admin.get("/settings"))
    assert submit(admin, "/settings", name="First").status_code == 303
    answer = admin.post("/settings", data=page.form().filled(name="Second"))
    page = Page.of(answer)
    assert answer.status_code == 409
    [clash] = page.main.of_class("clash")
    assert [mark.text for mark in clash.every("mark")] == ["First", "Second"]
    assert page.form().values["name"] == "Second"
    assert admin.post("/settings", data=page.form().values).status_code == 303


def test_only_admins_come_to_the_settings(reviewer: FlaskClient) -> None:
    assert reviewer.get("/settings").status_code == 403
    assert "/settings" not in Page.of(reviewer.get("/account")).links


def test_the_command_shows_and_sets(run: FlaskCliRunner) -> None:
    made = run.invoke(
        args=["settings", "--name", "Desk", "--rating", "1=no", "--rating", "2 = yes"]
    )
    assert made.exit_code == 0
    shown = run.invoke(args=["settings", "--home", "https://desk.example"]).output
    assert shown.splitlines() == [
        "name\tDesk",
        "home\thttps://desk.example",
        "base-url\t",
        "rating\t1\tno",
        "rating\t2\tyes",
    ]
    assert "name\t\n" in run.invoke(args=["settings", "--name", ""]).output


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--home", "nowhere"], "home: It is not a web address"),
        (["--rating", "false"], "write VALUE=WORD"),
        (["--rating", "x=false", "--rating", "2=true"], "ratings.0.value"),
        (["--rating", "1=false"], "two words at least"),
        (["--name", "A", "--as", "nobody@example.org"], "There is no account"),
    ],
)
def test_the_command_refuses_in_one_line(
    args: list[str], words: str, run: FlaskCliRunner, engine: Engine
) -> None:
    with nothing_stored(engine):
        result = run.invoke(args=["settings", *args])
    assert result.exit_code == 1
    assert words in result.output
    assert len(result.output.strip().splitlines()) == 1


@pytest.mark.usefixtures("desk_with_case")
def test_what_leaves_the_desk_leads_back_to_its_address(
    admin: FlaskClient, run: FlaskCliRunner
) -> None:
    run.invoke(args=["settings", "--base-url", f"{DESK}/"])
    assert f'href="{DESK}/statements/' in admin.get("/reports/timeline.svg").text
    assert f'href="{DESK}/speakers/' in admin.get("/reports/network.svg?of=speakers").text
    invited = {"email": "bea@example.org", "name": "Bea", "role": "checker"}
    assert f"{DESK}/join/" in submit(admin, "/accounts/", **invited).text
    done = run.invoke(args=["account", "add", "cy@example.org"])
    assert done.stdout.startswith(f"{DESK}/join/")
