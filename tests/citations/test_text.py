from __future__ import annotations

import pytest

from citations.text import attribution
from models.records import RelayRecord, TranslationRecord
from models.terms import Form, Heard, SpeakerKind, TranslationKind
from tests.citations.records import a_source, a_speaker, a_statement, an_appearance
from tests.citations.writing import text_of

CNN = a_source(publisher="CNN", published="2017-09-19~", title="Closed", title_supplied=True)


def test_a_quote_is_attributed_as_an_agency_does() -> None:
    statement = a_statement(
        quote="We have not ceded any of the ground",
        role="US Secretary of Defense",
        said="2017-09-18~",
        told="reporters at the Pentagon",
        in_answer_to="whether ground was ceded",
        appearances=(an_appearance(CNN),),
    )
    assert attribution(statement) == (
        "“We have not ceded any of the ground,” James Mattis, US Secretary of Defense, said about"
        " 18 September 2017, to reporters at the Pentagon, when asked whether ground was ceded."
        " CNN, [Closed], about 19 September 2017."
    )


def test_a_quote_that_ends_with_its_own_sign_is_left_as_it_is() -> None:
    assert attribution(a_statement(quote="Never!")) == "“Never!” James Mattis said."


def test_a_paraphrase_has_no_quotation_marks_and_says_whose_words_it_is_in() -> None:
    rebels = a_speaker(name="local rebels", kind=SpeakerKind.UNNAMED, plural=True)
    relay = RelayRecord(name="Reuters", source=a_source(key="wire", seen=False))
    found = an_appearance(CNN, heard=Heard.VIA, relays=(relay,))
    statement = a_statement(claim="There was a deal", speaker=rebels, appearances=(found,))
    assert attribution(statement) == (
        "Local rebels said (paraphrase, in our words): There was a deal."
        " CNN, citing Reuters (original not consulted), [Closed], about 19 September 2017."
    )


def test_without_a_claim_of_ours_the_passage_is_the_source_s() -> None:
    found = an_appearance(CNN, exact="They told us of a deal.")
    assert attribution(a_statement(appearances=(found,))).startswith(
        "James Mattis said (paraphrase, in the words of CNN): They told us of a deal. CNN,"
    )


def test_words_quoted_in_a_paraphrase_stand_apart() -> None:
    statement = a_statement(quote="hold", form=Form.MIXED, claim="They may clear it")
    assert attribution(statement) == (
        "James Mattis said (paraphrase with quoted words, in our words): They may clear it."
        " Quoted: “hold”."
    )
    found = an_appearance(CNN)
    bare = a_statement(quote="hold", form=Form.MIXED, appearances=(found,))
    assert attribution(bare).startswith(
        "James Mattis said (paraphrase with quoted words). Quoted: “hold”. CNN"
    )


def test_each_source_is_named_with_its_addresses() -> None:
    archived = "https://web.archive.org/web/2017/https://a.b/c"
    web = a_source(
        key="w", title="A page", type="webpage", url="https://a.b/c", archived_url=archived
    )
    stub = a_source(key="wire", publisher="Reuters", seen=False)
    found = (an_appearance(web), an_appearance(stub))
    assert attribution(a_statement(quote="Yes", appearances=found)) == (
        f"“Yes,” James Mattis said. A page. https://a.b/c Archived at {archived}"
        " Reuters, An outpost closes (original not consulted)."
    )


@pytest.mark.parametrize(
    ("page", "time", "told"),
    [
        ("7", None, "p. 7"),
        ("pp. 7–9", None, "pp. 7–9"),
        ("xii", None, "xii"),
        (None, "00:12:30", "at 00:12:30"),
        ("7", "12:30", "p. 7, at 12:30"),
    ],
)
def test_the_page_and_the_time_follow_the_date(
    page: str | None, time: str | None, told: str
) -> None:
    found = an_appearance(CNN, page=page, time=time)
    assert attribution(a_statement(quote="Yes", appearances=(found,))) == (
        f"“Yes,” James Mattis said. CNN, [Closed], about 19 September 2017, {told}."
    )


def test_an_attribution_stays_on_one_line() -> None:
    two = [a_statement(key=key, quote="one\r\ntwo\u2028three") for key in "ab"]
    line = "“one two three,” James Mattis said.\n"
    assert text_of("text", two) == f"{line}\n{line}"


def test_no_ascii_comma_is_put_into_words_of_another_script() -> None:
    for quote, said in (
        ("لم نتنازل", "“لم نتنازل” "),
        ("没有放弃", "“没有放弃” "),
        ("Не отдали", "“Не отдали,” "),
    ):
        assert attribution(a_statement(quote=quote)).startswith(said + "James Mattis said.")


def test_a_translation_names_its_language() -> None:
    ours = TranslationRecord(language="en", text="We gave up nothing")
    other = TranslationRecord(language="x-none", text="Ni", kind=TranslationKind.PUBLISHED)
    told = attribution(a_statement(quote="لم نتنازل", translations=(ours, other)))
    assert "[Our translation, English: We gave up nothing]" in told
    assert "[Translation published, x-none: “Ni”]" in told
