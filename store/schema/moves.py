"""Which state can follow which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import Invalid
from .text import clean

Table = Mapping[str | None, tuple[str, ...]]


def refuse(who: str, label: str, table: Table, before: Any, after: Any) -> None:
    """Raise `Invalid` where *after* can't follow *before*, saying what can; staying as it is always can."""
    if before == after:
        return
    if before not in table:  # a state of a later version: nothing is known against it
        return
    allowed = table[before]
    if after in allowed:
        return
    if before is None:
        raise Invalid(
            f"{who} has no {label} yet; it can't become {clean(str(after))}.",
            f"It can become {_or(allowed)}.",
        )
    if after is None:
        raise Invalid(
            f"{who} is {clean(str(before))}; its {label} can't be taken away.", _hint(before, allowed)
        )
    raise Invalid(
        f"{who} is {clean(str(before))}; it can't become {clean(str(after))}.", _hint(before, allowed)
    )


def _hint(before: Any, allowed: tuple[str, ...]) -> str:
    return f"From {before} it can become {_or(allowed)}." if allowed else f"Nothing follows {before}."


def _or(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)
