"""Were one of these to fail, a coalition's numbers would be drawn wrong, or out of reach of the keyboard."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Change, Ledger
from allied.store.verbs import decisions, documents, members, optins, positions
from allied.tui.app import Allied
from allied.tui.dialogs.form import Form
from allied.tui.screens.charts import Charts
from allied.tui.screens.decision import DecisionScreen
from allied.tui.screens.members import Members
from allied.tui.screens.thing import ThingScreen
from allied.tui.widgets.detail_pane import DetailPane
from allied.tui.widgets.table import VirtualTable

from .conftest import NOW, Comparing, Until, key, lines

SIZES = [(80, 24), (120, 40), (200, 60)]
VIEWS = ("optins", "responses", "workload", "positions")


def text(app: Allied) -> str:
    return "\n".join(lines(app))


def line_of(app: Allied, words: str) -> str:
    return next(line for line in lines(app) if words in line)


@pytest.fixture
def campaign(coalition: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The coalition with two months of answers to two initiatives, hours, and two decisions."""
    ledger = Ledger.open(coalition)

    def on(day: str) -> None:
        monkeypatch.setenv("ALLIED_NOW", f"{day}T10:20:00.000Z")

    on("2026-10-01")
    names = ("Ada Circle", "Bo Union", "Cy Net", "Di Forum", "Eva Front")
    more = [key(f"n{n}") for n in range(len(names))]
    ledger.write(
        [
            Change("member", m, {"name": name, "handle": name[:2].lower(), "status": "active"})
            for m, name in zip(more, names, strict=True)
        ]
    )
    air = {"title": "Clean air by 2030", "handle": "air", "stage": "active"}
    trains = {"title": "Night trains", "handle": "trains", "stage": "forming"}
    ledger.write([Change("initiative", key("i1"), air), Change("initiative", key("i2"), trains)])
    documents.change(ledger, "initiative", key("i1"), {"needs": {"members": 4, "regions": 1}})
    for m in (*more, key("m1")):
        optins.ask(ledger, m, key("i1"))
    for day, m in (("2026-10-08", more[0]), ("2026-10-22", more[1]), ("2026-11-05", key("m1"))):
        on(day)
        optins.record(ledger, m, key("i1"))
    optins.decline(ledger, more[2], key("i1"))
    on("2026-11-12")
    optins.withdraw(ledger, more[1], key("i1"))
    optins.consider(ledger, more[3], key("i1"))
    monkeypatch.setenv("ALLIED_NOW", NOW)
    members.change(ledger, key("m1"), {"capacity": 10})
    members.change(ledger, more[0], {"capacity": 6})
    for action, hours in (("a1", 8), ("a2", 4)):
        documents.change(ledger, "action", key(action), {"hours": hours})
    asked = {"asked": [*more, key("m1"), key("m2")]}
    for short, question in (("d1", "Do we sign the letter?"), ("d2", "Who speaks for us?")):
        ledger.write([Change("decision", key(short), {"question": question, "status": "draft"})])
        decisions.open(ledger, key(short), asked)
    for m, position in zip(more, ("agree", "agree", "reservations", "stand-aside", "block"), strict=True):
        positions.position(ledger, key("d1"), m, position, reason_later=position == "block")
    return coalition


async def to_charts(app: Allied, pilot: Any, until: Until, view: str = "optins") -> None:
    await until(pilot, lambda: app.current_mode == "today")
    await pilot.press("g", "c")
    await until(pilot, lambda: isinstance(app.screen, Charts) and app.screen.pages)
    for _ in range(VIEWS.index(view)):
        await pilot.press("w")
    await until(pilot, lambda: isinstance(app.screen, Charts) and app.screen.view == view)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("view", VIEWS)
