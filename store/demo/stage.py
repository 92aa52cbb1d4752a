"""Where the made-up coalition is played: its ledger, and a clock that stands where the story has got to."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from .. import clock
from ..journal import writer

if TYPE_CHECKING:
    from ..ledger import Ledger


@dataclass(frozen=True, slots=True)
class Stage:
    """A ledger, and the moment that is now, while the story lies in the past."""

    ledger: Ledger
    now: datetime

    @contextmanager
    def at(self, days: int, hour: int = 10) -> Generator[None]:
        """Let it be so many days from today, at an hour of that day, and never later than now."""
        then = (self.now + timedelta(days)).replace(hour=hour, minute=7 * hour % 60)
        with variable(clock.FIXED, min(then, self.now).isoformat()):
            yield

    def day(self, days: int) -> str:
        """Return the date so many days from now, as documents hold it."""
        return (self.now + timedelta(days)).date().isoformat()

    def end_of(self, days: int) -> dict[str, str]:
        """Return the end of the day so many days from now, as documents hold a deadline."""
        return {"at": f"{self.day(days)}T16:00:00.000Z", "zone": "Europe/Brussels"}

    def member(self, name: str) -> str:
        """Return a member's key."""
        return self.ledger.find("member", name)[1]

    def contact(self, name: str) -> str:
        """Return a contact's key."""
        return self.ledger.find("contact", name)[1]

    def initiative(self, handle: str) -> str:
        """Return an initiative's key."""
        return self.ledger.find("initiative", handle)[1]


@contextmanager
def alone() -> Generator[None]:
    """Let each clone write under an id of its own, in CI too: a demo's feeds are nobody's lane."""
    with variable("CI", None), variable(writer.FIXED, None):
        yield


@contextmanager
def variable(name: str, value: str | None) -> Generator[None]:
    """Let a variable of the environment have a value while the block runs; `None` takes it away."""
    before = os.environ.get(name)
    _put(name, value)
    try:
        yield
    finally:
        _put(name, before)


def _put(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
