from __future__ import annotations

import pytest

from tests.desk.drafting import a_draft


@pytest.mark.parametrize("broken", ["a\nb", "a \r\n\r\n b", "a\u2028b", "\na b\x85"])
@pytest.mark.parametrize("field", ["role", "told", "where", "claim", "said_text", "in_answer_to"])
def test_a_line_break_in_a_field_of_one_line_becomes_a_space(field: str, broken: str) -> None:
    draft = a_draft(**{field: broken})
    assert getattr(draft, field) == "a b"


def test_what_holds_no_line_break_and_what_may_hold_some_stay_as_they_are() -> None:
    draft = a_draft(told=" the  press", context="a\n\nb", topics=["At\nTanf"])
    assert (draft.told, draft.context, draft.topics) == (" the  press", "a\n\nb", ("At Tanf",))
