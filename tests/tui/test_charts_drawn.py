"""Were one of these to fail, a chart would show more or less than its numbers say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from allied.tui.drawn.bars import Part, gauge, legend, shares, stacked
from allied.tui.drawn.steps import Course, spark, steps

FIRST = date(2026, 11, 1)


def drawn(pieces: object) -> str:
    return "".join(piece.text for piece in pieces)  # type: ignore[attr-defined]


def course(values: list[int], target: int | None = None) -> Course:
    def at(day: date) -> int:
        return values[min(len(values) - 1, max(0, (day - FIRST).days))]

    return Course(at, FIRST, FIRST + timedelta(days=len(values) - 1), target)


def chart(it: Course, width: int = 24, height: int = 6) -> list[str]:
    return [drawn(line).rstrip() for line in steps(it, it.last, width, height)]


def test_a_bar_is_as_long_as_its_share_of_the_longest() -> None:
    parts = [Part(2, "█", ""), Part(1, "▓", ""), Part(0, "▒", ""), Part(1, "░", "")]
    assert drawn(stacked(parts, 4, 8)) == "████▓▓░░"
    assert drawn(stacked(parts, 8, 8)) == "██▓░"
    assert drawn(stacked([], 4, 8)) == drawn(stacked([Part(0, "█", "")], 0, 8)) == ""


@pytest.mark.parametrize("room", range(0, 12))
def test_one_voice_among_many_is_seen_as_far_as_there_is_room(room: int) -> None:
    parts = [Part(500, "█", ""), Part(1, "▓", ""), Part(1, "▚", "")]
    bar = drawn(stacked(parts, 502, room))
    assert len(bar) == room
    if room >= 3:
        assert "▓" in bar and "▚" in bar


@pytest.mark.parametrize("counts", [[1, 1, 1], [7, 0, 2], [100, 1, 1, 1, 1, 1], [3]])
@pytest.mark.parametrize("room", [6, 7, 20, 133])
def test_shares_come_to_the_room(counts: list[int], room: int) -> None:
    found = dict(shares({str(n): count for n, count in enumerate(counts)}, room))
    assert sum(found.values()) == room
    assert all(bool(found[str(n)]) == bool(count) for n, count in enumerate(counts))


def test_what_is_over_is_filled_otherwise() -> None:
    assert drawn(gauge(6, 4, 8, 8)) == "████▚▚"
    assert drawn(gauge(3, 4, 8, 8)) == "███░"
    assert drawn(gauge(4, 4, 8, 8)) == "████"
    assert drawn(gauge(4, None, 8, 8)) == "████"
    assert drawn(gauge(0, 0, 0, 8)) == ""


def test_a_legend_names_every_filling() -> None:
    assert drawn(legend({"in": ("█", "good"), "silent": ("░", "dim")})) == " ██ in   ░░ silent  "


def test_steps_rise_to_the_line() -> None:
    assert chart(course([0, 0, 1, 1, 2, 2, 3, 3], target=3)) == [
        "3 ┤╌╌╌╌╌╌╌╌╌╌╌╌╌╌ needed",
        "  │               ██████",
        "  │          ███████████",
        "  │     ████████████████",
        "0 └┬───────────────────┬",
        "   1 Nov           today",
    ]


def test_where_they_go_beyond_it_the_line_goes_on_through_them() -> None:
    lines = chart(course([0, 2, 4, 6, 8], target=4), height=10)
    (line,) = [text for text in lines if text.startswith("4")]
    assert "╌" in line and "▓" in line
    assert lines[0].startswith("8 ┤")


@pytest.mark.parametrize("height", [4, 5, 8, 22])
@pytest.mark.parametrize("target", [2, 7, 40, 500])
def test_one_short_of_the_line_does_not_touch_it(target: int, height: int) -> None:
    lines = chart(course([0, target - 1], target=target), height=height)
    assert lines[0].startswith(f"{target} ┤") and set(lines[0].split("┤")[1]) == set("╌ needed")
    reached = chart(course([0, target + 1], target=target), height=height)
    assert any("█" in text or "▓" in text for text in reached)


@pytest.mark.parametrize("width", [1, 2, 9, 30, 200])
@pytest.mark.parametrize("height", [1, 3, 40])
@pytest.mark.parametrize("days", [1, 2, 31, 4000])
def test_it_is_as_large_as_asked_for(width: int, height: int, days: int) -> None:
    lines = [
        drawn(line) for line in steps(course([1] * days, 3), FIRST + timedelta(days=days), width, height)
    ]
    assert len(lines) == max(3, height)
    if width >= 9:
        assert all(len(line) <= width for line in lines)
    assert len(spark(course([1] * days, 3), width)) == width


def test_nobody_in_is_no_bar() -> None:
    assert spark(course([0, 0, 0]), 6) == "······"
    assert not set("▁▂▃▄▅▆▇█") & set("".join(chart(course([0, 0, 0], target=None))))
    assert spark(course([0, 1, 500]), 3)[1] == "▁"
