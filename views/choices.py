"""What forms offer: known sources, topics and names, and filters resolved to records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk import offered, sets
from desk.called import PARTIES, named
from desk.name_lists import in_line
from desk.offered import OfferedSource
from desk.references import id_of, name_of
from desk.refusals import MissingError, RefusedError
from desk.speakers import names_offered
from models import name_key
from views.catalogue import gettext as _
from views.context import reading
from views.date_words import when
from views.forms.fields import PartyField, options
from views.forms.filters import CoverageForm, PartyFilterForm, ReportForm

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from desk.called import Called
    from desk.offered import OfferedTopic
    from views.forms.filters import FilterForm

    Choice = tuple[str, str]


def known_sources(*also: int) -> list[tuple[str, str]]:
    """Return the newest sources as choices, and those with these ids."""
    newest = offered.sources(reading())
    missing = set(also) - {line.id for line in newest}
    return [*((str(line.id), _title(line)) for line in newest), *_source_choices(missing)]


def known_source(source_id: int) -> str:
    """Return how a source is called among choices."""
    [(_id, title)] = _source_choices([source_id])
    return title


def known_topics() -> list[str]:
    """Return the newest topics by name."""
    return [line.name for line in offered.topics(reading())]


def topics_to_type() -> list[str]:
    """Return the newest topics as they stand among others in a line of names."""
    return [in_line(name) for name in known_topics()]


def known_speakers() -> list[str]:
    """Return the newest speakers by every name they have."""
    return names_offered(reading())


def offer_parties(form: PartyFilterForm) -> None:
    """Offer topics, sources and, where it asks for one, sets in a form of filters.

    What its filters name is read along with these.
    """
    known = offered.parties(reading(), _references(form), sets=_asks_for_set(form))
    form.named = known.named
    _offer(form, known.topics, known.sets)
    newest = [(str(line.id), _title(line)) for line in known.sources]
    sources = _with_chosen(form, "source", newest, _source_choices)
    form.source.choices = options([("", _("all sources")), *sources])


def offer_topics(form: PartyFilterForm | CoverageForm) -> None:
    """Offer topics in a form of filters, and sets where it asks for one."""
    known = sets.names(reading()) if _asks_for_set(form) else ()
    _offer(form, offered.used_topics(reading()), known)


def _asks_for_set(form: PartyFilterForm | CoverageForm) -> bool:
    return isinstance(form, ReportForm | CoverageForm)


def _offer(
    form: PartyFilterForm | CoverageForm,
    topics: Sequence[OfferedTopic],
    known: Sequence[tuple[int, str]],
) -> None:
    newest = _topic_choices(topics)
    topics_named = _with_chosen(
        form, "topic", newest, lambda ids: _topic_choices(offered.topics_with(reading(), ids))
    )
    form.topic.choices = options([("", _("all topics")), *topics_named])
    if isinstance(form, ReportForm | CoverageForm):
        form.set.choices = options([("", _("any set")), *((str(one), name) for one, name in known)])


def parties(form: FilterForm) -> dict[str, Any]:
    """Return the ids that a form's speaker, topic, source and set stand for; faults at the field."""
    references = _references(form)
    if form.named is None:
        form.named = named(reading(), references)
    ids: dict[str, int] = {}
    for name, reference in references.items():
        ids |= _party(form, name, reference)
    speaker = form["speaker"] if "speaker_id" in ids else None
    if isinstance(speaker, PartyField) and isinstance(form, PartyFilterForm) and form.says_name:
        _say_name(speaker, ids["speaker_id"], form.named.get("speaker"))
    return ids


def names_known(form: FilterForm) -> dict[str, str]:
    """Return the names of what a form's filters stand for, so far as they are known, by scope's field."""
    return {f"{name}_id": one.name for name, one in (form.named or {}).items()}


def _references(form: FilterForm) -> dict[str, str]:
    filled = {name: form[name].data for name in PARTIES if name in form}
    return {name: reference for name, reference in filled.items() if reference}


def _say_name(field: PartyField, number: int, found: Called | None) -> None:
    """Show a speaker by name in the field, or beside it where others are called so too.

    A name stays as it was typed, whatever its spelling.
    """
    name, alone = (found.name, found.alone) if found else name_of(reading(), number)
    if name_key(name) == name_key(field.data or ""):
        return
    if alone:
        field.named = name
    else:
        field.shared_name = name


def _with_chosen(
    form: FilterForm,
    name: str,
    known: list[Choice],
    others: Callable[[list[int]], list[Choice]],
) -> list[Choice]:
    """Return choices with the one that a filter stands at, by whose number it then stands.

    Else the next search would go without it and not say so. What stands for nothing is said where
    the filter is read.
    """
    field = form[name]
    if not field.data or field.data in dict(known):
        return known
    try:
        found = _id_of(form, name, field.data)
    except (MissingError, RefusedError):
        return known
    field.data = str(found)
    if field.data in dict(known):
        return known
    held = (form.named or {}).get(name)
    return [*known, *([(field.data, _title_of(name, held))] if held else others([found]))]


def _title_of(name: str, found: Called) -> str:
    if name != "source":
        return found.name
    told = (found.id, found.name, found.title_supplied, found.outlet, found.published)
    return _title(OfferedSource(*told))


def _id_of(form: FilterForm, name: str, reference: str) -> int:
    """Return the id of what a filter names; what is called otherwise by now is looked for."""
    found = (form.named or {}).get(name)
    return found.id if found else id_of(reading(), PARTIES[name], reference)


def _topic_choices(lines: Iterable[OfferedTopic]) -> list[Choice]:
    return [(str(line.id), line.name) for line in lines]


def _source_choices(ids: Collection[int]) -> list[Choice]:
    return [(str(line.id), _title(line)) for line in offered.sources_with(reading(), ids)]


def _title(line: OfferedSource) -> str:
    title = f"[{line.title}]" if line.title_supplied else line.title
    dated = when(line.published) if line.published else None
    return ", ".join(filter(None, (line.outlet, title, dated)))


def _party(form: FilterForm, name: str, reference: str) -> dict[str, int]:
    try:
        return {f"{name}_id": _id_of(form, name, reference)}
    except (MissingError, RefusedError) as error:
        form.object_at(name, str(error))
        return {}
