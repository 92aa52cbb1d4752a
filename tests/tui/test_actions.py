"""Were one of these to fail, actions could not be taken down as fast as people speak, nor moved where they belong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Change, Ledger
from allied.store.verbs import actions, documents, members, optins
from allied.tui.app import Allied
from allied.tui.dialogs.answers import Answers
from allied.tui.dialogs.form import Form
from allied.tui.dialogs.quick import QuickAdd
from allied.tui.messages import CardMoved
from allied.tui.screens.board import BoardScreen
from allied.tui.widgets.board import Board
from textual.widgets import Input

from .conftest import key
from .test_flows import SIZES, at, table, titles, told


async def quickly(pilot: Any, until: Any, line: str, opens: str = "a") -> QuickAdd:
    app = pilot.app
    await pilot.press(opens)
    await until(pilot, lambda: isinstance(app.screen, QuickAdd) and isinstance(app.focused, Input))
    await pilot.press(*line)
    return app.screen


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_an_action_in_one_line(
    size: tuple[int, int], coalition: Path, until: Any, on_terminal: Any
) -> None:
    app = Allied(coalition)
    async with app.run_test(size=size, notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await quickly(pilot, until, "ring them @edri !high due:fri #dsa")
        await until(pilot, lambda: "owner edri" in on_terminal(app) and "due Fri 27 Nov" in on_terminal(app))
        await pilot.press("enter")
        await until(pilot, lambda: "ring them" in titles(app))
        await until(pilot, lambda: table(app).row and table(app).row.doc["title"] == "ring them")
        doc = table(app).row.doc
        assert (doc["owner"], doc["priority"], doc["due"], doc["tags"]) == (
            key("m1"),
            "high",
            "2026-11-27",
            ["dsa"],
        )


async def test_a_line_that_cant_be_taken_stays_and_says_why(
    coalition: Path, until: Any, on_terminal: Any
) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        dialog = await quickly(pilot, until, "ring @nobody due:fri")
        await until(pilot, lambda: "✗ @nobody" in on_terminal(app))
        await pilot.press("enter")
        await until(pilot, lambda: "called “nobody”" in on_terminal(app))
        assert app.screen is dialog and dialog.query_one(Input).value == "ring @nobody due:fri"
        await pilot.press("escape")
        assert app.screen is dialog
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not dialog)
        assert len(Ledger.open(coalition).table("action")) == 5


async def test_a_line_goes_on_as_a_form(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await quickly(pilot, until, "ring them due:fri")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await until(pilot, lambda: app.screen._texts()["due"] == "2026-11-27")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "ring them" in titles(app))


async def test_names_complete_after_their_signs(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        dialog = await quickly(pilot, until, "ring them @be")
        field = dialog.query_one(Input)
        await until(pilot, lambda: field.suggester is not None)
        await pilot.press("r")
        await until(pilot, lambda: field._suggestion == "ring them @berlin")
        await pilot.press("right")
        assert field.value == "ring them @berlin"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_cards_move_by_key_the_cursor_with_them(
    size: tuple[int, int], coalition: Path, until: Any
) -> None:
    app = Allied(coalition)
    async with app.run_test(size=size, notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await until(pilot, lambda: table(app).to_key(key("a2")))
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen) and app.screen.board.row)
        board = app.screen.board
        assert board.row.key == key("a2") and board.column == "todo"
        await pilot.press("L")
        await until(pilot, lambda: board.column == "doing" and board.row.key == key("a2"))
        await pilot.press("L", "L")
        await until(pilot, lambda: Ledger.open(coalition).get("action", key("a2"))["status"] != "doing")
        await pilot.press("H")
        await until(pilot, lambda: board.row.key == key("a2"))
        await pilot.press("v")
        await until(pilot, lambda: not isinstance(app.screen, BoardScreen))


async def test_a_card_is_dragged(coalition: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen) and app.screen.board.row)
        board = app.screen.board
        held = board.cards[0][0]
        await pilot.mouse_down(Board, offset=(5, 1))
        await pilot.hover(Board, offset=(35, 8))
        assert board.target == 1 and "▼" in on_terminal(app)
        await pilot.mouse_up(Board, offset=(35, 8))
        await until(pilot, lambda: any(row.key == held.key for row in board.cards[1]))
        assert board.row.key == held.key and board.target is None


async def test_a_card_goes_to_the_next_column_it_may_be_in(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen) and app.screen.board.row)
        board = app.screen.board
        assert board.to_key(key("a5"))
        await pilot.press("H")  # what is done is never blocked
        await until(pilot, lambda: board.column == "doing" and board.row.key == key("a5"))
        assert Ledger.open(coalition).get("action", key("a5"))["status"] == "doing"


async def test_a_move_that_is_not_allowed_says_so(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen) and app.screen.board.row)
        board = app.screen.board
        board.post_message(CardMoved([(key("a5"), "blocked")]))  # as the mouse would drop it
        await until(pilot, lambda: "done" in told(app) and "blocked" in told(app))
        assert Ledger.open(coalition).get("action", key("a5"))["status"] == "done"


async def test_what_an_action_waits_on_is_shown(coalition: Path, until: Any, on_terminal: Any) -> None:
    actions.change(Ledger.open(coalition), key("a3"), {"waits_on": [key("a1")]})
    app = Allied(coalition)
    async with app.run_test(size=(200, 60), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        assert "⧗ Translate the ask" in on_terminal(app)
        await pilot.press("v")
        await until(pilot, lambda: "⧗ waits on Draft the letter" in on_terminal(app))


async def test_many_at_once_and_undone_as_one(coalition: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        before = titles(app)
        await pilot.press("space", "space")
        await until(pilot, lambda: "✓ 2 marked" in on_terminal(app))
        await pilot.press("d")
        await until(pilot, lambda: len(titles(app)) == len(before) - 2)
        assert not table(app).rows.marked
        assert (
            len(Ledger.open(coalition).newest(2)[0].step)
            and len({e.step[0] for e in Ledger.open(coalition).newest(2)}) == 1
        )
        await pilot.press("u")
        await until(pilot, lambda: titles(app) == before)
        await pilot.press("V", "space", "escape")
        await until(pilot, lambda: not table(app).rows.marked)


async def test_many_are_given_away(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await pilot.press("V", "w")
        await until(pilot, lambda: isinstance(app.screen, Form) and isinstance(app.focused, Input))
        await pilot.press(*"berlin", "enter")
        await until(pilot, lambda: not isinstance(app.screen, Form))
        table_ = Ledger.open(coalition).table("action")
        assert [table_[key(a)]["owner"] for a in ("a1", "a2", "a3", "a4", "a5")] == [key("m2")] * 4 + [
            key("m1")
        ]


async def test_what_blocks_it_is_kept(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        row = table(app).row
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, Form) and isinstance(app.focused, Input))
        await pilot.press(*"No money", "tab", *"Find a venue", "enter")
        await until(pilot, lambda: not isinstance(app.screen, Form))
        doc = Ledger.open(coalition).get("action", row.key)
        assert doc["status"] == "blocked" and doc["waits_on"] == [key("a4")]
        assert next(iter(doc["comments"].values()))["text"] == "No money"
        await pilot.press("W")
        await until(pilot, lambda: isinstance(app.screen, Form) and app.screen._texts()["others"])
        await pilot.press("ctrl+u", "ctrl+s")
        await until(pilot, lambda: not Ledger.open(coalition).get("action", row.key).get("waits_on"))


async def test_filters_are_those_of_the_commands(coalition: Path, until: Any, on_terminal: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await pilot.press("slash", *"due:before:fri")
        await until(pilot, lambda: set(titles(app)) == {"Draft the letter", "Call the press list"})
        await pilot.press(*" -status:doing")
        await until(pilot, lambda: titles(app) == ["Call the press list"])
        await pilot.press(*" owner:nobody")
        await until(pilot, lambda: "✗" in on_terminal(app) and "nobody" in on_terminal(app))
        await pilot.press("escape")
        await until(pilot, lambda: len(titles(app)) == 4 and "✗" not in on_terminal(app).splitlines()[1])
        await pilot.press("slash", *"meres")
        await pilot.press("escape", "2")
        await until(pilot, lambda: app.current_mode == "members" and table(app).row)
        await pilot.press("slash", *"meres")  # without the accent
        await until(pilot, lambda: [r.doc["handle"] for r in table(app).rows.seen] == ["meres"])


async def test_a_filter_goes_along_to_the_board(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await pilot.press("slash", *"status:doing", "enter")
        await until(pilot, lambda: titles(app) == ["Draft the letter"])
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen) and app.screen.board.rows.shown == 1)


async def test_a_line_of_today_is_put_off_and_chased(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        assert table(app).row.key == key("a1")
        await pilot.press("z")
        await until(pilot, lambda: Ledger.open(coalition).get("action", key("a1"))["due"] == "2026-11-24")
        assert "put off to Tue 24 Nov" in told(app)
        await until(pilot, lambda: table(app).to_key(key("a1")))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, Form) and app.focused)
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, Form))
        doc = Ledger.open(coalition).get("action", key("a1"))
        assert [one["text"] for one in doc["comments"].values()] == ["Asked again."]


async def test_an_answer_is_two_keys(coalition: Path, until: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from allied.store.verbs import initiatives

    ledger = Ledger.open(coalition)
    letter = initiatives.add(ledger, "Open letter", {"handle": "letter"}).key
    two = [members.add(ledger, name).key for name in ("Alder Trust", "Birch Trust")]
    asked = [optins.ask(ledger, member, letter, {"expected_by": "2026-11-24"}).key for member in two]
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        assert table(app).to_key(asked[0])
        await pilot.press("r", "i")
        await until(pilot, lambda: Ledger.open(coalition).get("optin", asked[0])["state"] == "in")
        await until(pilot, lambda: table(app).to_key(asked[1]))
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, Answers))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Form) and "given_by" in app.screen._texts())
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, Form) and table(app).row.key == asked[1])
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, Form) and isinstance(app.focused, Input))
        await pilot.press(*"Rang twice", "tab", *"+3d", "enter")
        await until(pilot, lambda: not isinstance(app.screen, Form))
        doc = Ledger.open(coalition).get("optin", asked[1])
        assert doc["expected_by"] == "2026-11-26"
        assert [one["text"] for one in doc["comments"].values()] == ["Rang twice"]


async def test_titles_are_whole_where_there_is_room(coalition: Path, until: Any, on_terminal: Any) -> None:
    """Were this to fail, what a card is about would be cut above half a screen of nothing."""
    documents.change(
        Ledger.open(coalition),
        "action",
        key("a4"),
        {"title": "Find a venue with a ramp near the main station"},
    )
    app = Allied(coalition)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("4", "v")
        await until(
            pilot, lambda: isinstance(app.screen, BoardScreen) and "Book the hall" in on_terminal(app)
        )
        shown = " ".join(on_terminal(app).replace("│", " ").split())
        for word in ("venue", "ramp", "station", "! 3 days late", "edri"):
            assert word in shown
        assert "…" not in shown


async def test_a_column_scrolls_to_the_card_under_the_cursor(coalition: Path, until: Any) -> None:
    """Were this to fail, one would act on a card that is out of view."""
    titles = [f"Ring number {n} about the long list of things to bring" for n in range(40)]
    changes = [Change("action", f"{n:032x}", {"title": title}) for n, title in enumerate(titles, 1)]
    Ledger.open(coalition).write(changes)
    app = Allied(coalition)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("4", "v")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen) and app.screen.board.row)
        board = app.screen.query_one(Board)
        for press in ("G", "home", "pagedown", "j", "pagedown", "G", "k", "k", "pageup"):
            await pilot.press(press)
            column, place = board.at
            wide = board.widths()[column]
            whole = [
                line for line in board.lines_of(column, wide)[: board.size.height - 1] if line.place == place
            ]
            assert whole and whole[0].number == 0
            assert board.hit(1, next(n for n in range(1, 24) if board.hit(1, n)[1] == place))[1] == place
