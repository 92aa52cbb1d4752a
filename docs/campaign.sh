#!/bin/sh
# One campaign from idea to closing, by commands alone: docs/campaign.txt is what this prints.
#
# Everyone in it is invented. tour.sh, beside this, says where it writes and what it hides.
# shellcheck disable=SC1010,SC1112 # `done` is a verb of allied's, and these apostrophes belong to the French
set -eu
# shellcheck source=docs/tour.sh
. "$(dirname "$0")/tour.sh"

at 2027-01-11T09:00:00 'A ledger, and who is in the coalition'

say 'Ilse Brandt coordinates organisations in nine countries that want night trains back. She makes a' \
    'ledger: a folder in git, which the other coordinators clone.'
allied init night-trains --name 'Night Trains for All' --no-input
cd night-trains
allied me 'Ilse Brandt'
allied coalition set --time-zone Europe/Vienna \
    --purpose 'Whoever has to cross Europe overnight can do so by train, in safety and at a price they can pay.' \
    --principles 'We need a sufficient mix, not unanimity. Nobody is named who did not choose to be.'

say 'Some members are on a list in her notebook: names, one a line, all in one step.'
allied member add - <<END
Mondscheinbahn
Ράγες της Νύχτας
END
allied member set 'Ράγες της Νύχτας' --handle rages --region GR --language el --capacity 12
allied member set mondscheinbahn --region AT --language de --capacity 20 --sign-off-days 7

say 'The others filled in a form, whose columns have other names. One undo would take all of them back.'
file members.csv <<END
name,handle,kind,country,communities,exposure,alias,hours,approval_days
Couchettes pour tous,couchettes,organisation,FR,,open,,10,
Нощен експрес,noshten,organisation,BG,,open,,6,
سكة الليل,sikka,organisation,TN,diaspora families,open,,8,
Berths for Every Body,berths,network,BE,disabled travellers,open,,10,65
Колектив нічних провідниць,konduktorky,collective,PL,migrant workers,at-risk,A collective of night-train attendants,4,
Noční koleje,koleje,organisation,CZ,,open,,,
Sov i Sadlen,sov,organisation,DK,,careful,,15,
END
allied import members ../members.csv --map regions=country --map capacity=hours \
    --map sign_off_days=approval_days
allied member list --fields handle,name,regions,communities,exposure,capacity

say 'People are kept apart from their organisations, so that one person can be forgotten without the other.'
allied contact add 'Lukas Hofer' --member mondscheinbahn --role 'managing director' --mandate sign \
    --primary yes
allied contact add 'Eleni Markou' --member rages --role chair --mandate decide
allied contact add 'Jo Verhaegen' --member berths --role 'policy officer' --mandate relay --may-speak yes
allied group add 'Steering circle' --handle steering --kind core --remit decides \
    --member mondscheinbahn=chair --member berths=member --member rages=member --member noshten=member

at 2027-01-18T10:00:00 'An idea, and what it would need'

say 'An initiative begins as an idea with a day on which it ends. Its needs are the sufficient mix: who has' \
    'to be in before it acts. It asks for a mix, and nowhere for everybody.'
allied initiative add 'Open letter on night trains' --handle letter --lead mondscheinbahn \
    --proposed-by berths --goal 'The transport ministers fund five night lines that everybody can board.' \
    --why-now 'They meet in Vienna on 20 April, and fund lines for the next seven years.' \
    --sign-by '2027-03-19 18:00' --delivery '2027-04-20 09:00' --sunset 2027-06-30 \
    --success-test 'At least one line is funded with accessible berths.' --needs members=5 \
    --needs regions=4 --needs role:spokesperson=1
allied initiative needs letter 'community:disabled travellers=1'
say 'The ask is the exact text that members agree to. One language is authoritative; plain words go with it.'
allied initiative ask letter 'Fund five cross-border night lines by 2030.' --language en --authoritative \
    --plain 'Please pay for five new night trains.'
allied initiative show letter
allied initiative ask letter 'Financez cinq lignes de nuit transfrontalières d’ici à 2030.' --language fr
allied initiative stage letter forming

at 2027-01-20T09:30:00 'Asking'

say 'Whom to ask: every active member but the one that is at risk, who is rung up first. The dry run says' \
    'whose approval takes longer than there is time.'
allied optin plan letter --all-where status=active --all-where exposure!=at-risk --asker @me --dry-run
allied optin plan letter --all-where status=active --all-where exposure!=at-risk --asker @me \
    --expected-by 2027-02-05
allied optin ask letter --all-where status=active --all-where exposure!=at-risk --method email

at 2027-01-29T16:00:00 'Answers'

