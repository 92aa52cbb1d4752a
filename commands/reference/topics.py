"""Help on what is no command: exit codes, variables of the environment, formats, dates, filters, names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from ..errors import Exit


class Topic(NamedTuple):
    """A topic: what it is about, what to say first, and what there is to say, a line each."""

    help: str
    intro: str
    lines: Mapping[str, str]


_EXITS: Final = {
    Exit.OK: "Done.",
    Exit.FAILURE: "It failed: the disk, a missing program, or a fault of Allied's own.",
    Exit.USAGE: "The command line is wrong.",
    Exit.NOT_FOUND: "What was named is not there.",
    Exit.INVALID: "A value, or a move from one state to another, that isn't allowed.",
    Exit.NEEDS_PERSON: "A person has to say: two answers, a name that fits several, a checklist unfinished.",
    Exit.LOCKED: "Another process holds the ledger.",
    Exit.GIT: "Git, or the remote, said no.",
    Exit.DAMAGED: "The ledger is damaged.",
    Exit.INTERRUPTED: "Interrupted; the ledger is whole.",
}

ENVIRONMENT: Final[Mapping[str, str]] = {
    "ALLIED_LEDGER": "The ledger's folder, where -C names none; else the nearest one from here upward.",
    "ALLIED_WRITER": "The id that this job writes under: 12 small letters or digits, the same at every run.",
    "ALLIED_NOW": "The time to take for now, as 2026-12-01T17:00:00Z: for scripts and tests.",
    "ALLIED_LOCK_WAIT": "How many seconds to wait for another process that holds the ledger; 10 if not said.",
    "ALLIED_SSH": "The command that sync runs in place of ssh, as GIT_SSH_COMMAND is for git, which isn't heeded.",
    "ALLIED_PAGER": "What shows lists longer than the screen; else PAGER, else less. Empty or cat: nothing does.",
    "PAGER": "The same for all programs.",
    "VISUAL": "The editor that allied edit opens; else EDITOR, else vi.",
    "EDITOR": "The same, where VISUAL is not set.",
    "CI": "If set, a write needs ALLIED_WRITER, so that runs don't each begin a feed.",
    "NO_COLOR": "If set to anything, nothing is coloured unless --color always.",
    "COLUMNS": "How wide the terminal is, where it doesn't say so itself.",
    "TERM": "If dumb, nothing is coloured.",
    "TZ": "This machine's time zone, for times where the coalition has named none.",
}

TOPICS: Final[Mapping[str, Topic]] = {
    "exit-codes": Topic(
        "What the exit codes mean.",
        "Every command ends with one of these.",
        {str(int(code)): text for code, text in _EXITS.items()},
    ),
    "environment": Topic(
        "Variables of the environment that are heeded.", "None of them is needed.", ENVIRONMENT
    ),
    "formats": Topic(
        "How answers can be shown, to people and to programs.",
        "Standard output holds the answer alone; everything else goes to standard error.",
        {
            "table": "For people. Cut to the terminal's width; whole where there is no terminal.",
            "json": 'One object: {"allied":1,"kind":K,"count":N,"items":[…]} for a list, "item" for one thing, '
            '"step" for what was written; keys sorted. "allied" is the version of this envelope.',
            "jsonl": "One object a line; of an answer with several lists, the first.",
            "csv": "RFC 4180, with a header. Sets are joined by a semicolon, what has parts is JSON.",
            "tsv": r"Tab-separated, with a header; tab, line break and backslash as \t, \n and \\.",
            "--json": "The same as --format json.",
            "--fields": "Only these fields, in this order, in every format: --fields id,handle.",
            "--audience": "Only what these may see; JSON says for whom, and how many were left out of each kind.",
        },
    ),
    "dates": Topic(
        "How days and times are typed.",
        "Days are where the coalition is: its time zone, else this machine's.",
        {
            "2026-12-01": "That day.",
            "today, tomorrow": "As they say.",
            "fri": "The next Friday, or today where it is one.",
            "+3d, 2w": "So many days or weeks from today.",
            "end of month": "Its last day.",
            "2026-12-01 17:00": "That time, where the coalition is.",
            "2026-12-01 17:00 Europe/Lisbon": "That time there.",
        },
    ),
    "filters": Topic(
        "How lists are narrowed, sorted and cut short.",
        "All of them together; a repeated option of a single value means any of these.",
        {
            "--status active": "A field that has few values, or names something, has an option of its own.",
            "--tag press --tag hall": "Of a set: those that have all of these.",
            "--due before:fri": "A day: before:, after:, on it, or none.",
            "--owner none": "Those without.",
            "--where FIELD=VALUE": "Any field; != for has not. A long text: those that contain it.",
            "WORD": "Those that have the word somewhere, whatever its case and accents.",
            "--sort -due": "By any field, a hyphen for the other way; actions by urgency too.",
            "--limit 10": "No more than so many.",
        },
    ),
    "names": Topic(
        "How things are named.",
        "What fits several is refused (exit 5), and they are listed.",
        {
            "edri": "A handle.",
            "European Digital Rights": "A name or a title, whatever its case and accents; a former name too.",
            "3f9c": "The start of an id, as long as it fits only one; lists show it bold.",
            "greens~3f9": "A handle that several have, and the start of the id.",
            "@me": "The contact who uses this clone.",
            "-": "Where several can be named: read them from standard input, one a line.",
        },
    ),
}
