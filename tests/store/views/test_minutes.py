"""Were one of these to fail, the minutes would keep silent on a question that was put and left open."""

from __future__ import annotations

import pytest
from allied.store.verbs import decisions, meetings
from allied.store.views.minutes import minutes

from ..verbs.scene import Scene


def test_a_question_left_open_stands_in_the_minutes_with_its_dissent(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    monkeypatch.setenv("ALLIED_NOW", "2026-11-20T10:00:00.000Z")
    before = scene.opened("Asked long ago?", [greens])
    monkeypatch.setenv("ALLIED_NOW", "2026-11-23T10:00:00.000Z")
    held = meetings.begin(scene.ledger).key
    key = scene.opened("Do we sign?", [greens, reds])
    decisions.position(scene.ledger, key, greens, "stand-aside", reason="It is long")
    found = [(one.section, one.text) for one in minutes(scene.ledger, held)]
    asked = "question put: “Do we sign?”, open: 1 of 2 stated; dissent: Greens: stand aside"
    assert ("questions", asked) in found
    assert ("positions", "Greens on “Do we sign?”: stand aside: It is long") in found
    assert not any("long ago" in text for _, text in found)
    decisions.position(scene.ledger, before, greens, "agree")
    found = [(one.section, one.text) for one in minutes(scene.ledger, held)]
    assert ("questions", "question taken further: “Asked long ago?”, open: 1 of 1 stated") in found


def test_what_was_decided_is_no_open_question(scene: Scene) -> None:
    greens = scene.member("Greens")
    held = meetings.begin(scene.ledger).key
    key = scene.opened("Do we sign?", [greens])
    decisions.position(scene.ledger, key, greens, "agree")
    decisions.close(scene.ledger, key, {"status": "adopted", "outcome": "We do"})
    assert [one.section for one in minutes(scene.ledger, held)] == ["decisions", "positions"]
