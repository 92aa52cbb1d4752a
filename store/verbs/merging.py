"""Two records of one organisation become one; opt-ins, actions and positions of both are the one's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ..book.documents import LINK
from ..book.state import differing, same
from ..book.undoing import Change
from ..errors import Invalid
from ..schema import kind as kind_named
from ..schema.text import fold
from . import references, writing
from .done import Done

if TYPE_CHECKING:
    from ..ledger import Ledger

# Of these the more cautious stays, whichever record it is in: merging must not make anybody better known.
_CAUTIOUS: Final = ("exposure", "audience")


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, and the questions that the two records had answered differently, to be settled."""

    done: Done
    crossed: tuple[tuple[str, str, str], ...]
    """Kind, key and register of each."""


def merge(ledger: Ledger, keep: str, other: str, note: str | None = None) -> Merged:
    """Make two records of one member one, which keeps the name, the handle and all else that *keep* says.

    What only *other* says is kept too, its name as a former one, its note as a comment. One undo makes them two
    again. Answers that both gave to one initiative or decision, if they differ, are left to a person.
    Raises `Invalid`, `NotFound`.
    """
    with ledger.writing():
        for key in (keep, other):
            references.exists(ledger, ("member",), key)
        if ledger.book.key(keep) == ledger.book.key(other):
            named = ledger.label("member", keep)
            raise Invalid(f"These are one record already: {named}.", "Name two that are listed apart.")
        _refuse_chapter(ledger, keep, other)
        before = set(_crossed(ledger))
        changes = [*_settled(ledger, keep, other), _link(ledger, other, keep)]
        done = writing.write(ledger, "member", keep, changes, note)
        return Merged(done, tuple(one for one in _crossed(ledger) if one not in before))


def _refuse_chapter(ledger: Ledger, keep: str, other: str) -> None:
    for one, above in ((keep, other), (other, keep)):
        here, seen = ledger.book.key(one), set[str]()
        while here not in seen:
            seen.add(here)
            here = ledger.book.key(str((ledger.get("member", here) or {}).get("part_of") or here))
            if here == ledger.book.key(above):
                chapter, parent = ledger.label("member", one), ledger.label("member", above)
                raise Invalid(
                    f"{chapter} is part of {parent}: made one, it would be part of itself.",
                    f"If they are one, allied member set {chapter} --part-of '' first.",
                )


def _settled(ledger: Ledger, keep: str, other: str) -> list[Change]:
    """Return the changes by which the two records say one thing.

    Each repeats, over what the one record says, what the other says, and leaves that standing beside it: so
    each has its own back when the two are taken apart.
    """
    ours, theirs = ledger.book.live("member", keep), ledger.book.live("member", other)
    mine: dict[str, Any] = {}
    others: dict[str, Any] = {}
    gone: dict[str, set[str]] = {keep: set(), other: set()}
    for register in sorted(ours.keys() & theirs.keys() - {LINK}):
        answers, rivals = (differing(one.value for one in live[register]) for live in (ours, theirs))
        if len(answers) != 1 or len(rivals) != 1 or same(answers[0], rivals[0]):
            continue  # said twice already: it isn't for a merge to settle
        answer, rival = answers[0], rivals[0]
        if register in _CAUTIOUS and answer is not None and rival is not None:
            ours_stays = same(kind_named("member").cautious(register, [answer, rival]), answer)
        else:
            ours_stays = answer is not None  # what one has said is no answer to what the other took back
        if ours_stays:
            mine[register] = answer
            gone[keep] |= {setting.mark.id for setting in theirs[register]}
        else:
            others[register] = rival
            gone[other] |= {setting.mark.id for setting in ours[register]}
    mine |= _kept(ledger, keep, other)
    return [
        Change("member", key, values, tuple(sorted(gone[key])))
        for key, values in ((keep, mine), (other, others))
        if values
    ]


def _kept(ledger: Ledger, keep: str, other: str) -> dict[str, Any]:
    """Return what would be lost to view of the other record: its name, and what was noted of it."""
    ours, theirs = ledger.get("member", keep) or {}, ledger.get("member", other) or {}
    schema = kind_named("member")
    values: dict[str, Any] = {}
    name = theirs.get("name")  # a record may have lost its name when the step that gave it was taken back
    if name and fold(name) != fold(ours.get("name") or ""):
        values["former_names"] = [name]
    if theirs.get("note") and ours.get("note") not in (None, theirs["note"]):
        values["comments"] = {os.urandom(8).hex(): {"text": theirs["note"], "by": ledger.me()}}
    return schema.encode(values)


def _link(ledger: Ledger, other: str, keep: str) -> Change:
    """Return the change that makes the classes of two records one, by a record that is linked to none yet."""
    for one, target in ((other, keep), (keep, other)):
        held: dict[str, Any] = {}
        for entry in ledger.history("member", one):
            if LINK in entry.set:
                held[entry.key] = entry.set[LINK]
        for record in ledger.book.records(one):
            if held.get(record) is None:
                over = [e.id for e in ledger.history("member", one) if e.key == record and LINK in e.set]
                return Change("member", record, {LINK: target}, tuple(sorted(over)))
    raise Invalid(
        "Every record of both is linked in a circle.", "allied undo takes apart what was made one before."
    )


def _crossed(ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    for kind, key in ledger.book.crossed():
        for register in (ledger.get(kind, key) or {}).get("crossed", ()):
            yield kind, key, register
