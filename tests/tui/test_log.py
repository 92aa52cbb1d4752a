"""Were one of these to fail, what was recorded could not be found, or what it was about not be reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from allied.store.ledger import Change, Ledger
from allied.store.verbs import contacts
from allied.tui.app import Allied
from allied.tui.screens.decision import DecisionScreen
from allied.tui.screens.log import Log
from allied.tui.screens.step import Step
from allied.tui.screens.thing import ThingScreen
from textual.pilot import Pilot

from .conftest import NOW, Comparing, Until, key, lines

SIZES = [(80, 24), (120, 40), (200, 60)]


def text(app: Allied) -> str:
    return "\n".join(lines(app))


@pytest.fixture
def week(coalition: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The coalition, to which Ada has added one thing or another on three days."""
    ledger = Ledger.open(coalition)
    contacts.me(ledger, "Ada Circle")
    for day, kind, short, values in (
        ("2026-11-10", "action", "b1", {"title": "Sweep the hall", "status": "todo"}),
        ("2026-11-12", "member", "b2", {"name": "Blue Ribbon", "status": "active"}),
        ("2026-11-20", "decision", "b3", {"question": "Do we march?", "status": "draft"}),
    ):
        monkeypatch.setenv("ALLIED_NOW", f"{day}T09:00:00.000Z")
        ledger.write([Change(kind, key(short), values)])
    monkeypatch.setenv("ALLIED_NOW", NOW)
    return coalition


async def to_log(app: Allied, pilot: Pilot[None], until: Until, sought: str = "") -> Log:
    await until(pilot, lambda: app.current_mode == "today")
    await pilot.press("6")
    await until(pilot, lambda: isinstance(app.screen, Log) and app.screen.page)
    log = app.screen
    assert isinstance(log, Log)
    if sought:
        await pilot.press("slash", *sought)
    return log


def shown(log: Log) -> list[str]:
    return [row.thing.sentence for row in log.table.rows.seen]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_how_it_looks(
    size: tuple[int, int], week: Path, until: Until, still_there: object, same_grid: Comparing
) -> None:
    app = Allied(week)
    async with app.run_test(size=size) as pilot:
        await to_log(app, pilot, until, "since:2026-11-11 kind:member ribbon")
        await until(pilot, lambda: "2 steps · since" in text(app) and "1 of 2" in text(app))
        app.focused.cursor_blink = False  # type: ignore[union-attr]
        await still_there(pilot)  # type: ignore[operator]
        same_grid(app, f"log-{size[0]}x{size[1]}")


@pytest.mark.parametrize(
    ("sought", "about"),
    [
        ("kind:action sweep", ["Sweep the hall"]),
        ("since:2026-11-12 until:2026-11-20", ["Do we march?", "Blue Ribbon"]),
        ("until:-10d kind:members", ["Blue Ribbon"]),
        ("kind:decision", ["Do we march?"]),
        ('by:"ada circle" kind:member until:2026-11-21', ["Blue Ribbon"]),
        ("march", ["Do we march?"]),
    ],
)
async def test_it_shows_what_is_asked_for(sought: str, about: list[str], week: Path, until: Until) -> None:
    app = Allied(week)
    async with app.run_test(size=(120, 40)) as pilot:
        log = await to_log(app, pilot, until, sought)
        await until(pilot, lambda: len(shown(log)) == len(about))
        assert all(name in said for name, said in zip(about, shown(log), strict=True))


async def test_escape_shows_all_again(week: Path, until: Until) -> None:
    app = Allied(week)
    async with app.run_test(size=(80, 24)) as pilot:
        log = await to_log(app, pilot, until)
        everything = len(shown(log))
        await pilot.press("slash", *"kind:action")
        await until(pilot, lambda: 0 < len(shown(log)) < everything)
        await pilot.press("escape")
        await until(pilot, lambda: len(shown(log)) == everything)


