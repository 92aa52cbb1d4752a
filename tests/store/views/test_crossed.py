"""Two answers to one question."""

from __future__ import annotations

import pytest
from allied.store.book.undoing import Change
from allied.store.verbs import actions, contacts, documents, members, optins
from allied.store.views.audience import seen_by
from allied.store.views.compared import compared, differing
from allied.store.views.crossed import crossed

from ..verbs.scene import Scene


def test_who_gave_each_answer_and_when(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = scene.ledger
    contacts.me(ledger, "Ada")
    key = scene.member("Greens")
    seen = ledger.read("member", key)
    members.change(ledger, key, {"capacity": 8}, seen=seen)
    monkeypatch.setenv("ALLIED_NOW", "2026-11-24T10:00:00Z")
    members.change(ledger, key, {"capacity": 4}, seen=seen)
    monkeypatch.setenv("ALLIED_NOW", "2026-11-25T10:00:00Z")
    members.change(ledger, key, {"capacity": 8}, seen=seen)
    (one,) = crossed(ledger).answers
    assert (one.kind, one.id, one.title, one.register, one.field) == (
        "member", key, "Greens", "capacity", "capacity",
    )  # fmt: skip
    assert [(answer.value, answer.shown, answer.counts) for answer in one.answers] == [
        (8, "8 hours", False),
        (4, "4 hours", True),
    ]
    assert [[(given.by_name, given.at[:10]) for given in answer.given] for answer in one.answers] == [
        [("Ada", "2026-11-25"), ("Ada", "2026-11-23")],
        [("Ada", "2026-11-24")],
    ]
    assert crossed(seen_by(ledger, "coalition")).answers == []


def test_answers_of_several_parts_are_said_part_by_part(scene: Scene) -> None:
    ledger = scene.ledger
    greens, rivers = scene.member("Greens"), scene.initiative("Clean rivers")
    key = optins.record(ledger, greens, rivers, {"level": "lead", "scope": ["name", "logo"]}).key
    seen = ledger.read("optin", key)
    for level in ("active", "endorsing"):
        optins.change(ledger, key, {"level": level}, seen=seen)
    (one,) = crossed(ledger).answers
    assert (one.title, one.field) == ("The opt-in of Greens to Clean rivers", "answer")
    assert sorted((answer.shown, answer.counts) for answer in one.answers) == [
        ("state: in; level: active; scope: logo, name", False),
        ("state: in; level: endorsing; scope: logo, name", True),
    ]


def test_answers_stand_side_by_side_field_by_field_the_state_first(scene: Scene) -> None:
    ledger = scene.ledger
    greens, rivers = scene.member("Greens"), scene.initiative("Clean rivers")
    key = optins.ask(ledger, greens, rivers, {"method": "email"}).key
    seen = ledger.read("optin", key)
    why = "The board\nwants \x1b[31mmore\x1b[0m time. " * 9
    over = seen.live["answer"]
    for answer in ({"state": "declined", "reason": why}, {"state": "in", "level": "lead"}, None):
        ledger.write([Change("optin", key, {"answer": answer}, over)])
    (one,) = crossed(ledger).answers
    rows = compared(ledger, one)
    assert rows[0].field == "state"
    assert sorted(rows[0].said) == ["declined", "in", "nothing"]
    assert [row.field for row in rows] == ["state", "level", "reason"]
    reason = next(row for row in rows if row.field == "reason")
    assert reason.differs and max(reason.said, key=len).count("‹001B›") == 18
    at = rows[0].said.index("declined")
    assert differing(rows, at).startswith("declined · level: not said · reason: The board wants")
    assert "\n" not in differing(rows, at)


def test_texts_that_differ_only_far_on_are_compared_whole(scene: Scene) -> None:
    ledger, long = scene.ledger, "word " * 40
    key = actions.add(ledger, "Call").key
    seen = ledger.read("action", key)
    for end in ("here", "there"):
        documents.change(ledger, "action", key, {"note": long + end}, seen=seen)
    (one,) = crossed(ledger).answers
    (row,) = compared(ledger, one)
    assert sorted(said.split()[-1] for said in row.said) == ["here", "there"]


def test_entries_of_a_map_say_whose_they_are(scene: Scene) -> None:
    ledger = scene.ledger
    greens, core = scene.member("Greens"), scene.group("Core", members=["greens=member"])
    seen = ledger.read("group", core)
    for role in ("chair", "observer"):
        documents.change(ledger, "group", core, {"members": {greens: {"role": role}}}, seen=seen)
    (one,) = crossed(ledger).answers
    assert one.field == "members of greens"
    assert sorted((answer.shown, answer.counts) for answer in one.answers) == [
        ("role: chair", False),
        ("role: observer", True),
    ]


def test_a_handle_taken_twice(scene: Scene) -> None:
    one, two = scene.member("Greens"), scene.member("Meadows")
    assert crossed(scene.ledger).handles == []
    scene.ledger.write([Change("member", two, {"handle": "greens"})])
    (taken,) = crossed(scene.ledger).handles
    assert (taken.handle, taken.kind, taken.ids) == ("greens", "member", sorted([one, two]))
    assert sorted(taken.titles) == ["Greens", "Meadows"]
