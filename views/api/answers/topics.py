"""Topics as the API tells them."""

from __future__ import annotations

from views.api.answers.base import Answer


class ListedTopicJSON(Answer):
    """A topic in a list, with the number of its statements."""

    id: int
    key: str
    name: str
    slug: str
    statements: int


class TopicJSON(Answer):
    """A topic; `slug` stands in the address of its page, and so did `old_slugs`.

    `merged_into` is the id of the topic that is kept, where two were one case.
    """

    id: int
    key: str
    version: int
    name: str
    slug: str
    old_slugs: tuple[str, ...]
    restricted: bool
    merged_into: int | None


class LetInJSON(Answer):
    """An account that may see a restricted topic."""

    id: int
    name: str
    email: str


class TopicAccountsJSON(Answer):
    """Who may see the topic with this `id` beside the admins, while it is `restricted`."""

    id: int
    restricted: bool
    accounts: tuple[LetInJSON, ...]
