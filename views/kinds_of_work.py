"""The kinds of work in words: those that fact-checkers rarely meet, as CSL 1.0.2 item types."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

FURTHER = {
    "article": _("preprint or working paper"),
    "article-journal": _("journal article"),
    "bill": _("bill"),
    "book": _("book"),
    "chapter": _("chapter of a book"),
    "classic": _("classical work"),
    "collection": _("collection in an archive"),
    "dataset": _("data set"),
    "document": _("document"),
    "entry": _("entry in a database"),
    "entry-dictionary": _("entry in a dictionary"),
    "entry-encyclopedia": _("entry in an encyclopedia"),
    "event": _("event"),
    "figure": _("figure or chart"),
    "graphic": _("picture or photograph"),
    "legal_case": _("court case"),
    "legislation": _("law"),
    "manuscript": _("manuscript"),
    "map": _("map"),
    "motion_picture": _("film or video"),
    "musical_score": _("musical score"),
    "pamphlet": _("pamphlet"),
    "paper-conference": _("conference paper"),
    "patent": _("patent"),
    "performance": _("performance"),
    "periodical": _("periodical as a whole"),
    "personal_communication": _("personal communication"),
    "regulation": _("regulation"),
    "review": _("review"),
    "review-book": _("book review"),
    "software": _("software"),
    "song": _("song or sound recording"),
    "standard": _("standard"),
    "thesis": _("thesis"),
    "treaty": _("treaty"),
}
"""Every type that is not among the common ones of the form, by its name."""
