"""Were one of these to fail, a coordinator could not do a day's work in the TUI."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Ledger
from allied.tui.app import Allied
from allied.tui.dialogs.asked import Asked
from allied.tui.dialogs.form import Form
from allied.tui.dialogs.help import Help
from allied.tui.settings.preferences import Preferences
from allied.tui.widgets.detail_pane import DetailPane
from allied.tui.widgets.table import VirtualTable
from textual.command import CommandList
from textual.widgets import Input, Select

SIZES = [(80, 24), (120, 40), (200, 60)]


def table(app: Allied) -> VirtualTable:
    return app.screen.query_one(VirtualTable)


def titles(app: Allied) -> list[str]:
    return [str(r.doc.get("title")) for r in table(app).rows.seen if not r.heading]


def told(app: Allied) -> str:
    return "\n".join(f"{n.title} {n.message}" for n in app._notifications)


async def at(app: Allied, pilot: Any, until: Any, place: str, key: str) -> None:
    """Go to a screen and wait until it has been read."""
    await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
    await pilot.press(key)
    await until(pilot, lambda: app.current_mode == place and getattr(app.screen, "page", None))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_add_do_and_undo_an_action(size: tuple[int, int], coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=size, notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        before = titles(app)
        await pilot.press("A")
        await until(pilot, lambda: isinstance(app.screen, Form) and isinstance(app.focused, Input))
        await pilot.press(*"Ring them", "tab", *"edri", "tab", "tab", *"fri")
        await pilot.press("enter")
        await until(pilot, lambda: "Ring them" in titles(app))
        assert "added: Ring them" in told(app)
        await until(pilot, lambda: table(app).row and table(app).row.doc["title"] == "Ring them")
        row = table(app).row
        assert row is not None and row.doc["due"] == "2026-11-27" and row.doc["owner"]
        await pilot.press("d")
        await until(pilot, lambda: "Ring them" not in titles(app))
        assert Ledger.open(coalition).get("action", row.key)["status"] == "done"  # type: ignore[index]
        await pilot.press("u")
        await until(pilot, lambda: "Ring them" in titles(app))
        await until(pilot, lambda: "Undone: " in told(app) and "“Ring them” is done" in told(app))
        assert set(titles(app)) == {*before, "Ring them"}


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_go_everywhere_and_open_things(size: tuple[int, int], coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=size, notifications=True) as pilot:
        await at(app, pilot, until, "members", "2")
        await pilot.press("g", "a")
        await until(pilot, lambda: app.current_mode == "actions")
        await pilot.press("g", "m")
        await until(pilot, lambda: app.current_mode == "members" and table(app).row)
        await pilot.press("G")
        last = table(app).cursor
        assert last == len(table(app).rows.seen) - 1
        await pilot.press("g", "g")
        await until(pilot, lambda: table(app).cursor == 0)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.focused, DetailPane) and app.focused.detail)
        assert app.focused.detail.kind == "member"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.focused, VirtualTable))
        await pilot.press("1")
        await until(pilot, lambda: app.current_mode == "today")


async def test_what_is_not_possible_says_why(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await pilot.press("t")
        await until(pilot, lambda: "Book the hall" in titles(app))
        await pilot.press("G")
        await until(pilot, lambda: table(app).row.doc["status"] == "done")
        await pilot.press("d")
        await until(pilot, lambda: "It is done already" in told(app))


async def test_filter_as_you_type_and_back_out(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        before = titles(app)
        await pilot.press("slash")
        await pilot.press(*"letter")
        await until(pilot, lambda: titles(app) == ["Draft the letter"])
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.focused, VirtualTable))
        assert titles(app) == ["Draft the letter"]
        await pilot.press("escape")
        await until(pilot, lambda: titles(app) == before)


async def test_a_command_elsewhere_appears_and_moves_nothing(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await pilot.press("j", "j")
        here = table(app).row
        code = (
            "import sys; from pathlib import Path; from allied.store.ledger import Ledger;"
            "from allied.store.verbs import actions;"
            "actions.add(Ledger.open(Path(sys.argv[1])), 'From elsewhere', {'due': '2026-11-01'})"
        )
        subprocess.run([sys.executable, "-c", code, str(coalition)], check=True)
        await until(pilot, lambda: "From elsewhere" in titles(app))
        assert titles(app)[0] == "From elsewhere"
        assert here is not None and table(app).row is not None and table(app).row.key == here.key


async def test_a_form_is_never_wiped(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await pilot.press("A")
        await until(pilot, lambda: isinstance(app.screen, Form) and isinstance(app.focused, Input))
        await pilot.press(*"Half typed", "tab", *"nobody")
        await until(pilot, lambda: any("✗" in str(s.render()) for s in app.screen.query(".ask--say")))
        seen = app.desk.generation
        ledger = Ledger.open(coalition)
        from allied.store.verbs import actions

        actions.add(ledger, "Meanwhile")
        await until(pilot, lambda: app.desk.generation > seen)
        form = app.screen
        assert {a.ask.name: a.text for a in form.query(Asked)}["title"] == "Half typed"
        await pilot.press("enter")
        await until(pilot, lambda: "nobody" in told(app))
        assert app.screen is form
        assert {a.ask.name: a.text for a in form.query(Asked)}["owner"] == "nobody"
        await pilot.press("escape")
        assert app.screen is form
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not form)
        assert "Half typed" not in titles(app)


async def test_edit_changes_only_what_was_changed(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        row = table(app).row
        assert row is not None
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Form) and app.screen.query(Asked).first().text)
        form = app.screen
        priority = next(a for a in form.query(Asked) if a.ask.name == "priority")
        priority.query_one(Select).value = "urgent"
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is not form)
        written = Ledger.open(coalition).newest(1)[0]
        assert written.set == {"priority": "urgent"}


async def test_comment_shows_with_who_said_it(coalition: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "members", "2")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, Form) and app.focused)
        await pilot.press(*"They will sign", "ctrl+s")
        await until(pilot, lambda: "They will sign" in on_terminal(app) and not isinstance(app.screen, Form))


async def test_dropping_asks_once(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        row = table(app).row
        assert row is not None
        await pilot.press("x", "escape")
        await pilot.press("x", "y")
        await until(pilot, lambda: row.doc["title"] not in titles(app))
        assert Ledger.open(coalition).get("action", row.key)["status"] == "dropped"  # type: ignore[index]


async def test_the_palette_finds_things_and_commands(coalition: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "Add an action in one line" in on_terminal(app))
        await pilot.press(*"euro digital")
        await until(pilot, lambda: app.screen.query_one(CommandList).option_count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: getattr(app.screen, "kind", "") == "member" and app.screen.detail)
        await pilot.press("escape")
        await until(pilot, lambda: app.current_mode == "actions" and isinstance(app.focused, VirtualTable))
        await pilot.press("ctrl+p")
        await pilot.press(*"members")
        await until(pilot, lambda: "Who is in the coalition" in on_terminal(app))


async def test_help_explains_the_screen(coalition: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, Help))
        text = on_terminal(app)
        assert "Record that this action is done, or" in text and "Not now:" in text
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, Help))


async def test_keys_can_be_bound_anew(coalition: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(coalition, preferred=Preferences(keys={"action.done": "Z"}))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        row = table(app).row
        assert row is not None
        await until(pilot, lambda: " Z Done" in on_terminal(app))
        await pilot.press("Z")
        await until(pilot, lambda: row.doc["title"] not in titles(app))


async def test_it_shrinks_and_grows_without_harm(coalition: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await until(pilot, lambda: "History" in on_terminal(app))  # the pane is read a moment later
        before = on_terminal(app)
        await pilot.resize_terminal(20, 5)
        await pilot.pause(0.1)
        await pilot.press("j", "k")
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: on_terminal(app) == before)
