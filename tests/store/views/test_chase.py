"""Whom to ask again, and the response rates, counted by hand."""

from __future__ import annotations

import pytest
from allied.store.verbs import contacts, initiatives, members, optins
from allied.store.views.chase import Chase, Rate, chase

from ..verbs.scene import Scene


def looked(scene: Scene, **how: object) -> Chase:
    return chase(scene.ledger, scene.ledger.today(), **how)  # type: ignore[arg-type]


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("ALLIED_NOW", f"{day}T12:00:00Z")


def shares(rate: Rate) -> tuple[object, ...]:
    return (rate.name, rate.asked_share, rate.answered_share, rate.silent_share)


@pytest.fixture
def campaign(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return six members and two initiatives: four asked about rivers, two of them by Bo, and so on."""
    keys = {name: scene.member(name) for name in ("Greens", "Reds", "Blues", "Pinks", "Greys", "Whites")}
    keys["rivers"] = scene.initiative("Clean rivers", sign_by="2026-12-01")
    keys["air"] = scene.initiative("Clean air")
    keys["Ada"] = contacts.me(scene.ledger, "Ada").key
    keys["Bo"] = scene.contact("Bo")
    ledger = scene.ledger
    optins.ask(ledger, keys["Greens"], keys["rivers"])
    optins.ask(ledger, keys["Reds"], keys["rivers"], {"asker": keys["Bo"]})
    optins.ask(ledger, keys["Blues"], keys["rivers"], {"asker": keys["Bo"], "expected_by": "2026-11-24"})
    optins.record(ledger, keys["Pinks"], keys["rivers"])  # unasked
    optins.plan(ledger, keys["Greys"], keys["rivers"])
    on(monkeypatch, "2026-11-26")
    optins.decline(ledger, keys["Greens"], keys["rivers"])
    optins.consider(ledger, keys["Reds"], keys["rivers"])
    optins.ask(ledger, keys["Greens"], keys["air"])
    on(monkeypatch, "2026-11-30")
    return keys


def test_the_silent_come_the_longest_first(scene: Scene, campaign: dict[str, str]) -> None:
    found = [
        (
            one.member_handle,
            one.initiative_handle,
            one.state,
            one.since,
            one.days,
            one.asker_name,
            one.overdue,
        )
        for one in looked(scene).silent
    ]
    assert found == [
        ("blues", "clean-rivers", "asked", "2026-11-23", 7, "Bo", True),
        ("greens", "clean-air", "asked", "2026-11-26", 4, "Ada", False),
        ("reds", "clean-rivers", "considering", "2026-11-26", 4, "Bo", False),
    ]
    assert [one.member_handle for one in looked(scene, days=5).silent] == ["blues"]
    assert [one.member_handle for one in looked(scene, mine=True).silent] == ["greens"]
    only = looked(scene, initiative=campaign["air"])
    assert [one.sign_by for one in only.silent] == [None]
    assert looked(scene).silent[0].sign_by == "2026-12-01"


def test_rates_keep_numerator_and_denominator_apart(scene: Scene, campaign: dict[str, str]) -> None:
    found = looked(scene)
    assert [shares(rate) for rate in found.initiatives] == [
        ("clean-air", (1, 6), (0, 1), (1, 1)),
        ("clean-rivers", (3, 6), (1, 3), (2, 3)),
    ]
    assert [shares(rate) for rate in found.askers] == [
        ("Ada", (2, 4), (1, 2), (1, 2)),
        ("Bo", (2, 4), (0, 2), (2, 2)),
        (None, (0, 4), (0, 0), (0, 0)),
    ]
    assert shares(found.total) == (None, (4, 12), (1, 4), (3, 4))
    assert [(rate.name, rate.unasked) for rate in found.initiatives] == [
        ("clean-air", 0),
        ("clean-rivers", 1),
    ]
    assert found.total.asked == found.total.answered + found.total.silent == 4


def test_an_answer_to_an_ask_that_nobody_is_named_for_counts(scene: Scene) -> None:
    greens, rivers = scene.member("Greens"), scene.initiative("Clean rivers")
    optins.ask(scene.ledger, greens, rivers)
    optins.record(scene.ledger, greens, rivers)
    assert shares(looked(scene).total) == (None, (1, 1), (1, 1), (0, 1))
    assert [rate.name for rate in looked(scene).askers] == [None]


def test_closed_initiatives_and_members_that_left_are_no_concern(
    scene: Scene, campaign: dict[str, str]
) -> None:
    members.change(scene.ledger, campaign["Blues"], {"status": "left"})
    assert shares(looked(scene).initiatives[1]) == ("clean-rivers", (2, 5), (1, 2), (1, 2))
    for stage in ("closing", "closed"):
        initiatives.change(scene.ledger, campaign["rivers"], {"stage": stage})
    assert [rate.name for rate in looked(scene).initiatives] == ["clean-air"]


def test_where_nobody_was_asked(scene: Scene) -> None:
    assert looked(scene) == Chase([], [], [], Rate(None, None, 0, 0, 0, 0, (0, 0), (0, 0), (0, 0)))
