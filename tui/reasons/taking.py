"""On what a command acts: all that are marked, or what is in view; decided here for every command alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from . import Situation

if TYPE_CHECKING:
    from ..declared.command import Command

_DRAWN: Final = 200
"""So many of those marked are looked at for a bar, which is drawn with each key."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command acts on, what of that is left as it is and why; or why it can't be done at all."""

    able: tuple[Situation, ...] = ()
    left: tuple[tuple[Situation, str], ...] = ()
    reason: str | None = None

    @property
    def first(self) -> Situation:
        """The first thing, the only one for most commands."""
        return self.able[0] if self.able else Situation()

    @property
    def many(self) -> bool:
        """Whether it is more than one thing."""
        return len(self.able) > 1

    @property
    def key(self) -> str | None:
        """The key of the only thing, `None` where it is many."""
        return None if self.many else self.first.key

    @property
    def things(self) -> list[tuple[str, str]]:
        """Kind and key of each thing."""
        return [(str(one.kind), one.key) for one in self.able]

    @property
    def keys(self) -> list[str]:
        """The key of each thing."""
        return [one.key for one in self.able]


def taken(command: Command, now: Situation) -> Taken:
    """Return what a command acts on where that is in view."""
    if (reason := _refused(command, now)) is not None:
        return Taken(reason=reason)
    each = now.each() if command.acts else (now,)
    why = [(one, command.reason(one)) for one in each]
    able = tuple(one for one, said in why if said is None)
    left = tuple((one, said) for one, said in why if said is not None)
    return Taken(able, left, None if able else left[0][1])


def why_not(command: Command, now: Situation) -> str | None:
    """Return why a command is not possible now, `None` where it is, for at least one thing."""
    if (reason := _refused(command, now)) is not None or not command.acts:
        return reason or command.reason(now)
    first: str | None = None
    for one in now.each()[:_DRAWN]:
        if (said := command.reason(one)) is None:
            return None
        first = first or said
    return first


def _refused(command: Command, now: Situation) -> str | None:
    """Return why a command can't take what is marked as a whole."""
    count = len(now.marked)
    if command.acts == "one" and count > 1:
        return f"{count} are marked; {command.name} works on one: unmark them first."
    if command.acts == "alike" and len({row.kind for row in now.marked}) > 1:
        return (
            f"{count} are marked, of several kinds; {command.name} works on those of one: unmark the others."
        )
    return None