async def test_each_chart(
    view: str, size: tuple[int, int], campaign: Path, until: Until, still_there: Any, same_grid: Comparing
) -> None:
    app = Allied(campaign)
    async with app.run_test(size=size) as pilot:
        await to_charts(app, pilot, until, view)
        await still_there(pilot)
        same_grid(app, f"chart-{view}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("view", VIEWS[1:])
async def test_what_a_line_stands_for_is_told_under_the_lines(
    view: str, campaign: Path, until: Until
) -> None:
    """Were this to fail, half a screen would stay empty under a few lines."""
    app = Allied(campaign)
    async with app.run_test(size=(200, 60)) as pilot:
        await to_charts(app, pilot, until, view)
        await until(pilot, lambda: "History" in text(app))
        table, pane = app.screen.query_one(VirtualTable), app.screen.query_one(DetailPane)
        await until(pilot, lambda: table.row and pane.detail and pane.detail.key == table.row.key)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_an_empty_ledger_says_so_in_words(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    monkeypatch.setenv("CI", "1")
    monkeypatch.setenv("ALLIED_WRITER", "coordinator0")
    (tmp_path / "empty").mkdir()
    Ledger.create(tmp_path / "empty", name="Nobody yet")
    app = Allied(tmp_path / "empty")
    async with app.run_test(size=size, notifications=True) as pilot:
        await to_charts(app, pilot, until)
        for said in (
            "No initiative yet",
            "Nobody was asked about anything yet",
            "Nobody has promised hours, and nothing is to be done",
            "Nobody was asked for a position yet",
        ):
            await until(pilot, lambda said=said: said in text(app))
            assert "█" not in text(app)
            await pilot.press("enter")
            await until(pilot, lambda: "The cursor is on nothing" in text(app))
            app.clear_notifications()
            await pilot.press("w")


async def test_the_numbers_are_those_counted_by_hand(campaign: Path, until: Until) -> None:
    app = Allied(campaign)
    async with app.run_test(size=(120, 40)) as pilot:
        await to_charts(app, pilot, until)
        await until(pilot, lambda: "2 in today · 4 needed, 2 members to go" in text(app))
        assert "+0 in the last 30 days" in text(app)
        assert "members 2/4" in text(app)
        await pilot.press("w")
        await until(pilot, lambda: "4/6" in line_of(app, "Clean air"))
        assert line_of(app, "Clean air").split()[-6:] == ["4/6", "2", "2", "1", "1", "·"]
        await pilot.press("w")
        await until(pilot, lambda: "▲ over by 2" in text(app))
        assert "12+/10 h" in line_of(app, "European") and "! 1" in line_of(app, "European")
        assert "✓ 6 h left" in line_of(app, "Ada Circle")
        await pilot.press("w")
        await until(pilot, lambda: "5/7" in text(app))
        assert line_of(app, "sign the letter").split()[-9:-2] == ["5/7", "2", "1", "1", "·", "1", "2"]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_enter_opens_what_a_line_stands_for_and_escape_goes_back(
    size: tuple[int, int], campaign: Path, until: Until
) -> None:
    app = Allied(campaign)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, Members))
        await pilot.press("g", "c")
        await until(pilot, lambda: "Clean air" in text(app))
        await pilot.press("j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ThingScreen) and "Night trains" in text(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Charts))
        charts = app.screen
        assert isinstance(charts, Charts) and charts.table.row and charts.table.row.key == key("i2")
        await pilot.press("W", "enter")
        await until(pilot, lambda: isinstance(app.screen, DecisionScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is charts)
        await pilot.press("w")
        assert charts.table.row and charts.table.row.key == key("i2")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Members))


async def test_lines_are_narrowed_and_what_is_narrowed_is_opened(campaign: Path, until: Until) -> None:
    app = Allied(campaign)
    async with app.run_test(size=(120, 40)) as pilot:
        await to_charts(app, pilot, until, "workload")
        await until(pilot, lambda: "Ada Circle" in text(app))
        await pilot.press("slash", *"over", "enter")
        await until(pilot, lambda: "Ada Circle" not in text(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ThingScreen) and "edri" in text(app))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, Charts) and "Ada Circle" in text(app))


async def test_what_nobody_took_on_is_a_line_that_opens_nothing(campaign: Path, until: Until) -> None:
    Ledger.open(campaign).write([Change("action", key("a9"), {"title": "Sweep", "status": "todo"})])
    app = Allied(campaign)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_charts(app, pilot, until, "workload")
        await until(pilot, lambda: "no owner" in text(app))
        await pilot.press("G", "enter")
        await until(pilot, lambda: "The cursor is on nothing" in text(app))
        assert isinstance(app.screen, Charts)
        await pilot.press("e")
        assert not isinstance(app.screen, Form)


async def test_a_click_goes_to_another_chart(campaign: Path, until: Until) -> None:
    app = Allied(campaign)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_charts(app, pilot, until)
        await until(pilot, lambda: "Workload" in text(app))
        row = next(n for n, line in enumerate(lines(app)) if "Workload" in line)
        await pilot.click(offset=(lines(app)[row].index("Workload") + 2, row))
        await until(pilot, lambda: isinstance(app.screen, Charts) and app.screen.view == "workload")


async def test_another_process_shows_and_the_cursor_stays(campaign: Path, until: Until) -> None:
    app = Allied(campaign)
    async with app.run_test(size=(120, 40)) as pilot:
        await to_charts(app, pilot, until)
        await pilot.press("j")
        await until(pilot, lambda: "there is no course yet" in text(app))
        optins.record(Ledger.open(campaign), key("m2"), key("i2"))
        await until(pilot, lambda: "1 in today" in text(app))
        assert isinstance(app.screen, Charts) and app.screen.table.row
        assert app.screen.table.row.key == key("i2")


