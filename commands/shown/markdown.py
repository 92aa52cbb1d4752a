"""Sentences as Markdown, with nothing in them that a forge would act on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_MOST: Final = 200
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$])")
# What a forge makes links and notices of: a mention, a number of an issue, an address.
_ACTING: Final = re.compile(r"@|#|://|www", re.IGNORECASE)
_JOINER: Final = "\u2060"


def changes(sentences: Sequence[str], hidden: int, removed: int) -> str:
    """Return what changes in a ledger as a list, for a comment on a pull request."""
    lines = ["### What this changes in the ledger", ""]
    lines += [f"- {plain(sentence)}" for sentence in sentences[:_MOST]] or (
        [] if hidden or removed else ["Nothing."]
    )
    if len(sentences) > _MOST:
        lines.append(f"- and {len(sentences) - _MOST} more")
    if hidden:
        lines += [
            "",
            f"{hidden} more {'step is' if hidden == 1 else 'steps are'} not for everybody, and not shown.",
        ]
    if removed:
        was = "file of the ledger was" if removed == 1 else "files of the ledger were"
        lines += ["", f"**{removed} {was} removed or changed.** `allied check` says which."]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Return text that reads as it is: nothing in it is markup, a mention or a link."""
    return _ACTING.sub(lambda found: found[0] + _JOINER, _SPECIAL.sub(r"\\\1", text))
