"""The one way that verbs write: check and write under the lock, one step, and give back what stands now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from ..book.undoing import Change
from ..ledger import Step
from .done import Done
from .drafting import Values, differing, new, new_key

if TYPE_CHECKING:
    from ..ledger import Ledger, Snapshot


def add(
    ledger: Ledger, kind: str, values: Values, *, key: str | None = None, note: str | None = None
) -> Done:
    """Write a new document; raises `Invalid`, `NotFound`."""
    with ledger.writing():
        key = key or new_key()
        return write(ledger, kind, key, [Change(kind, key, new(ledger, kind, values, key))], note)


def change(
    ledger: Ledger,
    kind: str,
    key: str,
    values: Values,
    *,
    seen: Snapshot | None = None,
    note: str | None = None,
    also: Sequence[Change] = (),
    any_move: bool = False,
) -> Done:
    """Write what *values* change of a document, over what the person had in view.

    With no *seen* that is what stands now. *also* are changes of other documents in the same step; *any_move*
    lets a state follow any other. Raises `Invalid`, `NotFound`.
    """
    with ledger.writing():
        view = seen or ledger.read(kind, key)
        registers = differing(ledger, view, values, any_move=any_move)
        over = None if seen is None else _over(seen, registers)
        changes = [Change(kind, view.doc["id"], registers, over)] if registers else []
        return write(ledger, kind, key, [*changes, *also], note)


def moved(ledger: Ledger, kind: str, key: str, values: Values, coming: Collection[str] = ()) -> list[Change]:
    """Return the change of one more document, for the step that another is written in."""
    registers = differing(ledger, ledger.read(kind, key), values, coming=coming)
    return [Change(kind, key, registers)] if registers else []


def write(ledger: Ledger, kind: str, key: str, changes: Sequence[Change], note: str | None = None) -> Done:
    """Write changes as one step, where there are any, and return the document that it is about."""
    step = ledger.write(changes, note) if changes else Step("", ())
    doc = ledger.get(kind, key) or {"id": key}
    return Done(kind, str(doc["id"]), doc, step)


def _over(seen: Snapshot, registers: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sorted({entry for register in registers for entry in seen.live.get(register, ())}))
