"""Words with which English tells what somebody said, for reading without a parse."""

from __future__ import annotations

import re

from reading.proposing.verbs_of_saying import CLAUSE, INFINITIVE, QUOTING
from reading.proposing.wording import words

#: Verbs that without a parse are too often something else: "texts", "the point".
_NEVER = words("accept chide clarify crow point rant reassure relate remind signal text underline")
#: Verbs that need "that" or quotation marks after them; a bare clause may be no words of anybody.
_MARKED = words(
    """
    answer articulate attest blog comment confess confide fume gloat gripe groan grumble imply moan muse opine
    pledge post proclaim promise pronounce read report roar scoff scream seethe sigh sneer stammer state storm
    swear urge write yell
    """
)
#: Verbs that only patterns know to lead in words, some of two words.
_LEADING_IN = words(
    """
    challenge chime_in condemn criticise criticize denounce elaborate fire_back go_on highlight interrupt
    lash_out mock object praise propose protest shoot_back weigh_in
    """
)
_LED_BY_MARKS = QUOTING & words(
    "ask bark begin bellow call continue cry demand describe growl implore inquire interject offer plead "
    "question snap snarl splutter think thunder wail wonder"
)
_CLAUSE = CLAUSE - _NEVER - _MARKED | words("ask believe continue guarantee point_out think wonder")
_QUOTED = _MARKED | _LEADING_IN | _LED_BY_MARKS
_TO = INFINITIVE - {"claim"} | words(
    "agree ask beg call challenge decline demand refuse request urge"
)
_IRREGULAR = {
    "say": "says said",
    "tell": "tells told",
    "write": "writes wrote written",
    "think": "thinks thought",
    "swear": "swears swore sworn",
    "admit": "admits admitted",
    "quip": "quips quipped",
    "read": "reads read",
    "begin": "begins began",
    "beg": "begs begged",
    "blog": "blogs blogged",
    "brag": "brags bragged",
    "forecast": "forecasts forecast",
    "snap": "snaps snapped",
    "point_out": "points_out pointed_out",
    "go_on": "goes_on went_on",
    "fire_back": "fires_back fired_back",
    "shoot_back": "shoots_back shot_back",
    "weigh_in": "weighs_in weighed_in",
    "chime_in": "chimes_in chimed_in",
    "lash_out": "lashes_out lashed_out",
    "find": "finds found",
    "show": "shows showed",
}
#: Forms that are more often nouns: "the reports", "a question".
_NOUNS = words(
    """
    claims notes reports states comments charges posts demands promises offers challenges
    questions urges highlights estimates hints jokes calls remarks objects reasons pledges vows
    protests mentions read answers barks blogs bellows cries forecast forecasts groans growls
    moans roars screams sighs snaps sneers storms thunders wails
    """
)


def _forms(verbs: frozenset[str]) -> list[str]:
    """Return the present and the past of each verb; those in -ing say nothing by themselves."""
    forms = [form for verb in sorted(verbs) for form in _present_and_past(verb)]
    return [form.replace("_", " ") for form in dict.fromkeys(forms)]


def _present_and_past(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb].split()
    if verb.endswith("y"):
        return [f"{verb[:-1]}ies", f"{verb[:-1]}ied"]
    hisses = verb.endswith(("s", "sh", "ch", "x"))
    return [f"{verb}{'es' if hisses else 's'}", f"{verb.removesuffix('e')}ed"]


def _either(forms: list[str]) -> str:
    return "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")"


#: Verbs after which a clause or a quotation follows, and those that need "that" or marks for it.
CLAUSE_VERBS = re.compile(rf"{_either([form for form in _forms(_CLAUSE) if form not in _NOUNS])}\b")
VERB = re.compile(rf"\b{_either(_forms(_CLAUSE | _QUOTED))}\b")
#: Verbs with what is said as their object: "accused the board of waste".
OBJECT_VERB = re.compile(
    r"(?:(?:accus|criticiz|criticis|condemn|denounc|blam|prais|describ|blast|slamm?|ridicul|mock|tout|urg"
    r"|defend|cit|question|reject|dismiss|mention|highlight|warn|referr|respond|object|point|call)"
    r"(?:e?d|e?s)(?: (?:for|on|to|of|about|against))?)\b"
)
#: What goes on after a statement: "…, adding that …", "… and said …".
GOING_ON = re.compile(
    r",?\s+(?:and|but)\s+(?:then\s+|also\s+|later\s+|[a-z]+ly\s+)?"
    rf"(?P<verb>{_either([form for form in _forms(_CLAUSE | _QUOTED) if form not in _NOUNS])})\b"
    r"|,\s+(?P<gerund>(?:add|say|not|argu|warn|claim|insist|explain|suggest|tell|call|writ|tweet|accus"
    r"|predict|declar|announc|promis|vow|ask|stress|jok|complain|point)ing)\b"
)
TO_VERB = re.compile(rf"{_either(_forms(_TO))}\b")
NOUN_LIKE = re.compile(rf"{_either(sorted(_NOUNS))}\b")
TOLD = re.compile(
    r"(?:tells?|told|informs?|informed|assures?|assured|reminds?|reminded|advises|advised|warns?|warned|asks?|asked)\b"
)
WEEKDAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
ADVERB = re.compile(
    r"\s(?:also|later|then|once|again|further|however|still|even|only|simply|just|first|recently|previously|"
    r"earlier|often|always|himself|herself|repeatedly|publicly|[a-z]{2,}ly|has|have|had|would|"
    r"went on to)$"
)
PRONOUN = re.compile(r"(?:he|she|they|we|i|it|who)$", re.IGNORECASE)
DETERMINER = re.compile(
    r"(?:the|an?|another|one|two|three|four|several|some|many|his|her|their|its|my|our|this|both|most|a few"
    r"|officials|critics|supporters|advocates|aides|experts|analysts|sources|researchers|police|officers"
    r"|lawyers|investigators|prosecutors|authorities|residents|lawmakers|organizers|organisers|others)$",
    re.IGNORECASE,
)
#: Words at which a noun phrase that is read from its end begins no later.
BOUNDARY = re.compile(
    r"(?:and|but|or|that|because|when|while|as|if|although|though|since|which|where|whom|whose|than|so|nor|yet"
    r"|unless|until|whether|whereas|is|was|are|were|be|did|does|not|to)$",
    re.IGNORECASE,
)
PREPOSITION = re.compile(
    r"(?:in|on|at|after|before|during|by|for|from|with|under|over|about|against|through|despite|within|without"
    r"|among|between|according|asked|since|instead|speaking|earlier|later|meanwhile|yet|still|and|but|however)$",
    re.IGNORECASE,
)
