"""What ends, and what is to be looked at again."""

from __future__ import annotations

from allied.store.verbs import decisions, initiatives
from allied.store.views.sunsets import sunsets

from ..verbs.scene import Scene


def test_initiatives_and_decisions_by_their_day(scene: Scene) -> None:
    scene.member("Greens")
    scene.initiative("Rivers", sunset="2026-11-20", lead="greens")
    scene.initiative("Air", sunset="2026-12-23")
    scene.initiative("Far", sunset="2026-12-24")
    gone = scene.initiative("Gone", sunset="2026-11-20")
    for stage in ("closing", "closed"):
        initiatives.change(scene.ledger, gone, {"stage": stage})
    decisions.record(scene.ledger, "March?", {"outcome": "Yes", "review": "2026-11-23"})
    scene.draft("Dance?", review="2026-11-24")
    today = scene.ledger.today()
    assert [
        (one.kind, one.title, one.day, one.left, one.past, one.state, one.lead_handle)
        for one in sunsets(scene.ledger, today)
    ] == [
        ("initiative", "Rivers", "2026-11-20", -3, True, "idea", "greens"),
        ("decision", "March?", "2026-11-23", 0, False, "adopted", None),
        ("initiative", "Air", "2026-12-23", 30, False, "idea", None),
    ]
    assert [one.title for one in sunsets(scene.ledger, today, within=0)] == ["Rivers", "March?"]
    assert len(sunsets(scene.ledger, today, within=31)) == 4
