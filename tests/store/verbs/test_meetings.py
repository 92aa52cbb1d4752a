"""Meetings, what is written at them, and the coalition itself."""

from __future__ import annotations

from allied.store.verbs import actions, coalition, decisions, documents, meetings, optins

from .scene import Scene, refused, unchanged


def test_a_meeting_begins_and_ends_in_that_order(scene: Scene) -> None:
    doc = meetings.begin(scene.ledger, {"title": "Core"}).doc
    assert doc["starts"]["at"] == "2026-11-23T10:00:00.000Z"
    message, hint = refused(
        meetings.change, scene.ledger, doc["id"], scene.values("meeting", {"ends": "2026-11-22 10:00 UTC"})
    )
    assert message == "It would end on 2026-11-22 10:00 UTC, before it starts." and "after" in hint
    values = scene.values("meeting", {"starts": "tomorrow", "ends": "today"})
    assert "before it starts" in refused(documents.add, scene.ledger, "meeting", values)[0]
    assert meetings.end(scene.ledger, doc["id"]).doc["ends"]["at"] == doc["starts"]["at"]


def test_who_is_there(scene: Scene) -> None:
    greens, ada = scene.member("Greens"), scene.contact("Ada")
    key = meetings.begin(scene.ledger).key
    assert meetings.attendees(scene.ledger, key, [greens]).doc["attendees"] == [greens]
    assert meetings.attendees(scene.ledger, key, [ada]).doc["attendees"] == sorted([ada, greens])
    assert unchanged(meetings.attendees(scene.ledger, key, [ada]))
    assert meetings.attendees(scene.ledger, key, [], [greens]).doc["attendees"] == [ada]
    message, hint = refused(meetings.attendees, scene.ledger, key, [], [greens])
    assert message == "greens isn't listed as there." and hint == "There are Ada."
    assert "no contact or member" in refused(meetings.attendees, scene.ledger, key, ["0" * 32])[0]


def test_what_is_written_at_one_carries_its_key(scene: Scene) -> None:
    ledger, greens, pact = scene.ledger, scene.member("Greens"), scene.initiative("Pact")
    key = meetings.begin(ledger).key
    for kind, values in (
        ("optin", {"member": greens, "initiative": pact, "state": "in"}),
        ("action", {"title": "Call"}),
        ("decision", {"question": "Go?"}),
    ):
        done = documents.add(ledger, kind, meetings.carrying(ledger, kind, values, key))
        assert done.doc["meeting"] == key
    assert "meeting" not in meetings.carrying(ledger, "member", {"name": "A"}, key)
    assert "meeting" not in meetings.carrying(ledger, "action", {"title": "A"}, None)
    said = documents.comment(ledger, "action", actions.add(ledger, "Write").key, "Soon.", key).doc["comments"]
    assert [one["meeting"] for one in said.values()] == [key]
    decision = scene.opened("Stay?", [greens])
    decisions.position(ledger, decision, greens, "block", reason="No.", meeting=key)
    doc = decisions.answer(ledger, decision, greens, "addressed", words="Yes.", meeting=key).doc
    assert doc["positions"][greens]["meeting"] == doc["answers"][greens]["meeting"] == key
    assert "no meeting" in refused(meetings.carrying, ledger, "action", {}, greens)[0]
    assert optins.key_of(ledger, pact, greens) in ledger.table("optin")


def test_the_coalition_says_how_it_works(scene: Scene) -> None:
    values = scene.values(
        "coalition", {"words": ["member=partner"], "defaults": ["optin.visibility=private"]}
    )
    doc = coalition.change(scene.ledger, {**values, "purpose": "Clean rivers."}).doc
    assert doc["words"] == {"member": "partner"} and doc["purpose"] == "Clean rivers."
    doc = coalition.change(scene.ledger, {"words": {"initiative": "campaign"}}).doc
    assert doc["words"] == {"member": "partner", "initiative": "campaign"}
    assert "needs a name" in refused(coalition.change, scene.ledger, {"name": None})[0]
