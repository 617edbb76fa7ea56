"""The variables of CSL 1.0.2 by the kind of value they hold, and what is wrong with given ones."""

from __future__ import annotations

from typing import Any


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


ITEM_TYPES = _set(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic
    hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage
    """
)
"""What a work can be."""

UTTERANCES = _set("hearing interview post post-weblog speech")
"""Works that are themselves the utterance: their author may be the speaker."""

_SOUNDS = ("audio", "podcast", "radio")

NAMES = _set(
    """
    author chair collection-editor compiler composer container-author contributor curator director
    editor editorial-director executive-producer guest host illustrator interviewer narrator
    organizer original-author performer producer recipient reviewed-author script-writer
    series-creator translator
    """
)
DATES = _set("accessed available-date event-date issued original-date submitted")
NUMBERS = _set(
    """
    chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part printing supplement volume
    """
)
STRINGS = _set(
    """
    DOI ISBN ISSN PMCID PMID URL abstract annote archive archive-place archive_collection
    archive_location authority call-number citation-key citation-label collection-title
    container-title container-title-short dimensions division event event-place event-title genre
    journalAbbreviation jurisdiction keyword language medium note original-publisher
    original-publisher-place original-title part-title publisher publisher-place references
    reviewed-genre reviewed-title scale section shortTitle source status title title-short version
    volume-title volume-title-short year-suffix
    """
)
COLUMNS = _set(
    """
    id type title author container-title publisher genre URL issued accessed language
    """
)
"""Variables that a source keeps in columns of its own, never among the others."""

_NAME_TEXTS = _set("family given dropping-particle non-dropping-particle suffix literal")
_NAME_FLAGS = _set("comma-suffix static-ordering parse-names")
_DATE_TEXTS = _set("literal raw")
_MOST_PARTS, _MOST_DATES = 3, 2


def is_heard(medium: str) -> bool:
    """Tell whether a medium is one that is heard and not seen."""
    return any(sound in medium.casefold() for sound in _SOUNDS)


def unknown_variables(csl: dict[str, Any]) -> list[str]:
    """Return the names that are no variable of CSL 1.0.2, sorted."""
    known = NAMES | DATES | NUMBERS | STRINGS | COLUMNS | {"categories", "custom"}
    return sorted(set(csl) - known)


def csl_faults(csl: dict[str, Any]) -> list[str]:
    """Return what is wrong with the further CSL variables of a source, one sentence a fault.

    The rules are those of the CSL 1.0.2 schema for JSON, and that nothing stands here which a
    source keeps in a column of its own.
    """
    unknown = [f"{name} is not a variable of CSL 1.0.2." for name in unknown_variables(csl)]
    misplaced = [f"{name} is kept outside csl." for name in sorted(COLUMNS & set(csl))]
    others = sorted(set(csl) - COLUMNS - set(unknown_variables(csl)))
    return unknown + misplaced + [fault for name in others for fault in _faults(name, csl[name])]


def name_faults(variable: str, names: Any) -> list[str]:  # noqa: ANN401 -- any JSON may come in
    """Return what is wrong with a list of CSL names such as `{"family", "given"}`."""
    if not isinstance(names, list | tuple):
        return [f"{variable} must be a list of names."]
    return [f"{variable} holds a name that is none: {name!r}." for name in names if not _name(name)]


def _faults(name: str, value: Any) -> list[str]:  # noqa: ANN401 -- any JSON may come in
    if name in NAMES:
        return name_faults(name, value)
    wanted, fits = _kind(name)
    return [] if fits(value) else [f"{name} must be {wanted}."]


def _kind(name: str) -> tuple[str, Any]:
    if name in DATES:
        return "a CSL date", _date
    if name in NUMBERS:
        return "a text or a number", _scalar
    if name == "categories":
        return "a list of texts", _texts
    if name == "custom":
        return "an object", lambda value: isinstance(value, dict)
    return "a text", lambda value: isinstance(value, str)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _scalar(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _name(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(map(_name_part, value, value.values()))


def _name_part(part: str, value: object) -> bool:
    if part in _NAME_FLAGS:
        return isinstance(value, str | int | float)
    return part in _NAME_TEXTS and isinstance(value, str)


def _date(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(map(_date_part, value, value.values()))


def _date_part(part: str, value: object) -> bool:
    if part == "date-parts":
        return _points(value)
    if part == "circa":
        return isinstance(value, str | int | float)
    return _scalar(value) if part == "season" else part in _DATE_TEXTS and isinstance(value, str)


def _points(value: object) -> bool:
    if not isinstance(value, list) or not 1 <= len(value) <= _MOST_DATES:
        return False
    return all(
        isinstance(point, list)
        and 1 <= len(point) <= _MOST_PARTS
        and all(_scalar(number) for number in point)
        for point in value
    )
