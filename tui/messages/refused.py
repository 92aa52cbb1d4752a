"""The store said no."""

from __future__ import annotations

from textual.message import Message


class Refused(Message):
    """A read or a write failed; nothing was written."""

    wrote = False
    """Whether it was a write that somebody asked for."""
    unread = False
    """Whether the ledger could not be read at all: its folder was away, or the disk said no."""

    missing = False
    """Whether it is because the ledger isn't where it was."""

    def __init__(self, words: str, hint: str | None = None) -> None:
        """Carry what went wrong and how to mend it."""
        super().__init__()
        self.words = words
        self.hint = hint

    def unnamed(self) -> Refused:
        """Return it without why: a refusal names what stands against it, which may be for fewer than who sees it."""
        told = Refused("It was refused.", "Why is not shown while the screen is shared; f9 leaves that.")
        told.wrote, told.unread, told.missing = self.wrote, self.unread, self.missing
        return told