async def test_what_cannot_be_asked_is_said(week: Path, until: Until) -> None:
    app = Allied(week)
    async with app.run_test(size=(120, 40)) as pilot:
        await to_log(app, pilot, until, "since:someday")
        await until(pilot, lambda: "“someday” is no date. Write 2026-12-01" in text(app))
        await pilot.press("escape", "slash", *"kind:acton")
        await until(pilot, lambda: "“acton” is no kind of thing" in text(app))
        await pilot.press("escape", "slash", *"by:bo")
        await until(pilot, lambda: 'Nothing by “bo”. Try by:"Ada Circle"' in text(app))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_enter_opens_what_an_entry_touched(size: tuple[int, int], week: Path, until: Until) -> None:
    app = Allied(week)
    async with app.run_test(size=size) as pilot:
        log = await to_log(app, pilot, until)
        await until(pilot, lambda: log.table.row is not None and log.table.row.kind)
        for kind, screen in (("decision", DecisionScreen), ("member", ThingScreen)):
            row = next(row for row in log.table.rows.seen if row.kind == kind)
            log.table.to_key(row.key)
            await pilot.press("enter")
            await until(pilot, lambda screen=screen: isinstance(app.screen, screen))
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is log)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_step_of_many_things_lists_them(
    size: tuple[int, int], week: Path, until: Until, still_there: object, same_grid: Comparing
) -> None:
    app = Allied(week)
    async with app.run_test(size=size) as pilot:
        log = await to_log(app, pilot, until)
        many = next(row for row in log.table.rows.seen if row.thing.entries > 2)
        log.table.to_key(many.key)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Step) and "8 things" in text(app))
        await still_there(pilot)  # type: ignore[operator]
        same_grid(app, f"step-{size[0]}x{size[1]}")
        await pilot.press("slash", *"venue", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ThingScreen) and "Find a venue" in text(app))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, Step) and "Call the press" in text(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is log)


async def test_an_audience_is_told_nothing_of_who_wrote(week: Path, until: Until) -> None:
    app = Allied(week)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        app.desk.audience = "coalition"
        log = await to_log(app, pilot, until, "by:ada")
        await until(pilot, lambda: "is not shown to this audience" in text(app))
        assert shown(log) == []
        await pilot.press("escape")
        await until(pilot, lambda: shown(log))
        assert all(row.kind not in ("contact", "writer") for row in log.table.rows.seen)
        assert all("Ada" not in said and "coordinator0" not in said for said in shown(log))


async def test_the_step_under_the_cursor_is_taken_back_and_what_stays_is_told(
    week: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger.open(week)
    ledger.write([Change("action", key("b1"), {"title": "Sweep it", "status": "doing"})])
    monkeypatch.setenv("ALLIED_NOW", "2026-11-23T10:21:00.000Z")
    ledger.write([Change("action", key("b1"), {"title": "Sweep all of it"})])
    monkeypatch.setenv("ALLIED_NOW", "2026-11-23T10:22:00.000Z")
    app = Allied(week)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        log = await to_log(app, pilot, until)
        await pilot.press("j", "x")
        await until(pilot, lambda: "Take this back?" in text(app))
        await pilot.press("y")
        await until(pilot, lambda: any("U does it again." in one.message for one in app._notifications))
        (told,) = [one.message for one in app._notifications if "Undone" in one.message]
        assert "Undone: Ada Circle changed the status" in told
        assert "Left as it is: Sweep all of it, title: Ada Circle has changed it since." in told
        doc = Ledger.open(week).get("action", key("b1")) or {}
        assert (doc["title"], doc["status"]) == ("Sweep all of it", "todo")
        await until(pilot, lambda: any("Ada Circle took back: " in said for said in shown(log)))
        await pilot.press("U")
        await until(pilot, lambda: (Ledger.open(week).get("action", key("b1")) or {})["status"] == "doing")
        await until(pilot, lambda: any("Ada Circle did again: " in said for said in shown(log)))
        assert not any("took back that" in said for said in shown(log))
