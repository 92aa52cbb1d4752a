"""Were one of these to fail, a member's silence would be shown as a no, or an answer be counted twice."""

from __future__ import annotations

import pytest
from allied.store.ledger import Change
from allied.store.verbs import members, optins
from allied.store.views.audience import seen_by
from allied.store.views.chase import chase
from allied.store.views.responses import Response, responses

from ..verbs.scene import Scene


@pytest.fixture
def campaign(scene: Scene) -> dict[str, str]:
    """Return eight members on one initiative: six asked, one that came by itself, one only planned."""
    names = ("Greens", "Reds", "Blues", "Pinks", "Greys", "Whites", "Golds", "Browns")
    keys = {name: scene.member(name) for name in names}
    keys["air"] = scene.initiative("Clean air")
    ledger, air = scene.ledger, keys["air"]
    for name in ("Greens", "Reds", "Blues", "Pinks", "Greys", "Whites"):
        optins.ask(ledger, keys[name], air)
    optins.record(ledger, keys["Greens"], air)
    optins.record(ledger, keys["Reds"], air)
    optins.withdraw(ledger, keys["Reds"], air)
    optins.decline(ledger, keys["Blues"], air)
    optins.consider(ledger, keys["Pinks"], air)
    optins.record(ledger, keys["Golds"], air)
    optins.plan(ledger, keys["Browns"], air)
    return keys


def test_each_member_asked_is_counted_once(scene: Scene, campaign: dict[str, str]) -> None:
    assert responses(scene.ledger, scene.ledger.today()) == [
        Response(
            campaign["air"], asked=6, joined=1, refused=2, considering=1, silent=2, unasked=1,
            unasked_joined=1, answered_share=(3, 6),
        )
    ]  # fmt: skip


def test_it_says_what_the_chase_says(scene: Scene, campaign: dict[str, str]) -> None:
    (one,) = responses(scene.ledger, scene.ledger.today())
    scene.initiative("Clean rivers")
    assert responses(scene.ledger, scene.ledger.today(), campaign["air"]) == [one]
    (rate,) = chase(scene.ledger, scene.ledger.today()).initiatives
    assert one.answered_share == rate.answered_share
    assert (one.asked, one.unasked) == (rate.asked, rate.unasked)


def test_members_that_left_are_out_and_closed_initiatives_in(scene: Scene, campaign: dict[str, str]) -> None:
    members.change(scene.ledger, campaign["Whites"], {"status": "left"})
    scene.ledger.write([Change("initiative", campaign["air"], {"stage": "closed"})])
    (one,) = responses(scene.ledger, scene.ledger.today())
    assert (one.asked, one.silent) == (5, 1)


def test_an_initiative_nobody_was_asked_about(scene: Scene) -> None:
    scene.initiative("Clean air")
    (found,) = responses(scene.ledger, scene.ledger.today())
    assert found.answered_share == (0, 0)


def test_an_audience_is_told_no_more_than_it_may_know(scene: Scene, campaign: dict[str, str]) -> None:
    seen = seen_by(scene.ledger, "public")
    shown = len(seen.table("optin"))
    for one in responses(seen, scene.ledger.today()):
        assert one.asked + one.unasked <= shown
