"""The TUI's frame: it opens the ledger, goes between screens, writes in threads and tells what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from . import places, registry
from .frame.copying import copy
from .frame.keying import Keying
from .frame.starting import SHEET
from .layouts.live import Live
from .messages import LedgerChanged, LedgerMissing, LedgerOpened, OpenThing, Written
from .reasons import Situation
from .settings.preferences import Preferences, load


class Allied(Keying):
    """Allied, full screen."""

    TITLE = "Allied"
    CSS_PATH = SHEET
    MODES = places.MODES
    DEFAULT_MODE = "today"
    COMMANDS = places.PROVIDERS
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("app")

    def __init__(self, start: Path | None = None, *, preferred: Preferences | None = None) -> None:
        """Take the folder to look for a ledger in, and what the person prefers."""
        super().__init__(start, preferred or Preferences())

    def on_mount(self) -> None:
        """Open the ledger, and look every second whether anything came."""
        self.set_keymap(self.keymap_now)
        self.once_drawn(self.open_ledger)
        self.watch_ledger()
        self.share_every(self.preferred.sync_minutes)
        if self.preferred.trouble:
            self.notify(self.preferred.trouble, severity="warning", timeout=8)

    # What workers tell

    @on(LedgerOpened)
    async def _show_first(self) -> None:
        if self.current_mode == "welcome":
            await self.switch_mode("today")
        self.show_known()
        self._refresh_screens()

    @on(LedgerMissing)
    async def _show_welcome(self) -> None:
        await self.switch_mode("welcome")

    @on(LedgerChanged)
    @on(Written)
    def _refresh_screens(self) -> None:
        for screen in self.screen_stack:
            if (changed := getattr(screen, "changed", None)) is not None:  # of a list, of a form
                changed()

    @on(OpenThing)
    def _open_thing(self, message: OpenThing) -> None:
        self.push_screen(places.thing(message.kind, message.key))

    # What keys do

    async def action_go(self, place: str) -> None:
        """Go to a screen; from what was opened over it, back to it."""
        if self.desk.opened and self.current_mode != place:
            await self.switch_mode(place)
        elif self.desk.opened:
            while len(self.screen_stack) > 1:
                await self.pop_screen()

    async def go_to(self, place: str, key: str) -> None:
        """Go to a screen, its cursor on a document if that is in its list."""
        await self.action_go(place)
        if (found := getattr(self.screen, "shown_after", None)) is not None:
            found(key)

    async def action_matrix(self) -> None:
        """Show members by initiatives, the cursor in the column of the initiative in view."""
        now = self.screen.situation() if isinstance(self.screen, Live) else Situation()
        key = str(now.doc["id"]) if now.kind == "initiative" and now.doc is not None else None
        self.push_screen(places.matrix(key))

    def action_whole(self, plan: str) -> None:
        """Ask what is kept of the coalition, or of who uses this clone."""
        from .dialogs import whole
        from .dialogs.form import Form

        self.push_screen(Form(getattr(whole, plan)()))

    def action_undo(self) -> None:
        """Take back this clone's last step."""
        from .doing.undoing import undo

        self.write(undo)

    def action_redo(self) -> None:
        """Write again what this clone's last undo took back."""
        from .doing.undoing import redo

        self.write(redo)

    def action_copy(self) -> None:
        """Put what the cursor is on on the clipboard."""
        if isinstance(self.screen, Live):
            copy(self.screen)

    def action_jump(self) -> None:
        """Show letters over the parts of the screen in view; the letter goes there."""
        from .dialogs.jump import Jump
        from .doing.jumping import go, spots

        if isinstance(self.screen, Live):
            self.push_screen(Jump(spots(self.screen)), go)

    def action_help(self) -> None:
        """Explain the screen in view."""
        from .dialogs.help import Help

        screen = self.screen
        if isinstance(screen, Live):
            self.push_screen(Help(screen.COMMANDS_OF, screen.situation()))

    def action_help_quit(self) -> None:
        """Tell those who press ctrl+c how to leave."""
        self.notify("q leaves Allied; ctrl+q does so from anywhere.")

    def _fatal_error(self) -> None:
        """End after a fault of ours, without the values that were there: they are people's data."""
        from .frame import crash

        self.bell()
        self.stop_all()
        self._exit_renderables = self._exit_renderables[:1] or [crash.report()]  # later ones follow from it
        self._close_messages_no_wait()


def run(path: Path | None) -> int:
    """Open the TUI on the ledger at *path*, else the nearest one upward; return the exit code."""
    preferred = load()
    if preferred.keys:
        from .frame.keymaps import checked

        preferred = checked(preferred)
    app = Allied(path, preferred=preferred)
    app.run()
    return app.return_code or 0
