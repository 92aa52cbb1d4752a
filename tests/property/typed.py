"""What can be typed for each field: what it comes to, and what is refused."""

from __future__ import annotations

from typing import Any, NamedTuple

from .modelled.vocabulary import INVALID, NOT_FOUND, STARTS, Doc

KINDS = tuple(STARTS)


class Typed(NamedTuple):
    """What is typed for one value; what it comes to; the exit code where it can't be taken."""

    text: str
    value: Any = None
    code: int = 0


def said(*texts: str) -> list[Typed]:
    """Return texts that are kept as they are typed."""
    return [Typed(text, text) for text in texts]


def bad(*texts: str, code: int = INVALID) -> list[Typed]:
    """Return texts that are refused."""
    return [Typed(text, code=code) for text in texts]


NAMES = [
    *said("Green Ways", "Blue Boats", "Red Rivers (RR)", "[bold] Reds", "جمعية الأنهار", "می\u200cخواهم"),
    *said("👩\u200d🌾 Farmers", "w" * 200, "ب" * 100, "O'Neill & Söhne", "Green Ways"),
    Typed("  Blue   Boats ", "Blue   Boats"),
    Typed("Cafe\u0301", "Café"),
]
NO_NAMES = bad(
    "...", "Red\x1b[31m", "Two\nlines", "Flip\u202e", "Half\udc80", "End [/] of", "x" * 301, "x\u2028y", ""
)
ODD_NAMES = [Typed("Zero\u200bwidth", "Zero‹200B›width"), Typed("\ufeffBom", "‹FEFF›Bom")]
TEXTS = [*said("first\nsecond", "plain", "[/b] \\ \"quoted\" 'so'", "ו\u200dח"), Typed("@@home", "@home")]
NO_TEXTS = [*bad("\x07bell", "\x1b]52;c;x\x07", "left\u2066"), *bad("@no/such.txt", code=NOT_FOUND)]


def words(*choices: str) -> tuple[list[Typed], list[Typed]]:
    typed = [*said(*choices), *(Typed(word.upper().replace("-", " "), word) for word in choices[:2])]
    return typed, bad("perhaps", "\x1b[2J", "0")


# What can be typed for each type of value: what is taken, what is not. An empty text clears a field.
TYPES: dict[str, tuple[list[Typed], list[Typed]]] = {
    "name": (NAMES, [typed for typed in NO_NAMES if typed.text]),
    "line": (said("treasurer", "חבר", "a – b"), bad("two\nlines", "esc\x1b", "end[/]")),
    "element": (said("EU", "Asia", "a/b", "x~1", "c=d", "ب"), bad("é" * 101, "tab\there", "\u202dx")),
    "text": (TEXTS, NO_TEXTS),
    "handle": ([*said("greens", "blues", "a-1"), Typed("GREENS", "greens")], bad("not a handle", "-x", "é")),
    "count": (
        [Typed("0", 0), Typed("12", 12), Typed("999999999", 999999999)],
        bad("-1", "many", "1.5", "9" * 20),
    ),
    "hours": ([Typed("3", 3), Typed("8h", 8), Typed("1", 1)], bad("0", "-2", "an hour")),
    "language": (
        [*said("de", "fr"), Typed("pt_br", "pt-BR"), Typed("SR-latn", "sr-Latn")],
        bad("deutsch!", "x"),
    ),
    "url": (
        [*said("https://x.org/p"), Typed("example.org", "https://example.org")],
        bad("no site", "ftp://x.org"),
    ),
    "email": (said("ada@example.org"), bad("ada", "a@b@c.org", "a b@c.org")),
    "flag": ([Typed("yes", True), Typed("No", False), Typed("1", True)], bad("perhaps", "2")),
    "share": (
        [Typed("1/2", [1, 2]), Typed("60%", [3, 5]), Typed("1", [1, 1])],
        bad("0", "101%", "3/2", "half"),
    ),
    "date": (said("2026-11-20", "2026-11-25", "2027-02-28"), bad("2026-02-30", "someday", "26-1-1", "\x1b")),
    "term": (
        [
            Typed("Met: no logo", {"text": "no logo", "state": "met"}),
            Typed("soon", {"text": "soon", "state": "open"}),
        ],
        bad("met:", "failed: \x1b"),
    ),
}
CLOSES = words("adopted", "rejected", "withdrawn")
AHEAD = {"today": 0, "tomorrow": 1, "+3d": 3, "2w": 14, "yesterday": -1}

