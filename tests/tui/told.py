"""The full screen on a terminal, which tells a test what is in view: `python -m tests.tui.told LEDGER FILE`."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from allied.tui.app import Allied
from allied.tui.dialogs.form import Form
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Tooltip

from .conftest import lines
from .hostile import acting

ASK, ASK_LATER = "\x1b[57376u", "\x1b[57377u"
"""What to type for the app to say where it is, once all that was typed before is done: the keys F13 and F14.

The second waits until what a cursor rests on has been read too.
"""
_RESTS = 0.08


class Told(Allied):
    """Allied as it is, but that it writes a line about itself to a file whenever it is asked."""

    def __init__(self, start: Path, file: Path) -> None:
        super().__init__(start)
        self._report = file
        self._telling: set[asyncio.Task[None]] = set()

    async def on_event(self, event: events.Event) -> None:
        """Take the one key that asks; all others go their way."""
        if isinstance(event, events.Key) and event.key in ("f13", "f14"):
            self._telling.add(task := asyncio.create_task(self._tell(_RESTS if event.key == "f14" else 0)))
            task.add_done_callback(self._let_go)
            return
        await super().on_event(event)

    def _let_go(self, task: asyncio.Task[None]) -> None:
        """Let go of what was told; what went wrong in telling it is told instead."""
        self._telling.discard(task)
        if (error := task.exception()) is not None:
            self._write({"error": repr(error)})

    async def _tell(self, rest: float) -> None:
        pilot = Pilot(self)
        await pilot.pause(rest)
        while any(worker.is_running for worker in self.workers):
            await asyncio.sleep(0.002)
        await pilot.pause(0)
        told = {
            "stack": [type(one).__name__ for one in self.screen_stack],
            "mode": self.current_mode,
            "form": isinstance(self.screen, Form),
            "typing": isinstance(self.focused, Input),
            "tip": any(tip.display for tip in self.screen.query(Tooltip)),
            "acting": acting(self),
            "shown": "\n".join(lines(self)),
        }
        self._write(told)

    def _write(self, told: dict[str, Any]) -> None:
        with self._report.open("a", encoding="utf-8") as file:
            file.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    app = Told(Path(sys.argv[1]), Path(sys.argv[2]))
    app.run()
    sys.exit(app.return_code or 0)
