"""What was recorded, in sentences a person would write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ..journal.entry import Entry
from ..schema import kind as kind_named
from ..schema.text import clean
from .phrases import phrase
from .wording import is_new

if TYPE_CHECKING:
    from .reader import Reader

IMPORTED: Final = "imported"  # the note of what was brought in from elsewhere
_SAID_EACH: Final = 3  # changes of one step that are said one by one
_PLURALS: Final = {"optin": "opt-ins", "coalition": "coalitions"}
_DEEP: Final = 64  # undos of undos that are followed


def sentence(reader: Reader, entries: Entry | Sequence[Entry]) -> str:
    """Return what an entry, or all entries of one step, recorded: one line, safe to show."""
    found = [entries] if isinstance(entries, Entry) else list(entries)
    if not found:
        return ""
    who = reader.writer_name(found[0].by)
    did = _did(reader, found)
    note = f" ({found[0].note})" if found[0].note and not did.startswith(found[0].note) else ""
    return clean(" ".join(f"{who} {did}{note}".split()), lines=False)


def _did(reader: Reader, entries: Sequence[Entry]) -> str:
    if entries[0].undoes:
        return _turned(reader, entries)
    told = [entry for entry in entries if entry.kind]
    if not told:
        return "wrote something that was erased since"
    main = _by_document([entry for entry in told if entry.kind != "writer"] or told)
    merged = [entry for entry in main if entry.set.keys() == {"same"}]
    if len(main) == 1 or len(merged) == 1:
        return phrase(reader, (merged or main)[0])
    if (
        len(main) <= _SAID_EACH
        and len({entry.kind for entry in main}) == 1
        and not all(is_new(e) for e in main)
    ):
        return "; ".join(phrase(reader, entry) for entry in main)
    return _summary(main)


def _by_document(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries of a step with those on one document made one: what differs in age is written apart."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        first = found.get((entry.kind, entry.key))
        if first is not None:
            over = () if is_new(first) else (*first.over, *entry.over)
            entry = first._replace(set={**first.set, **entry.set}, over=over)
        found[entry.kind, entry.key] = entry
    return list(found.values())


def _turned(reader: Reader, entries: Sequence[Entry]) -> str:
    """Return what an undo comes to, an undo of an undo too: what was done at first, taken back or done again."""
    turns, here = 0, entries
    while here and here[0].undoes and turns < _DEEP:
        turns, here = turns + 1, list(reader.step(here[0].undoes))
    back = turns % 2 == 1
    if not here or here[0].undoes:  # it can't be seen, or somebody has made a circle of it
        return "took a step back" if back else "did a step again"
    by = "" if here[0].by == entries[0].by else f" (done by {reader.writer_name(here[0].by)})"
    return f"{'took back' if back else 'did again'}: {_did(reader, here)}{by}"


def _summary(entries: Sequence[Entry]) -> str:
    """Return in a few words what a step did to many documents."""
    new = Counter(entry.kind for entry in entries if is_new(entry))
    changed = Counter(entry.kind for entry in entries if not is_new(entry))
    verb = IMPORTED if entries[0].note == IMPORTED else "added"
    parts = [f"{verb} {_counted(new)}"] if new else []
    if changed:
        parts.append(f"changed {_counted(changed)}")
    return " and ".join(parts)


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {_noun(kind, count)}" for kind, count in sorted(counts.items()))


def _noun(kind: str, count: int) -> str:
    noun = kind_named(kind).noun
    return noun if count == 1 else _PLURALS.get(kind, f"{noun}s")