say 'An answer is kept with who gave it, how, and to which words. Two in public, one of them leading; one on' \
    'a condition; one behind the scenes, which is a choice like any other.'
allied optin in mondscheinbahn letter --level lead --visibility public --scope name --scope logo \
    --given-by 'Lukas Hofer' --method email --evidence 'mail of 28 January, in the shared inbox'
allied optin in couchettes letter --level supporting --visibility public --ask-language fr --method form \
    --sign-as 'Couchettes pour tous, Lyon'
allied optin in rages letter --level active --visibility public --method meeting --given-by 'Eleni Markou' \
    --term 'Thessaloniki is named in the annex'
allied optin in konduktorky letter --level supporting --visibility private --method call \
    --note 'They check the facts for us. Nobody outside may know.'
say 'Two say no, and why matters: one has no time and would be asked again, one disagrees.'
allied optin decline sov letter --reason-kind capacity --reason 'Nobody free before May.'
allied optin decline koleje letter --reason-kind disagreement --reason 'We think day trains come first.'
allied optin list --initiative letter --state declined --sort reason_kind \
    --fields member_handle,reason_kind,reason
allied initiative mix letter

at 2027-02-08T09:00:00 'Chasing'

say 'The mix is not reached. Who was asked and is silent, and for how long?'
allied chase --initiative letter
allied optin in berths letter --level active --visibility public --role spokesperson --scope name \
    --scope spokesperson --given-by 'Jo Verhaegen' --authority 'board of 6 February' --method call
allied optin decline sikka letter --reason-kind priorities --reason 'Ferries are our concern this year.' \
    --method message
allied optin in noshten letter --level endorsing --visibility public --method message
allied initiative mix letter
allied initiative stage letter active

at 2027-02-15T11:00:00 'The words change'

say 'Jo Verhaegen points out that a line nobody can board in a wheelchair is no line for all. The change is' \
    'material: whoever agreed, agreed to something else, and is asked again.'
allied initiative ask letter 'Fund five cross-border night lines by 2030, each with accessible berths.' \
    --language en --authoritative --material \
    --plain 'Please pay for five new night trains that everyone can get on and sleep in.'
allied initiative ask letter 'Financez cinq lignes de nuit d’ici à 2030, toutes avec des couchettes accessibles.' \
    --language fr --material
allied stale
allied optin reconfirm mondscheinbahn letter --method email --given-by 'Lukas Hofer' \
    --evidence 'mail of 15 February, in the shared inbox'
allied optin reconfirm berths noshten konduktorky letter --method call
allied optin reconfirm rages letter --method call --term 'met: Thessaloniki is named in the annex'
say 'A slip of the pen is editorial: opt-ins stand, and who should be told is listed.'
allied initiative ask letter 'Fund five cross-border night lines by 2030, each of them with accessible berths.' \
    --language en --authoritative --editorial
say 'What shows, years later, that a member agreed, and to which words?'
allied optin proof mondscheinbahn letter
allied optin matrix letter
allied optin show rages letter

at 2027-02-22T09:00:00 'Who does what by when'

say 'Actions wait on one another. A circle is refused with exit code 4, and nothing is written.'
allied action add 'Write the letter' --owner mondscheinbahn --initiative letter --due 2027-03-05 --hours 12
allied action add 'Check the facts' --owner konduktorky --initiative letter --due 2027-03-10 --hours 6 \
    --audience coordinators
allied action add 'Lay it out' --owner rages --initiative letter --due 2027-03-15
allied action wait-on 'Check the facts' 'Write the letter'
allied action wait-on 'Lay it out' 'Check the facts'
refused 4 allied action wait-on 'Write the letter' 'Lay it out'
say 'One comes again every week: when it is done, the next one is there.'
allied action add 'Ring whoever is silent' --owner mondscheinbahn --initiative letter --due 2027-02-22 \
    --hours 2 --recurrence weekly
allied action done 'Ring whoever is silent'
allied action list --initiative letter
say 'Hours owed against the hours that each can give.'
allied workload

at 2027-03-01T17:00:00 'A meeting decides'

say 'While a meeting runs, what is written carries it. The decision is by consent: one block keeps it open.'
allied decision add 'Do we name the airlines?' --initiative letter --group steering --rule consent \
    --context 'The draft names three airlines that sell overnight flights.' --option 'name them' \
    --option 'leave them out'
allied meeting begin 'Steering circle, March' --group steering --initiative letter --attendee 'Lukas Hofer' \
    --attendee 'Eleni Markou' --attendee 'Jo Verhaegen'
