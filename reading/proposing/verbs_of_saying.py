"""The verbs by which English says that something was said, each as its lemma.

Parses and patterns read by the same lists; what else a construction needs stands where it is read.
"""

from __future__ import annotations

from reading.proposing.wording import words

#: "said (that) …", and with words in quotation marks before or after.
CLAUSE = words(
    "accept acknowledge add admit advise affirm allege announce answer argue articulate assert assure "
    "attest blog boast brag caution charge chide claim clarify comment complain concede conclude "
    "confess confide confirm contend counter crow declare deny disclose emphasise emphasize estimate "
    "exclaim explain find forecast fume gloat gripe groan grumble hint imply indicate inform insist joke lament "
    "maintain mention moan muse mutter note observe opine pledge point posit predict proclaim promise "
    "pronounce quip rant read reason reassure recall recount reiterate relate remark remind repeat "
    "reply report respond retort reveal roar say scoff scream show shout signal sigh speculate stammer "
    "state stress suggest swear sneer tell testify text tweet underline underscore urge vow warn "
    "whisper write yell post seethe storm theorize theorise"
)
#: Only with words in quotation marks: as verbs of anything else they say nothing.
QUOTING = words(
    "agree ask bark begin bellow blast bluster chant continue cry demand enthuse erupt fire go growl gush hiss "
    "howl implore inquire interject intone laugh offer plead press question rage rail rant rap rasp recommend "
    "snap snarl snipe speak splutter start taunt thunder utter vent wail wonder think put call describe dub"
)
#: "promised to …".
INFINITIVE = words("promise pledge vow swear offer threaten propose claim")
