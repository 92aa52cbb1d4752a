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
    assert ledger.meeting() == key
    for kind, values in (
        ("optin", {"member": greens, "initiative": pact, "state": "in"}),
        ("action", {"title": "Call"}),
    ):
        assert documents.add(ledger, kind, values).doc["meeting"] == key
    assert decisions.record(ledger, "Who?", {"outcome": "We."}).doc["meeting"] == key
    said = documents.comment(ledger, "action", actions.add(ledger, "Write").key, "Soon.").doc["comments"]
    assert [one["meeting"] for one in said.values()] == [key]
    decision = scene.opened("Stay?", [greens])
    decisions.position(ledger, decision, greens, "block", reason="No.")
    doc = decisions.answer(ledger, decision, greens, "addressed", words="Yes.").doc
    assert doc["positions"][greens]["meeting"] == doc["answers"][greens]["meeting"] == key
    assert optins.key_of(ledger, pact, greens) in ledger.table("optin")


def test_nothing_carries_a_meeting_that_is_over_or_taken_back(scene: Scene) -> None:
    ledger = scene.ledger
    key = meetings.begin(ledger).key
    meetings.end(ledger, key)
    assert ledger.meeting() is None
    assert "meeting" not in actions.add(ledger, "After").doc
    assert "ended on" in refused(meetings.resume, ledger, key)[0]
    meetings.begin(ledger)
    ledger.undo()
    assert ledger.meeting() is None
    assert "meeting" not in actions.add(ledger, "Later").doc
    planned = meetings.add(ledger, scene.values("meeting", {"starts": "2020-01-01 10:00 UTC"})).key
    meetings.resume(ledger, planned)
    assert actions.add(ledger, "At it").doc["meeting"] == planned


def test_the_coalition_says_how_it_works(scene: Scene) -> None:
    values = scene.values(
        "coalition", {"words": ["member=partner"], "defaults": ["optin.visibility=private"]}
    )
    doc = coalition.change(scene.ledger, {**values, "purpose": "Clean rivers."}).doc
    assert doc["words"] == {"member": "partner"} and doc["purpose"] == "Clean rivers."
    doc = coalition.change(scene.ledger, {"words": {"initiative": "campaign"}}).doc
    assert doc["words"] == {"member": "partner", "initiative": "campaign"}
    assert "needs a name" in refused(coalition.change, scene.ledger, {"name": None})[0]
