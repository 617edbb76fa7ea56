"""Who carries news: agencies, papers and stations of the world, and how their names are made."""

from __future__ import annotations

import re

from reading.proposing.wording import words as word_set

_AGENCIES = """
Reuters|Associated Press|AP|Agence France-Presse|AFP|Bloomberg|UPI|United Press International|dpa|DPA|EFE|ANSA
|ANP|Belga|APA|TASS|Tass|ITAR-TASS|Interfax|RIA|RIA Novosti|Sputnik|RT|Russia Today|Xinhua|Kyodo|Jiji|Yonhap
|KCNA|Press Trust of India|PTI|Anadolu|Anadolu Agency|SANA|IRNA|ISNA|Fars|Tasnim|Mehr|Petra|WAM|Antara|Bernama
|AAP|Canadian Press|PA|PA Media|Press Association|Ukrinform|BelTA|Agerpres|CNN|MSNBC|CNBC|NBC|ABC|CBS|NPR|PBS
|C-SPAN|BBC|ITV|ITN|CBC|RTE|RTÉ|DW|Deutsche Welle|ZDF|ARD|France 24|RFI|Euronews|Al Jazeera|Al Arabiya
|Al-Jazeera|Al-Arabiya|Al Mayadeen|Al-Mayadeen|Al-Manar|NHK|Voice of America|VOA|Radio Free Europe|RFE/RL
|Radio Liberty|Univision|Telemundo|teleSUR|CCTV|CGTN|ABS-CBN|Le Monde|Le Figaro|Libération|El País|El Pais
|El Mundo|La Repubblica|Corriere della Sera|La Stampa|Der Spiegel|Spiegel|Die Zeit|Die Welt|Bild|Frankfurter
 Allgemeine|Süddeutsche|Handelsblatt|Asahi Shimbun|Yomiuri Shimbun|Haaretz|Izvestia|Kommersant|Pravda|Meduza
|Politico|POLITICO|Axios|Newsweek|Vox|BuzzFeed|HuffPost|ProPublica|TIME|USA Today|National Review|Rolling Stone
"""
AGENCIES = frozenset(_AGENCIES.replace("\n", "").split("|"))
#: Words that make a newsroom of a name, and alone are none.
_GENERIC = word_set(
    "TV Television Radio News Media Press Online Today Daily Weekly Morning Review Standard Leader"
)
#: Words of every day when said without their article.
_WITH_ARTICLE = frozenset(
    """Atlantic|Economist|New Yorker|Hill|Intercept|Guardian|Independent|Telegraph|Observer|Sun|Mirror
|Scotsman|Nation|Hindu|Spectator|Verge|Onion|Conversation""".replace("\n", "").split("|")
)
#: One of these words in a proper name makes a newsroom of it.
_IN_A_NAME = re.compile(
    r"\b(?:News|Newswire|Times|Post|TV|Television|Radio|Gazette|Herald|Tribune|Chronicle|Journal"
    r"|Dispatch|Courier|Echo|Examiner|Inquirer|Observer|Register|Sentinel|Standard|Telegraph|Globe"
    r"|Daily|Weekly|Morning|Mail|Broadcasting|Press|Media|Magazine|Review|Wire|Online|Presse"
    r"|Zeitung|Newsnight|Today|Newsroom|Advertiser|Bulletin|Argus|Mercury|Reporter|Leader|Ledger)\b"
    r"|\b(?:[KW][A-Z]{2,3}(?:-TV|-FM|-AM)?)\b|\.(?:com|org|net)\b"
)
#: And one of these in a description: "the state news agency", "a local newspaper".
_DESCRIBED = re.compile(
    r"\b(?:newspapers?|news (?:agenc(?:y|ies)|services?|outlets?|sites?|websites?|channels?|networks?"
    r"|magazines?|organi[sz]ations?|programmes?|programs?|portals?)|media(?: outlets?| organi[sz]ations?)?"
    r"|broadcasters?|wire services?|tabloids?|television|tv|radio(?: stations?)?|dail(?:y|ies)"
    r"|magazines?|weekl(?:y|ies)|podcasts?|press)$",
    re.IGNORECASE,
)
#: Words that end an organisation's name and are no part of the newsroom's.
_NO_NEWSROOM = re.compile(
    r"\b(?:Department|Ministry|Office|Secretary|Committee|Council|Foundation|Union|Association|Bank"
    r"|University|Party|Club|Corps|Center|Centre|Guard|Army|Navy|Police|Square)\b"
)
_OWNER = re.compile(r"(?:[’']s|(?<=s)[’'])$")
#: The article's own newsroom, as it speaks of itself.
OWN = re.compile(
    r"(?:us|me|(?:this|our) (?:newspaper|paper|reporter|correspondent|magazine|website|site|news"
    r" (?:organi[sz]ation|agency|outlet)|network|programme|program|column|columnist|publication))",
    re.IGNORECASE,
)


def bare(name: str) -> str:
    """Return a name without its article, in small letters, as it is compared."""
    plain = " ".join(name.replace("’", "'").split()).strip(" ,.;:").casefold()
    return plain.removeprefix("the ").removesuffix("'s").removesuffix("'")


def is_newsroom(name: str) -> bool:
    """Tell whether a name or description is that of somebody who carries news."""
    plain = " ".join(name.split()).strip(" ,.;:").removesuffix("’s").removesuffix("'s")
    proper = re.sub(r"^(?:[Tt]he|THE|[Aa]n?)\s+", "", plain)
    if proper.isupper() and " " in proper and proper not in AGENCIES:
        proper = plain = proper.title()
    if proper in _GENERIC:
        return False
    if proper in AGENCIES or (proper != plain and proper in _WITH_ARTICLE):
        return True
    if _NO_NEWSROOM.search(plain):
        return False
    return bool(_DESCRIBED.search(plain)) or bool(
        proper[:1].isupper() and _IN_A_NAME.search(proper)
    )


def newsroom_in(words: str) -> str | None:
    """Return the newsroom that a phrase names: "CNN" of "CNN’s Jane Roe", itself where it is one."""
    plain = _OWNER.sub("", " ".join(words.split()))
    for piece in _pieces(plain):
        if is_newsroom(piece):
            return piece
    return None


def _pieces(words: str) -> list[str]:
    """Return a phrase, what it ends on, and its possessor: "state outlet Sputnik" ends on Sputnik."""
    head = re.split(r"[’']s\s|,\s| in (?:a|an|its)\s| on (?:its|the)\s|[“”]", words)[0].strip()
    if _DESCRIBED.search(head):
        return [head]
    proper = re.search(
        r"(?:(?:[Tt]he )?[A-Z][\w.&/-]*(?: (?:of|de|la|le|el|al|[A-Z][\w.&/-]*))*)$", head
    )
    return [*([proper[0]] if proper else []), head]


def is_own(name: str, outlet: str | None) -> bool:
    """Tell whether a name is the article's own newsroom, or its word for itself."""
    plain = bare(name)
    if OWN.fullmatch(plain):
        return True
    ours = bare(outlet or "")
    return bool(ours) and (plain == ours or _shorter(plain, ours) or _shorter(ours, plain))


def _shorter(short: str, long: str) -> bool:
    """Tell whether one name is the beginning or end of the other: "CNN" of "CNN International"."""
    return len(short) > 1 and (long.startswith(f"{short} ") or long.endswith(f" {short}"))
