"""Going to the meeting that runs, from wherever one is; where none does, one can begin on what is in view."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from ..desk.threads import borrow
from ..messages import MeetingSought, OpenThing

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ..layouts.live import Live


def seek(screen: Live) -> None:
    """Look up in a thread which meeting runs; what came of it arrives as `MeetingSought`."""
    now = screen.taken.first
    about: dict[str, Any] = {}
    if now.doc is not None and now.kind in ("initiative", "group"):
        about = {now.kind: now.doc["id"]}
    elif now.doc is not None:
        about = {kind: now.doc[kind] for kind in ("initiative", "group") if now.doc.get(kind)}
    borrow(screen, "meeting", partial(_sought, about=about))


def go(screen: Live, found: MeetingSought) -> None:
    """Open the meeting that runs, else ask for one to begin, and open that."""
    if found.key is not None:
        screen.post_message(OpenThing("meeting", found.key))
        return
    from ..dialogs.form import Form
    from ..dialogs.meeting import beginning

    def begun(key: str | None) -> None:
        if key:
            screen.post_message(OpenThing("meeting", key))

    screen.allied.push_screen(Form(beginning(found.about)), begun)


def _sought(ledger: Ledger, *, about: Mapping[str, Any]) -> MeetingSought:
    named = {kind: ledger.label(kind, str(key)) for kind, key in about.items()}
    return MeetingSought(ledger.meeting(), named)
