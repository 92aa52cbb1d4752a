"""Hours promised against hours owed, added up by hand."""

from __future__ import annotations

from datetime import date

from allied.store.verbs import actions
from allied.store.views.workload import Load, late, load, workload

from ..verbs.scene import Scene


def test_who_is_over_and_what_is_not_estimated(scene: Scene) -> None:
    greens, reds = scene.member("Greens", capacity="10"), scene.member("Reds", capacity="5")
    blues = scene.member("Blues")
    scene.member("Pinks", capacity="8")
    scene.member("Idle")
    add, ledger = actions.add, scene.ledger
    for number, (owner, hours) in enumerate(
        ((greens, 6), (greens, 4), (greens, None), (reds, 6), (blues, 3), (None, 2), (None, None))
    ):
        add(ledger, f"Work {number}", {"owner": owner, "hours": hours})
    actions.done(ledger, add(ledger, "Over", {"owner": greens, "hours": 40}).key)
    actions.drop(ledger, add(ledger, "Not done", {"owner": greens, "hours": 40}).key)
    found = workload(ledger)
    assert [
        (load.member_handle, load.promised, load.owed, load.over, load.not_estimated_share)
        for load in found.members
    ] == [
        ("reds", 5, 6, True, (0, 1)),
        ("blues", None, 3, None, (0, 1)),
        ("greens", 10, 10, False, (1, 3)),
        ("pinks", 8, 0, False, (0, 0)),
    ]
    assert [load(ledger, key) for key in (reds, blues, greens)] == found.members[:3]
    assert found.nobody == Load(None, None, None, 2, None, 2, 1, (1, 2))
    assert found.total == Load(None, None, 23, 21, False, 7, 2, (2, 7))


def test_only_what_is_due_by_a_day_or_on_none(scene: Scene) -> None:
    greens = scene.member("Greens", capacity="5")
    for due, hours in (("2026-12-01", 3), ("2026-12-02", 30), (None, 2)):
        actions.add(scene.ledger, f"By {due}", {"owner": greens, "hours": hours, "due": due})
    assert [(load.owed, load.over) for load in workload(scene.ledger).members] == [(35, True)]
    by = workload(scene.ledger, until=date(2026, 12, 1))
    assert [(load.owed, load.over) for load in by.members] == [(5, False)]


def test_where_nobody_promised_anything(scene: Scene) -> None:
    found = workload(scene.ledger)
    assert found.members == []
    assert found.total == found.nobody == Load(None, None, None, 0, None, 0, 0, (0, 0))


def test_what_is_late_is_counted_by_owner_and_nobodys_apart(scene: Scene) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    add, ledger = actions.add, scene.ledger
    for owner, due in (
        (greens, "2026-11-22"),
        (greens, "2026-11-01"),
        (greens, "2026-11-23"),  # due today is not late
        (greens, None),
        (reds, "2026-12-01"),
        (None, "2026-11-22"),
    ):
        add(ledger, f"By {due}", {"owner": owner, "due": due})
    actions.done(ledger, add(ledger, "Over", {"owner": reds, "due": "2026-11-01"}).key)
    assert late(ledger, date(2026, 11, 23)) == {greens: 2, None: 1}
