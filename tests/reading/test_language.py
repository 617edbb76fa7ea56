"""Which language a text seems to be in, and what is proposed of one that is not English."""

from __future__ import annotations

import pytest

from reading.language import language
from reading.proposing import propose


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The harbour stays closed, the master said on Monday.", "en"),
        ("Der Hafen bleibt geschlossen, sagte die Meisterin am Montag.", "de"),
        ("Le port reste fermé, a déclaré la ministre lundi.", "fr"),
        ("El puerto sigue cerrado, dijo el ministro el lunes, y no se sabe por qué.", "es"),
        ("O porto continua fechado para os navios.", "pt"),
        ("Hamnen är stängd, sade hon. Det är inte bra för oss.", "sv"),
        ("Порт закрыт, сказал министр и его заместитель. Он не знает, что делать.", "ru"),
        ("Порт закритий, сказав міністр. Він не знає, що робити, але це так.", "uk"),
        ("港は閉鎖されたままだと大臣は述べた。", "ja"),
        ("الميناء مغلق قال الوزير", "ar"),
        ("وزیر گفت که این کار را می‌کنیم و پل را می‌گشاییم", "fa"),
    ],
)
def test_small_words_and_letters_tell_a_language(text: str, code: str) -> None:
    assert language(text).code == code


@pytest.mark.parametrize("text", ["", "Yes", "MS. ODUYA: No.", "1,214 345", "@mara: closed"])
def test_too_little_text_is_not_called_foreign(text: str) -> None:
    assert language(text) == (None, None, True)


def test_a_language_of_no_known_small_words_is_not_called_english() -> None:
    found = language("lipu ni li toki pona mute tawa jan ale lon ma suli " * 5)
    assert found.note == (
        "This text seems not to be English: only what stands in quotation marks is proposed."
    )


def test_of_a_german_text_only_what_stands_in_marks_is_proposed() -> None:
    text = (
        "Der Hafen sei geschlossen, sagte die Meisterin am Montag. „Niemand hat uns gefragt“, sagte "
        "sie. Nach Angaben der Behörde ist die Mole seit März nicht mehr sicher."
    )
    found = propose(text)
    assert [one.quote for one in found.proposals] == ["Niemand hat uns gefragt"]
    assert (found.language, found.by_model) == ("de", False)
    assert found.notes == (
        "This text seems to be German: only what stands in quotation marks is proposed.",
    )


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "大臣は「誰も私たちに尋ねなかった」と語った。「港」は古い。",
            ["誰も私たちに尋ねなかった"],
        ),
        ('דובר צה"ל אמר: "סגרנו את הנמל לתמיד".', ["סגרנו את הנמל לתמיד"]),
        (
            "« Personne ne nous a demandé », a dit la ministre. La jetée « dangereuse » est à l’eau.",
            ["Personne ne nous a demandé"],
        ),
        (
            "Министр сказал: «Порт закрыт». Его называют «Старый порт» и не знают, что это так.",
            ["Порт закрыт"],
        ),
    ],
)
def test_in_every_script_what_is_set_off_is_proposed_and_terms_are_not(
    text: str, quotes: list[str]
) -> None:
    assert [one.quote for one in propose(text).proposals] == quotes
