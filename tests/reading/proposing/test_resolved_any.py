from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from reading.proposing import Span
from reading.proposing.attributions import Attribution
from reading.proposing.language_model import english
from reading.proposing.marks import folded
from reading.proposing.parsing import paragraphs, parsed
from reading.proposing.quotations import quotations
from reading.proposing.resolved import Article, resolve

WORDS = """Roe Jane Mr. the official said he they told Reuters (ABC) “ ” , . / Monday on minister of
who and a spokesman for Bank’s in 2015 citing group which it we Jr. al-Masri – ( )"""


def _text(words: list[str]) -> str:
    return " ".join(words).replace("/", "\n")


SOME_WORDS = st.lists(st.sampled_from(re.split(r"\s+", WORDS)), min_size=1, max_size=40).map(_text)
TEXTS = SOME_WORDS | st.text(min_size=1, max_size=60)


def _somewhere(text: str, data: st.DataObject) -> Span:
    start = data.draw(st.integers(0, len(text) - 1))
    return Span(start, data.draw(st.integers(start + 1, len(text))))


def _attribution(text: str, data: st.DataObject) -> Attribution:
    mentions = [_somewhere(text, data) if data.draw(st.booleans()) else None for _ in range(4)]
    speaker, cue, told, via = mentions
    content = (_somewhere(text, data),)
    return Attribution(content=content, speaker=speaker, cue=cue, told=told, via=via, frame="any")


@settings(max_examples=20, deadline=None)
@given(text=TEXTS, data=st.data())
def test_whatever_is_attributed_is_proposed(text: str, data: st.DataObject) -> None:
    marked, model = folded(text), english()
    assert model is not None
    read = data.draw(st.booleans())
    parses = tuple(parsed(model, marked, paragraphs(marked))) if read else ()
    published = data.draw(st.sampled_from([None, "2017-09-19~", "2017", "soon", "2017-09-01/.."]))
    article = Article(text, marked, quotations(marked), parses, published, None)
    found = [_attribution(text, data) for _ in range(3)]
    proposals = resolve(article, found)
    assert len(proposals) == len(found)
    for one in proposals:
        assert one.passage == text[one.start : one.end]
        assert one.reason
        assert one.form in {"direct", "indirect", "mixed"}
        assert (one.quote is None) is (one.form == "indirect")
