"""The words of bodies that speak as one: ministries, companies, parties, places that stand for them."""

from __future__ import annotations

from reading.proposing.wording import words

_BODIES = """
academy administration agency airline alliance army assembly association authority
bank bench board branch broadcaster brigade brotherhood bureau business cabinet campaign caucus
center centre chamber charity church city clinic club coalition college command commission committee
commune community company conference confederation conglomerate congress consortium corporation
corps council country court daily delegation department directorate division embassy
enterprise establishment exchange faction factory faculty family federation firm force
foundation front fund garrison government group guild guard headquarters hospital hotel house
industry inquiry inspectorate institute institution intelligence investigation jury kingdom laboratory
league legislature library magazine maker manufacturer militia military ministry mission mosque
monarchy movement museum navy network newsletter newspaper nonprofit office opposition
operator orchestra organisation organization outlet pact panel paper parliament parish partnership
party patrol platform police presidency press province publication publisher regime regiment
regulator republic resistance restaurant retailer school secretariat senate service shop side
society squad state station store studio studios subsidiary supplier syndicate taskforce team think-tank
tribunal troupe trust union unit university utility venture village watchdog website weekly
zoo syndicate start-up startup
"""
#: Nouns of bodies, in the singular.
BODIES = frozenset(_BODIES.split())
#: Bodies of people who may be many: without a name of their own they are unnamed.
CROWDS = words(
    """
    forces troops rebels authorities officials media sources services agencies newspapers
    outlets reports fighters militants investigators
    """
)
#: Houses, quarters and nicknames that stand for those who work there.
PLACES = frozenset(
    """the pentagon|the kremlin|the white house|downing street|number 10|no. 10|whitehall|the vatican
    |the holy see|the elysee|the élysée|the state department|the justice department|capitol hill
    |the treasury|congress|parliament|the senate|the house|the supreme court|the bundestag
    |the knesset|the duma|the hague|brussels|wall street|silicon valley|scotland yard|the fed
    |the united nations|the european union|nato|holyrood|stormont|the commons|the lords
    |buckingham palace|the palace|foggy bottom|langley|the met office
    |the coast guard|the national guard|the border guard|the home guard""".replace("\n", "")
    .replace("    |", "|")
    .split("|")
)
#: Written matter: it has an author whom the text may not name.
DOCUMENTS = words(
    """
    account advertisement affidavit analysis announcement app article assessment audit ballot
    bill blog blurb book briefing bulletin caption chapter charge communique communiqué
    complaint constitution contract declaration decree dispatch document documentary dossier
    draft edict editorial email e-mail essay estimate excerpt file filing finding flyer
    guidance guideline handbook headline indictment invoice law lawsuit leaflet letter list
    log manifesto manual measure memo memoir memorandum message minute motion narrative notice
    notification opinion order page pamphlet paper passage petition plan platform poem policy
    poll post poster proposal record release report resolution rule ruling script sign slogan
    song speech statement statistic statute story study submission subpoena suit summary
    survey testimony text theory transcript treaty tweet verdict video warrant website
    """
)
