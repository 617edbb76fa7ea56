"""What an address names behind its question mark is there, or is refused: nothing found is no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.references import LASTING, MERGEABLE
from tests.factories import a_confirmed_contradiction, a_speaker
from tests.views.api.conftest import told
from views.api.doors import OPERATIONS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.views.api.conftest import Program

NAMING = [
    (operation.rule, name)
    for operation in OPERATIONS
    if operation.reads
    for name in (*MERGEABLE, *LASTING)
    if name in operation.query.model_fields
]


def test_reports_pictures_lists_and_citations_name_records() -> None:
    rules = {rule for rule, _name in NAMING}
    reports = {"contradictions", "contradictions/file", "to-examine", "timeline", "network"}
    files = {"timeline/file", "network/file", "coverage"}
    named = {f"/reports/{one}" for one in reports | files}
    assert rules >= named | {"/statements", "/links", "/citations", "/exports"}


@pytest.mark.parametrize(("rule", "name"), NAMING)
def test_what_is_not_there_is_refused_by_its_parameter(
    rule: str, name: str, program: Program
) -> None:
    answer = program.get(f"{rule}?{name}=999")
    assert answer.status_code == 422, answer.text
    [fault] = told(answer)["errors"]
    assert fault["parameter"] == name
    assert fault["detail"].endswith("999; name one that there is.")


def test_one_that_was_merged_leads_to_the_one_that_was_kept(
    program: Program, session: Session
) -> None:
    link = a_confirmed_contradiction(session)
    kept = link.from_statement.speaker
    merged = a_speaker(session, merged_into_id=kept.id)
    session.commit()
    for rule in ("/reports/contradictions", "/statements", "/links"):
        of_kept = told(program.get(f"{rule}?speaker_id={kept.id}"))
        assert of_kept == told(program.get(f"{rule}?speaker_id={merged.id}")), rule
        assert of_kept.get("data", of_kept.get("pairs")), rule
