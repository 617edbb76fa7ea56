"""The values of works of every type that fact-checkers cite, and texts that are hard to write."""

from __future__ import annotations

from typing import Any

from models.records import NoticeRecord
from models.terms import NoticeKind

Values = dict[str, Any]

ANY_SIGN = (
    r"https://news.example/a_b%20c/~d;e,f'g(h)*/{i}\j|k^l?m=1&n=2+3&utm_source=x&o[]=%D8%A9#p"
)
NOT_ASCII = "https://пример.example/новости/مرحبا?q=日本"
SNAPSHOT = "https://web.archive.org/web/20170919123456/"
QUOTES_IN_QUOTES = "He said, “She told me, ‘They “ceded” nothing’, and left”"
SEPARATORS = "First line\nER  - \nTY  - JOUR\r\n\r\n@article{x,\n}\u2028TI  - it\u2029\x85last =1"
TEX = "100 % of $5 & #1 _x_ ~y~ ^z^ \\cost {of} ``war'' --- \\} \"so\""
MARKUP = "<i>A</i> {{b}} {{{c}}} | d [[e|f]] '''g''' ]]> &amp; &lt; <ref>h</ref> <!-- i --> =j"
HEBREW, ARABIC = "בנימין כהן", "وليد المعلم"

WORKS: dict[str, Values] = {
    "news": {
        "type": "article-newspaper",
        "title": TEX,
        "authors": (
            {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"literal": "Barnes and Noble, Inc."},
        ),
        "container_title": "Cable & Wire_News",
        "url": ANY_SIGN,
        "archived_url": SNAPSHOT + ANY_SIGN,
        "published": "2017-09-19",
        "accessed": "2026-11-21",
        "language": "en-US",
        "csl": {"page": "12–14, A3"},
    },
    "news-undated": {"type": "article-newspaper", "publisher": "The Times and Post"},
    "magazine": {
        "type": "article-magazine",
        "title": "Spring offensives",
        "authors": ({"family": "de la Cruz", "given": "Ana María"}, {"family": "O’Neill"}),
        "container_title": "War & Peace",
        "published": "2017-09",
        "csl": {"volume": 12, "issue": "3", "page": "44-51", "ISSN": "1234-5679"},
    },
    "television": {
        "type": "broadcast",
        "title": "The evening news of 18 September",
        "container_title": "Evening News",
        "publisher": "Example Television",
        "published": "2017-09-18~",
        "csl": {"medium": "Television", "publisher-place": "London"},
    },
    "radio": {
        "type": "broadcast",
        "title": "Morning call",
        "container_title": "Today",
        "publisher": "Example Radio",
        "published": "2017-21",
        "url": NOT_ASCII,
        "csl": {"medium": "Radio"},
    },
    "release": {
        "type": "report",
        "title": "Coalition statement on At Tanf",
        "authors": ({"literal": "Ministry of Culture and Tourism"},),
        "publisher": "Ministry of Culture and Tourism",
        "genre": "Press release",
        "url": "https://ministry.example/releases/7",
        "archived_url": "https://archive.ph/AbCdE",
        "published": "2017-09-18",
    },
    "transcript": {
        "type": "broadcast",
        "title": "Interview with the Secretary",
        "container_title": "Face the Week",
        "publisher": "Example Television",
        "genre": "Transcript",
        "published": "2017-09-17",
        "url": "https://tv.example/transcripts/170917",
        "archived_url": "https://web.archive.org/web/2017/https://tv.example/transcripts/170917",
        "csl": {"medium": "Television"},
    },
    "post": {
        "type": "post",
        "title": "A post on the outpost",
        "title_supplied": True,
        "container_title": "Example Social",
        "genre": "Post",
        "url": "https://social.example/@brett/9?lang=en&fbclid=abc",
        "published": "2017-09-18",
        "accessed": "2026-11",
    },
    "page": {
        "type": "webpage",
        "title": MARKUP,
        "container_title": "Example | Site",
        "url": "https://site.example/about#us",
        "accessed": "2026-11-20",
    },
    "blog": {
        "type": "post-weblog",
        "title": "نقطة حدودية",
        "authors": ({"family": "山田", "given": "太郎"}, {"literal": HEBREW}),
        "container_title": "مدونة",
        "url": "https://blog.example/1",
        "published": "2017-09-16/2017-09-18",
        "language": "ar",
    },
    "speech": {
        "type": "speech",
        "title": "Remarks at the General Assembly",
        "published": "2017-09-19",
        "url": "https://speech.example/un",
        "csl": {"event-title": "72nd General Assembly", "event-place": "New York"},
    },
    "interview": {
        "type": "interview",
        "title": "“We know who they are”",
        "authors": ({"family": "المعلم", "given": "وليد"},),
        "container_title": "Sputnik",
        "published": "2018",
        "csl": {"interviewer": [{"family": "Berg", "given": "Jan", "suffix": "III"}]},
    },
    "report": {
        "type": "report",
        "title": "Operation Inherent Resolve: report to Congress",
        "authors": ({"family": "Fine", "given": "Glenn A."},),
        "publisher": "Department of Defense and Office of Inspector General",
        "published": "2017-07-01/2017-09-30~",
        "url": "https://report.example/oir.pdf",
        "csl": {"number": "LIG-2017-4", "page": "3"},
    },
    "hearing": {
        "type": "hearing",
        "title": "Hearing on the campaign in Syria",
        "publisher": "US Senate Committee on Armed Services",
        "published": "../2017-10-03",
        "csl": {"publisher-place": "Washington", "number": "115-64"},
    },
    "bill": {
        "type": "bill",
        "title": "A bill to authorize the garrison",
        "publisher": "US Congress",
        "published": "2017-06-07",
        "csl": {"number": "H.R. 2810", "authority": "House of Representatives"},
    },
    "act": {
        "type": "legislation",
        "title": "War Powers Resolution",
        "published": "1973-11-07",
        "csl": {"submitted": {"date-parts": [[1973, 5, 3]]}},
    },
    "case": {
        "type": "legal_case",
        "title": "Smith v. Obama",
        "published": "2016-11-21",
        "url": "https://court.example/16-843",
        "csl": {
            "authority": "US District Court, District of Columbia",
            "number": "16-cv-843",
            "event-date": {"date-parts": [[2016, 10, 28]]},
        },
    },
    "dataset": {
        "type": "dataset",
        "title": "Bases, 2010–2020",
        "authors": ({"literal": "Conflict Data and Maps"},),
        "publisher": "Example University",
        "published": "2020?",
        "csl": {
            "DOI": "10.1000/a_b%c<1>",
            "version": "2",
            "available-date": {"date-parts": [[2010], [2019]]},
        },
    },
    "journal": {
        "type": "article-journal",
        "title": "Deconfliction as law",
        "authors": ({"family": "Ødegård", "given": "Ærøskøbing"}, {"given": "Cher"}),
        "container_title": "Journal of Law and War",
        "published": "199X",
        "csl": {"volume": "XII", "issue": 4, "page": "1"},
    },
    "retracted": {
        "type": "article-newspaper",
        "title": "Second outpost razed",
        "container_title": "Example Wire",
        "url": "https://wire.example/2",
        "archived_url": "https://perma.cc/AB12-CD34",
        "published": "2017-09-20/..",
        "notices": (
            NoticeRecord(
                kind=NoticeKind.RETRACTED,
                date="2017-09-21",
                note="The pictures show {another} post & 50 % less",
                touches=("s-retracted",),
            ),
        ),
    },
}
