"""What comes again comes once, on the right day, in whichever clone it was done."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from allied.store.ledger import Ledger
from allied.store.verbs import actions, members, recurring, working

from .scene import Scene, refused


def add(scene: Scene, **fields: str) -> str:
    return actions.add(scene.ledger, "Write the letter", scene.values("action", fields)).key


def others(scene: Scene, *keys: str) -> list[dict[str, object]]:
    return [doc for key, doc in scene.ledger.table("action").items() if key not in keys]


def test_the_next_one_is_made_as_this_one_is_done(scene: Scene) -> None:
    greens = scene.member("Greens")
    first = actions.add(
        scene.ledger,
        "Write the letter",
        {"due": "2026-11-30", "start": "2026-11-28", "owner": greens, "hours": 2, "tags": ["press"]},
    ).key
    waits = add(scene)
    actions.change(scene.ledger, first, {"waits_on": [waits]})
    working.recur(scene.ledger, first, "FREQ=WEEKLY")
    step = actions.done(scene.ledger, first).step
    assert len(step.entries) == 2
    (doc,) = others(scene, first, waits)
    assert doc["id"] == sha256(b"allied/action/1\0" + first.encode() + b"2026-12-07").hexdigest()[:32]
    assert (doc["due"], doc["start"], doc["occurrence"]) == ("2026-12-07", "2026-12-05", "2026-12-07")
    assert (doc["status"], doc["owner"], doc["hours"], doc["tags"]) == ("todo", greens, 2, ["press"])
    assert doc["series"] == first and "waits_on" not in doc
    scene.ledger.undo()
    assert not others(scene, first, waits) and scene.doc("action", first)["status"] == "todo"
    actions.change(scene.ledger, first, {"status": "done"})
    assert len(others(scene, first, waits)) == 1


def test_done_twice_makes_one(scene: Scene) -> None:
    first = add(scene, due="2026-11-30", recurrence="weekly")
    actions.done(scene.ledger, first)
    actions.start(scene.ledger, first)
    actions.done(scene.ledger, first)
    assert len(others(scene, first)) == 1


def test_two_clones_that_complete_it_make_one(scene: Scene, tmp_path: Path) -> None:
    first = add(scene, due="2026-11-30", recurrence="monthly")
    scene.ledger.seal()
    copy = tmp_path / "copy"
    shutil.copytree(scene.ledger.root, copy)
    shutil.rmtree(copy / ".git" / "allied")
    theirs = Ledger.open(copy)
    mine, yours = actions.done(scene.ledger, first), actions.done(theirs, first)
    sealed = theirs.seal()
    assert sealed is not None
    target = scene.ledger.root / sealed.relative_to(theirs.root)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(sealed, target)
    assert {e.key for e in mine.step.entries} == {e.key for e in yours.step.entries}
    both = Ledger.open(scene.ledger.root)
    assert len({entry.by for entry in both.newest(10)}) == 2
    assert len(both.table("action")) == 2 and not both.crossed()


@pytest.mark.parametrize(
    ("rule", "due", "after"),
    [
        ("FREQ=MONTHLY", "2027-01-31", "2027-03-31"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-01-31", "2027-02-28"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-30", "2026-12-14"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-12-25"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29", "2032-02-29"),
        ("FREQ=DAILY", "2026-12-31", "2027-01-01"),
        ("FREQ=WEEKLY;COUNT=2", "2026-11-30", "2026-12-07"),
        ("FREQ=WEEKLY;UNTIL=20261207", "2026-11-30", "2026-12-07"),
        ("FREQ=WEEKLY;COUNT=1", "2026-11-30", None),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "2026-11-30", None),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", "2026-11-30", None),
        ("FREQ=DAILY", "9999-12-31", None),
    ],
)
def test_days_as_calendars_count_them(rule: str, due: str, after: str | None) -> None:
    assert recurring.next_day(rule, due, due) == after


def test_a_series_keeps_to_its_days_when_one_is_put_off_and_ends_with_its_rule(scene: Scene) -> None:
    first = add(scene, due="2026-11-30", recurrence="FREQ=WEEKLY;COUNT=3")
    actions.change(scene.ledger, first, {"due": "2026-12-03"})
    made = [first]
    for day in ("2026-12-07", "2026-12-14"):
        actions.done(scene.ledger, made[-1])
        (doc,) = others(scene, *made)
        assert doc["occurrence"] == day
        made.append(str(doc["id"]))
    assert scene.doc("action", made[1])["due"] == "2026-12-10", "as far from its day as the one before"
    actions.done(scene.ledger, made[-1])
    assert not others(scene, *made)


def test_the_next_one_is_nobodys_where_the_member_has_left(scene: Scene) -> None:
    greens = scene.member("Greens")
    first = add(scene, due="2026-11-30", recurrence="weekly", owner="greens")
    members.change(scene.ledger, greens, {"status": "left"})
    actions.done(scene.ledger, first)
    (doc,) = others(scene, first)
    assert "owner" not in doc


def test_what_cant_come_again(scene: Scene) -> None:
    key = add(scene)
    message, hint = refused(working.recur, scene.ledger, key, "FREQ=WEEKLY")
    assert message == "It comes again, and isn't due on any day yet." and hint.startswith("--due")
    assert working.recur(scene.ledger, key, "FREQ=WEEKLY", "2026-12-01").doc["occurrence"] == "2026-12-01"
    message, hint = refused(working.recur, scene.ledger, key, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    assert message.endswith("has no day after 2026-12-01.") and hint
    assert "no rule of recurrence" in refused(working.recur, scene.ledger, key, "now and then")[0]
    working.recur(scene.ledger, key, None)
    actions.done(scene.ledger, key)
    assert not others(scene, key)
