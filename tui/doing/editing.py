"""A thing as a form in the person's own editor: the terminal is handed over to it, and taken back after."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from ..messages import LedgerTouched

if TYPE_CHECKING:
    from ..layouts.live import Live


def edit(screen: Live) -> None:
    """Open what is in view in `$VISUAL` or `$EDITOR` by the command that does so, and say what came of it.

    A form with a fault comes back in the editor, the fault marked; one given up on is kept, and where is said.
    """
    now, app = screen.taken.first, screen.allied
    if now.doc is None or app.place is None:
        return
    line = [
        sys.executable,
        "-P",
        "-m",
        "allied.commands",
        "-C",
        str(app.place.root),
        "edit",
        str(now.doc["id"]),
    ]
    try:
        with app.suspend():
            # What the command says comes after the editor has gone, when nobody would see it.
            done = subprocess.run(line, check=False, stderr=subprocess.PIPE, text=True, errors="replace")
    except SuspendNotSupported:
        screen.notify("An editor needs a terminal of its own: this is a browser.", severity="warning")
        return
    said = done.stderr.strip()
    if said:
        screen.notify(said.removeprefix("allied: "), severity="error" if done.returncode else "information")
    app.post_message(LedgerTouched())
