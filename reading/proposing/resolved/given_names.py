"""Given names that mostly tell a person's sex: a hint for whom "she" may mean, and no more."""

from __future__ import annotations

_FEMALE = """
abigail adriana agnes aisha alice alicia alison amanda amelia amina amy ana andrea angela anita ann anna anne
annette anya astrid audrey barbara beatrice berta bettina birgit brenda bridget camila carla carmen carol
caroline catherine cathy cecilia charlotte cheryl chiara chloe christina christine cindy claire clara claudia
colette cynthia daniela deborah debra denise diana diane dolores donna dora doris dorothy edith eileen elaine
eleanor elena elisa elise elizabeth ella ellen elsa emily emma erica erika esther eva evelyn fatima felicia
fiona florence frances francesca gabriela gail georgina gertrude gina gloria grace greta hannah heather heidi
helen helena helga hilary hillary ida ilse ines inga ingrid irene iris isabel isabella ivanka jacqueline jane
janet janice jean jeanne jennifer jenny jessica jill joan joanna josephine joyce juana judith judy julia
juliana julie karen karin katarina kate katherine kathleen kathy katrina kayla kellyanne kimberly kirsten
lara laura lauren layla lea leila lena leona leyla lidia liliana lily linda lisa lorraine louise lucia lucy
lydia lynn mabel madeleine magda maggie mara margaret maria mariam marianne marie marina marion marta martha
mary maud maureen megan melania melanie melinda melissa michelle mildred miriam mona monica monika muriel
nadia nancy naomi natalia natalie natasha nicole nina noor nora norma olga olivia patricia paula pauline
petra phyllis pilar priscilla rachel rebecca regina renata rita roberta rosa rose rosemary rosa ruth sabine
sally samira sandra sara sarah sharon sheila shirley silvia simone sofia sonia sophia sophie stella stephanie
sue susan susanna svetlana sylvia tamara tanya tatiana teresa thea theresa tina ulla ursula valentina valerie
vanessa vera veronica victoria viola violet virginia vivian wanda wendy wilma yasmin yolanda yvette yvonne zainab
"""
_MALE = """
aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alberto alec alejandro alexander alfred ali
allan amir anders andrew andrey andy angus anthony antonio arjun arnold arthur barack barry ben benjamin bernard
bernie bill bjorn bob boris brad brendan brian bruce bruno carl carlos cedric charles chris christian christoph
christopher chuck clarence claude colin conrad craig cyril dan daniel darren dave david dean dennis derek dick
diego dieter dimitri dmitri dominic don donald douglas duncan dwight earl eamon ed edgar edmund eduardo edward
edwin elias emil emilio eric erik ernest erwin eugene evan felix fernando francesco francis francisco frank fred
frederick gabriel gary gavin geoffrey george gerald gerard gilbert giovanni glenn gordon graham greg gregory
guillermo gunther gustav hamid hans harold harry hassan hector heinrich henry herbert herman horst howard hugh
hugo hussein ian ibrahim igor isaac ivan jack jacob jacques jaime jake james jason javier jeff jeffrey jens
jeremy jerome jerry jim jimmy joachim joe joel john jonathan jorge jose josé josef joseph joshua juan julian
julius jürgen karim karl keith ken kenneth kevin khalid klaus kurt kyle lars larry laurence lawrence leo leon
leonard leonid lewis liam lloyd louis luca luis luke mahmoud malcolm manuel marc marcel marcus mario mark martin
marvin matthew maurice max maxim michael miguel mike mikhail milton mitch mohamed mohammad mohammed morgan
muhammad murray mustafa nathan neil nicholas nick nigel nikolai noah norman oleg oliver omar oscar oskar otto
owen pablo patrick paul pavel pedro per peter phil philip pierre rafael ralph ramon randy raul raymond rené
ricardo richard rick robert roberto rodney roger roland roman ronald roy rudolf rupert russell ryan salim salman
sam samuel scott sean sebastian sergei sergey seth simon stanley stefan stephen steve steven stuart sven tariq
ted terence terry theodore thomas tim timothy tobias todd tom tomas tony travis trevor tyler ulrich vernon victor
viktor vincent vladimir walid wallace walter warren wayne werner wilhelm will william winston wolfgang yuri
yusuf zachary
"""
SEX_BY_NAME = dict.fromkeys(_FEMALE.split(), "f") | dict.fromkeys(_MALE.split(), "m")
