"""Days and points in time as people write them; what is none is refused with what is understood."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from allied.store.errors import Invalid
from allied.store.schema import instants
from allied.store.schema.dates import is_date, parse_date, parse_instant
from hypothesis import given
from hypothesis import strategies as st

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 22, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-01", "2026-12-01"),
        (" 2028-02-29 ", "2028-02-29"),
        ("today", "2026-11-23"),
        ("Tomorrow", "2026-11-24"),
        ("yesterday", "2026-11-22"),
        ("mon", "2026-11-30"),
        ("tue", "2026-11-24"),
        ("Fri", "2026-11-27"),
        ("friday", "2026-11-27"),
        ("sun", "2026-11-29"),
        ("next fri", "2026-11-27"),
        ("+3d", "2026-11-26"),
        ("3d", "2026-11-26"),
        ("-3d", "2026-11-20"),
        ("2w", "2026-12-07"),
        ("+1m", "2026-12-23"),
        ("1q", "2027-02-23"),
        ("1y", "2027-11-23"),
        ("in 3 days", "2026-11-26"),
        ("3 days", "2026-11-26"),
        ("2 weeks", "2026-12-07"),
        ("next month", "2026-12-23"),
        ("next week", "2026-11-30"),
        ("end of month", "2026-11-30"),
        ("End of the year", "2026-12-31"),
        ("end of week", "2026-11-29"),
        ("end of quarter", "2026-12-31"),
        ("eom", "2026-11-30"),
    ],
)
def test_days(text: str, day: str) -> None:
    assert parse_date(text, MONDAY).isoformat() == day


def test_a_month_later_stays_within_the_month() -> None:
    assert parse_date("1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert parse_date("1m", date(2028, 1, 31)) == date(2028, 2, 29)
    assert parse_date("-1m", date(2026, 1, 31)) == date(2025, 12, 31)
    assert parse_date("1y", date(2028, 2, 29)) == date(2029, 2, 28)
    assert parse_date("end of month", date(2027, 12, 5)) == date(2027, 12, 31)


@pytest.mark.parametrize(
    "text",
    ["", " ", "someday", "2026-02-29", "2026-13-01", "2026-00-10", "0000-01-01", "20261201", "2026-W49-2",
     "1.12.2026", "+", "d", "++3d", "+-3d", "999999y", "-999999w", "99999999999999d", "end of", "end of time",
     "in", "in x days", "next", "next time", "t", "fr", "f", "２０２６-12-01", "٣d", "²d", "2026-12-01 17:00",
     "\x1b[31m", "a" * 10000, "next 3"],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_date(text, MONDAY)
    assert "2026-12-01" in (refused.value.hint or "")
    assert refused.value.message.isprintable() and len(refused.value.message) < 100


@given(st.dates())
def test_every_day_of_the_calendar_is_one(day: date) -> None:
    assert is_date(day.isoformat())
    assert parse_date(day.isoformat(), MONDAY) == day


@given(st.text(max_size=12) | st.from_regex(r"[+-]?\d{1,9}[dwmqy]", fullmatch=True))
def test_no_text_brings_anything_but_a_day_or_a_refusal(text: str) -> None:
    for parse in (lambda: parse_date(text, MONDAY), lambda: parse_instant(text, NOW, "Europe/Paris")):
        try:
            parse()
        except Invalid as refused:
            assert refused.hint


@pytest.mark.parametrize(
    ("text", "at", "zone"),
    [
        ("2026-12-01 17:00 Europe/Berlin", "2026-12-01T16:00:00.000Z", "Europe/Berlin"),
        ("2026-12-01 17:00", "2026-12-01T16:00:00.000Z", "Europe/Paris"),
        ("2026-12-01T17:00", "2026-12-01T16:00:00.000Z", "Europe/Paris"),
        ("2026-12-01T17:00:30", "2026-12-01T16:00:30.000Z", "Europe/Paris"),
        ("2026-12-01T17:00Z", "2026-12-01T17:00:00.000Z", "Europe/Paris"),
        ("2026-12-01T17:00:00+05:30", "2026-12-01T11:30:00.000Z", "Europe/Paris"),
        ("2026-12-01", "2026-12-01T22:59:59.000Z", "Europe/Paris"),
        ("2026-07-01 12:00", "2026-07-01T10:00:00.000Z", "Europe/Paris"),
        ("fri 9:30", "2026-11-27T08:30:00.000Z", "Europe/Paris"),
        ("fri at 9:30", "2026-11-27T08:30:00.000Z", "Europe/Paris"),
        ("fri 9:30 UTC", "2026-11-27T09:30:00.000Z", "UTC"),
        ("+3d", "2026-11-26T22:59:59.000Z", "Europe/Paris"),
        ("end of month 18:00", "2026-11-30T17:00:00.000Z", "Europe/Paris"),
        ("23:45", "2026-11-23T22:45:00.000Z", "Europe/Paris"),
        ("now", "2026-11-23T22:20:30.000Z", "Europe/Paris"),
        ("today America/New_York", "2026-11-24T04:59:59.000Z", "America/New_York"),
    ],
)
def test_points_in_time(text: str, at: str, zone: str) -> None:
    found = parse_instant(text, NOW, "Europe/Paris")
    assert found == {"at": at, "zone": zone}
    assert instants.has_form(found)


def test_a_day_alone_begins_where_something_opens() -> None:
    assert parse_instant("2026-12-01", NOW, "Europe/Paris", end=False)["at"] == "2026-11-30T23:00:00.000Z"


def test_today_is_the_day_it_is_in_that_zone() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert parse_instant("today 12:00", late, "Europe/Paris")["at"] == "2026-11-24T11:00:00.000Z"


def test_without_a_zone_it_is_this_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert parse_instant("2026-12-01 09:00", NOW) == {"at": "2026-12-01T00:00:00.000Z", "zone": "Asia/Tokyo"}
    monkeypatch.setenv("TZ", "nonsense")
    assert instants.is_zone(instants.local_zone())


def test_an_hour_that_comes_twice_is_the_first() -> None:
    assert parse_instant("2026-10-25 02:30", NOW, "Europe/Paris")["at"] == "2026-10-25T00:30:00.000Z"


@pytest.mark.parametrize(
    "text",
    ["", "later", "2026-12-01 25:00", "2026-12-01 17:60", "2026-12-01 17", "2026-12-01 17:00 Mars/Base",
     "17:00:99", "2026-03-29 02:30 Europe/Paris", "0001-01-01 00:00 Asia/Tokyo",
     "9999-12-31 23:59 America/New_York",
     "2026-12-01T17:00:00+99:00", "2026-12-01 17:00 ../../etc/passwd", "2026-12-01 17:00 17:00",
     "١٧:00", "a/b"],
)  # fmt: skip
def test_what_is_no_point_in_time(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_instant(text, NOW, "Europe/Paris")
    assert refused.value.hint and refused.value.message.isprintable()


def test_an_instant_is_shown_by_the_clock_of_its_zone() -> None:
    assert (
        instants.show({"at": "2026-12-01T16:00:00.000Z", "zone": "Europe/Paris"})
        == "2026-12-01 17:00 Europe/Paris"
    )
    assert (
        instants.show({"at": "2026-12-01T16:00:00.000Z", "zone": "Mars/Base"}) == "2026-12-01T16:00:00.000Z"
    )
    assert instants.show({}) == ""
