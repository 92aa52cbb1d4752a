"""Every error Allied shows to people, each with the hint that mends it."""

from __future__ import annotations

from typing import Self


class AlliedError(Exception):
    """A failure to be shown as one plain line, with a hint on how to mend it."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def hinted(self, hint: str) -> Self:
        """Return this error with *hint* put in where it has none."""
        if self.hint is None:
            self.hint = hint
        return self


class Usage(AlliedError):
    """The command line is wrong."""


class NotFound(AlliedError):
    """No document goes by the name that was given; `nearest` are the names closest to it."""

    def __init__(self, message: str, hint: str | None = None, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.nearest = nearest


class Invalid(AlliedError):
    """A value, or a move from one state to another, that the coalition's rules don't allow."""


class Exposing(Invalid):
    """What only the coalition has would be where anybody can read it."""


class NeedsPerson(AlliedError):
    """Only a person can say which is meant, or which of two answers holds."""


class Ambiguous(NeedsPerson):
    """A name or a start of an id that fits several documents, the `candidates`."""

    def __init__(self, message: str, hint: str | None = None, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.candidates = candidates


class Locked(AlliedError):
    """Another process holds the ledger's lock."""


class GitTrouble(AlliedError):
    """Git, or the remote, said no."""


class Stopped(GitTrouble):
    """A person ended what git did with a remote."""


class GivenUp(AlliedError):
    """A person ended a write before anything of it was written."""


class Damaged(AlliedError):
    """What is on disk is not what was written."""


class NotALedger(AlliedError):
    """The folder, and every folder above it, holds no ledger."""


class CannotWrite(AlliedError):
    """The disk refused: read-only, full, or failing."""


class FromTheFuture(AlliedError):
    """The ledger's format is newer than this version of Allied reads."""
