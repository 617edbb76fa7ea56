"""The words by which English attributes words to somebody, and the constructions each enters.

General lists of verbs and nouns of saying; each as its lemma. A verb may stand in several.
"""

from __future__ import annotations

from reading.proposing import verbs_of_saying
from reading.proposing.wording import words as _words

CLAUSE, QUOTING, INFINITIVE = (
    verbs_of_saying.CLAUSE,
    verbs_of_saying.QUOTING,
    verbs_of_saying.INFINITIVE,
)
#: "announced a plan", "criticised the mayor for …": the object is what was said.
OBJECT = _words(
    "announce applaud allege assail bash bemoan berate blast cite claim condemn confirm criticise criticize "
    "debunk decry defend demand denounce deny deride detail disavow disclose dispute dismiss disparage dub echo "
    "emphasise emphasize estimate explain express hail highlight lambaste lament laud "
    "mock outline pan pledge praise predict proclaim promise propose question rebuff rebuke rebut recite "
    "recommend recount refute reiterate repeat report reveal rip ridicule slam state stress suggest "
    "tout trumpet underline underscore vow welcome acknowledge"
)
#: Of these the object is whom or what is judged, and alone no statement: "praised the crews".
JUDGING = _words(
    "applaud assail bash bemoan berate blast condemn criticise criticize decry defend denounce deride dismiss "
    "disparage dispute hail lambaste lament laud mock pan praise question rebuff rebuke ridicule rip slam tout "
    "trumpet welcome"
)
#: "accused the mayor of …", "urged members to …": the object and what follows it are said.
ABOUT_SOMEBODY = _words("accuse urge challenge")
#: "described it as …", "called it …".
NAMING = _words(
    "call describe dub brand label characterise characterize denounce decry deride dismiss hail portray praise"
)
#: Verbs whose object listens: "told reporters that …".
LISTENED = _words("tell inform assure reassure remind warn advise ask notify text promise caution")
#: Verb and preposition whose object is said: "called for …".
PREPOSITIONS: dict[str, frozenset[str]] = {
    "call": _words("for on"),
    "point": _words("to"),
    "argue": _words("for against"),
    "ask": _words("for about"),
    "complain": _words("about of"),
    "joke": _words("about"),
    "speak": _words("of about"),
    "warn": _words("of about against"),
    "lash": _words("out"),
    "hint": _words("at"),
    "object": _words("to"),
    "boast": _words("about of"),
    "brag": _words("about of"),
    "comment": _words("on"),
    "allude": _words("to"),
}
#: Nouns of saying, with a clause or a preposition: "the claim that …".
NOUNS = _words(
    "accusation acknowledgement acknowledgment admission allegation announcement argument assertion "
    "assurance claim comment complaint conclusion confirmation contention declaration denial disclosure "
    "estimate finding forecast insistence observation pledge prediction promise remark report "
    "revelation statement suggestion testimony vow warning word"
)
#: What is issued: whoever issues it speaks, "the ministry issued a statement saying …".
DOCUMENTS = _words(
    "ad article blog brief communique communiqué document email e-mail editorial filing letter memo memorandum "
    "message note notice op-ed post press_release release report resolution motion speech statement transcript tweet video"
)
#: Auxiliaries after which nothing has been said yet.
UNSAID = _words("would could might should may can ca will wo must 'd 'll")

#: After a comma, words with which the sentence goes on of itself, not what is said.
ASIDES = _words(
    "and but so who which as while when after before in during according though although because with where"
)
#: Verbs that hardly ever do anything but say: after them a clause is said even if misread.
PLAIN = _words(
    "add announce argue assert assure claim concede conclude confirm contend declare deny explain insist note "
    "predict recall remark reply say state suggest tell testify tweet warn write report respond maintain allege acknowledge"
)
#: Nouns with what is to be done.
PROMISES = _words("promise pledge vow offer proposal call demand")
#: What a speaker does with a claim that is the speaker's own.
TELLING = _words(
    "make issue repeat reiterate renew voice offer give level publish release air raise state post send echo"
)
#: Prepositions of the time, the place and the manner of saying, not of what is said.
CIRCUMSTANCES = _words(
    "in on at during after before since by through via following amid while when"
)
#: In what somebody speaks, and when: no place of what is spoken of.
OCCASIONS = DOCUMENTS | _words(
    "address answer afternoon briefing call chamber comment conference court day debate decade evening "
    "future hearing hour interview issue meeting minute month morning newspaper night paper past press reply response remark "
    "run-up second session summer testimony wake way week weekend winter year"
)
#: With these, after "but" or "and", the article goes on about the speaker.
DECLINING = _words("decline refuse comment elaborate respond specify reply")
#: Whom reporters cite without a name.
PEOPLE = _words(
    "source official minister police witness diplomat aide lawyer executive adviser spokesman spokeswoman "
    "spokesperson director doctor surgeon nurse commander captain general colonel officer prosecutor judge governor "
    "mayor ambassador envoy analyst economist scientist engineer manager resident survivor relative president"
)
#: Whom and what they cite for what is said.
SOURCES = DOCUMENTS | PEOPLE | _words("agency data figure file study poll survey account")
#: Conjunctions of what is supposed or asked.
SUPPOSING = _words("if unless whether")
#: Conjunctions before what others say: "…, while supporters say …".
CONTRASTING = _words("while whereas although though")
#: Of these the object listens and is no part of what is said: "told the board to …".
TOLD_TO = _words("tell warn advise remind")
#: Of these somebody listens, if nobody else is named, whoever the words before are: "residents told to leave".
HEARD = _words("tell warn advise remind inform urge instruct")
#: Verbs whose infinitive is what was done: "went on to praise".
GOING_ON = _words("go continue begin start proceed seem appear use come")
#: What whoever speaks through a document does with it.
ISSUING = TELLING | _words(
    "adopt circulate deliver distribute file have hold pass put sign tweet write"
)
