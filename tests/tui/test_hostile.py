"""Were one of these to fail, opening somebody else's ledger could run a command on one's own machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Change, Ledger
from allied.store.schema import keys
from allied.tui.app import Allied
from allied.tui.dialogs.form import Form
from textual.app import App

from .conftest import key
from .hostile import MARK, PAYLOADS, acting


@pytest.fixture
def hostile(coalition: Path) -> Path:
    """Return a ledger in which every text is hostile, as no command would write it but anybody could."""
    ledger = Ledger.open(coalition)
    changes = [Change("coalition", keys.COALITION, {"name": PAYLOADS[0] + PAYLOADS[4]})]
    changes.append(Change("writer", keys.writer_key("coordinator0"), {"name": PAYLOADS[1]}))
    changes.append(Change("contact", key("c1"), {"name": PAYLOADS[2], "coordination": True}))
    for n, text in enumerate(PAYLOADS):
        fields = {
            "name": text,
            "handle": text,
            "note": f"{text}\n{text}",
            f"regions/{n}{MARK}": True,
            "website": text,
        }
        changes.append(Change("member", key(f"h{n}"), fields))
        done = {"title": text, "note": text, "owner": key(f"h{n}"), "due": "2026-11-01", "status": "todo"}
        changes.append(
            Change("action", key(f"b{n}"), {**done, f"comments/{n}": {"text": text, "by": key("c1")}})
        )
    changes.append(Change("action", key("b9"), {"title": "x", "status": PAYLOADS[1], "due": PAYLOADS[2]}))
    ledger.write(changes, note=PAYLOADS[0])
    ledger.set_me(key("c1"))
    return coalition


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=str)
async def test_no_screen_lets_it_through(
    size: tuple[int, int], hostile: Path, until: Any, on_terminal: Callable[[App[Any]], str]
) -> None:
    app = Allied(hostile)
    async with app.run_test(size=size, notifications=True) as pilot:

        async def seen(what: str = MARK) -> None:
            await until(pilot, lambda: what in on_terminal(app))
            assert acting(app) == []

        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        for mode, letter in (("today", "1"), ("members", "2"), ("actions", "4")):
            await pilot.press(letter)
            await until(
                pilot, lambda mode=mode: app.current_mode == mode and getattr(app.screen, "page", None)
            )
            await seen()
            for _ in range(len(PAYLOADS)):
                await pilot.press("j")
                await pilot.pause(0.06)
                assert acting(app) == []
            await pilot.press("enter")
            await seen()
            await pilot.press("escape", "question_mark")
            await seen("Here")
            await pilot.press("escape")
        await pilot.press("home", "e")
        await until(pilot, lambda: isinstance(app.screen, Form) and MARK in on_terminal(app))
        assert acting(app) == []
        await pilot.press("escape")
        await pilot.press("ctrl+p", *"hostile")
        await seen()
        await pilot.press("escape", "escape")
        await pilot.press("d", "u")
        await until(pilot, lambda: any("Undone" in n.message for n in app._notifications))
        await seen()
        await pilot.press("slash", *"zzz")
        await seen("zzz")


@pytest.fixture
def prompting(coalition: Path) -> Path:
    """Return a ledger whose states are markup: what stands now is what a drop-down shows before one chooses."""
    ledger = Ledger.open(coalition)
    asked = {
        f"asked/{key('m1')}": True,
        "question": "Shall we?",
        "rule": "consent",
        "closing": {"status": "open"},
    }
    stated = {"position": PAYLOADS[4], "reason": "x"}
    ledger.write(
        [
            Change("initiative", key("i1"), {"title": "Net", "stage": "[/]" + PAYLOADS[4]}),
            Change("decision", key("d1"), {**asked, f"positions/{key('m1')}": stated}),
            Change(
                "decision",
                key("d2"),
                {
                    **asked,
                    f"positions/{key('m1')}": {"position": "block", "reason": "x"},
                    f"answers/{key('m1')}": {"state": "[/]" + PAYLOADS[4]},
                },
            ),
        ]
    )
    return coalition


@pytest.mark.parametrize(
    "keys_", [("3", "i1", "s"), ("5", "d1", "enter", "enter"), ("5", "d2", "enter", "A")], ids=str
)
async def test_what_stands_in_a_drop_down_is_text(
    keys_: tuple[str, ...], prompting: Path, until: Any, on_terminal: Callable[[App[Any]], str]
) -> None:
    app = Allied(prompting)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        place, row, *rest = keys_
        await pilot.press(place)
        await until(pilot, lambda: app.screen.query("#table") and getattr(app.screen, "page", None))
        app.screen.table.to_key(key(row))  # type: ignore[attr-defined]
        for one in rest:
            before = app.screen
            await until(pilot, lambda: app.screen.table.row)  # type: ignore[attr-defined]
            await pilot.press(one)
            await until(pilot, lambda before=before: app.screen is not before)
        await until(pilot, lambda: isinstance(app.screen, Form) and "@click" in on_terminal(app))
        assert acting(app) == []
