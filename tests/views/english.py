"""The least app in which words are said, in English."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import Flask
from flask_babel import Babel

from views import words

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def english() -> Iterator[Flask]:
    """Answer a request in English, without a desk."""
    app = Flask("words")
    Babel(app)
    words.register(app)
    with app.test_request_context():
        yield app
