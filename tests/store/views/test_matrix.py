"""Members by initiatives."""

from __future__ import annotations

from allied.store.verbs import initiatives, members, optins
from allied.store.views.audience import seen_by
from allied.store.views.matrix import Cell, matrix
from allied.store.views.plain import plain

from ..verbs.scene import Scene


def test_state_level_and_visibility_cell_by_cell(scene: Scene) -> None:
    ledger, today = scene.ledger, scene.ledger.today()
    zebra, ants = scene.member("Zebra"), scene.member("ants")
    rivers = scene.initiative("Clean rivers", ask=["A."])
    air, old = scene.initiative("Clean air"), scene.initiative("Old")
    optins.record(ledger, ants, rivers, {"level": "lead", "visibility": "public"})
    initiatives.change(ledger, rivers, scene.values("initiative", {"ask": ["B."]}))
    optins.record(ledger, zebra, rivers, {"visibility": "private"})
    optins.record(ledger, ants, air, {"valid_until": "2026-11-22"})
    optins.plan(ledger, ants, old)
    for stage in ("closing", "closed"):
        initiatives.change(ledger, old, {"stage": stage})
    found = matrix(ledger, today)
    assert [(head.title, head.count, head.count_in) for head in found.initiatives] == [
        ("Clean air", 1, 1),
        ("Clean rivers", 2, 2),
    ]
    assert [(row.name, row.cells) for row in found.members] == [
        ("ants", [Cell("in", None, "coalition", "lapsed"), Cell("in", "lead", "public", "stale")]),
        ("Zebra", [None, Cell("in", None, "private", None)]),
    ]
    everything = matrix(ledger, today, closed=True)
    assert everything.members[0].cells[2] == Cell("planned", None, "coalition", None)
    some = matrix(ledger, today, members=[zebra], initiatives=[old])
    assert plain(some) == {
        "initiatives": [
            {"id": old, "handle": "old", "title": "Old", "stage": "closed", "count": 0, "count_in": 0}
        ],
        "members": [{"id": zebra, "handle": "zebra", "name": "Zebra", "cells": [None]}],
    }
    narrower = matrix(seen_by(ledger, "coalition"), today)
    assert [row.cells[1] is None for row in narrower.members] == [False, True]
    members.change(ledger, ants, {"status": "left"})
    assert [row.name for row in matrix(ledger, today).members] == ["Zebra"]


def test_an_empty_ledger(scene: Scene) -> None:
    assert plain(matrix(scene.ledger, scene.ledger.today())) == {"initiatives": [], "members": []}
