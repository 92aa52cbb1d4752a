"""Leaving the screen of a thing that can no longer be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .live import Live


def leave(screen: Live) -> None:
    """Say why a thing is not shown, and go back to where one came from; under another screen, once that is gone."""
    if not screen.is_active:
        screen.generation = -1
        return
    if screen.desk.audience is None:
        said = "It is not there any more: it was undone, here or elsewhere."
    else:
        said = f"It is not for this audience ({screen.desk.audience})."
    screen.notify(said, severity="warning")
    screen.dismiss()
