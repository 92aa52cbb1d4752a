"""Opt-ins to older words, or past their date."""

from __future__ import annotations

from allied.store.verbs import initiatives, optins
from allied.store.views.stale import stale

from ..verbs.scene import Scene


def test_older_words_past_dates_and_both(scene: Scene) -> None:
    ledger = scene.ledger
    keys = {name: scene.member(name) for name in ("Both", "Dated", "Fresh", "Last day", "Words")}
    rivers = scene.initiative("Clean rivers", ask=["We ask for A."])
    optins.record(ledger, keys["Both"], rivers, {"valid_until": "2026-11-20"})
    optins.record(ledger, keys["Words"], rivers, {"asker": scene.contact("Bo"), "level": "lead"})
    (first,) = scene.doc("initiative", rivers)["ask"]
    initiatives.change(ledger, rivers, scene.values("initiative", {"ask": ["We ask for B."]}))
    (second,) = set(scene.doc("initiative", rivers)["ask"]) - {first}
    optins.record(ledger, keys["Dated"], rivers, {"valid_until": "2026-11-22"})
    optins.record(ledger, keys["Last day"], rivers, {"valid_until": "2026-11-23"})
    optins.record(ledger, keys["Fresh"], rivers)
    found = stale(ledger, ledger.today())
    assert [
        (one.member_handle, one.older_words, one.past_date, one.days_past, one.saw, one.now, one.changes)
        for one in found
    ] == [
        ("both", True, True, 3, first, second, [second]),
        ("dated", False, True, 1, second, second, []),
        ("words", True, False, None, first, second, [second]),
    ]
    assert (found[2].asker_name, found[2].level, found[2].initiative_handle) == ("Bo", "lead", "clean-rivers")
    optins.record(ledger, keys["Words"], rivers)
    assert [one.member_handle for one in stale(ledger, ledger.today())] == ["both", "dated"]
    assert stale(ledger, ledger.today(), initiative=scene.initiative("Clean air")) == []
    for stage in ("closing", "closed"):
        initiatives.change(ledger, rivers, {"stage": stage})
    assert stale(ledger, ledger.today()) == []
