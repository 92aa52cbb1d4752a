"""What was recorded, since when and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from allied.store.book.undoing import Change
from allied.store.journal.entry import Entry
from allied.store.verbs import contacts
from allied.store.views.audience import seen_by
from allied.store.views.history import Asked, history, recent

from ..verbs.scene import Scene


@pytest.fixture
def week(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Return a ledger with a member added on each day of a week, at ten in the morning."""
    contacts.me(scene.ledger, "Ada")
    for day in range(23, 30):
        monkeypatch.setenv("ALLIED_NOW", f"2026-11-{day}T10:00:00Z")
        scene.member(f"Member {day}")
    return scene


def told(scene: Scene, asked: Asked | None = None, limit: int = 50) -> list[str]:
    return [line.sentence for line in recent(scene.ledger, scene.ledger.newest, asked, limit)]


def test_since_and_until_are_days_that_are_in(week: Scene) -> None:
    asked = Asked(since=date(2026, 11, 24), until=date(2026, 11, 25))
    assert told(week, asked) == ["Ada added the member Member 25", "Ada added the member Member 24"]
    assert told(week, Asked(since=date(2026, 11, 29))) == ["Ada added the member Member 29"]
    assert told(week, Asked(since=date(2026, 11, 30))) == []
    exact = Asked(since=datetime(2026, 11, 28, 10, 0, 1, tzinfo=UTC), until=datetime(2026, 12, 1, tzinfo=UTC))
    assert told(week, exact) == ["Ada added the member Member 29"]


def test_days_begin_where_the_coalition_is(week: Scene) -> None:
    week.ledger.write([Change("coalition", coalition(), {"time_zone": "Pacific/Kiritimati"})])  # UTC+14
    assert told(week, Asked(until=date(2026, 11, 24)))[0] == "Ada added the member Member 23"


def coalition() -> str:
    from allied.store.schema.keys import COALITION

    return COALITION


def test_by_name_or_id_of_who_wrote(week: Scene) -> None:
    writer = week.ledger.writer
    assert len(told(week, Asked(by="ada"))) == len(told(week, Asked(by=writer))) == len(told(week)) == 9
    assert told(week, Asked(by="Bo")) == []


def test_no_more_is_read_than_it_takes(week: Scene) -> None:
    read: list[int] = []

    def newest(count: int) -> Sequence[Entry]:
        found = week.ledger.newest(count)
        read.append(len(found))
        return found

    assert len(recent(week.ledger, newest, None, 2)) == 2
    assert read == [3]
    assert len(recent(week.ledger, newest, Asked(since=date(2026, 11, 28)), 2)) == 2
    assert read == [3, 3]


def test_what_is_not_to_be_seen_is_read_past(week: Scene) -> None:
    """An audience gets as many lines as it asked for, where there are as many that it may see."""

    def old(entries: Sequence[Entry]) -> Sequence[Entry]:
        return [entry for entry in entries if entry.at < "2026-11-25"]

    lines = recent(week.ledger, week.ledger.newest, None, 2, old)
    assert [line.sentence for line in lines] == [
        "Ada added the member Member 24",
        "Ada added the member Member 23",
    ]
    assert recent(week.ledger, week.ledger.newest, None, 2, lambda entries: []) == []


def test_a_line_has_all_that_a_program_needs(week: Scene) -> None:
    (line,) = history(week.ledger, week.ledger.newest(1))
    (entry,) = week.ledger.newest(1)
    assert (line.id, line.step, line.at, line.by) == (entry.id, entry.step[0], entry.at, week.ledger.writer)
    assert (line.by_name, line.kind, line.handle, line.entries) == ("Ada", "member", "member-29", 1)


def test_others_see_neither_who_wrote_nor_what_is_not_for_them(week: Scene) -> None:
    seen = seen_by(week.ledger, "coalition")
    lines = history(seen, seen.entries(week.ledger.newest(100)))
    assert lines[0].sentence == "Somebody added the member Member 29"
    assert {(line.by, line.by_name, line.kind) for line in lines} == {
        ("", "Somebody", "member"),
        ("", "Somebody", "coalition"),
    }
