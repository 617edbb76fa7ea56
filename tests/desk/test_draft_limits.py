"""What drafts refuse because it would hold up the desk."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from desk.accounts import EMAIL_CHARACTERS, InvitationDraft
from desk.drafts import ArticleText, Line, Words, at_most

AT = "@b.example"


@pytest.mark.parametrize("kind", [Line, Words, ArticleText])
def test_a_flood_of_combining_marks_is_refused_by_name(kind: Any) -> None:  # noqa: ANN401
    text: TypeAdapter[str] = TypeAdapter(kind)
    assert text.validate_python("e" + "\u0301" * 30)
    with pytest.raises(ValidationError, match="more than 30 combining marks in a row"):
        text.validate_python("e" + "\u0301" * 31)


def test_an_email_has_a_greatest_length() -> None:
    values = {"name": "A", "role": "reader"}
    longest = "a" * (EMAIL_CHARACTERS - len(AT)) + AT
    assert InvitationDraft.model_validate({**values, "email": longest}).email == longest
    with pytest.raises(ValidationError, match="at most 320"):
        InvitationDraft.model_validate({**values, "email": f"a{longest}"})


@pytest.mark.parametrize("kind", [Line, Words])
def test_a_text_of_which_less_is_kept_says_so_in_its_schema(kind: Any) -> None:  # noqa: ANN401
    text: TypeAdapter[str] = TypeAdapter(Annotated[kind, *at_most(200)])
    assert text.validate_python("a" * 200)
    assert text.json_schema()["maxLength"] == 200
    with pytest.raises(ValidationError, match="at most 200 characters"):
        text.validate_python("a" * 201)
