"""Answers as JSON takes them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from allied.store.ledger import Ledger
from allied.store.schema import AUDIENCES
from allied.store.verbs import actions, decisions, documents, initiatives, members, optins
from allied.store.views.audience import seen_by
from allied.store.views.chase import Rate, chase
from allied.store.views.credit import credit
from allied.store.views.crossed import crossed
from allied.store.views.history import history
from allied.store.views.matrix import Cell, matrix
from allied.store.views.participation import participation
from allied.store.views.plain import plain
from allied.store.views.proof import proof
from allied.store.views.quiet import quiet
from allied.store.views.reader import Reader
from allied.store.views.stale import stale
from allied.store.views.sunsets import sunsets
from allied.store.views.today import today
from allied.store.views.workload import workload

from ..verbs.scene import Scene

VIEWS: dict[str, Callable[[Reader], Any]] = {
    "chase": lambda reader: chase(reader, reader.today()),
    "quiet": lambda reader: quiet(reader, reader.today(), days=0),
    "workload": workload,
    "participation": participation,
    "stale": lambda reader: stale(reader, reader.today()),
    "sunsets": lambda reader: sunsets(reader, reader.today()),
    "matrix": lambda reader: matrix(reader, reader.today()),
    "crossed": crossed,
    "today": lambda reader: today(reader, reader.today()),
    "proof": lambda reader: [proof(reader, key, reader.today()) for key in sorted(reader.table("optin"))],
    "credit": lambda reader: [
        credit(reader, doc, reader.audience) for doc in reader.table("initiative").values()
    ],
    "history": lambda reader: history(reader, list(reader.unshared())[::-1]),
}
SECRETS = ("Hidden", "hidden", "Risky", "risky", "Whispered", "Zoe", "Call them", "31000007", "Embargoed")


def test_dataclasses_become_objects_and_shares_lists() -> None:
    rate = Rate(None, "Ada", 2, 1, 1, 0, (2, 3), (1, 2), (1, 2))
    assert plain({"rates": [rate], "none": None, "flag": True}) == {
        "rates": [
            {
                "of": None, "name": "Ada", "asked": 2, "answered": 1, "silent": 1, "unasked": 0,
                "asked_share": [2, 3], "answered_share": [1, 2], "silent_share": [1, 2],
            }
        ],
        "none": None,
        "flag": True,
    }  # fmt: skip


def test_what_is_shared_is_made_once() -> None:
    cell = Cell("in", None, "public", None)
    one, other = plain([cell, cell])
    assert one is other


@pytest.fixture
def secrets(scene: Scene) -> Ledger:
    """Return a ledger where something of every sort is for coordinators, and the same is open beside it."""
    ledger = scene.ledger
    names = ("Open", "Hidden", "Risky", "Whispered")
    keys = {name: scene.member(name, capacity="31000007", communities=[f"{name} people"]) for name in names}
    members.change(ledger, keys["Hidden"], {"audience": "coordinators"})
    members.change(ledger, keys["Risky"], {"exposure": "at-risk", "alias": "Group A", "capacity": 3})
    members.change(ledger, keys["Open"], {"audience": "public"})
    zoe = scene.contact("Zoe", keys["Open"])
    values: dict[str, Any] = {"audience": "public", "stage": "active", "sunset": "2026-11-24"}
    shown = initiatives.add(ledger, "Rivers", values | {"ask": {"a" * 16: {"text": "We ask."}}}).key
    gone = initiatives.add(ledger, "Embargoed", {"audience": "coordinators", "sunset": "2026-11-24"}).key
    for about in (shown, gone):
        for name, visibility in (
            ("Open", "public"),
            ("Hidden", "public"),
            ("Risky", "public"),
            ("Whispered", "private"),
        ):
            answer = {"visibility": visibility, "given_by": "Zoe", "sign_as": f"{name} Ltd", "asker": zoe}
            optins.ask(ledger, keys[name], about, {"visibility": visibility, "asker": zoe})
            if name != "Open":
                optins.record(ledger, keys[name], about, answer | {"valid_until": "2026-11-01"})
    question = scene.opened("Now?", [keys[name] for name in ("Open", "Hidden", "Risky")])
    documents.change(ledger, "decision", question, {"audience": "public"})
    for name in ("Hidden", "Risky"):
        decisions.position(ledger, question, keys[name], "block", reason=f"{name} says no")
    for name in names:
        actions.add(ledger, "Call them", {"owner": keys[name], "audience": "coordinators", "hours": 31000007})
        actions.add(ledger, "Work", {"owner": keys[name], "due": "2026-11-01", "initiative": shown})
    for about, field in ((keys["Hidden"], "website"), (keys["Risky"], "website")):
        seen = ledger.read("member", about)
        for site in ("https://risky.example", "https://hidden.example"):
            members.change(ledger, about, {field: site}, seen=seen)
    return ledger


@pytest.mark.parametrize("who", AUDIENCES)
@pytest.mark.parametrize("name", VIEWS)
def test_no_view_gives_away_what_is_not_for_its_audience(secrets: Ledger, name: str, who: str) -> None:
    told = json.dumps(plain(VIEWS[name](seen_by(secrets, who))), ensure_ascii=False)
    if who == "coordinators":
        assert any(secret in told for secret in SECRETS)
    elif name == "matrix":  # of members, not of what they do: one that works behind the scenes is a member
        assert not [secret for secret in SECRETS if secret in told and secret != "Whispered"]
    else:
        assert not [s for s in SECRETS if s in told and not (s == "Whispered" and who == "coalition")]


def test_behind_the_scenes_a_member_has_an_empty_row(secrets: Ledger) -> None:
    found = matrix(seen_by(secrets, "coalition"), secrets.today())
    cells = {row.name: [cell.state if cell else None for cell in row.cells] for row in found.members}
    assert cells == {"Group A": ["in"], "Open": ["asked"], "Whispered": [None]}