allied decision open 'Do we name the airlines?' --asked group:steering --closes '2027-03-08 18:00'
allied decision position 'Do we name the airlines?' mondscheinbahn agree
allied decision position 'Do we name the airlines?' rages reservations --reason 'Our islands still need them.'
allied decision position 'Do we name the airlines?' berths block \
    --reason 'Airlines assist our members; trains do not yet.' --speaks-from 'disabled travellers'
refused 4 allied decision close 'Do we name the airlines?' adopted --outcome 'We name them.'
say 'The objection is met: the airlines go to an annex. Berths for Every Body then stands aside, which does' \
    'not hinder and stays to be seen; that is a new position, and has an answer of its own.'
allied decision answer 'Do we name the airlines?' berths accommodated --words 'Only an annex names them.'
allied decision position 'Do we name the airlines?' berths stand-aside \
    --reason 'We can live with the annex.' --speaks-from 'disabled travellers'
allied decision answer 'Do we name the airlines?' berths accommodated \
    --words 'The annex has a line on assistance.'
allied decision answer 'Do we name the airlines?' rages addressed \
    --words 'The annex leaves island routes out.'
allied decision close 'Do we name the airlines?' adopted --outcome 'They are named in the annex only.'
allied decision show 'Do we name the airlines?'

say 'A coalition is there to have effect: it may close over a block, but only outright and with a reason.'
allied decision add 'Do we take money from operators?' --group steering --rule consent
allied decision open 'Do we take money from operators?' --asked group:steering
allied decision position 'Do we take money from operators?' mondscheinbahn berths rages agree
allied decision position 'Do we take money from operators?' noshten block --reason 'Who pays decides.'
refused 4 allied decision close 'Do we take money from operators?' adopted --despite-blocks
allied decision close 'Do we take money from operators?' adopted --despite-blocks \
    --outcome 'Up to 500 euros a year from each, published.' \
    --rationale 'The printer is paid in March; publishing it keeps us free.'
allied decision review 'Do we take money from operators?' 2027-05-31
allied action add 'Publish what operators gave' --owner noshten --initiative letter \
    --decision 'Do we take money from operators?' --due 2027-03-31
allied meeting end
allied meeting show 'Steering circle, March'

at 2027-03-11T08:00:00 'A morning'

say 'What needs somebody now, the most urgent first.'
allied today

at 2027-03-12T10:00:00 'Slips and second thoughts'

say 'A slip is taken back, and given back, as one step each. Nothing is ever lost: the log keeps all three.'
allied action drop 'Lay it out'
allied undo
allied redo
allied undo
allied comment 'Lay it out' 'Couchettes pour tous offer their designer.'
allied action assign 'Lay it out' couchettes
allied optin reconfirm couchettes letter --method form --ask-language en
allied action done 'Write the letter' 'Check the facts' 'Lay it out'
say 'Eleven days later the money turned out not to be needed: a new decision takes the place of the old.'
allied decision record 'No money from operators' --group steering --outcome 'We pay back the 500 euros.' \
    --rationale 'Members gave enough.' --decided 2027-03-12
allied decision supersede 'No money from operators' 'Do we take money from operators?'
allied decision show 'Do we take money from operators?'
allied decision list --sort question

at 2027-04-21T09:00:00 'What came of it'

say 'What it brought about, and who is credited by which name. Who works behind the scenes is not named,' \
    'whatever is noted here.'
allied initiative credit letter mondscheinbahn couchettes berths --output 'Open letter' --on 2027-04-20 \
    --link https://night-trains.example/letter
allied initiative credit letter konduktorky --output 'Open letter' --as 'night-train attendants' \
    --part 'checked every fact'
allied initiative credit letter
say 'Who was heard: members of each community beside all.'
allied participation

at 2027-05-03T09:00:00 'Closing'

say 'It was made to end. Closing asks for what is so easily forgotten; exit code 5 says that a person is needed.'
allied sunsets --within 60
allied action done 'Publish what operators gave'
allied initiative stage letter closing
refused 5 allied initiative close letter
say 'Every action that is still to be done is dropped: ids go from one command to the next. Then it is closed.'
fed 'action list --initiative letter --status todo --format jsonl' allied action drop -
allied initiative close letter --thanked --let-go \
    --outcome 'Two lines are funded, both with accessible berths.' \
    --lessons 'Ask about access first: it made the text better, and the mix.'

say 'Labels say who may be shown what. Until something is labelled for the public, the public sees nothing.'
refused 3 allied initiative show letter --audience public
allied initiative set letter --audience public
allied decision set 'Do we name the airlines?' --audience public
allied initiative show letter --audience public --fields title,goal,stage,outcome
allied decision show 'Do we name the airlines?' --audience public

say 'And all of it is there in sentences, the newest first.'
allied history 'Do we name the airlines?'
allied log --since 2027-05-01
allied status
