"""The story from the first day to today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from .. import clock
from ..ledger import Ledger
from . import asking, people, second, working
from .stage import Stage, alone, variable

NAME: Final = "Living Rivers Coalition"

# What happened, how many days ago, and at what hour.
_SCENES: Final[tuple[tuple[int, int, Callable[[Stage], None]], ...]] = (
    (-41, 9, people.coalition),
    (-41, 10, people.import_members),
    (-40, 14, people.add_contacts),
    (-38, 11, people.add_group),
    (-36, 10, asking.propose),
    (-33, 15, asking.early_answers),
    (-30, 9, working.decide_early),
    (-26, 16, asking.change_ask),
    (-21, 11, asking.answers),
    (-18, 10, working.add_actions),
    (-14, 13, asking.refusals),
    (-10, 9, working.decide_now),
    (-7, 15, asking.open_questions),
    (-5, 10, working.move_actions),
)


def play(root: Path) -> Ledger:
    """Return the ledger that all scenes have been played in."""
    now = datetime.fromtimestamp(clock.milliseconds() / 1000, UTC)
    with alone():
        with variable(clock.FIXED, (now + timedelta(_SCENES[0][0], hours=-1)).isoformat()):
            ledger = Ledger.create(root, name=NAME)
        stage = Stage(ledger, now)
        for days, hour, scene in _SCENES:
            with stage.at(days, hour):
                scene(stage)
        second.meanwhile(stage)
    return ledger
