"""A ledger of one large coalition at work: members by initiatives, opt-ins in every state, actions, decisions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from allied.store.journal.place import read_config
from allied.store.ledger import Ledger
from allied.store.schema import keys

from .making import A_RUN, BEGAN, Feed, lay

_APART = 1_000_000
_STATES = ("planned", "asked", "considering", "in", "declined", "withdrawn")
_OFTEN = (1, 3, 1, 6, 1, 1)
Said = tuple[str, str, dict[str, Any]]


def make(root: Path, members: int, initiatives: int, actions: int) -> None:
    """Make a ledger in *root* in which three of five cells of the matrix have an opt-in."""
    Ledger.create(root, name="Bench").seal()
    feed = Feed(read_config(root).ledger, "anna00000000")
    run = []
    for number, (kind, key, values) in enumerate(
        _said(random.Random(members), members, initiatives, actions)
    ):
        run.append(feed.say(BEGAN + number * _APART, kind, values, key))
        if len(run) == A_RUN:
            lay(root, run)
            run = []
    if run:
        lay(root, run)


def _said(chance: random.Random, members: int, initiatives: int, actions: int) -> Iterator[Said]:
    there = [f"{chance.getrandbits(128):032x}" for _ in range(members)]
    about = [f"{chance.getrandbits(128):032x}" for _ in range(initiatives)]
    for number, key in enumerate(there):
        name = f"Group {chance.getrandbits(32):08x}"
        values: dict[str, Any] = {"name": name, "handle": name.replace(" ", "-").lower(), "status": "active"}
        yield (
            "member",
            key,
            values | {"regions": [f"Region {number % 27}"], "capacity": chance.randint(1, 40)},
        )
    for number, key in enumerate(about):
        title = f"Campaign {number}"
        values = {"title": title, "handle": f"campaign-{number}", "stage": "active", "sunset": "2027-06-01"}
        yield "initiative", key, values
    for initiative in about:
        for member in chance.sample(there, len(there) * 3 // 5):
            state = chance.choices(_STATES, _OFTEN)[0]
            values = {"initiative": initiative, "member": member, "state": state}
            if state == "in":
                values |= {"level": chance.choice(("active", "supporting", "endorsing")), "method": "email"}
            yield "optin", keys.optin_key(initiative, member), values
    for number in range(actions):
        values = {
            "title": f"Call number {number}",
            "status": chance.choices(("todo", "doing", "done"), (2, 1, 7))[0],
            "due": f"2026-{chance.randint(11, 12)}-{chance.randint(1, 28):02d}",
            "owner": chance.choice(there),
            "hours": chance.randint(1, 8),
        }
        yield "action", f"{chance.getrandbits(128):032x}", values
