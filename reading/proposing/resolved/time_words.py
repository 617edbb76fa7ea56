"""The words by which English tells when: days, months, years, and times counted from a day."""

from __future__ import annotations

import re

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_DATE = (
    rf"(?:{_MONTH}\s+[0-9]{{1,2}}(?:st|nd|rd|th)?(?![0-9:])(?:,?\s+[0-9]{{4}}\b)?"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+[0-9]{{4}}\b)?)"
)
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_COUNT = r"(?i:an?|one|two|three|four|five|six|seven|eight|nine|ten|[0-9]{1,2}|several|a few)"
_SPAN = r"(?:week|month|year|spring|summer|autumn|fall|winter|weekend)"
_ALTERNATIVES = (
    rf"(?:(?i:early|late|earlier|later)\s+(?:on\s+)?)?(?:(?i:last|this|past)\s+)?{_DAY}(?!’s|'s){_PART}"
    rf"(?:,\s+{_DATE})?(?:\s+last\s+week)?",
    _DATE,
    rf"(?:(?i:early|mid|late)[\s-]+)?(?<!\bmay\s)(?:(?i:in|last|this|early|late)\s+){_MONTH}(?![\w’'])"
    r"(?:,?\s+(?:of\s+)?[0-9]{4}\b)?",
    r"(?i:earlier\s+|late\s+|early\s+)?(?i:yesterday|today|tonight)" + _PART,
    r"(?i:this)\s+(?:morning|afternoon|evening)|(?i:last)\s+(?:night|evening)",
    rf"(?:(?i:earlier|late|later|early)\s+)?(?i:this|last|(?:the\s+)?(?:past|previous))\s+{_SPAN}",
    r"(?i:over)\s+the\s+weekend|(?i:the)\s+day\s+before(?:\s+yesterday)?|(?i:the)\s+(?:same|next|following|previous)\s+day"
    r"|(?i:later\s+)?(?i:that|the\s+same)\s+(?:day|night|evening|morning|week|month|year)",
    rf"(?:more\s+than\s+|about\s+|nearly\s+|almost\s+)?{_COUNT}\s+(?:day|week|month|year|decade)s?\s+(?:ago|earlier|before)",
    r"(?i:(?:back\s+)?in\s+(?:early\s+|late\s+|mid-)?)(?:19|20)[0-9]{2}\b(?![-–][0-9])",
    r"(?i:recently|lately|in\s+the\s+past|in\s+recent\s+(?:days|weeks|months|years)|previously|at\s+the\s+time)"
    r"|in\s+the\s+(?:last|past)\s+(?:few\s+)?(?:days|weeks|months|years)|(?i:earlier)(?=[,.\s”]|$)(?!\s+than)",
)
TIME = re.compile(r"(?<![\w’'-])(?:" + "|".join(_ALTERNATIVES) + r")(?![\w-])")
#: What leads up to a date and is none of it; "in the past" is one phrase.
LEADS = re.compile(r"^(?:(?:back\s+)?in|on)\s+(?!the\s|recent\s)", re.IGNORECASE)