FIELDS: dict[str, dict[str, Any]] = {
    "member": {
        "handle": "handle",
        "name": "name",
        "kind": words("organisation", "network", "collective", "individual"),
        "status": words("prospect", "active", "paused", "left"),
        "part_of": ("member",),
        "regions": "element",
        "topics": "element",
        "languages": "language",
        "former_names": "name",
        "website": "url",
        "capacity": "count",
        "sign_off_days": "count",
        "exposure": words("open", "careful", "at-risk"),
        "joined": "date",
        "left": "date",
        "note": "text",
    },
    "contact": {
        "name": "name",
        "member": ("member",),
        "coordination": "flag",
        "role": "line",
        "mandate": words("relay", "decide", "sign"),
        "mandate_until": "date",
        "may_speak": "flag",
        "email": "email",
        "languages": "language",
        "primary": "flag",
        "note": "text",
    },
    "initiative": {
        "handle": "handle",
        "title": "name",
        "goal": "text",
        "stage": words("idea", "forming", "active", "closing", "closed"),
        "part_of": ("initiative",),
        "lead": ("member",),
        "sunset": "date",
        "default_scope": words("name", "logo", "quote"),
        "default_visibility": words("public", "coalition", "private"),
        "outcome": "text",
        "note": "text",
    },
    "optin": {
        "state": words("planned", "asked", "considering", "in", "declined", "withdrawn"),
        "level": words("lead", "active", "supporting", "endorsing"),
        "terms": "term",
        "scope": words("name", "logo", "quote"),
        "sign_as": "line",
        "personal_capacity": "flag",
        "reason_kind": words("capacity", "priorities", "disagreement", "other"),
        "reason": "text",
        "authority": "line",
        "method": words("email", "call", "in-person"),
        "evidence": "line",
        "effective": "date",
        "valid_until": "date",
        "asker": ("contact",),
        "visibility": words("public", "coalition", "private"),
        "roles": "element",
        "expected_by": "date",
        "note": "text",
    },
    "action": {
        "title": "name",
        "status": words("todo", "doing", "blocked", "done", "dropped"),
        "owner": ("member",),
        "assignee": ("contact",),
        "initiative": ("initiative",),
        "decision": ("decision",),
        "start": "date",
        "due": "date",
        "hours": "hours",
        "priority": words("low", "normal", "high", "urgent"),
        "tags": "element",
        "waits_on": ("action",),
        "note": "text",
    },
    "decision": {
        "question": "name",
        "context": "text",
        "options": "element",
        "initiative": ("initiative",),
        "rule": words("consent", "consensus", "majority", "supermajority"),
        "quorum": "share",
        "threshold": "share",
        "closes": "date",
        "asked": ("member",),
        "consulted": "element",
        "review": "date",
        "note": "text",
        "outcome": "text",
        "rationale": "text",
        "decided": "date",
        "status": words("adopted", "rejected", "withdrawn"),
    },
}
MANY = {
    "regions": "region",
    "topics": "topic",
    "languages": "language",
    "former_names": "former-name",
    "default_scope": "default-scope",
    "terms": "term",
    "scope": "scope",
    "roles": "role",
    "tags": "tag",
    "waits_on": "waits-on",
    "options": "option",
    "consulted": "consulted",
    "asked": "asked",
}
SHOWN: dict[str, Doc] = {
    "member": {"kind": "organisation", "status": "active", "exposure": "open"},
    "contact": {"mandate": "relay", "may_speak": False},
    "initiative": {"stage": "idea"},
    "optin": {"visibility": "coalition"},
    "action": {"status": "todo", "priority": "normal"},
    "decision": {"status": "draft", "rule": "consent"},
}
BESIDE = ("_handle", "_name")
