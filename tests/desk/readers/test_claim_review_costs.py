"""What reading of hostile ClaimReview costs: looked at once, however many refer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from desk.checks import plain
from desk.importing import known_words
from desk.importing.known_words import words_of
from desk.readers import claims, linked_files, linked_nodes
from desk.readers.claim_review import read_claim_reviews
from desk.readers.faults import ImportRefusedError
from desk.readers.linked_nodes import MOST_PARTS, Node, Web
from desk.readers.texts import MOST_BYTES
from tests.desk.reviewing import a_claim, a_claim_review, a_page, as_text, read_as
from tests.desk.reviews_taken import take_reviews

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from desk.actors import Actor

MANY = 400


class Counting:
    """A function that counts how often it is called."""

    def __init__(self, called: Callable[..., Any]) -> None:
        self.called, self.calls = called, 0

    def __call__(self, *given: object) -> Any:  # noqa: ANN401 -- whatever the function returns
        """Call it."""
        self.calls += 1
        return self.called(*given)


@pytest.fixture
def names_read(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """How many names of properties are looked at."""
    counting = Counting(linked_nodes.plain_name)
    monkeypatch.setattr(linked_nodes, "plain_name", counting)
    return counting


def large(**parts: Any) -> dict[str, Any]:  # noqa: ANN401 -- whatever JSON-LD holds
    """Return a thing of which much is said that nobody asks for."""
    return {**parts, **{f"k{number}": "v" for number in range(MANY)}}


def sharing(claim: dict[str, Any], reviews: int) -> dict[str, Any]:
    """Return reviews that refer to one claim."""
    told = [
        a_claim_review(claimReviewed=f"It rained {number} times.", itemReviewed={"@id": "big"})
        for number in range(reviews)
    ]
    return {"@graph": [{"@id": "big", **claim}, *told]}


@pytest.mark.parametrize(
    "claim",
    [
        large(**a_claim()),
        a_claim(author=large(name="Ada Berg")),
        a_claim(firstAppearance=large(name="A leaflet")),
        a_claim(author=large(**{"schema:name": "Ada Berg"})),
    ],
    ids=["claim", "speaker", "work", "prefixed"],
)
def test_what_many_reviews_refer_to_is_looked_through_once(
    names_read: Counting, claim: dict[str, Any]
) -> None:
    read = read_as(sharing(claim, 40))
    assert (len(read.lines), read.faults) == (40, [])
    few, names_read.calls = names_read.calls, 0
    assert len(read_as(sharing(claim, 80)).lines) == 80
    # Forty more reviews look at their own names, and at none of the large thing.
    assert 0 < names_read.calls - few < 40 * MANY / 2


def test_what_a_shared_claim_leaves_out_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counting = Counting(claims.untaken_of)
    monkeypatch.setattr("desk.readers.claim_review.untaken_of", counting)
    read = read_as(sharing(large(**a_claim()), 40))
    assert (counting.calls, len(read.lines)) == (1, 40)
    assert read.dropped[:2] == ("k0", "k1")


LONG = "It rained in the valley of the river. " * 26_000
SHARED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (a_claim(text=LONG), {}),
    (a_claim(author={"@id": "long"}), {"name": LONG}),
    (a_claim(author={"@id": "long"}), {"description": {"@value": LONG}}),
    (a_claim(firstAppearance={"@id": "long"}), {"headline": LONG}),
    (a_claim(description="Paraphrase with quoted words", hasPart={"@id": "long"}), {"text": LONG}),
]


@pytest.mark.parametrize(("claim", "long"), SHARED)
def test_a_long_text_is_not_read_for_reviews_without_end(
    claim: dict[str, Any], long: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(reviews: int) -> dict[str, Any]:
        document = sharing({"@type": "Claim", **claim}, reviews)
        return {"@graph": [{"@id": "long", "@type": "Thing", **long}, *document["@graph"]]}

    monkeypatch.setattr(linked_nodes, "MOST_READ", 30 * len(LONG))
    read_as(told(2))
    with pytest.raises(ImportRefusedError, match="part it into several files") as refused:
        read_as(told(40))
    assert [fault.line for fault in refused.value.faults] == [0]


@pytest.mark.parametrize("form", ["“{}”", "{}", " “ {} ” ", "\n{}\n"])
def test_a_long_text_that_many_reviews_share_is_held_once(form: str) -> None:
    claim = a_claim(text=form.format(LONG.strip()))
    drafts = [line.draft for line in read_as(sharing(claim, 20)).lines]
    words = [words_of(draft) for draft in drafts]
    assert (len(words), len({id(one) for one in words})) == (20, 1)
    assert words[0] == LONG.strip()


@pytest.mark.parametrize("place", ["text", "description", "name", "abstract"])
def test_a_file_that_refers_to_nothing_is_read_whole_however_long_its_texts(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = a_claim_review(itemReviewed=a_claim(**{"text": "It rained.", place: LONG}))
    allowed = linked_nodes.MOST_READ * len(LONG) // MOST_BYTES
    monkeypatch.setattr(linked_nodes, "MOST_READ", allowed)
    assert len(read_as(whole).lines) == 1


def test_words_that_many_reviews_share_are_folded_once(
    writing: Session, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    folding = Counting(plain)
    monkeypatch.setattr(known_words, "plain", folding)
    told = sharing(a_claim(text="It rained in the valley, all of the long night."), 40)
    assert len(take_reviews(writing, admin, told).made) == 1
    assert 0 < folding.calls < 10


def test_a_review_of_very_many_properties_is_looked_through_once(names_read: Counting) -> None:
    assert len(read_as(large(**a_claim_review())).lines) == 1
    assert names_read.calls < 6 * MANY


def test_lists_in_lists_are_not_looked_at_beyond_the_most() -> None:
    class Walked(list[Any]):
        seen = 0

        def __iter__(self) -> Any:  # noqa: ANN401 -- as a list has it
            for one in super().__iter__():
                Walked.seen += 1
                yield one

    wide = Walked([Walked([Walked([f"{n}"]) for n in range(MANY)]) for _ in range(MANY)])
    found = Node({"name": wide}, Web([])).texts("name")
    assert found == [f"{n}" for n in range(MOST_PARTS)]
    assert Walked.seen <= 3 * (MOST_PARTS + 1)


def test_a_name_written_plainly_counts_before_one_with_a_prefix() -> None:
    told = {"schema:name": "b", "https://schema.org/name": "c", "http://schema.org/url": "d"}
    node = Node(told, Web([]))
    assert (node.text("name"), node.text("url"), node.names) == ("b", "d", {"name", "url"})
    assert Node(told | {"name": "a"}, Web([])).text("name") == "a"


def test_the_objects_of_a_page_are_counted_over_all_of_its_scripts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = a_claim_review()
    each = as_text(one).count("{") + as_text(one).count("[")
    monkeypatch.setattr(linked_files, "MOST_OBJECTS", 3 * each)
    assert len(read_claim_reviews(a_page(one, one, one)).lines) == 3
    read = read_claim_reviews(a_page(one, one, one, one, one))
    [fault] = read.faults
    line = a_page(one, one, one).count(b"\n") + 1
    assert (len(read.lines), fault.line) == (3, line)
    assert "objects and lists. Split it." in fault.reason


def test_a_document_of_too_many_objects_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked_files, "MOST_OBJECTS", 2)
    [fault] = read_as(a_claim_review()).faults
    told = "the file holds more than 2 objects and lists. Split it."
    assert (fault.line, fault.reason) == (1, told)
