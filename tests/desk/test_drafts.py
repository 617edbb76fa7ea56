"""The rules of shape: what is kept byte for byte, and what is refused by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from desk.accounts import InvitationDraft, PasswordDraft
from desk.drafts import (
    ARTICLE_CHARACTERS,
    LINE_CHARACTERS,
    QUOTE_CHARACTERS,
    ArticleText,
    EdtfText,
    Key,
    Language,
    Line,
    RecordId,
    WebUrl,
    Words,
)
from desk.source_drafts import LocatorDraft, SourceDraft
from desk.statement_drafts import ReplyLine, SpeakerDraft, TranslationDraft
from tests.desk.drafting import REPORT, a_draft

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=200)
KEPT = TEXTS.filter(lambda text: text.strip() != "")
ARTICLES: TypeAdapter[str] = TypeAdapter(ArticleText)
KINDS: dict[str, TypeAdapter[str]] = {
    "line": TypeAdapter(Line),
    "words": TypeAdapter(Words),
    "date": TypeAdapter(EdtfText),
    "url": TypeAdapter(WebUrl),
    "key": TypeAdapter(Key),
    "language": TypeAdapter(Language),
}


def _kinds(draft: type[object] | TypeAdapter[str], value: object) -> set[str]:
    """Return the kinds of what is wrong with a value."""
    check = draft if isinstance(draft, TypeAdapter) else TypeAdapter(draft)
    with pytest.raises(ValidationError) as raised:
        check.validate_python(value)
    return {fault["type"] for fault in raised.value.errors()}


@given(KEPT, KEPT.filter(lambda text: not set(text) & set("\n\v\f\r\x85\u2028\u2029")))
def test_what_people_write_is_kept_byte_for_byte(quote: str, line: str) -> None:
    draft = a_draft(quote=quote, told=line, speaker={"name": line}, note=quote)
    assert (draft.quote, draft.told, draft.note) == (quote, line, quote)
    assert draft.speaker
    assert draft.speaker.name == line


@given(KEPT)
def test_an_article_is_kept_byte_for_byte(text: str) -> None:
    assert ARTICLES.validate_python(text) == text


@given(TEXTS, TEXTS)
def test_a_nul_is_refused_by_name(before: str, after: str) -> None:
    for kind in ("line", "words"):
        assert _kinds(KINDS[kind], f"{before}\0{after}") == {"nul"}


@given(TEXTS, st.sampled_from(["\ud800", "\udfff"]), TEXTS)
def test_a_lone_surrogate_is_refused_by_name(before: str, half: str, after: str) -> None:
    for kind in ("line", "words"):
        assert _kinds(KINDS[kind], before + half + after) == {"surrogate"}


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("blank", ["", " ", "\n\t", "\u3000"])
def test_a_blank_text_is_refused_by_name(kind: str, blank: str) -> None:
    assert _kinds(KINDS[kind], blank) == {"blank"}


@pytest.mark.parametrize(
    ("kind", "limit"), [("line", LINE_CHARACTERS), ("words", QUOTE_CHARACTERS)]
)
def test_a_text_has_a_greatest_length(kind: str, limit: int) -> None:
    assert KINDS[kind].validate_python("a" * limit)
    assert _kinds(KINDS[kind], "a" * (limit + 1)) == {"too_large"}


def test_an_article_has_a_greatest_length() -> None:
    assert _kinds(ARTICLES, "a" * (ARTICLE_CHARACTERS + 1)) == {"too_large"}


@pytest.mark.parametrize(
    "date",
    ["2017-09-18", "2017-09", "2017", "2017-09-18~", "2017?", "2017-09-18/2017-09-20", "../2017"],
)
def test_a_date_as_far_as_it_is_known_is_kept(date: str) -> None:
    assert KINDS["date"].validate_python(date) == date


@pytest.mark.parametrize(
    "date",
    [
        "2017-13-40",
        "18.9.2017",
        "yesterday",
        "2017-9-1",
        "/",
        "{}",
    ],
)
def test_a_date_that_is_none_is_refused_with_the_remedy(date: str) -> None:
    with pytest.raises(ValidationError, match="Write 2017-09-18, 2017-09 or 2017"):
        KINDS["date"].validate_python(date)


@pytest.mark.parametrize("date", ["2017-02-30", "2023-02-29~", "../2024-04-31", "0000"])
def test_a_date_that_the_calendar_does_not_have_is_called_so(date: str) -> None:
    with pytest.raises(ValidationError, match=f"“{date}” does not exist in the calendar"):
        KINDS["date"].validate_python(date)
    with pytest.raises(ValidationError, match="ends before it begins; swap the two"):
        KINDS["date"].validate_python("2018/2017")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "https://example.org/a%20b?c=d#e",
        "https://пример.рф/",
        "http://[::1]/",
    ],
)
def test_a_web_address_is_kept(url: str) -> None:
    assert KINDS["url"].validate_python(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "//example.org",
        "example.org",
        "https://exa mple.org",
        "https://example.org/a b",
        " https://example.org",
        "https://example.org\n",
        "\x01https://example.org",
        "https:///path",
        "https://[::1",
        "http:example.org",
        "HTTP://example.org",
        "JaVaScRiPt:alert(1)",
    ],
)
def test_anything_else_is_no_web_address(url: str) -> None:
    assert _kinds(KINDS["url"], url) == {"url"}


@pytest.mark.parametrize("key", ["o1", "01kn7f9c0d8jv5qz6m3x2w1ytr", "a-b_c.d", "1a"])
def test_a_key_is_kept(key: str) -> None:
    assert KINDS["key"].validate_python(key) == key


@pytest.mark.parametrize("key", ["O1", "17", "-a", ".a", "a b", "ä", "a/b", "a" * 81, "a\n"])
def test_anything_else_is_no_key(key: str) -> None:
    assert _kinds(KINDS["key"], key) == {"key"}


@pytest.mark.parametrize("language", ["en", "pt-BR", "zh-Hant-TW", "ckb"])
def test_a_language_tag_is_kept(language: str) -> None:
    assert KINDS["language"].validate_python(language) == language


@pytest.mark.parametrize(
    "language", ["e", "English", "english language", "en_GB", "en-", "-en", "1"]
)
def test_anything_else_is_no_language_tag(language: str) -> None:
    assert _kinds(KINDS["language"], language) == {"language"}


@pytest.mark.parametrize("number", [0, -1, 2**31, "one"])
def test_an_id_is_a_positive_number_that_fits(number: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(RecordId).validate_python(number)


@pytest.mark.parametrize(
    ("span", "fits"),
    [((None, None), True), ((0, 1), True), ((1, None), False), ((None, 1), False), ((2, 2), False)],
)
def test_a_place_has_a_start_before_its_end(
    span: tuple[int | None, int | None], *, fits: bool
) -> None:
    place = {"start": span[0], "end": span[1]}
    if fits:
        assert LocatorDraft.model_validate(place).start == span[0]
    else:
        assert _kinds(LocatorDraft, place) == {"span"}


def _source(**parts: object) -> dict[str, object]:
    return REPORT | parts


@pytest.mark.parametrize(
    "name",
    [
        {"literal": "Reuters staff"},
        {"family": "Mattis"},
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van", "suffix": "Jr."},
    ],
)
def test_a_csl_name_is_kept(name: dict[str, str]) -> None:
    assert SourceDraft.model_validate(_source(authors=[name])).authors == (name,)


@pytest.mark.parametrize(
    "name", [{}, {"given": "Jim"}, {"name": "Jim"}, {"family": "M", "role": "x"}]
)
def test_any_other_name_is_refused(name: dict[str, str]) -> None:
    assert _kinds(SourceDraft, _source(authors=[name])) == {"csl_name"}


@pytest.mark.parametrize(
    ("csl", "words"),
    [
        ({"colour": "blue"}, "colour is not a variable"),
        ({"title": "Twice"}, "title is kept outside csl"),
        ({"volume": []}, "volume must be a text or a number"),
        ({"page": True}, "page must be a text or a number"),
        ({"editor": "Jim"}, "editor must be a list of names"),
        ({"editor": [{"name": "Jim"}]}, "editor holds a name that is none"),
        ({"event-date": "2017"}, "event-date must be a CSL date"),
        ({"event-date": {"date-parts": [[2017, 9, 18, 4]]}}, "event-date must be a CSL date"),
        ({"DOI": 10}, "DOI must be a text"),
        ({"custom": []}, "custom must be an object"),
        ({"categories": [1]}, "categories must be a list of texts"),
    ],
)
def test_each_fault_of_csl_is_named(csl: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        SourceDraft.model_validate(_source(csl=csl))


@pytest.mark.parametrize(
    ("csl", "kind"),
    [
        ({"note": "a\0b"}, "nul"),
        ({"custom": {"deep": ["\0"]}}, "nul"),
        ({"custom": {"\0": 1}}, "nul"),
        ({"editor": [{"family": "\ud800"}]}, "surrogate"),
        ({"volume": float("inf")}, "csl"),
        ({"custom": {"deep": float("nan")}}, "csl"),
    ],
)
def test_csl_holds_nothing_that_a_database_cannot(csl: dict[str, object], kind: str) -> None:
    assert _kinds(SourceDraft, _source(csl=csl)) == {kind}


def test_an_item_type_is_one_of_csl() -> None:
    assert _kinds(SourceDraft, _source(type="newspaper")) == {"item_type"}


def test_a_password_has_twelve_characters() -> None:
    assert _kinds(PasswordDraft, {"password": "elevenchars"}) == {"password"}
    assert PasswordDraft.model_validate({"password": "twelve chars"}).password


@pytest.mark.parametrize("email", ["a", "a@", "@b", "a b@c", "a@b@c"])
def test_an_email_address_looks_like_one(email: str) -> None:
    draft = {"email": email, "name": "A", "role": "reader"}
    assert _kinds(InvitationDraft, draft) == {"email"}


def test_an_alias_is_given_once() -> None:
    assert _kinds(SpeakerDraft, {"name": "SDF", "aliases": ["QSD", "QSD"]}) == {"alias"}


@pytest.mark.parametrize("item", ["Q0", "q42", "42", "Q42\n"])
def test_a_wikidata_item_looks_like_one(item: str) -> None:
    assert _kinds(SpeakerDraft, {"name": "SDF", "wikidata": item}) == {"string_pattern_mismatch"}


def test_a_translation_is_ours_unless_told() -> None:
    draft = TranslationDraft.model_validate({"language": "fr", "text": "Rien."})
    assert draft.kind == "ours"


@pytest.mark.parametrize("reply", [{}, {"whom": "CNN", "not_sought_because": "dead"}])
def test_a_reply_was_asked_for_or_there_is_a_reason(reply: dict[str, str]) -> None:
    assert _kinds(ReplyLine, reply) == {"reply"}


def test_a_draft_does_not_change() -> None:
    with pytest.raises(ValidationError):
        a_draft().note = "Another."  # type: ignore[misc]
