"""What each CSL type is called in RIS."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.csl import is_heard


@dataclass(frozen=True)
class Kind:
    """A CSL type elsewhere: its RIS code, and what RIS shall call it in M3.

    The codes are those that Zotero reads as the same type, or as the nearest: codes which it does
    not know (PRESS, INTV, GEN, UNPB) become journal articles there.
    """

    ris: str
    genre: str | None = None


KINDS = {
    "article": Kind("RPRT", "Preprint"),
    "article-journal": Kind("JOUR"),
    "article-magazine": Kind("MGZN"),
    "article-newspaper": Kind("NEWS"),
    "bill": Kind("BILL"),
    "book": Kind("BOOK"),
    "broadcast": Kind("VIDEO", genre="Television broadcast"),
    "chapter": Kind("CHAP"),
    "classic": Kind("BOOK"),
    "collection": Kind("MANSCPT", genre="Collection"),
    "dataset": Kind("DATA"),
    "document": Kind("MANSCPT", genre="Document"),
    "entry": Kind("ENCYC"),
    "entry-dictionary": Kind("DICT"),
    "entry-encyclopedia": Kind("ENCYC"),
    "event": Kind("SLIDE", genre="Event"),
    "figure": Kind("ART", genre="Figure"),
    "graphic": Kind("ART"),
    "hearing": Kind("HEAR"),
    "interview": Kind("PCOMM", genre="Interview"),
    "legal_case": Kind("CASE"),
    "legislation": Kind("STAT"),
    "manuscript": Kind("MANSCPT"),
    "map": Kind("MAP"),
    "motion_picture": Kind("MPCT"),
    "musical_score": Kind("MANSCPT", genre="Musical score"),
    "pamphlet": Kind("MANSCPT", genre="Pamphlet"),
    "paper-conference": Kind("CONF"),
    "patent": Kind("PAT"),
    "performance": Kind("SLIDE", genre="Performance"),
    "periodical": Kind("BOOK", genre="Periodical"),
    "personal_communication": Kind("PCOMM"),
    "post": Kind("ELEC", genre="Post"),
    "post-weblog": Kind("BLOG"),
    "regulation": Kind("STAT", genre="Regulation"),
    "report": Kind("RPRT"),
    "review": Kind("JOUR", "Review"),
    "review-book": Kind("JOUR", "Book review"),
    "software": Kind("COMP"),
    "song": Kind("SOUND", genre="Song"),
    "speech": Kind("SLIDE", genre="Speech"),
    "standard": Kind("RPRT", genre="Standard"),
    "thesis": Kind("THES"),
    "treaty": Kind("STAT", genre="Treaty"),
    "webpage": Kind("ELEC"),
}
"""Every type of CSL 1.0.2."""

TYPE_WORDS = frozenset(
    [
        *(kind.genre.casefold() for kind in KINDS.values() if kind.genre),
        *(re.sub("[-_]", " ", type_) for type_ in KINDS),
        *("act", "bill", "blog post", "court case", "film", "hearing", "magazine article"),
        *("mathesis", "newspaper article", "phdthesis", "radio broadcast", "report"),
        *("resreport", "techreport", "thesis", "web page"),
    ]
)
"""What a reader takes for the type of a work where it stands for its genre."""


def kind_of(type_: str, medium: str = "") -> Kind:
    """Return the kind of a CSL type; a broadcast heard but not seen is a sound recording."""
    if type_ == "broadcast" and is_heard(medium):
        return Kind("SOUND", genre="Radio broadcast")
    return KINDS.get(type_, KINDS["document"])
