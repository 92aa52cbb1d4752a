"""Asking many at once: nobody is asked by mistake, and it is known before what it comes to."""

from __future__ import annotations

from allied.store.verbs import asking, bulk, members, optins, reconfirming

from .scene import Scene, refused


def test_a_plan_writes_nothing_and_says_what_it_would_do(scene: Scene) -> None:
    ledger = scene.ledger
    pact = scene.initiative("Pact", sign_by="2026-12-03", soft_sign_by="2026-11-30")
    fits = scene.member("Fits", sign_off_days="5")
    tight = scene.member("Tight", sign_off_days="8")
    late = scene.member("Late", sign_off_days="30")
    gone, there, paused = scene.member("Gone"), scene.member("There"), scene.member("Paused")
    members.change(ledger, gone, {"status": "left"})
    members.change(ledger, paused, {"status": "paused"})
    optins.record(ledger, there, pact)
    before = scene.entries()
    planned = bulk.plan(ledger, pact, [fits, tight, late, gone, there, paused, fits], "asked")
    assert scene.entries() == before and len(ledger.table("optin")) == 1
    rows = {row.name: row for row in planned.rows}
    assert [row.what for row in planned.rows] == ["write", "write", "write", "refused", "refused", "write"]
    assert rows["fits"].warnings == ()
    assert rows["tight"].warnings == (
        "Its approvals take 8 days; members should sign by 2026-11-30, in 7 days.",
    )
    assert rows["late"].warnings == (
        "Its approvals take 30 days; members must sign by 2026-12-03, in 10 days.",
    )
    assert rows["paused"].warnings == ("It is paused.",)
    assert "has left the coalition" in str(rows["gone"].reason)
    step = bulk.apply(ledger, planned)
    assert len(step.entries) == planned.count("write") == 4
    assert len({entry.step for entry in step.entries}) == 1
    again = bulk.plan(ledger, pact, [fits, tight], "asked")
    assert [row.what for row in again.rows] == ["same", "same"]
    assert bulk.apply(ledger, again).entries == ()
    ledger.undo()
    assert len(ledger.table("optin")) == 1


def test_planning_many_gives_each_what_was_said_of_all(scene: Scene) -> None:
    pact, keys = scene.initiative("Pact"), [scene.member(name) for name in "ABC"]
    planned = bulk.plan(scene.ledger, pact, keys, "planned", {"expected_by": "2026-12-01"})
    bulk.apply(scene.ledger, planned)
    assert {(d["state"], d["expected_by"]) for d in scene.ledger.table("optin").values()} == {
        ("planned", "2026-12-01")
    }


def test_what_changed_since_the_plan_stops_all_of_it(scene: Scene) -> None:
    pact, keys = scene.initiative("Pact"), [scene.member(name) for name in "AB"]
    planned = bulk.plan(scene.ledger, pact, keys, "asked")
    members.change(scene.ledger, keys[1], {"status": "left"})
    message, hint = refused(bulk.apply, scene.ledger, planned)
    assert message.startswith("b: B has left") and hint
    assert not scene.ledger.table("optin")


def test_a_day_that_is_past(scene: Scene) -> None:
    pact = scene.initiative("Pact", sign_by="2026-11-01")
    (row,) = bulk.plan(scene.ledger, pact, [scene.member("A")], "asked").rows
    assert row.warnings == ("The day that members must sign by was 2026-11-01.",)


def test_reconfirming_is_of_who_is_in(scene: Scene) -> None:
    ledger, pact, member = scene.ledger, scene.initiative("Pact", ask="en=One."), scene.member("Greens")
    message, hint = refused(reconfirming.reconfirm, ledger, member, pact)
    assert message == "greens has no opt-in to pact: there is nothing to reconfirm."
    assert hint == "allied optin in greens pact records that it is in."
    optins.record(ledger, member, pact, {"evidence": "mail of Monday"})
    made = asking.ask(ledger, pact, "Two.", change="material")
    doc = reconfirming.reconfirm(ledger, member, pact, {"method": "call"}).doc
    assert (doc["ask"], doc["method"]) == (made.ask, "call") and "evidence" not in doc
    optins.withdraw(ledger, member, pact)
    assert "is withdrawn on pact" in refused(reconfirming.reconfirm, ledger, member, pact)[0]
