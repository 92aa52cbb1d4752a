"""The part of the app that shows less while the screen is shared: only what the coalition, or the public, may see.

Whatever showed more is taken down and read anew, so that nothing read for fewer is left anywhere, and nothing that
a thread still reads for fewer finds a screen to arrive at.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from textual import on
from textual.css.query import NoMatches
from textual.screen import ModalScreen, Screen, SystemModalScreen
from textual.widget import AwaitMount

from .. import places
from ..layouts.live import Live
from ..messages import LedgerChanged
from ..settings.preferences import Preferences
from ..widgets.top_bar import TopBar
from .telling import Telling

if TYPE_CHECKING:
    from textual.message import Message

ORDER: Final = (None, "coalition", "public")
"""Whom the app shows what it shows to, each after the one before, and then the first again."""
_BETWEEN: Final = "between"


class Presenting(Telling):
    """An app that one key turns to an audience, with a bar across the top that says so."""

    def __init__(self, start: Path | None, preferred: Preferences) -> None:
        """Start with everything in view."""
        super().__init__(start, preferred)
        self._aside: list[Screen[Any]] = []

    async def action_present(self) -> None:
        """Show everything as the next audience may see it."""
        if not self.desk.opened:
            self.notify("There is no ledger open.", title="Share screen", severity="warning")
            return
        await self.present(ORDER[(ORDER.index(self.desk.audience) + 1) % len(ORDER)])

    async def present(self, audience: str | None) -> None:
        """Show everything as an audience may see it, `None` for all there is."""
        place, below = (
            self.current_mode,
            [m for s in self.screen_stack if isinstance(s, Live) and (m := s.again())],
        )
        here = _cursor(self.screen_stack[0])
        self._put_aside()
        self.desk.show_to(audience)
        self.clear_notifications()
        self.set_class(audience is not None, "-presenting")
        await self._take_down()
        await self.switch_mode(place)
        if here is not None and (found := getattr(self.screen, "shown_after", None)) is not None:
            found(here)
        for make in below:
            self.push_screen(make())
        if audience is None:
            self._take_up()
        self._start(self._known, group="look")

    def push_screen(self, screen: Any, callback: Any = None, *args: Any, **options: Any) -> Any:
        """Show a screen over the one in view; while the screen is shared no dialog that could show more is opened."""
        if not self._may_open(screen):
            self.notify(
                "It starts from what may be for fewer than this audience.\nf9 goes on to the next, and back.",
                title="Not while the screen is shared",
                severity="warning",
            )
            return AwaitMount(self.screen, [])
        return super().push_screen(screen, callback, *args, **options)

    def _may_open(self, screen: Any) -> bool:
        """Return whether a dialog may be opened: of ours only those that say of themselves that they may."""
        if self.desk.audience is None or not isinstance(screen, ModalScreen):
            return True
        dialog = cast("object", screen)
        return isinstance(dialog, SystemModalScreen) or bool(getattr(dialog, "presentable", False))

    # Taking down and putting up

    def _put_aside(self) -> None:
        """Close dialogs; one that holds what was typed is kept until everything is shown again."""
        while isinstance(self.screen, ModalScreen):
            dialog: Any = self.screen  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
            if getattr(dialog, "unsaved", False):
                self.install_screen(dialog, f"aside{id(dialog)}")  # pyright: ignore[reportUnknownMemberType]
                self._aside.append(dialog)
            self.pop_screen()

    def _take_up(self) -> None:
        """Show the dialogs again that were put aside."""
        for dialog in self._aside:
            self.uninstall_screen(dialog)  # pyright: ignore[reportUnknownMemberType]
            self.push_screen(dialog, getattr(self.screen, "shown_after", None))
            if (changed := getattr(dialog, "changed", None)) is not None:
                changed()  # it heard of nothing while it was aside
        self._aside.clear()

    def forget(self, dialog: Screen[Any]) -> None:
        """Let go of a dialog that was put aside, since what was typed in it is written by now."""
        if dialog in self._aside:
            self._aside.remove(dialog)
            self.uninstall_screen(dialog)  # pyright: ignore[reportUnknownMemberType]
            dialog.remove()

    async def _take_down(self) -> None:
        """Take down every screen there is, each to be made anew when it is gone to."""
        modes = cast("dict[str, Any]", self._modes)  # pyright: ignore[reportUnknownMemberType]
        modes.setdefault(_BETWEEN, Screen[None])
        await self.switch_mode(_BETWEEN)
        for name, make in places.MODES.items():
            # It ends by itself: waited for here, it would wait for this.
            self.remove_mode(name)
            modes[name] = make

    def _known(self) -> Message:
        with self.desk.lend() as ledger:
            self._know(ledger)
        return LedgerChanged()

    @on(LedgerChanged)
    def _show_bars(self) -> None:
        """Show on the bars of the screens in view what is known by now."""
        self._stands(self.stage)
        for screen in self.screen_stack:
            try:
                screen.query_one(TopBar).coalition = self.coalition
            except NoMatches:
                continue


def _cursor(screen: object) -> str | None:
    """Return the key of the row under the cursor of a list."""
    row = getattr(getattr(screen, "table", None), "row", None)
    return row.key if row is not None else None
