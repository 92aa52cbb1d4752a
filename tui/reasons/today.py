"""Why a line of Today can't be put off or chased, in words."""

from __future__ import annotations

from typing import Final

from . import Reason, Situation, nothing_here

DUE: Final = {"action": "due", "optin": "expected_by"}
"""What says, of each kind that can be put off, until when something is waited for."""


_ABOUT: Final = {
    "two answers": "a question with two answers",
    "objections": "an objection without an answer",
    "stale": "an opt-in to other words",
    "lapsing": "one that lapses",
    "conditions": "an opt-in on conditions",
    "sunset": "an initiative that ends",
    "review": "a decision to be looked at again",
    "not shared yet": "what is not shared yet",
}
"""What a line of each section is about, as one says it."""


def only_on(*sections: str) -> Reason:
    """Not possible but on a line of these sections of Today."""
    about = " or ".join(_ABOUT[one] for one in sections)

    def reason(now: Situation) -> str | None:
        if (missing := nothing_here(now)) is not None:
            return missing
        on_one = getattr(now.thing, "section", None) in sections
        return None if on_one else f"Only a line about {about} takes this."

    return reason


def cannot_wait(now: Situation) -> str | None:
    """Not possible for what has no day that could be moved."""
    if (missing := nothing_here(now)) is not None:
        return missing
    return None if now.kind in DUE else "Only an action, or an answer that is waited for, can be put off."
