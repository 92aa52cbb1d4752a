"""The TUI's frame: it opens the ledger, goes between screens, writes in threads and tells what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.screen import ModalScreen

from . import places, registry
from .frame import crash
from .frame.copying import copy
from .frame.finding import Finding
from .layouts.live import Live
from .messages import LedgerChanged, LedgerMissing, LedgerOpened, OpenThing, Written
from .reasons import Situation
from .settings.preferences import Preferences, load
from .widgets.key_bar import KeyBar


class Allied(Finding):
    """Allied, full screen."""

    TITLE = "Allied"
    CSS_PATH = [*sorted(Path(__file__).parent.rglob("*.tcss"))]  # noqa: RUF012
    MODES = places.MODES
    DEFAULT_MODE = "today"
    COMMANDS = places.PROVIDERS
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("app")

    def __init__(self, start: Path | None = None, *, preferred: Preferences | None = None) -> None:
        """Take the folder to look for a ledger in, and what the person prefers."""
        super().__init__(start, preferred or Preferences())
        self._chord = False

    def on_mount(self) -> None:
        """Open the ledger, and look every second whether anything came."""
        self.set_keymap(self.keymap_now)
        self.open_ledger()
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

    async def action_attempt(self, command_id: str) -> None:
        """Do a command on the screen in view, or say why it is not possible now."""
        command = registry.command(command_id)
        screen = self.screen
        now = screen.situation() if isinstance(screen, Live) else Situation(self.desk.opened)
        if (reason := command.reason(now)) is not None:
            self.notify(reason, title=command.name, severity="warning")
            return
        try:
            part = registry.part(command)
            holder = screen.query_one(part) if part else screen
        except NoMatches:
            return
        await self.run_action(command.action, holder)

    async def action_go(self, place: str) -> None:
        """Go to a screen."""
        if self.desk.opened and self.current_mode != place:
            await self.switch_mode(place)

    async def action_matrix(self) -> None:
        """Show members by initiatives, the cursor in the column of the initiative in view."""
        now = self.screen.situation() if isinstance(self.screen, Live) else Situation()
        key = str(now.doc["id"]) if now.kind == "initiative" and now.doc is not None else None
        self.push_screen(places.matrix(key))

    def action_whole(self, plan: str) -> None:
        """Ask what is kept of the coalition, or of who uses this clone."""
        from .dialogs import whole
        from .dialogs.form import Form

        self.push_screen(Form(getattr(whole, plan)(Situation(self.desk.opened))))

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

    # `g` and a letter

    def action_prefix(self) -> None:
        """Wait for the letter that says where to go."""
        self._show_chord(True)

    async def on_event(self, event: events.Event) -> None:
        """Take the key after `g` before anything else does: typed fast, it must not get lost."""
        if self._chord and isinstance(event, events.Key) and not event.is_forwarded:
            self._show_chord(False)
            command = registry.chords().get(event.character or "")
            if command is not None:
                await self.action_attempt(command.id)
            return
        if (
            isinstance(event, events.Key)
            and (take := getattr(self.screen, "take", None))
            and await take(event)
        ):
            return
        await super().on_event(event)

    def _show_chord(self, on: bool) -> None:
        self._chord = on
        for bar in self.screen.query(KeyBar):
            bar.chord = on

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave letters to what is being typed in, and keys to the form or question that is open."""
        if action in ("prefix", "command_palette") and isinstance(self.screen, ModalScreen):
            return False
        if action == "prefix" and not (self.desk.opened and self._free("g")):
            return False
        return super().check_action(action, parameters)

    def _free(self, key: str) -> bool:
        """Return whether nobody is typing letters."""
        return self.focused is None or not self.focused.check_consume_key(key, key)

    def _fatal_error(self) -> None:
        """End after a fault of ours, without the values that were there: they are people's data."""
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
