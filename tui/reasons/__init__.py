"""Why a command is not possible now, in words; the rules themselves are the store's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...store.errors import AlliedError

if TYPE_CHECKING:
    from ..page import Row


@dataclass(frozen=True, slots=True)
class Situation:
    """What a screen has in view, which is all that a reason may depend on."""

    open: bool = False
    """Whether there is a ledger."""
    kind: str | None = None
    doc: Mapping[str, Any] | None = None
    thing: Any = None
    """What the line under the cursor holds beyond the document."""
    marked: tuple[Row, ...] = ()
    """The lines that were picked out: what is done is done with them, and not with what is under the cursor."""
    single: bool = False
    """Whether nothing here is done with many at once."""
    syncing: bool = False
    """Whether a sync runs that could be stopped here."""
    empty: bool = False
    """Whether there is a list and no line in it."""

    @property
    def key(self) -> str:
        """The key of what is in view."""
        return str((self.doc or {}).get("id", ""))

    def each(self) -> tuple[Situation, ...]:
        """Return each thing that is marked as if it alone were in view; this itself where none is."""
        rows = {(row.kind, row.key): row for row in self.marked if row.kind}
        return tuple(Situation(self.open, r.kind, r.doc, r.thing) for r in rows.values()) or (self,)


Reason = Callable[[Situation], "str | None"]


def never(_: Situation) -> str | None:
    """Always possible."""
    return None


def no_ledger(now: Situation) -> str | None:
    """Not possible before there is a ledger."""
    return None if now.open else "There is no ledger open."


def nothing_here(now: Situation) -> str | None:
    """Not possible where the cursor is on nothing."""
    return no_ledger(now) or (None if now.doc is not None else "The cursor is on nothing.")


def no_line(now: Situation) -> str | None:
    """Not possible where a list has no line."""
    return no_ledger(now) or ("The cursor is on nothing." if now.empty else None)


def no_marks(now: Situation) -> str | None:
    """Not possible where each key is for one line alone, or there is none."""
    if now.single:
        return "Nothing here is done with many: each key is for the line under the cursor."
    return no_line(now)


def no_editor(now: Situation) -> str | None:
    """Not possible for what has no form: a step of the log, say."""
    from ...store.schema import NAMES

    return nothing_here(now) or (None if now.kind in NAMES else "This has no form.")


def no_step(now: Situation) -> str | None:
    """Not possible where the cursor is on no step of the log."""
    return no_ledger(now) or (None if now.thing is not None else "The cursor is on no step.")


def refused(kind_name: str, doc: Mapping[str, Any], status: str) -> str | None:
    """Return what the schema says against a move, `None` where it is allowed."""
    from ...store.schema import kind

    try:
        kind(kind_name).check_move(dict(doc), {"status": status})
    except AlliedError as error:
        return error.message
    return None
