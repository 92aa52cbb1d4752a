"""Putting a thing on the clipboard by its handle, again by its name, and again as what says which thing it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from .. import safe_text, words
from ..desk.threads import read
from ..messages import CopyRead
from .watching import Watching

if TYPE_CHECKING:
    from ...store.views.reader import Reader
    from ..layouts.live import Live


class Copying(Watching):
    """An app that copies what the cursor is on."""

    _copied: tuple[str, int] = ("", 0)
    """The thing that was copied last, and as which of its texts."""

    @on(CopyRead)
    def _copy(self, message: CopyRead) -> None:
        if not message.texts:
            self.notify("There is nothing to copy: it is not there any more.", severity="warning")
            return
        key, at = self._copied
        at = (at + 1) % len(message.texts) if key == message.key else 0
        self._copied = message.key, at
        # A terminal that one pastes into obeys control characters: none goes out.
        text = safe_text.one_line(message.texts[at])
        self.copy_to_clipboard(text)
        more = "\ny again copies another text of it." if len(message.texts) > 1 else ""
        self.notify(f"✓ copied: {text}{more}")


def copy(screen: Live) -> None:
    """Read in a thread what there is to copy of the thing in view; it arrives as `CopyRead`."""
    now = screen.situation()
    if now.kind is not None and now.doc is not None:
        kind, key = now.kind, str(now.doc["id"])
        read(screen, "copy", lambda reader: CopyRead(key, texts(reader, kind, key)))


def texts(reader: Reader, kind: str, key: str) -> tuple[str, ...]:
    """Return what a thing can be copied as: its handle, its name, and both with its kind; none where it is gone."""
    from ..reading.detail import called

    doc = reader.get(kind, key)
    if doc is None:
        return ()
    title, handle = called(reader, kind, doc), reader.handle(kind, key) or ""
    whole = f"{title} ({words.kind(kind).partition(' ')[2]} {handle or reader.short(kind, key)})"
    return tuple(dict.fromkeys(text for text in (handle, title, whole) if text))
