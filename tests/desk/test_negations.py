"""A lost “not” is told in the language of the statement, and no other language’s word for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.checks import compare
from desk.checks.comparisons import told_checks
from desk.checks.folding import Folded, plain
from desk.checks.negations import NEGATIONS, is_negation, negations_in
from desk.checks.outcomes import find
from desk.records import one as record_of
from models.terms import QuoteCheck
from tests.desk.drafting import keep, log

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

LOST = [
    ("de", "Wir haben keinen Meter Boden an irgendwen abgetreten.", "keinen"),
    ("de-AT", "Das haben wir dem Minister nicht zugesagt.", "nicht"),
    ("fr", "Nous avons dit que nous ne céderons jamais ce terrain.", "jamais"),
    ("fr", "Le ministre n'est responsable que de son budget.", "n'est"),
    ("es", "Dijo que nunca entregamos el territorio a nadie más.", "nunca"),
    ("it", "Il governo non ha ceduto la base ai russi.", "non"),
    ("it", "Il governo ha ceduto nessun'altra base ai russi.", "nessun'altra"),
    ("pt-BR", "O governo não cedeu a base aos russos.", "não"),
    ("ru", "Мы не уступили этот участок никому из них.", "не"),
    ("uk", "Ми ніколи цю ділянку їм віддавали.", "ніколи"),
    ("ar", "قال الوزير إننا لم نتنازل عن أي أرض", "لم"),
    ("ar", "نحن باقون هناك ولن ننسحب من أرضنا", "ولن"),
    ("he", "השר אמר כי לא ויתרנו על השטח הזה", "לא"),
    ("he", "השר אמר שלא ויתרנו על השטח הזה", "שלא"),
    ("tr", "Bu bölgeyi kimseye vermiş değil dedi bakan.", "değil"),
    ("tr", "Bu bölgeyi kimseye vermiş DEĞİL dedi bakan.", "DEĞİL"),
    ("en", "We have not ceded any of the ground.", "not"),
]


@pytest.mark.parametrize(("language", "said", "negation"), LOST)
def test_a_lost_negation_is_told_in_each_language(language: str, said: str, negation: str) -> None:
    quote = " ".join(said.replace(negation, "").split())
    gap = said.replace(negation, "[…]")
    for words, outcome in ((quote, QuoteCheck.DIFFERS), (gap, QuoteCheck.NEGATION)):
        found = find(words, Folded(said), language)
        assert found.outcome is outcome
        assert plain(negation) in [plain(one) for one in found.lost]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "in der Not sei No der Name ohnehin"),
        ("en", "pas nada sin mai sans ni ne non kein"),
        ("es", "non mai sem ne pas nor"),
        ("it", "nada sin sem pas no1 ohne"),
        ("fr", "no sin nada mai sem not"),
        ("ru", "ні же бы но"),
        (None, "sin mai sans sem nie non pas ne ni nada ни אין yoksa mal noch nota nora"),
        ("xx", "sin mai sans sem nie non pas ne ni nada"),
    ],
)
def test_a_word_of_one_language_does_not_shout_in_another(language: str | None, words: str) -> None:
    assert negations_in(words.lower().split(), language) == ()


@pytest.mark.parametrize("language", [None, "pl", ""])
def test_without_a_known_language_what_means_nothing_else_counts(language: str | None) -> None:
    for word in ("not", "isn't", "nicht", "keine", "jamás", "não", "не", "لم", "לא", "değil"):
        assert is_negation(word, language), word


def test_every_listed_word_is_written_as_it_is_compared() -> None:
    for words in NEGATIONS.values():
        assert {plain(one).lower() for one in words} == words


def test_the_language_of_the_statement_is_asked_for(writing: Session, checker: Actor) -> None:
    text = "In der Not hat er sans doute das Wort „mai“ gesagt, und danach ging er nach Hause."
    quote = "In der […] hat er […] doute das Wort"
    capture = keep(writing, checker, text, language="de")
    checks = {}
    for language in ("de", "en", "fr"):
        appearance = {"capture_id": capture.id}
        said = log(writing, checker, quote=quote, language=language, appearance=appearance)
        checks[language] = said.appearances[0].check
        [told] = told_checks(writing, record_of(writing, said.id)).values()
        assert told.checked
        assert told.checked.outcome is checks[language]
    assert checks == {
        "de": QuoteCheck.ELLIPSIS,
        "en": QuoteCheck.NEGATION,
        "fr": QuoteCheck.NEGATION,
    }
    assert compare(quote, text, "de") is QuoteCheck.ELLIPSIS
