"""What can be done on every screen about how Allied looks and answers."""

from __future__ import annotations

from typing import Final

from .command import Command

COMMANDS: Final[tuple[Command, ...]] = (
    Command("settings", "Settings", "Choose colours, keys, and how often to sync by itself.",
            "app.settings", ("app",), "", ","),
    Command("keys", "Keys", "Choose other keys.",
            "app.keys", ("app",)),
    Command("screenshot", "Screenshot", "Save this screen as a picture, in the folder Allied was started in.",
            "app.picture", ("app",)),
)  # fmt: skip
