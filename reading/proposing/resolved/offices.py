"""The words of offices, trades and walks of life: what a person is called when not by name."""

from __future__ import annotations

from reading.proposing.wording import words

#: Said before a name and no office; from it the sex of the person is known.
COURTESY = {"mr": "m", "mister": "m", "mrs": "f", "ms": "f", "miss": "f", "mx": None}
#: Titles in short, without their full stop, and the word that says the same in full.
SHORTENED = {
    "dr": "doctor", "prof": "professor", "sen": "senator", "sens": "senators",
    "rep": "representative", "reps": "representatives", "gov": "governor", "govs": "governors",
    "gen": "general", "lt": "lieutenant", "col": "colonel", "maj": "major", "capt": "captain",
    "sgt": "sergeant", "adm": "admiral", "cmdr": "commander", "cpl": "corporal", "cllr": "councillor",
    "rev": "reverend", "hon": "honourable", "msgr": "monsignor", "pres": "president",
    "supt": "superintendent", "insp": "inspector", "det": "detective", "amb": "ambassador",
    "ald": "alderman", "atty": "attorney", "asst": "assistant", "brig": "brigadier",
}  # fmt: skip
#: Part of the name of whoever bears them.
OF_THE_NAME = words(
    """
    pope king queen prince princess lord lady sir dame baroness baron saint st emperor sultan
    """
)
_FEMALE = (
    "actress aunt baroness businesswoman chairwoman congresswoman councilwoman councilwomen dame"
    " daughter duchess empress girl girlfriend grandmother heiress lady landlady mother"
    " niece nun policewoman princess queen schoolgirl servicewoman sister spokeswoman stepmother"
    " widow wife woman alderwoman assemblywoman saleswoman"
)
_MALE = (
    "boy boyfriend brother businessman chairman congressman councilman duke emperor father"
    " gentleman grandfather husband king landlord lord man nephew policeman prince schoolboy"
    " serviceman sir son spokesman stepfather uncle widower alderman assemblyman salesman imam"
)
#: Nouns that tell a person's sex.
SEXES = dict.fromkeys(_FEMALE.split(), "f") | dict.fromkeys(_MALE.split(), "m")
_PEOPLE = """
academic accountant accuser activist actor administrator admiral adviser advisor advocate agent aide
airman alderman ally ambassador analyst anchor anthropologist apologist archbishop archaeologist
architect artist assemblyman assistant astronaut astronomer athlete attorney auditor author
backbencher baker banker barrister biographer biologist bishop blogger boss brigadier broker
builder bureaucrat buyer candidate captain cardinal caller campaigner carer cartoonist cashier
ceo cfo chairman chairperson chair chancellor chef chemist chief chronicler citizen cleric clerk
climatologist coach colleague collector colonel columnist comedian commander commentator
commissioner commuter composer comptroller conductor congressperson congressmember conservative
constable consultant consumer contractor convict coo cook co-author co-chair co-founder co-worker
coordinator coroner correspondent councillor councilor councilmember counsel counselor counsellor
creator critic curator customer cyclist dean deacon defector defendant delegate demonstrator
democrat dentist deputy designer detainee detective developer dictator diplomat director
dissident doctor donor driver ecologist economist editor educator elder elector employee employer
engineer entrepreneur envoy epidemiologist executive exile expert explorer eyewitness farmer
filmmaker financier firefighter fisherman foe forecaster founder friend fugitive gardener general
geologist governor graduate guard guerrilla guest guide gunman head helmsman historian host
hostage hunter imam immigrant inmate insider inspector instructor interpreter intern interviewer
inventor investigator investor islander journalist judge juror justice keeper labourer laborer
landlord lawmaker lawyer leader lecturer legislator liberal librarian lieutenant listener lobbyist
local magistrate magnate major manager marine marshal mayor mechanic mediator medic member mentor
merchant meteorologist migrant militant minister moderator monk monsignor mp musician nationalist
neighbor neighbour negotiator neurologist nominee notary novelist nurse nutritionist observer
officeholder officer official operative operator opponent organiser organizer owner paediatrician
painter paramedic parent parishioner partner passenger passerby pastor pathologist patient patron
peacekeeper peer performer person pharmacist philanthropist philosopher photographer physician
physicist pilot planner player poet policymaker politician pollster pope premier presenter
president priest principal prisoner producer professor programmer promoter prosecutor protester
protestor provost psychiatrist psychologist publicist publisher pundit pupil rabbi ranger reader
realtor rebel receptionist recruit rector referee refugee registrar regulator relative reporter
representative republican rescuer researcher resident retiree reverend reviewer rider rival
roommate runner sailor salesperson sceptic scholar scientist screenwriter sculptor secretary
senator sergeant servant shareholder sheriff shopkeeper shopper sibling singer skeptic smuggler
socialist sociologist soldier solicitor songwriter source speaker specialist spectator speechwriter
spokesperson spouse staffer statesman statistician stockbroker strategist striker student
subcontractor successor superintendent supervisor supporter surgeon surrogate surveyor survivor
suspect taxpayer teacher technician technologist teenager tenant therapist tourist trader trainer
translator traveller traveler treasurer tribesman trooper trustee tutor tycoon undersecretary
vendor veteran veterinarian viceroy victim villager visitor volunteer voter waiter waitress warden
warlord weatherman whistleblower whistle-blower winemaker witness worker writer
youngster youth zoologist secretary-general attorney-general lieutenant-general major-general
brigadier-general under-secretary vice-president vice-chairman president-elect baron
ombudsman predecessor nobelist laureate beneficiary claimant plaintiff complainant petitioner
insurgent fighter ruler monarch frontrunner front-runner running-mate contender challenger incumbent mate
"""
#: Nouns that name a person by what he or she does, in the singular.
PERSONS = frozenset(_PEOPLE.split()) | SEXES.keys()
#: Nouns that stand for several people and have no singular of their own.
PLURALS = words(
    """
    people police clergy spokespeople men women children staff crew elders
    """
)
#: Words before an office that belong to it though they are no office themselves.
_BEFORE_OFFICE = """
acting assistant associate deputy chief executive vice vice- senior junior former ex- interim then
prime foreign defense defence interior finance justice health education labor labour environment
home trade energy transport agriculture housing treasury attorney lieutenant major brigadier rear
district state city county federal national regional local general managing founding co- press
campaign communications political legislative policy security intelligence military police fire
majority minority house senate party opposition shadow staff sergeant first second third special
retired late outgoing incoming longtime long-time veteran presidential republican democratic
conservative liberal human rights climate research marketing sales financial operating technology
information religious spiritual school union tribal rebel army navy
"""
BEFORE_OFFICE = frozenset(_BEFORE_OFFICE.split())
#: Endings of nouns that name a person by a trade or a conviction, and words that only look so.
_ENDINGS = ("man", "woman", "person", "ologist", "ist", "eer")
_LOOKALIKES = frozenset(
    {"human", "german", "roman", "norman", "ottoman", "checklist", "career", "waitlist"}
)
_SHORTEST = 6
#: Nouns of different words that one speaker may bear: "the lawmaker" may be a senator.
_KINDRED = (
    "lawmaker legislator senator representative congressman congresswoman congressmember mp"
    " assemblyman assemblywoman councilman councilwoman councillor councilor backbencher deputy",
    "politician senator representative congressman congresswoman mp governor mayor minister"
    " president premier candidate nominee leader lawmaker chancellor",
    "candidate nominee contender hopeful frontrunner challenger incumbent",
    "spokesman spokeswoman spokesperson spokes",
    "chairman chairwoman chairperson chair",
    "official minister secretary spokesman spokeswoman spokesperson officer commissioner director"
    " undersecretary deputy adviser aide ambassador envoy diplomat administrator",
    "officer colonel captain major lieutenant general sergeant admiral commander brigadier inspector"
    " superintendent sheriff constable detective",
    "commander colonel captain major general admiral brigadier",
    "general brigadier lieutenant-general major-general",
    "doctor physician surgeon paediatrician psychiatrist neurologist pathologist",
    "lawyer attorney solicitor barrister counsel prosecutor",
    "academic professor lecturer researcher scholar scientist historian economist sociologist",
    "scientist researcher physicist biologist chemist geologist climatologist epidemiologist"
    " ecologist meteorologist astronomer professor",
    "researcher scientist analyst scholar professor economist",
    "expert analyst researcher professor scientist specialist economist scholar consultant",
    "analyst expert researcher strategist economist",
    "adviser advisor aide strategist consultant",
    "aide adviser advisor assistant staffer secretary spokesman spokeswoman",
    "diplomat ambassador envoy consul",
    "cleric priest bishop archbishop pastor imam rabbi reverend cardinal monsignor",
    "executive ceo cfo coo chief president director founder chairman chairwoman",
    "businessman businesswoman entrepreneur tycoon magnate developer founder owner",
    "boss ceo chief executive manager head",
    "chief head leader commander ceo director",
    "head chief director leader chairman chairwoman president",
    "leader chief head president premier chairman chairwoman chancellor minister secretary",
    "journalist reporter correspondent columnist editor anchor broadcaster presenter",
    "writer author novelist columnist poet",
    "author writer novelist historian biographer",
    "teacher professor lecturer instructor principal",
    "activist campaigner organiser organizer advocate",
    "minister secretary premier",
    "jurist judge justice magistrate",
    "premier minister",
)
KINDRED = {line.split()[0]: frozenset(line.split()) for line in _KINDRED}


def is_person_noun(word: str) -> bool:
    """Tell whether a noun, in the singular and in small letters, names a person by what he is."""
    if word in PERSONS:
        return True
    return len(word) >= _SHORTEST and word.endswith(_ENDINGS) and word not in _LOOKALIKES
