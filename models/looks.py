"""How a name looks: what is read alike, in whichever letters it is written."""

from __future__ import annotations

import unicodedata

from models.speaker import finding_key

#: Capitals and small letters of other scripts that are taken for Latin ones, each with what it is
#: taken for: the common ones of Unicode's confusables (UTS 39), Cyrillic, Greek, Armenian, Cherokee.
_CAPITALS = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХԌԚԜҮӀΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿԼՍՏՕᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃ",
        "ABESIJKMHOPCTYXGQWYIABEZHIKMNOPTYXCJLUSOABCDEGHIJKLMPRSTVWZ",
        strict=True,
    )
)
_SMALL = dict(
    zip(
        "аԁеѕіјорсухԛԝһӏгпαγεικνορτυχωϲϳհոսօցքզɑɡıʟᴏᴄᴠᴡᴢꜱ",
        "adesijopcyxqwhlrnayeikvoptuxwcjhnuogpqagilocvwzs",
        strict=True,
    )
)
_LATIN = str.maketrans(_CAPITALS | _SMALL)
#: What is taken for another letter once case plays no part: a capital I is a small l.
_ALIKE = str.maketrans("i1|0", "lllo")
_JOINED = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def looks_of(name: str) -> str:
    """Return how a name looks: of two that are easily taken for each other it is the same.

    Without case, accents, signs, spaces and what is not seen; letters of other scripts as the Latin
    ones that they look like. For warnings and refusals alone, never to tell who somebody is.
    """
    latin = unicodedata.normalize("NFKD", name).translate(_LATIN)
    looks = finding_key(latin).translate(_ALIKE)
    for written, seen in _JOINED:
        looks = looks.replace(written, seen)
    return looks
