"""The tags of RIS as CSL variables, and its types as CSL types."""

from __future__ import annotations

TEXTS = {
    "ID": "id",
    "PB": "publisher",
    "CY": "publisher-place",
    "VL": "volume",
    "IS": "issue",
    "ET": "edition",
    "DO": "DOI",
    "LA": "language",
    "AB": "abstract",
    "N2": "abstract",
    "ST": "title-short",
    "SE": "section",
}
NAMES = {"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A4": "translator"}
HOSTS = ("T2", "JO", "JF")
"""Where the name of the work stands in which the piece appeared."""

UNREAD = frozenset({"L1"})
"""Files on somebody's disk."""

_TYPES = {
    "ADVS": "motion_picture",
    "ART": "graphic",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "CHART": "figure",
    "CLSWK": "classic",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "DATA": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "FIGURE": "figure",
    "GOVDOC": "report",
    "HEAR": "hearing",
    "ICOMM": "post",
    "INPR": "article-journal",
    "JFULL": "periodical",
    "JOUR": "article-journal",
    "LEGAL": "regulation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "motion_picture",
    "MUSIC": "musical_score",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "RPRT": "report",
    "SER": "periodical",
    "SLIDE": "speech",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "THES": "thesis",
    "UNPB": "manuscript",
    "VIDEO": "broadcast",
}
TYPES_BY_GENRE = {
    "preprint": "article",
    "television broadcast": "broadcast",
    "radio broadcast": "broadcast",
    "collection": "collection",
    "document": "document",
    "event": "event",
    "figure": "figure",
    "interview": "interview",
    "musical score": "musical_score",
    "pamphlet": "pamphlet",
    "performance": "performance",
    "periodical": "periodical",
    "post": "post",
    "regulation": "regulation",
    "review": "review",
    "book review": "review-book",
    "song": "song",
    "speech": "speech",
    "standard": "standard",
    "treaty": "treaty",
}
"""Types that have no code of their own: our export says them in M3."""


def knows_type(code: str) -> bool:
    """Tell whether a code is one of RIS that the record has a type for; GEN is any work."""
    return code.strip().upper() in {"GEN", *_TYPES}


def type_of(code: str, genre: str) -> tuple[str, bool]:
    """Return the CSL type of a record, and whether its M3 says no more than that type."""
    by_genre = TYPES_BY_GENRE.get(genre.casefold())
    if by_genre:
        return by_genre, True
    return _TYPES.get(code.strip().upper(), "document"), False
