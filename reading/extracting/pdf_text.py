"""Reads the text layer of a PDF."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

from reading.extracting.confined import NO_TEXT, TOO_LONG, TOO_MUCH, answer
from reading.extracting.pdf_lines import joined_pages, page_text
from reading.extracting.texts import MOST_TEXT, Extracted
from reading.refusals import UnreadableError

if TYPE_CHECKING:
    from pypdf import DocumentInformation

MOST_PAGES = 5_000
MOST_COLUMNED = 60
"""In longer works nobody looks for columns that are drawn across: it takes as long again."""
ENCRYPTED = "This PDF is encrypted. Save it without its password and upload that."
DAMAGED = "This is no PDF that can be read, or it is damaged. Open it and paste its text."
SCANNED = (
    "This PDF holds no text, only pictures of pages. Run it through text recognition (OCR) "
    "and upload the result, or type the passage that you need and paste it."
)
#: What programs put in the place of a title.
_NO_TITLE = re.compile(
    r"^(?:microsoft \w+ - |untitled\b|slide \d|document\d*$)|\.(?:docx?|odt|pptx?|indd|qxd|tex|rtf|pdf|html?)$",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\s*(?:;|,|\band\b|&)\s*")


def read(content: bytes, _charset: str | None) -> Extracted:
    """Return the text of every page, pages parted by an empty line; raises UnreadableError."""
    try:
        opened = _opened(content)
        text = _text(opened)
        return Extracted(text=text, **_told(opened.metadata))
    except UnreadableError:
        raise
    except LimitReachedError as error:
        raise UnreadableError(TOO_MUCH) from error
    except (DependencyError, FileNotDecryptedError) as error:
        raise UnreadableError(ENCRYPTED) from error
    # What a damaged file makes of a parser cannot be foreseen; it runs in a process of its own.
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise UnreadableError(DAMAGED) from error


def _opened(content: bytes) -> PdfReader:
    opened = PdfReader(io.BytesIO(content))
    # Many PDFs are encrypted with an empty password, to forbid printing alone.
    if opened.is_encrypted and not opened.decrypt(""):
        raise UnreadableError(ENCRYPTED)
    if len(opened.pages) > MOST_PAGES:
        message = f"It has more than {MOST_PAGES:,} pages. Upload the part that you need."
        raise UnreadableError(message)
    return opened


def _text(opened: PdfReader) -> str:
    pages: list[str] = []
    size, columns = 0, len(opened.pages) <= MOST_COLUMNED
    for page in opened.pages:
        pages.append(page_text(page, columns=columns))
        size += len(pages[-1])
        if size > MOST_TEXT:
            raise UnreadableError(TOO_LONG)
    # A lone half of a character, or a NUL, is what a broken font table leaves behind.
    text = joined_pages(pages).replace("\x00", "").encode("utf-8", "ignore").decode()
    if not text.strip():
        raise UnreadableError(SCANNED if opened.pages else NO_TEXT)
    return text


def _told(metadata: DocumentInformation | None) -> dict[str, Any]:
    # When the file was made is not when the work was published: its days are not taken.
    if metadata is None:
        return {}
    title, author = (" ".join((told or "").split()) for told in (metadata.title, metadata.author))
    return {
        "title": None if _NO_TITLE.search(title) else title or None,
        "authors": tuple(filter(None, _NAMES.split(author))),
    }


if __name__ == "__main__":
    answer(read)
