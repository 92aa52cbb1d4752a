"""The part of the app that looks and answers as a person prefers, and lets them change that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from textual.message import Message
from textual.message_pump import MessagePump
from textual.reactive import reactive

from ..messages import Written
from ..settings import themes
from ..settings.preferences import Preferences
from .sharing import Sharing


class Preferring(Sharing):
    """An app with a person's settings on; a change of them shows at once, and is kept for the next time."""

    keymap_now: reactive[dict[str, str]] = reactive(dict[str, str])
    """The keys that are other than the registry has them, by command."""

    def __init__(self, start: Path | None, preferred: Preferences) -> None:
        """Take the folder to look for a ledger in, and what the person prefers."""
        super().__init__(start)
        self.preferred = preferred
        self.keymap_now = dict(preferred.keys)
        themes.put_on(self, preferred.theme)
        self.set_class(preferred.compact, "-compact")
        if preferred != Preferences():
            self.dress()  # what was chosen shows from the first screen on

    def prefer(self, preferred: Preferences) -> None:
        """Look and answer so from now on."""
        self.preferred = preferred
        self.keymap_now = dict(preferred.keys)
        self.set_keymap(self.keymap_now)
        self.theme = themes.named(self, preferred.theme)
        self.set_class(preferred.compact, "-compact")
        self.share_every(preferred.sync_minutes)

    def keep(self, changes: Mapping[str, Any], asker: MessagePump) -> None:
        """Write settings in a thread and put them on; what came of it is told to the asker first."""

        def kept() -> Message:
            from ..settings.remembering import remember

            path = remember(changes)
            self.call_from_thread(self.prefer, replace(self.preferred, **_whole(changes)))
            return Written(f"✓ kept in {path}")

        self._start(kept, group="settings", asker=asker)

    def action_settings(self) -> None:
        """Ask what to change of how Allied looks and answers."""
        from ..dialogs.settings import Settings

        self.push_screen(Settings())

    def action_keys(self) -> None:
        """Show every key, to choose others."""
        from ..dialogs.keys import Keys

        self.push_screen(Keys())

    def action_picture(self) -> None:
        """Save what is on the screen as a picture, in the folder Allied was started in."""
        from .picture import save

        name = self.screen.__class__.__name__.removesuffix("Screen").lower()
        drawn = self.export_screenshot(title=self.coalition or "Allied")
        self._start(partial(save, drawn, name, Path.cwd()), group="picture")


def _whole(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings as they are held: what was dropped is as it is unless said otherwise."""
    plain = Preferences()
    return {name: getattr(plain, name) if value is None else value for name, value in changes.items()}
