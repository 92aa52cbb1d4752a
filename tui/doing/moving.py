"""Actions moved on, one or many of them as one step, so that undo takes all of it back; and where members stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from ...store.errors import Invalid
from .. import words
from ..messages import Written
from ..reasons import refused

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.verbs.done import Done


def move(ledger: Ledger, *, keys: Sequence[str], status: str) -> Written:
    """Move actions on by the store's own verbs; those that can't be moved there are left, and named.

    Raises `Invalid` where none can.
    """
    able, left = _parted(ledger, keys, status)
    if not able and left:
        raise Invalid(left[0][1])
    verb = _verb(status)
    done = each(ledger, able, verb)
    said = words.STATUS[status].text
    told = (
        f"{said}: {_title(ledger, able[0])}"
        if len(able) == 1
        else f"{said}: {words.count(len(able), 'action')}"
    )
    if left:
        told += f"; left: {', '.join(f'{_title(ledger, key)} ({why})' for key, why in left[:3])}"
    return Written(told + _after(ledger, done), able[0] if len(able) == 1 else None)


def stand(ledger: Ledger, *, key: str, status: str) -> Written:
    """Record that a member pauses, or takes part again; raises the store's errors."""
    from ...store.verbs import membership

    done = (membership.pause if status == "paused" else membership.resume)(ledger, key)
    return Written(f"{words.STANDING[status].text}: {done.doc.get('name')}", key)


def each(ledger: Ledger, keys: Sequence[str], verb: Callable[[Ledger, str], Done]) -> list[Done]:
    """Do something with each of some actions in one step, all or nothing; raises the store's errors."""
    if len(keys) == 1:
        return [verb(ledger, keys[0])]
    found: list[Done] = []
    with ledger.batch():
        for key in keys:
            try:
                found.append(verb(ledger, key))
            except Invalid as error:
                raise Invalid(f"{_title(ledger, key)}: {error.message}", error.hint) from None
    return found


def _verb(status: str) -> Callable[[Ledger, str], Done]:
    from ...store.verbs import actions

    verbs: Mapping[str, Callable[[Ledger, str], Done]] = {
        "done": actions.done, "doing": actions.start, "dropped": actions.drop, "blocked": actions.block,
    }  # fmt: skip
    return verbs.get(status) or (lambda ledger, key: actions.change(ledger, key, {"status": status}))


def _parted(ledger: Ledger, keys: Sequence[str], status: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return those that can be moved, and those that can't with the reason."""
    able: list[str] = []
    left: list[tuple[str, str]] = []
    for key in keys:
        doc = ledger.get("action", key) or {}
        why = (
            "it is so already" if (doc.get("status") or "todo") == status else refused("action", doc, status)
        )
        if why is None:
            able.append(key)
        else:
            left.append((key, why))
    return able, left


def _after(ledger: Ledger, done: Sequence[Done]) -> str:
    """Say what is there now that wasn't: the next of a series; and what is not done that one waits on."""
    said = ""
    for one in done:
        made = [e.key for e in one.step.entries if e.kind == "action" and e.key != one.key]
        following = next((doc for key in made if (doc := ledger.get("action", key))), None)
        if following is not None:
            said += f"\nIt comes again: the next is due {words.spoken(str(following.get('due')), ledger.today())}."
    if len(done) == 1 and (waiting := _waiting(ledger, done[0])):
        said += f"\nIt waits on {', '.join(waiting)}, not done yet."
    return said


def _waiting(ledger: Ledger, done: Done) -> tuple[str, ...]:
    from ..reading.actions import waits

    return waits(done.doc, ledger.table("action")) if done.doc.get("waits_on") else ()


def _title(ledger: Ledger, key: str) -> str:
    return str((ledger.get("action", key) or {}).get("title") or ledger.label("action", key))
