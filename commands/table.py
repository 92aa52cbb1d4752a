"""Every noun and verb with its one line of help, so that help and completion load no command."""

from __future__ import annotations

from typing import Final, NamedTuple


class Noun(NamedTuple):
    """What can follow `allied`: its help, the module that holds it, and its verbs if it has any."""

    help: str
    module: str
    verbs: dict[str, str] | None = None


NOUNS: Final[dict[str, Noun]] = {
    "member": Noun(
        "Who is in the coalition.",
        "nouns.member",
        {
            "add": "Add a member.",
            "set": "Change what is kept of a member.",
            "list": "List members.",
            "show": "Show one member.",
        },
    ),
    "contact": Noun(
        "People, at a member or of the coordination.",
        "nouns.contact",
        {
            "add": "Add a contact.",
            "set": "Change what is kept of a contact.",
            "list": "List contacts.",
            "show": "Show one contact.",
        },
    ),
    "group": Noun(
        "Core groups, working groups and boards.",
        "nouns.group",
        {
            "add": "Add a group.",
            "set": "Change what is kept of a group.",
            "list": "List groups.",
            "show": "Show one group.",
        },
    ),
    "initiative": Noun(
        "What members can opt in to.",
        "nouns.initiative",
        {
            "add": "Add an initiative.",
            "set": "Change what is kept of an initiative.",
            "list": "List initiatives.",
            "show": "Show one initiative, with its mix: reached or not, and what is missing.",
        },
    ),
    "optin": Noun(
        "What each member has opted in to, and on what terms.",
        "nouns.optin",
        {
            "plan": "Plan to ask a member.",
            "ask": "Record that a member was asked.",
            "in": "Record that a member is in.",
            "decline": "Record that a member declined.",
            "withdraw": "Record that a member withdrew: always allowed, no reason needed.",
            "list": "List opt-ins.",
            "show": "Show one opt-in.",
        },
    ),
    "action": Noun(
        "Who does what by when.",
        "nouns.action",
        {
            "add": "Add an action.",
            "set": "Change what is kept of an action.",
            "list": "List actions.",
            "show": "Show one action.",
            "start": "Record that an action is being done.",
            "done": "Record that an action is done.",
            "drop": "Record that an action won't be done.",
        },
    ),
    "decision": Noun(
        "What is decided, by whom, over whose objections.",
        "nouns.decision",
        {
            "add": "Draft a decision.",
            "set": "Change what is kept of a decision.",
            "open": "Open a decision for positions, and fix who is asked.",
            "position": "Record a member's position.",
            "answer": "Record the answer to a member's objection.",
            "close": "Close a decision as adopted, rejected or withdrawn.",
            "record": "Enter a decision that was already taken.",
            "list": "List decisions.",
            "show": "Show one decision, with its tally and its dissent.",
        },
    ),
    "coalition": Noun(
        "The coalition itself.",
        "nouns.coalition",
        {
            "set": "Change what is kept of the coalition.",
            "show": "Show the coalition.",
        },
    ),
}

ACROSS: Final[dict[str, Noun]] = {
    "today": Noun("What needs somebody now, the most urgent first.", "across.today"),
    "show": Noun("Show any one thing.", "across.show"),
    "log": Noun("What was recorded, the newest first.", "across.log"),
    "undo": Noun("Take back a step: the last one, or the one named.", "across.undo"),
    "status": Noun(
        "Where this ledger is and what it holds; exits 8 if any of it is damaged.", "across.status"
    ),
    "me": Noun("Say who uses this clone, or show it.", "across.me"),
    "import": Noun(
        "Bring in what is kept elsewhere.",
        "across.imports",
        {"members": "Import members from a JSON array or a CSV file with a header."},
    ),
    "init": Noun("Make a new ledger.", "across.init"),
    "demo": Noun("Make a ledger of a coalition that isn't real, to look around in.", "across.demo"),
    "tui": Noun("Open Allied full screen.", "across.tui"),
}

COMMANDS: Final = NOUNS | ACROSS
