"""Text is read out of files in a process of its own; what cannot be read is refused in a sentence."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

import pytest

from reading.extracting import confined, html_text, pdf_text, plain_text
from reading.extracting.extract import HTML, PDF, TEXT, extract, kind_of
from reading.extracting.texts import MOST_TEXT, Extracted
from reading.refusals import UnreadableError
from tests.reading.extracting.papers import (
    LONG,
    PAGE,
    QUOTE,
    a_bomb,
    a_deflated_bomb,
    a_pdf,
    a_picture,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FRENCH = "« Nous n’avons pas cédé de terrain », a déclaré le ministre à la presse, à Paris, lundi."
RUSSIAN = "Мы не уступили ни пяди земли, сказал министр журналистам в понедельник. " * 3
JAPANESE = "我々は土地を譲っていない、と国防長官は述べた。" * 4
ARABIC = "قال الوزير: «لم نتنازل عن أي أرض» 🙂"
ACCENTS = "Il a ce\u0301de\u0301, dit-il. Zalgo: Z\u0301\u0323"


@pytest.mark.parametrize(
    ("text", "charset", "declared"),
    [
        (FRENCH, "utf-8", None),
        (FRENCH, "utf-8-sig", "iso-8859-1"),
        (FRENCH, "utf-16", None),
        (FRENCH, "utf-16-le", "utf-16-le"),
        (FRENCH, "cp1252", "iso-8859-1"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "utf-8", "utf-8"),
        (JAPANESE, "shift_jis", "shift_jis"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (ARABIC, "utf-8", None),
        (ACCENTS, "utf-8", None),
        ("a\r\nb\rc", "ascii", None),
    ],
)
def test_a_text_is_read_letter_for_letter(text: str, charset: str, declared: str | None) -> None:
    found = plain_text.read(text.encode(charset), declared)
    assert found.text == text.replace("\r\n", "\n").replace("\r", "\n")
    assert "does not read as that" not in (found.note or "") or charset == "utf-8-sig"


@pytest.mark.parametrize(
    ("text", "charset", "declared"),
    [
        (FRENCH, "utf-8", "iso-8859-1"),
        (FRENCH, "cp1252", "utf-8"),
        (FRENCH, "cp1252", None),
        (FRENCH, "cp1252", "no-such-charset"),
        (RUSSIAN, "cp1251", "koi8-r"),
        (RUSSIAN, "koi8-r", "cp1251"),
        (RUSSIAN, "koi8-r", "utf-8"),
        (JAPANESE, "shift_jis", "utf-8"),
    ],
)
def test_a_wrong_charset_is_mended_and_never_in_silence(
    text: str, charset: str, declared: str | None
) -> None:
    found = plain_text.read(text.encode(charset), declared)
    assert found.text == text
    assert "Look whether every letter is right" in (found.note or "")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"abc\x00def", "NUL"),
        (bytes(range(256)) * 40, "NUL|charset"),
        (b"\xff\xfe\x00", "charset"),
    ],
    ids=count(),
)
def test_what_is_no_text_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        plain_text.read(content, None)


def test_an_article_is_read_whole_without_what_stands_around_it() -> None:
    found = html_text.read(PAGE.encode(), "utf-8")
    lines = found.text.splitlines()
    assert lines[:3] == ["Outpost closed", LONG, "“It was routine,” a spokesman said."]
    assert "Nothing more was said about the outpost that day" in found.text
    assert "The gate, shut." in lines
    assert not {"evil", "Home of the news", "All rights"} & set(found.text.split(" "))
    assert (found.title, found.authors) == ("Outpost closed", ("Ann Able", "Bob Baker"))
    assert (found.published, found.site, found.language) == ("2017-09-19", "CNN", "en-GB")
    assert found.note is None


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Hi <b>there</b></p><p>you", "Hi there\nyou"),
        ("<html><body>One<br>two<script>x</script> three", "One\ntwo three"),
        ("<html><body><div hidden>no</div><div>yes</div>", "yes"),
        ("<html><body><p>a &amp; b &lt;c&gt; &#x1F642;", "a & b <c> 🙂"),
        ("<html><body><!-- no --><p>x<!-- no -->y", "xy"),
        ("<html><body><p>Z&#769;&#803; قال", "Z\u0301\u0323 قال"),
        ("<html><body><p>a\x01b&#1;c", "abc"),
        ("<html><body><table><tr><td>a<td>b</table>", "a\nb"),
        ("<title>Alone</title><p>x", "Alone\n\nx"),
    ],
)
def test_where_there_is_no_article_all_that_can_be_seen_is_read(markup: str, text: str) -> None:
    assert html_text.read(markup.encode(), None).text == text


def test_a_page_tells_its_charset_itself() -> None:
    page = f"<html><head><meta charset='windows-1252'></head><body><p>{FRENCH}</p>"
    assert html_text.read(page.encode("cp1252"), None).text == FRENCH


def test_a_pdf_is_read_page_by_page() -> None:
    found = pdf_text.read(written(a_pdf("“" + QUOTE, "he said.”", title="The briefing")), None)
    assert found.text.splitlines() == [f"“{QUOTE} he said.”"]
    assert (found.title, found.authors) == ("The briefing", ("Ann Able", "Bob Baker"))


def _locked(password: str) -> bytes:
    made = a_pdf(QUOTE)
    made.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")  # noqa: S106
    return written(made)


def test_a_pdf_that_asks_for_no_password_is_read() -> None:
    assert pdf_text.read(_locked(""), None).text == QUOTE


PDF_FAULTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted": (lambda: _locked("secret"), "encrypted"),
    "scanned": (a_picture, "text recognition"),
    "damaged": (lambda: b"%PDF-1.7\nnothing", "damaged"),
    "cut off": (lambda: written(a_pdf(QUOTE))[:300], "damaged"),
    "unfolding": (lambda: a_bomb(4_000_000), "unfolds|time or memory"),
    "deflated": (a_deflated_bomb, "time or memory|damaged|pictures"),
}


@pytest.mark.parametrize("name", PDF_FAULTS)
def test_a_pdf_that_cannot_be_read_is_refused_each_in_its_own_words(name: str) -> None:
    make, words = PDF_FAULTS[name]
    content = make()
    begun = time.monotonic()
    with pytest.raises(UnreadableError, match=words):
        extract(content, PDF)
    assert time.monotonic() - begun < confined.WALL_SECONDS


@pytest.mark.parametrize(
    ("content", "media_type", "name", "kind"),
    [
        (b"%PDF-1.7", "text/plain", "a.txt", PDF),
        (b"  <!DOCTYPE html><p>", "text/plain", None, HTML),
        (b"<?xml version='1.0'?>\n<html>", "application/xml", None, HTML),
        (b"<p>x", "text/html", None, HTML),
        (b"<p>x", "application/octet-stream", "A.HTM", HTML),
        (b"He said no.", "application/octet-stream", None, TEXT),
        (b"He said no.", "text/html", "note.txt", TEXT),
        (b"MZ is what he said.", "text/plain", None, TEXT),
        (b"a < b", "text/markdown", None, TEXT),
    ],
    ids=count(),
)
def test_bytes_are_what_they_look_like(
    content: bytes, media_type: str, name: str | None, kind: str
) -> None:
    assert kind_of(content, media_type, name) == kind


@pytest.mark.parametrize(
    ("content", "media_type", "name", "words"),
    [
        (b"PK\x03\x04rest", "application/zip", "a.docx", "Word"),
        (b"\x89PNG\r\n", "image/png", "a.png", "picture"),
        (b"\x7fELF", "text/plain", "a.txt", "program"),
        (b"He said no.", "application/pdf", "a.pdf", "calls itself PDF"),
        (b"He said no.", "video/mp4", None, "cannot be told"),
        (b"  \n", "text/plain", None, "empty"),
        (b"a" * (20 * 2**20 + 1), "text/plain", None, "larger than 20 MB"),
    ],
    ids=count(),
)
def test_another_kind_of_file_is_refused_by_its_name(
    content: bytes, media_type: str, name: str | None, words: str
) -> None:
    with pytest.raises(UnreadableError, match=words):
        extract(content, media_type, filename=name)


@pytest.mark.parametrize(
    ("content", "media_type", "text"),
    [
        (ARABIC.encode(), TEXT, ARABIC),
        (PAGE.encode(), HTML, LONG),
        (written(a_pdf(QUOTE)), PDF, QUOTE),
    ],
    ids=count(),
)
def test_a_file_is_read_in_a_process_of_its_own(
    content: bytes, media_type: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    kind, found = extract(content, media_type)
    assert kind == media_type
    assert text in found.text


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>" + b"<div>" * 200_000 + b"deep",
        b"<html>" + b"<!--" * 500_000,
        b"<html><body>" + b"<p a='" * 300_000,
        b"<html><body>" + b"&#55357;" * 1_000,
    ],
    ids=count(),
)
def test_a_page_made_to_do_harm_ends_soon(content: bytes) -> None:
    begun = time.monotonic()
    with suppress(UnreadableError):
        assert extract(content, HTML)[1].text
    assert time.monotonic() - begun < confined.WALL_SECONDS


def test_what_takes_too_much_time_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "WALL_SECONDS", 0.01)
    with pytest.raises(UnreadableError, match="time or memory"):
        extract(b"x", TEXT)


def test_what_takes_too_much_memory_is_refused() -> None:
    page = PAGE.replace(f"<p>{LONG}</p>", f"<p>{LONG}</p>\n" * 100_000).encode()
    assert confined.run("reading.extracting.html_text", page, "utf-8").text.count(QUOTE) == 100_000
    with pytest.raises(UnreadableError, match="time or memory"):
        confined.run("tests.reading.extracting.cramped", page, "utf-8")


def test_a_process_that_dies_is_a_refusal() -> None:
    with pytest.raises(UnreadableError, match="time or memory"):
        confined.run("reading.no_such_reader", b"x", None)


def test_a_text_has_to_be_one_that_can_be_kept() -> None:
    assert confined.whole(Extracted(text="x")).text == "x"
    for text, words in ((" \n", "No text"), ("a" * (MOST_TEXT + 1), "unfolds")):
        with pytest.raises(UnreadableError, match=words):
            confined.whole(Extracted(text=text))


def test_comments_without_a_page_behind_them_are_seen_through_at_once() -> None:
    """In a process of its own: a pattern that goes through every way to part them never ends."""
    asked = (
        "from reading.extracting.extract import kind_of; "
        "print(kind_of(b'<!---->' * 146, 'text/plain'), kind_of(b'<!---->' * 40, 'text/plain'), "
        "kind_of(b' <?xml version=1?> <!-- a -- b --> <!---->\\n<html>', 'text/plain'))"
    )
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", asked],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
        cwd=confined.ROOT,
    )
    assert done.stdout.split() == [TEXT, TEXT, HTML]


def test_only_two_files_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "WAIT_SECONDS", 0.01)
    monkeypatch.setattr(confined, "_TURNS", threading.BoundedSemaphore(confined.AT_ONCE))
    turns = confined._TURNS  # noqa: SLF001 -- what the two others hold
    with turns, turns, pytest.raises(UnreadableError, match="Other files are being read"):
        extract(b"A text.", TEXT)
    assert extract(b"A text.", TEXT)[1].text == "A text."
