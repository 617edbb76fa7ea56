"""What a document says of itself, as a source that a person has yet to look at."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from desk.source_drafts import SourceDraft
from views.forms.fields import csl_names

if TYPE_CHECKING:
    from desk.articles import Article

TYPE = "article-newspaper"
TITLE_CHARACTERS = 300


def source_of(article: Article, name: str) -> SourceDraft:
    """Return the source as the document tells it; what it tells out of shape is left out.

    What its first lines seem to say is a guess, for whoever looks at the details. Without a title
    it goes by its file name or address, and that title is ours.
    """
    told: dict[str, Any] = {**article.offered, **article.details}
    told["authors"] = csl_names(told.get("authors"))
    return _drafted(told | {"type": TYPE}, name)


def _drafted(told: dict[str, Any], name: str) -> SourceDraft:
    if not str(told.get("title") or "").strip():
        told = {**told, "title": _title(name), "title_supplied": True}
    try:
        return SourceDraft.model_validate(told)
    except ValidationError as faults:
        wrong = {str(fault["loc"][0]) for fault in faults.errors()}
        return _drafted({name: value for name, value in told.items() if name not in wrong}, name)


def _title(name: str) -> str:
    """Return a title for what has none: the file's name without its suffix, or the address."""
    parts = urlsplit(name) if name.startswith(("http://", "https://")) else None
    stem = PurePosixPath(name.replace("\\", "/")).stem if parts is None else ""
    words = f"{parts.netloc}{parts.path}" if parts else stem
    clean = "".join(letter for letter in words if letter.isprintable())
    return clean.strip()[:TITLE_CHARACTERS] or "Untitled"
