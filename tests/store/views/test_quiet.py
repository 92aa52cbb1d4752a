"""Members not heard from for long."""

from __future__ import annotations

import pytest
from allied.store.verbs import actions, decisions, documents, members, optins
from allied.store.views.quiet import quiet

from ..verbs.scene import Scene

Found = list[tuple[str | None, str | None, str | None, int | None]]


def looked(scene: Scene, days: int) -> Found:
    found = quiet(scene.ledger, scene.ledger.today(), days=days)
    return [(one.member_handle, one.last, one.how, one.days) for one in found]


def test_each_sign_of_a_member_counts(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = scene.ledger
    names = ("Asked", "Answers", "States", "Meets", "Works", "Joined")
    keys = {name: scene.member(name) for name in names}
    members.change(ledger, keys["Joined"], {"joined": "2026-11-13"})
    ada = scene.contact("Ada", keys["Meets"])
    rivers = scene.initiative("Clean rivers")
    question = scene.opened("Now?", [keys["States"]])
    call = actions.add(ledger, "Call", {"owner": keys["Works"]}).key
    optins.ask(ledger, keys["Asked"], rivers)
    optins.ask(ledger, keys["Answers"], rivers)
    for day in ("2026-11-25", "2026-12-25"):
        meeting = {
            "title": "Core",
            "starts": {"at": f"{day}T09:00:00.000Z", "zone": "UTC"},
            "attendees": [ada],
        }
        documents.add(ledger, "meeting", meeting)
    monkeypatch.setenv("ALLIED_NOW", "2026-11-24T12:00:00Z")
    decisions.position(ledger, question, keys["States"], "agree")
    monkeypatch.setenv("ALLIED_NOW", "2026-11-26T12:00:00Z")
    optins.decline(ledger, keys["Answers"], rivers)
    monkeypatch.setenv("ALLIED_NOW", "2026-11-27T12:00:00Z")
    actions.done(ledger, call)
    monkeypatch.setenv("ALLIED_NOW", "2026-12-03T12:00:00Z")
    assert looked(scene, 0) == [
        ("joined", None, None, 20),
        ("asked", None, None, None),
        ("states", "2026-11-24", "position", 9),
        ("meets", "2026-11-25", "meeting", 8),
        ("answers", "2026-11-26", "answer", 7),
        ("works", "2026-11-27", "action", 6),
    ]
    assert [one[0] for one in looked(scene, 8)] == ["joined", "asked", "states", "meets"]
    assert [one[0] for one in looked(scene, 21)] == ["asked"]


def test_paused_members_may_be_quiet(scene: Scene) -> None:
    members.change(scene.ledger, scene.member("Greens"), {"status": "paused"})
    assert looked(scene, 0) == []
