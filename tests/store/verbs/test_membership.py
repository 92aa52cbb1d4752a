"""Members that pause, come back and go, and what they leave to others."""

from __future__ import annotations

from allied.store.verbs import actions, membership, optins

from .scene import Scene, refused, unchanged


def test_a_pause_and_back(scene: Scene) -> None:
    key = scene.member("Greens")
    assert membership.pause(scene.ledger, key).doc["status"] == "paused"
    assert membership.resume(scene.ledger, key).doc["status"] == "active"
    prospect = scene.member("Reds", status="prospect")
    message, hint = refused(membership.pause, scene.ledger, prospect)
    assert "is prospect; it can't become paused" in message and "active or left" in hint


def test_who_leaves_leaves_things_behind(scene: Scene) -> None:
    ledger, key = scene.ledger, scene.member("Greens")
    ada = scene.contact("Ada", key)
    group = scene.group("Board", members="greens=chair")
    pact = scene.initiative("Pact", lead="greens")
    optin = optins.record(ledger, key, pact).key
    todo = actions.add(ledger, "Call", {"owner": key}).key
    actions.done(ledger, actions.add(ledger, "Write", {"owner": key}).key)
    left = membership.leave(ledger, key)
    assert (left.done.doc["status"], left.done.doc["left"]) == ("left", "2026-11-23")
    assert (left.actions, left.optins, left.leads, left.groups, left.contacts) == (
        (todo,),
        (optin,),
        (pact,),
        (group,),
        (ada,),
    )
    assert unchanged(membership.leave(ledger, key).done)
    assert "left" not in membership.resume(ledger, key).doc


def test_a_day_it_cant_have_left_on(scene: Scene) -> None:
    key = scene.member("Greens", joined="2026-01-01")
    assert "which is to come" in refused(membership.leave, scene.ledger, key, "2026-12-01")[0]
    message, hint = refused(membership.leave, scene.ledger, key, "2025-12-01")
    assert "before it joined on 2026-01-01" in message and hint == "Give a day from 2026-01-01 on."
    assert membership.leave(scene.ledger, key, "2026-11-01").done.doc["left"] == "2026-11-01"


def test_capacity_is_known_or_not(scene: Scene) -> None:
    key = scene.member("Greens")
    assert membership.capacity(scene.ledger, key, 12).doc["capacity"] == 12
    assert membership.capacity(scene.ledger, key, 0).doc["capacity"] == 0
    assert "capacity" not in membership.capacity(scene.ledger, key, None).doc
    assert "too small" in refused(membership.capacity, scene.ledger, key, -1)[0]
