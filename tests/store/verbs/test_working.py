"""Who works on an action, what it waits on, and what to begin with."""

from __future__ import annotations

from datetime import date
from typing import Any

from allied.store.verbs import actions, working
from allied.store.views.urgency import by_urgency, urgency, waits

from .scene import Scene, refused


def test_to_a_member_a_person_or_nobody(scene: Scene) -> None:
    greens = scene.member("Greens")
    ada = scene.contact("Ada", greens)
    key = actions.add(scene.ledger, "Call").key
    doc = working.assign(scene.ledger, key, ada).doc
    assert (doc["owner"], doc["assignee"]) == (greens, ada)
    assert not {"owner", "assignee"} & set(working.assign(scene.ledger, key, None).doc)
    assert working.assign(scene.ledger, key, greens).doc["assignee"] == ada
    assert "There is no contact or member" in refused(working.assign, scene.ledger, key, "0" * 32)[0]


def test_waiting_adds_up_and_is_taken_off(scene: Scene) -> None:
    ledger = scene.ledger
    one, two, three = (actions.add(ledger, title).key for title in ("Write", "Print", "Send"))
    working.wait_on(ledger, three, [one])
    assert working.wait_on(ledger, three, [two]).doc["waits_on"] == sorted([one, two])
    assert working.wait_on(ledger, three, [], [one]).doc["waits_on"] == [two]
    message, hint = refused(working.wait_on, ledger, three, [], [one])
    assert "doesn't wait on" in message and hint == f"It waits on {ledger.label('action', two)}."
    message, hint = refused(working.wait_on, ledger, two, [three])
    assert message == "That would go round in a circle: “Print” waits on “Send” waits on “Print”."
    assert hint == "Take one of these out first."


def test_what_blocks_it_is_said(scene: Scene) -> None:
    one, two = (actions.add(scene.ledger, title).key for title in ("Write", "Print"))
    doc = working.block(scene.ledger, two, "The printer is ill.", [one]).doc
    assert (doc["status"], doc["waits_on"]) == ("blocked", [one])
    assert [said["text"] for said in doc["comments"].values()] == ["The printer is ill."]


def test_what_to_begin_with() -> None:
    rows: list[dict[str, Any]] = [
        {"id": "late", "title": "t", "due": "2026-11-20"},
        {"id": "soon", "title": "t", "due": "2026-11-25"},
        {"id": "urgent", "title": "t", "priority": "urgent"},
        {"id": "plain", "title": "t"},
        {"id": "base", "title": "t"},
        {"id": "waiting", "title": "t", "due": "2026-11-25", "waits_on": ["base", "done", "nowhere"]},
        {"id": "later", "title": "t", "start": "2026-12-24"},
        {"id": "done", "title": "t", "status": "done", "due": "2026-11-01"},
        {"id": "free", "title": "t", "due": "2026-11-26", "waits_on": ["done"]},
    ]
    table = {row["id"]: row for row in rows}
    order = by_urgency(rows, table, date(2026, 11, 23))
    assert [one["id"] for one in order] == [
        *("late", "soon", "free", "urgent", "base", "waiting", "plain", "later", "done")
    ]
    late = urgency(table["late"], table, date(2026, 11, 23))
    assert late.parts == (("overdue", 63),) and late.score == 63
    assert waits(table["waiting"], table) == ["base"]
