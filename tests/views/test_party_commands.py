"""Speakers and topics merged and renamed from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import log

if TYPE_CHECKING:
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn


@pytest.fixture(autouse=True)
def _two(checker: FlaskClient) -> None:
    log(checker, topics="At Tanf")
    log(checker, speaker_name="Gen. Mattis", topics="Garrison", quote="Never.")


def test_speakers_are_merged_and_parted(run: FlaskCliRunner, engine: Engine) -> None:
    merged = run.invoke(
        args=["speaker", "merge", "james mattis", "Gen Mattis", "--yes", "--reason", "One man."]
    )
    assert merged.exit_code == 0, merged.output
    assert "1 statements move" in merged.output
    assert "Gen. Mattis is merged into James Mattis (speaker 1)." in merged.output
    assert rows(engine, "speaker")[1]["note"] == "One man."
    assert last(engine, "event")["face"] == "command"
    parted = run.invoke(args=["speaker", "merge", "1", "gen mattis", "--undo"])
    assert parted.exit_code == 0, parted.output
    assert "Gen. Mattis stands alone again; 1 statements moved back." in parted.output
    assert [row["speaker_id"] for row in rows(engine, "statement")] == [1, 2]


def test_what_cannot_be_taken_back_is_told(run: FlaskCliRunner, checker: FlaskClient) -> None:
    run.invoke(args=["speaker", "merge", "1", "2", "--yes"])
    log(checker, speaker_name="Gen. Mattis", quote="Later.")
    parted = run.invoke(args=["speaker", "merge", "1", "2", "--undo"])
    assert "gainsay: 1 logged since stay with James Mattis" in parted.output


@pytest.mark.parametrize("answer", ["n\n", "", "perhaps\nn\n"])
def test_nothing_is_merged_unless_somebody_says_yes(
    answer: str, run: FlaskCliRunner, engine: Engine
) -> None:
    for command in (["speaker", "merge", "1", "2"], ["topic", "merge", "At Tanf", "Garrison"]):
        with nothing_stored(engine):
            assert run.invoke(args=command, input=answer).exit_code == 1


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["speaker", "merge", "1", "1", "--yes"], "one speaker already"),
        (["speaker", "merge", "1", "nobody", "--yes"], "no speaker “nobody”"),
        (["speaker", "merge", "1", "2", "--undo"], "There is no speaker “2” merged into “1”."),
        (["topic", "merge", "At Tanf", "nowhere", "--yes"], "no topic “nowhere”"),
        (["topic", "merge", "1", "1", "--yes"], "one topic already"),
        (["topic", "rename", "At Tanf", "Garrison"], "is another topic"),
        (["topic", "rename", "At Tanf", " "], "It is empty"),
        (["topic", "rename", "At Tanf", "x" * 201], "200"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    args: list[str], words: str, run: FlaskCliRunner, engine: Engine
) -> None:
    with nothing_stored(engine):
        refused = run.invoke(args=args)
    assert refused.exit_code == 1
    assert words in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_who_may_not_merge_is_refused(run: FlaskCliRunner, as_: SigningIn, engine: Engine) -> None:
    as_(Role.READER, "reader@example.org")
    for args in (["speaker", "merge", "1", "2", "--yes"], ["topic", "rename", "At Tanf", "A"]):
        with nothing_stored(engine):
            refused = run.invoke(args=[*args, "--as", "reader@example.org"])
        assert (refused.exit_code, "does not permit" in refused.stderr) == (1, True)


def test_topics_are_renamed_and_merged(run: FlaskCliRunner, engine: Engine) -> None:
    renamed = run.invoke(args=["topic", "rename", "at tanf", "Al-Tanf"])
    assert renamed.output == "At Tanf is called Al-Tanf now: /topics/al-tanf\n"
    merged = run.invoke(args=["topic", "merge", "al-tanf", "Garrison", "--yes"])
    assert "1 statements move from Garrison to Al-Tanf." in merged.output
    assert {row["topic_id"] for row in rows(engine, "statement_topic")} == {1}
