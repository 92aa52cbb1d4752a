"""Were one of these to fail, a coalition would see more opt-ins than it had, or on another day."""

from __future__ import annotations

from datetime import date

import pytest
from allied.store.ledger import Change
from allied.store.schema.keys import COALITION
from allied.store.verbs import documents, optins
from allied.store.views.audience import seen_by
from allied.store.views.progress import Progress, progress

from ..verbs.scene import Scene


def on(monkeypatch: pytest.MonkeyPatch, day: str, hour: str = "12:00:00") -> None:
    monkeypatch.setenv("ALLIED_NOW", f"{day}T{hour}Z")


def of(scene: Scene, initiative: str) -> Progress:
    return next(one for one in progress(scene.ledger, scene.ledger.today()) if one.initiative == initiative)


def counted(one: Progress) -> list[tuple[str, int]]:
    return [(step.day.isoformat(), step.count_in) for step in one.steps]


def test_each_day_counts_who_was_in_at_its_end(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    greens, reds, blues = (scene.member(name) for name in ("Greens", "Reds", "Blues"))
    air = scene.initiative("Clean air")
    documents.change(scene.ledger, "initiative", air, {"needs": {"members": 2}})
    ledger = scene.ledger
    optins.ask(ledger, greens, air)  # 23 November
    on(monkeypatch, "2026-11-24")
    optins.record(ledger, greens, air)
    optins.record(ledger, reds, air)
    on(monkeypatch, "2026-11-26")
    optins.withdraw(ledger, reds, air)
    optins.record(ledger, blues, air)  # one goes as one comes: the number stays
    on(monkeypatch, "2026-11-28")
    optins.record(ledger, reds, air)
    on(monkeypatch, "2026-11-29", "09:00:00")
    optins.withdraw(ledger, blues, air)
    on(monkeypatch, "2026-11-29", "15:00:00")
    optins.record(ledger, blues, air)  # out and in again on one day
    one = of(scene, air)
    assert one.began == date(2026, 11, 23)
    assert counted(one) == [("2026-11-24", 2), ("2026-11-28", 3)]
    assert (one.count_in, one.target, one.mix.reached) == (3, 2, True)
    days = ("2026-11-23", "2026-11-24", "2026-11-27", "2026-11-28", "2027-01-01")
    assert [one.at(date.fromisoformat(day)) for day in days] == [0, 2, 2, 3, 3]


def test_what_was_taken_back_never_was(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    greens, air = scene.member("Greens"), scene.initiative("Clean air")
    optins.ask(scene.ledger, greens, air)
    on(monkeypatch, "2026-11-25")
    optins.record(scene.ledger, greens, air)
    on(monkeypatch, "2026-11-27")
    scene.ledger.undo()
    assert of(scene, air).count_in == 0


def test_nothing_recorded_is_nothing(scene: Scene) -> None:
    one = of(scene, scene.initiative("Clean air"))
    assert (one.began, one.steps, one.count_in, one.target) == (None, [], 0, None)
    assert one.at(date(2026, 11, 23)) == 0


def test_days_are_those_of_the_coalition(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.ledger.write([Change("coalition", COALITION, {"time_zone": "Pacific/Auckland"})])
    greens, air = scene.member("Greens"), scene.initiative("Clean air")
    on(monkeypatch, "2026-11-24", "20:00:00")  # the 25th, nine in the morning
    optins.record(scene.ledger, greens, air)
    assert counted(of(scene, air)) == [("2026-11-25", 1)]


def test_what_may_not_be_known_is_not_counted(scene: Scene) -> None:
    air = scene.initiative("Clean air")
    for name, visibility in (("Greens", "public"), ("Reds", "coalition"), ("Blues", "private")):
        optins.record(scene.ledger, scene.member(name), air, {"visibility": visibility})
    assert of(scene, air).count_in == 3
    for audience, number in (("coalition", 2), ("public", 1)):
        found = progress(seen_by(scene.ledger, audience), scene.ledger.today())
        assert [one.count_in for one in found] == [number] * len(found)
