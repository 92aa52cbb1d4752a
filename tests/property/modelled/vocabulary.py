"""The kinds, their fields and states, once more; what a register was set to, and by which step."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Doc = dict[str, Any]
Place = tuple[str, str]

NOT_FOUND, INVALID, NEEDS_PERSON = 3, 4, 5

SETS = {
    "member": {"regions", "topics", "communities", "languages", "former_names"},
    "contact": {"languages"},
    "initiative": {"default_scope"},
    "optin": {"roles"},
    "action": {"tags", "waits_on"},
    "decision": {"options", "consulted", "asked", "supersedes"},
}
MAPS = {"comments", "needs", "positions", "answers"}
ANSWER = ["state", "level", "terms", "scope", "sign_as", "personal_capacity", "reason_kind", "reason"]
ANSWER += ["authority", "method", "evidence", "effective", "valid_until"]
CLOSING = ["status", "outcome", "rationale", "decided", "despite_blocks"]
RECORDS = {"optin": ("answer", ANSWER), "decision": ("closing", CLOSING)}
REQUIRED = {
    "member": "name",
    "contact": "name",
    "initiative": "title",
    "action": "title",
    "decision": "question",
}
HANDLED = ("member", "initiative")
STARTS: dict[str, Doc] = {
    "member": {"status": "active"},
    "initiative": {"stage": "idea"},
    "action": {"status": "todo"},
    "decision": {"status": "draft"},
    "optin": {"state": "planned"},
    "contact": {},
}
MOVES: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "member": (
        "status",
        {
            "prospect": ("active", "left"),
            "active": ("paused", "left"),
            "paused": ("active", "left"),
            "left": ("prospect", "active"),
        },
    ),
    "initiative": (
        "stage",
        {
            "idea": ("forming", "closing"),
            "forming": ("idea", "active", "closing"),
            "active": ("forming", "closing"),
            "closing": ("active", "closed"),
            "closed": ("closing",),
        },
    ),
    "optin": (
        "state",
        {
            "planned": ("asked", "considering", "in", "declined", "withdrawn"),
            "asked": ("considering", "in", "declined", "withdrawn"),
            "considering": ("asked", "in", "declined", "withdrawn"),
            "in": ("withdrawn",),
            "declined": ("asked", "considering", "in", "withdrawn"),
            "withdrawn": ("asked", "considering", "in"),
        },
    ),
    "action": (
        "status",
        {
            "todo": ("doing", "blocked", "done", "dropped"),
            "doing": ("todo", "blocked", "done", "dropped"),
            "blocked": ("todo", "doing", "done", "dropped"),
            "done": ("todo", "doing"),
            "dropped": ("todo",),
        },
    ),
    "decision": (
        "status",
        {
            "draft": ("open", "withdrawn"),
            "open": ("adopted", "rejected", "withdrawn"),
            "adopted": ("superseded", "withdrawn"),
            "rejected": ("open",),
            "withdrawn": ("draft", "open"),
            "superseded": ("adopted",),
        },
    ),
}
CARRIED = {
    "planned": "level scope terms sign_as",
    "asked": "level scope terms sign_as",
    "considering": "level scope terms sign_as",
    "in": "level scope terms sign_as personal_capacity",
}
OBJECTIONS = ("reservations", "stand-aside", "block")


class Unsure(Exception):
    """What a command does here is not for this model to say: it is not tried."""


class Value(NamedTuple):
    """What a register was set to, by which step; for which steps it stands; what it took the place of."""

    value: Any
    step: str
    stands_for: frozenset[str]
    before: Value | None


@dataclass
class Written:
    """A step: the values it set, by document and register, and the step that it took back if any."""

    values: dict[tuple[Place, str], Value] = field(default_factory=dict)
    undoes: str | None = None


def fold(text: str) -> str:
    """Return a name as names are compared: without case, accents and punctuation."""
    plain = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    spaced = "".join(c if c.isalnum() or not c.isascii() else "" if c in "'.`" else " " for c in plain)
    return " ".join(spaced.lower().split())


def rank(kind: str, key: str, doc: Doc, text: str) -> int:
    """Return how a text names a document, the less the surer; 0 where it doesn't."""
    wanted = fold(text)
    if kind in ("member", "contact", "initiative"):
        for rank, name in enumerate(("handle", "name", "title"), 1):
            if wanted and fold(str(doc.get(name) or "")) == wanted:
                return min(rank, 2)
    return 9 if text and key.startswith(text.lower()) else 0
