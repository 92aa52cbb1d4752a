"""What states and dates look like: a glyph and a word, and a tone that only adds to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from ..store.schema.text import mixed_scripts
from .page import Cell

STATUS: Final[dict[str, Cell]] = {
    "todo": Cell("○ to do"),
    "doing": Cell("◐ doing", "accent"),
    "blocked": Cell("■ blocked", "bad"),
    "done": Cell("✓ done", "good"),
    "dropped": Cell("✗ dropped", "dim"),
}
PRIORITY: Final[dict[str, Cell]] = {
    "urgent": Cell("⇈ urgent", "bad"),
    "high": Cell("↑ high", "warn"),
    "normal": Cell("· normal", "dim"),
    "low": Cell("↓ low", "dim"),
}
STANDING: Final[dict[str, Cell]] = {
    "prospect": Cell("◌ prospect", "accent"),
    "active": Cell("● active", "good"),
    "paused": Cell("‖ paused", "warn"),
    "left": Cell("○ left", "dim"),
}
DECIDED: Final[dict[str, Cell]] = {
    "open": Cell("◆ open", "accent"),
    "draft": Cell("◌ draft", "dim"),
    "adopted": Cell("✓ adopted", "good"),
    "rejected": Cell("✗ rejected", "bad"),
    "withdrawn": Cell("○ withdrawn", "dim"),
    "superseded": Cell("» superseded", "dim"),
}
POSITION: Final[dict[str, Cell]] = {
    "agree": Cell("● agree", "good"),
    "reservations": Cell("◐ reservations", "warn"),
    "stand-aside": Cell("◇ stand aside", "warn"),
    "abstain": Cell("○ abstain", "dim"),
    "block": Cell("■ block", "bad"),
    "silent": Cell("· silent", "dim"),
}
# Filled differently, so that the bar says without colour what it says with it.
FILLS: Final[dict[str, tuple[str, str]]] = {
    "agree": ("█", "$success"),
    "reservations": ("▓", "$warning"),
    "stand-aside": ("▒", "$warning"),
    "abstain": ("░", "$foreground 60%"),
    "block": ("▚", "$error"),
    "silent": ("·", "$foreground 40%"),
}
"""What fills each position's part of a bar, and in what colour."""
ANSWERED: Final[dict[str, Cell]] = {
    "open": Cell("! no answer yet", "bad"),
    "addressed": Cell("↳ addressed", "accent"),
    "accommodated": Cell("✓ accommodated", "good"),
    "withdrawn": Cell("○ withdrawn", "dim"),
}
OPTED: Final[dict[str, Cell]] = {
    "planned": Cell("◌ planned", "dim"),
    "asked": Cell("? asked", "accent"),
    "considering": Cell("◔ considering", "accent"),
    "in": Cell("● in", "good"),
    "declined": Cell("✗ declined", "bad"),
    "withdrawn": Cell("○ withdrawn", "warn"),
    "stale": Cell("↻ stale", "warn"),
    "lapsed": Cell("⌛lapsed", "warn"),
}
VISIBILITY: Final[dict[str, str]] = {"public": "◉", "coalition": "◍", "private": "◯"}
MEETING: Final[dict[str, Cell]] = {
    "running": Cell("▶ runs", "good"),
    "open": Cell("‖ open", "warn"),
    "planned": Cell("◌ planned", "accent"),
    "ended": Cell("■ ended", "dim"),
}
KINDS: Final[dict[str, str]] = {
    "member": "◆",
    "initiative": "▲",
    "action": "○",
    "decision": "◇",
    "contact": "☺",
    "group": "▣",
    "optin": "●",
    "meeting": "▤",
    "coalition": "✦",
}
_RULED: Final = {"met": Cell("✓ met", "good"), "not met": Cell("✗ not met", "warn")}
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def titled(doc: Mapping[str, Any], text: str) -> str:
    """Return a title, marked where it mixes scripts (⚠) or something about it has two answers (≠)."""
    marks = ("≠ " if doc.get("crossed") else "") + ("" if text.isascii() or not mixed_scripts(text) else "⚠ ")
    return marks + text


def state(vocabulary: dict[str, Cell], value: object) -> Cell:
    """Return how a state is shown; one from a later version as it is."""
    return vocabulary.get(str(value), Cell(f"? {value}" if value else ""))


def ruled(standing: str) -> Cell:
    """Return where a decision stands by its rule; that nobody has spoken is no success."""
    return _RULED.get(standing, Cell("◌ nobody yet", "dim"))


def day(value: date, today: date, *, weekday: bool = True) -> str:
    """Return a date as people say it: with the year only where it isn't this one."""
    said = f"{value.day} {_MONTHS[value.month - 1]}"
    said = f"{_DAYS[value.weekday()]} {said}" if weekday else said
    return said if value.year == today.year else f"{said} {value.year}"


def month(value: date) -> str:
    """Return the month of a date in three letters."""
    return _MONTHS[value.month - 1]


def spoken(text: str, today: date, *, weekday: bool = True) -> str:
    """Return an ISO date as people say it; anything else as it is."""
    try:
        return day(date.fromisoformat(text), today, weekday=weekday)
    except ValueError:
        return text


def due(text: object, today: date, *, finished: bool = False) -> Cell:
    """Return when something is due, seen from today."""
    if not text:
        return Cell("")
    try:
        value = date.fromisoformat(str(text)[:10])
    except ValueError:
        return Cell(str(text), "bad")
    late = (today - value).days
    if finished:
        return Cell(day(value, today), "dim")
    if late > 0:
        return Cell(f"! {late} day{'s' * (late > 1)} late", "bad")
    if late == 0:
        return Cell("! today", "warn")
    return Cell("tomorrow" if late == -1 else day(value, today), "warn" if late >= -2 else "")


def kind(name: str) -> str:
    """Return a kind of document with its glyph."""
    return f"{KINDS.get(name, '·')} {'opt-in' if name == 'optin' else name}"


def noun(kind_name: str) -> str:
    """Return a kind of document with its article."""
    name = {"optin": "opt-in", "contact": "person"}.get(kind_name, kind_name)
    return f"an {name}" if name[0] in "aeio" else f"a {name}"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"