@pytest.mark.parametrize("audience", ["coalition", "public"])
async def test_an_audience_sees_only_what_it_may(audience: str, campaign: Path, until: Until) -> None:
    ledger = Ledger.open(campaign)
    optins.record(ledger, key("m2"), key("i2"), {"visibility": "private"})
    app = Allied(campaign)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        app.desk.audience = audience
        await to_charts(app, pilot, until)
        seen = {view: page.rows for view, page in app.screen.pages.items()}  # type: ignore[attr-defined]
        for row in seen["optins"]:
            if row.key == key("i2"):
                assert row.thing.progress.count_in == 0 and row.thing.progress.began is None
        assert all(row.key != key("i2") for row in seen["responses"])
        assert all(row.thing.load.promised is None for row in seen["workload"] if not row.heading)
        for view in VIEWS:
            await until(pilot, lambda view=view: app.screen.view == view)  # type: ignore[attr-defined]
            assert "10 h" not in text(app) and "6 h left" not in text(app)
            await pilot.press("w")


async def test_one_member_alone(coalition: Path, until: Until) -> None:
    ledger = Ledger.open(coalition)
    ledger.write([Change("initiative", key("i1"), {"title": "Alone", "stage": "active"})])
    optins.record(ledger, key("m2"), key("i1"))
    app = Allied(coalition)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_charts(app, pilot, until)
        await until(pilot, lambda: "1 in today · no number of members is said to be needed" in text(app))
        assert "today" in text(app).split("┬")[-1]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_five_hundred_members(size: tuple[int, int], coalition: Path, until: Until) -> None:
    ledger = Ledger.open(coalition)
    ids = [f"{n:04x}".ljust(32, "b") for n in range(500)]
    changes = [
        Change("member", m, {"name": f"Member {n:03}", "capacity": n % 9 + 1}) for n, m in enumerate(ids)
    ]
    changes += [
        Change("action", f"{n:04x}".ljust(32, "c"), {"title": f"Do {n}", "owner": m, "hours": n % 13})
        for n, m in enumerate(ids)
    ]
    changes.append(Change("initiative", key("i1"), {"title": "Everybody", "stage": "active"}))
    ledger.write(changes)
    with ledger.writing():
        for m in ids[:60]:
            optins.record(ledger, m, key("i1"))
    app = Allied(coalition)
    async with app.run_test(size=size) as pilot:
        await to_charts(app, pilot, until)
        await until(pilot, lambda: "60 in today" in text(app))
        await pilot.press("w", "w")
        await until(pilot, lambda: "Standing" in text(app) and "over by" in text(app))
        await pilot.press("G")
        await until(pilot, lambda: "no owner" in text(app) or "h left" in text(app))
        charts = app.screen
        assert isinstance(charts, Charts)
        table = charts.table
        assert table.rows.total >= 500 and table.cursor == len(table.rows.seen) - 1
        assert len(list(table.children)) == 0


@pytest.mark.parametrize("setting", ["NO_COLOR", "ansi"])
async def test_without_colours_the_fillings_tell_parts_apart(
    setting: str, campaign: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    if setting == "NO_COLOR":
        monkeypatch.setenv("NO_COLOR", "1")
    app = Allied(campaign)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        if setting == "ansi":
            app.theme = "ansi-dark"
        await to_charts(app, pilot, until, "positions")
        await until(pilot, lambda: "sign the letter" in text(app))
        bar = line_of(app, "sign the letter")
        assert all(fill in bar for fill in "█▓▒▚") and "██ agree" in text(app) and "▚▚ block" in text(app)
        filled = [
            piece for strip in app.screen._compositor.render_strips() for piece in strip if "█" in piece.text
        ]
        assert filled and not any(piece.style and piece.style.reverse for piece in filled)


async def test_a_window_no_larger_than_a_stamp(campaign: Path, until: Until) -> None:
    app = Allied(campaign)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_charts(app, pilot, until)
        for size in ((20, 5), (1, 1), (80, 24)):
            await pilot.resize_terminal(*size)
            for _ in VIEWS:
                await pilot.press("w", "j")
        await until(pilot, lambda: "Clean air" in text(app))


def test_days_of_a_course_are_days(campaign: Path) -> None:
    from allied.tui.reading.charts import optins as charted

    page = charted.page(Ledger.open(campaign))
    (air,) = [row for row in page.rows if row.key == key("i1")]
    course = charted.course(air.thing)
    assert course is not None and (course.first, course.last) == (date(2026, 10, 1), date(2026, 11, 23))
    week = [course.at(course.first + timedelta(days=7 * n)) for n in range(8)]
    assert week == [0, 1, 1, 2, 2, 3, 2, 2]


async def test_lists_and_details_show_load_and_responses(campaign: Path, until: Until) -> None:
    app = Allied(campaign)
    async with app.run_test(size=(200, 60)) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("2")
        await until(pilot, lambda: "Ada Circle" in text(app))
        assert "12+/10 h ▲" in line_of(app, "European Digital Rights")
        for _ in range(5):
            await pilot.press("j")
        await until(pilot, lambda: "4 open actions · 12+/10" in text(app) and "▲ over by 2" in text(app))
        await pilot.press("3")
        await until(pilot, lambda: "Night trains" in text(app))
        assert "4/6" in line_of(app, "▌Clean air")
        await until(pilot, lambda: "4/6 asked · 2 in" in text(app) and "1 silent" in text(app))
