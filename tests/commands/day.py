"""A coordinator's first day, as command lines: what the golden files show and other tests build on."""

from __future__ import annotations

import shlex

from .conftest import Outcome, run

MORNING = r"""
me 'Ana Lima'
coalition set --purpose 'Rivers that are open again.' --time-zone Europe/Lisbon
member add 'European Digital Rights (EDRi)' --kind network --region EU --region BE
member add 'Les Amis de la Rivière' --handle amis --language fr --website amis.example
member add 河川を守る会 --handle kawa --region JP --capacity 8
member set edri --status active --topic law --note 'Two lines,
and a tab	here.'
contact add 'Bo Berg' --member edri --role Director --email bo@edri.example
group add 'Core group' --handle core --remit decides
initiative add 'Open letter to the Commission' --handle letter --ask 'Take the dams down.' \
    --goal 'A hearing' --needs members=2 --needs regions=3 --sunset 2027-03-01
optin plan kawa letter --asker @me --expected-by fri
optin ask amis letter --method email
optin in edri letter --visibility public --level lead --scope logo --scope name
optin decline amis letter --reason-kind capacity --reason 'No hands until spring.'
action add 'Draft the letter' --owner edri --due fri --initiative letter --hours 3
action add 'Book a room' --due 2026-11-20 --priority high --tag hall --tag urgent=1
decision add 'Do we send it before the holidays?' --initiative letter --rule consent
decision record 'Who speaks for us' --outcome 'EDRi does.' --rationale 'They asked to.'
"""

AFTERNOON = r"""
action start DRAFT
action done ROOM
decision open HOLIDAYS --closes '2026-12-01 17:00 Europe/Lisbon' --asked edri --asked amis
decision position HOLIDAYS edri agree
decision position HOLIDAYS amis stand-aside --reason 'We sit with the ministry.'
decision answer HOLIDAYS amis addressed --words 'They are not named.'
decision close HOLIDAYS adopted --outcome 'We send it on Monday.'
decision review HOLIDAYS 2026-12-20
initiative ask letter 'Take every dam down.' --material
optin ask kawa letter
meeting begin 'Monday round' --group core
meeting attend 'Monday round' 'Ana Lima' edri
action add 'Call the ministry' --owner kawa --hours 9
action wait-on 'Call the ministry' DRAFT
comment letter 'The ministry asked for numbers.'
meeting end
initiative credit letter edri --output 'The letter' --part 'Wrote it'
member capacity edri 2
"""


def spend() -> list[tuple[list[str], Outcome]]:
    """Run the day's lines and return each with what came of it."""
    done = [(line, run(*line)) for line in _lines(MORNING)]
    ids = {line[2]: outcome.text.split()[0] for line, outcome in done if line[1] == "add" and outcome.out}
    named = {
        "DRAFT": "Draft the letter",
        "ROOM": "Book a room",
        "HOLIDAYS": "Do we send it before the holidays?",
    }
    for line in _lines(AFTERNOON):
        spoken = [ids[named[part]] if part in named else part for part in line]
        done.append((spoken, run(*spoken)))
    return done


def _lines(text: str) -> list[list[str]]:
    """Return a script's command lines; a quoted text may go over several lines of it."""
    lines: list[list[str]] = []
    pending = ""
    for line in text.replace("\\\n", " ").splitlines(keepends=True):
        pending += line
        if pending.count("'") % 2 == 0:
            lines.append(shlex.split(pending))
            pending = ""
    return [line for line in lines if line]
