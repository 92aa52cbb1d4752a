"""Actions moved on, and where members stand; of one or of many as one step, so that undo takes all of it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from .. import words
from ..messages import Written
from .many import called, each, left, titled

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.verbs.done import Done
    from ..reasons.taking import Taken


def move(ledger: Ledger, *, taken: Taken, status: str) -> Written:
    """Move actions on by the store's own verbs; raises the store's errors."""
    verb = _verb(status)
    done = each(ledger, taken.things, lambda _, key: verb(ledger, key))
    said = f"{words.STATUS[status].text}: {called(ledger, taken)}"
    return Written(said + left(ledger, taken) + _after(ledger, done), taken.key)


def carry(ledger: Ledger, *, moves: Sequence[tuple[str, str]]) -> Written:
    """Move cards, each by its key to a status of its own, as one step; raises the store's errors."""
    wanted = dict(moves)
    done = each(ledger, [("action", key) for key in wanted], lambda _, key: _verb(wanted[key])(ledger, key))
    states = set(wanted.values())
    said = words.STATUS[states.pop()].text if len(states) == 1 else "✓ moved on"
    what = titled(ledger, "action", done[0].key) if len(done) == 1 else words.count(len(done), "action")
    return Written(f"{said}: {what}" + _after(ledger, done), done[0].key)


def stand(ledger: Ledger, *, taken: Taken, status: str) -> Written:
    """Record that members pause, or take part again; raises the store's errors."""
    from ...store.verbs import membership

    verb = membership.pause if status == "paused" else membership.resume
    each(ledger, taken.things, lambda _, key: verb(ledger, key))
    return Written(f"{words.STANDING[status].text}: {called(ledger, taken)}" + left(ledger, taken), taken.key)


def _verb(status: str) -> Callable[[Ledger, str], Done]:
    from ...store.verbs import actions

    verbs: Mapping[str, Callable[[Ledger, str], Done]] = {
        "done": actions.done, "doing": actions.start, "dropped": actions.drop, "blocked": actions.block,
    }  # fmt: skip
    return verbs.get(status) or (lambda ledger, key: actions.change(ledger, key, {"status": status}))


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
