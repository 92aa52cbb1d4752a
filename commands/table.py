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
            "merge": "Make two records of one organisation one, with all that hangs on either.",
            "pause": "Record that a member can't take part for now.",
            "resume": "Record that a member takes part again.",
            "leave": "Record that a member has left, and say what it leaves behind.",
            "capacity": "Record how many hours a month a member can give.",
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
            "stage": "Record how far an initiative has come.",
            "needs": "Record the sufficient mix: what an initiative needs before it acts.",
            "ask": "Give the ask a new text; says how it differs, whom to notify, and which opt-ins went stale.",
            "mix": "Whether the sufficient mix is reached, and what is missing, element by element.",
            "credit": "Show what it brought about and who is credited, as each chose; or credit members.",
            "close": "Close an initiative once its checklist is seen to: "
            "outcome, lessons, thanks, open ends, data to let go.",
        },
    ),
    "optin": Noun(
        "What each member has opted in to, and on what terms.",
        "nouns.optin",
        {
            "plan": "Plan to ask members.",
            "ask": "Record that members were asked.",
            "in": "Record that a member is in.",
            "decline": "Record that a member declined.",
            "withdraw": "Record that a member withdrew: always allowed, no reason needed.",
            "reconfirm": "Record that a member stands by its opt-in, to the words that hold now.",
            "set": "Change what is kept beside an answer, such as visibility, roles or who asks.",
            "list": "List opt-ins.",
            "show": "Show one opt-in.",
            "proof": "Everything that shows a member agreed: who said so, when, how, and to which words.",
            "matrix": "Members by initiatives: where each member stands on each.",
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
            "block": "Record that something keeps an action from being done.",
            "assign": "Give an action to a member or to a contact; naming one sets both where it is clear.",
            "wait-on": "Record what an action waits on; a circle is refused.",
            "recur": "Say how often an action comes again: once it is done, the next one is there.",
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
            "supersede": "Record that a decision takes the place of an older one, at once or when it is adopted.",
            "review": "Record the day a decision is to be looked at again.",
            "list": "List decisions.",
            "show": "Show one decision, with its tally and its dissent.",
        },
    ),
    "meeting": Noun(
        "Who met when; what is written while one runs carries it.",
        "nouns.meeting",
        {
            "add": "Add a meeting, to come or past; --starts says when.",
            "begin": "Begin a meeting: what is written from here on carries it, until it ends.",
            "end": "Record that a meeting ends now.",
            "attend": "Record who is at a meeting, contacts or members.",
            "set": "Change what is kept of a meeting.",
            "list": "List meetings.",
            "show": "Show one meeting, with what was written while it ran.",
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
    "chase": Noun(
        "Who was asked and is silent, how many answered of those asked, and who is not heard from.",
        "across.chase",
    ),
    "workload": Noun(
        "Hours promised a month against hours owed: who is over, and how much of it is not estimated.",
        "across.workload",
    ),
    "participation": Noun(
        "Who was asked, stated and dissented, and how members of each community are heard beside all.",
        "across.participation",
    ),
    "stale": Noun("Opt-ins to older words, or past their date: to be asked for again.", "across.stale"),
    "sunsets": Noun(
        "Initiatives that are due to end and decisions that are due for review.", "across.sunsets"
    ),
    "crossed": Noun(
        "Two answers to one question: who gave each and when, and which counts until it is settled.",
        "across.crossed",
    ),
    "settle": Noun("Say which of two answers to a question holds.", "across.settle"),
    "show": Noun("Show any one thing.", "across.show"),
    "history": Noun("All that was recorded of one thing, in sentences, the newest first.", "across.history"),
    "log": Noun("What was recorded, the newest first.", "across.log"),
    "comment": Noun("Say something about any thing, or several.", "across.comment"),
    "edit": Noun("Change a thing in your editor, as a form; what changed becomes one entry.", "across.edit"),
    "undo": Noun("Take back a step: the last one, or the one named.", "across.undo"),
    "redo": Noun("Write again what the last undo took back.", "across.redo"),
    "batch": Noun("Run many commands as one step, from JSON lines: all of them, or nothing.", "across.batch"),
    "save": Noun("Commit what was written since the last time, without a network.", "across.save"),
    "sync": Noun("Share what is here, and take in what others have shared.", "across.sync"),
    "join": Noun("Join a ledger that others share, as a clone of your own.", "across.join"),
    "remote": Noun(
        "Where this ledger is shared.",
        "nouns.remote",
        {"add": "Say where this ledger is shared.", "show": "Show where this ledger is shared."},
    ),
    "check": Noun(
        "Check every line, every link and what it adds up to; exits 8 for damage, 4 or 5 for what needs mending.",
        "across.check",
    ),
    "diff": Noun(
        "What a range of commits changes in the ledger, in sentences; in CI as the public may see it.",
        "across.diff",
    ),
    "doctor": Noun(
        "What is wrong with this clone and what to do about it; exits 8 if the ledger is damaged.",
        "across.doctor",
    ),
    "upgrade": Noun(
        "Bring this ledger to the newest format; clones with an older Allied can't read it afterwards.",
        "across.upgrade",
    ),
    "ci": Noun(
        "Have a forge, or a server of one's own, check what is shared.",
        "nouns.ci",
        {
            "github": "Write a GitHub workflow that checks every pull request and says what it changes.",
            "gitlab": "Write a GitLab pipeline that checks every merge request and says what it changes.",
            "pre-receive": "Print a hook by which a server of your own refuses a push that tampers.",
            "receive": "Judge a push, as the pre-receive hook of a bare repository.",
        },
    ),
    "status": Noun(
        "Where this ledger is and what it holds; exits 8 if any of it is damaged.", "across.status"
    ),
    "me": Noun("Say who uses this clone, or show it.", "across.me"),
    "import": Noun(
        "Bring in what is kept elsewhere.",
        "across.imports",
        {
            "members": "Import members from a JSON array or a CSV file with a header.",
            "optins": "Import the replies to an ask from a form's CSV file, or a JSON array.",
        },
    ),
    "init": Noun("Make a new ledger.", "across.init"),
    "demo": Noun("Make a ledger of a coalition that isn't real, to look around in.", "across.demo"),
    "tui": Noun("Open Allied full screen.", "across.tui"),
    "serve": Noun("Show the full screen in a browser on this machine, until ctrl+c.", "across.serve"),
    "help": Noun("Help on a topic, such as exit-codes, or on a command.", "across.help"),
    "spec": Noun("All commands, options and vocabularies as JSON, for programs.", "across.spec"),
    "completion": Noun(
        "Write the script that lets a shell complete commands, options, handles and ids.", "across.completion"
    ),
}

COMMANDS: Final = NOUNS | ACROSS
