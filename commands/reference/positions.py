"""Which kinds of document the arguments of each command name: known without loading the command.

A completion happens at every press of a key; what it needs to know stands here, and a test holds it against the
commands themselves.
"""

from __future__ import annotations

from typing import Final

ANY: Final = ("member", "initiative", "group", "action", "decision", "meeting", "contact")
_NAMED: Final = ("member", "contact", "group", "initiative", "action", "decision", "meeting")
_WITHOUT: Final = ("add", "list", "begin", "record", "matrix")  # these name nothing, or not at first

Kinds = tuple[str, ...]

# The kinds of each argument in turn; the last goes on for as many as there are.
_PARTICULAR: Final[dict[tuple[str, str], tuple[Kinds, ...]]] = {
    ("member", "merge"): (("member",), ("member",)),
    ("initiative", "credit"): (("initiative",), ("member",)),
    ("initiative", "needs"): (("initiative",), ()),
    ("initiative", "ask"): (("initiative",), ()),
    ("initiative", "mix"): (("initiative",), ()),
    ("initiative", "close"): (("initiative",), ()),
    ("optin", "show"): (("member", "optin"), ("initiative",), ()),
    ("optin", "proof"): (("member", "optin"), ("initiative",), ()),
    ("optin", "matrix"): (("initiative",),),
    ("action", "assign"): (("action",), ("action", "member", "contact")),
    ("decision", "position"): (("decision",), ("member",)),
    ("decision", "answer"): (("decision",), ("member",)),
    ("meeting", "attend"): (("meeting",), ("contact", "member")),
    ("show", "show"): (ANY, ()),
    ("history", "history"): (ANY, ()),
    ("log", "log"): (ANY, ()),
    ("comment", "comment"): (ANY,),
    ("edit", "edit"): (ANY, ()),
    ("settle", "settle"): (ANY, ()),
    ("me", "me"): (("contact",), ()),
}
_STATED: Final = ("plan", "ask", "in", "decline", "withdraw", "reconfirm", "set")


def kinds_at(noun: str, verb: str, place: int) -> Kinds:
    """Return the kinds of document that the argument at a place (from 0) can name."""
    found = _PARTICULAR.get((noun, verb))
    if found is None:
        if noun == "optin" and verb in _STATED:
            found = (("member", "initiative"), ("initiative", "member"))
        elif noun in _NAMED and verb not in _WITHOUT:
            found = ((noun,),)
        else:
            return ()
    return found[min(place, len(found) - 1)]


def words_of(noun: str, verb: str, place: int) -> Kinds:
    """Return the words that the argument at a place can be, where there are few."""
    return _WORDS.get((noun, verb), ()) if place else ()


_WORDS: Final[dict[tuple[str, str], Kinds]] = {
    ("initiative", "stage"): ("idea", "forming", "active", "closing"),
    ("initiative", "needs"): (
        "members=",
        "regions=",
        "communities=",
        "languages=",
        "led-by=",
        "region:",
        "community:",
        "language:",
        "role:",
        "level:",
        "kind:",
    ),
    ("decision", "position"): ("agree", "reservations", "stand-aside", "abstain", "block"),
    ("decision", "answer"): ("open", "addressed", "accommodated", "withdrawn"),
    ("decision", "close"): ("adopted", "rejected", "withdrawn"),
    ("action", "recur"): ("daily", "weekly", "monthly", "yearly", "none"),
}
