"""The settings of the desk: its name, its addresses, its scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from desk import settings
from desk.refusals import StaleError
from desk.settings import SettingDraft
from tests.desk.drafting import one_event

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

WORDS = [{"word": "false", "value": 1}, {"word": "true", "value": 2}]


def test_a_new_desk_has_no_settings(writing: Session) -> None:
    kept = settings.settings(writing)
    assert (kept.name, kept.home, kept.base_url, kept.ratings) == (None, None, None, ())


def test_settings_are_replaced_and_told(writing: Session, admin: Actor) -> None:
    draft = SettingDraft.model_validate({"name": "Example Desk", "ratings": WORDS})
    with one_event(writing, "setting:revise"):
        settings.revise_settings(writing, 1, draft, admin)
    kept = settings.settings(writing)
    assert (kept.name, [one.word for one in kept.ratings]) == ("Example Desk", ["false", "true"])
    with pytest.raises(StaleError):
        settings.revise_settings(writing, 1, draft, admin)


def test_the_usual_scale_is_one() -> None:
    scale = [{"word": one.word, "value": one.value} for one in settings.USUAL_SCALE]
    assert len(SettingDraft.model_validate({"ratings": scale}).ratings) == 5


@pytest.mark.parametrize(
    "values",
    [
        {"ratings": WORDS[:1]},
        {"ratings": WORDS[::-1]},
        {"ratings": [WORDS[0], {"word": "FALSE", "value": 2}]},
        {"ratings": [WORDS[0], {"word": "true", "value": 1}]},
        {"ratings": [{"word": "", "value": 1}, WORDS[1]]},
        {"ratings": [{"word": f"word {n}", "value": n} for n in range(21)]},
        {"ratings": [WORDS[0], {"word": "true", "value": 2**31}]},
        {"home": "javascript:alert(1)"},
        {"home": "desk.example"},
        {"base_url": "ftp://desk.example"},
        {"name": "\0"},
    ],
)
def test_what_cannot_be_a_setting_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SettingDraft.model_validate(values)
