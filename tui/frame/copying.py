"""Putting a thing on the clipboard by its handle, again by its name, and again as what says which thing it is."""

from __future__ import annotations

from collections.abc import Sequence
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
    """Read in a thread what there is to copy of what is marked or in view; it arrives as `CopyRead`."""
    taken = screen.taken
    read(screen, "copy", lambda reader: CopyRead(" ".join(taken.keys), texts(reader, taken.things)))


def texts(reader: Reader, things: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return what things can be copied as: their handles, their names, and both with their kinds.

    Several handles have spaces between, as commands take them, unless one of them is missing.
    """
    found = [one for thing in things if (one := _texts(reader, *thing))]
    if len(found) == 1:
        return tuple(dict.fromkeys(text for text in found[0] if text))
    handles, names, wholes = zip(*found, strict=True) if found else ((), (), ())
    joined = (" ".join(handles) if all(handles) else "", ", ".join(names), ", ".join(wholes))
    return tuple(dict.fromkeys(text for text in joined if text))


def _texts(reader: Reader, kind: str, key: str) -> tuple[str, str, str] | None:
    """Return a thing's handle, its name, and both with its kind; `None` where it is gone."""
    from ..reading.detail import called

    doc = reader.get(kind, key)
    if doc is None:
        return None
    title, handle = called(reader, kind, doc), reader.handle(kind, key) or ""
    whole = f"{title} ({words.kind(kind).partition(' ')[2]} {handle or reader.short(kind, key)})"
    return handle, title, whole
