"""Were this to fail, a meeting's work would be quicker typed as commands than done in the TUI."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from allied.commands.main import main
from allied.store.ledger import Ledger
from allied.tui.app import Allied
from allied.tui.screens.decision import DecisionScreen

from .test_meetings import NAMES, board, fill, ready, table

__all__ = ["board"]

POSITIONS = "aaaaaaaba"
SAID = {"a": "agree", "b": "block"}
# The shortest way to say the same by commands: the decision by four letters of its id.
COMMANDS = (
    *(
        f"allied decision position {{id}} {name.lower()} {SAID[letter]}"
        + (" --reason 'Too soon'" if letter == "b" else "")
        for name, letter in zip(NAMES, POSITIONS, strict=True)
    ),
    "allied decision answer {id} larch addressed --words 'On Monday then'",
    "allied action add 'Write the letter' --owner alder --due fri",
    "allied action add 'Ring the press' --owner birch --due fri",
    "allied decision close {id} adopted --outcome 'We send it on Monday'",
)


def came_of(root: Path) -> tuple[Any, ...]:
    """Return what there is in the end: the decision, each position, the answer, the actions."""
    ledger = Ledger.open(root)
    (doc,) = ledger.table("decision").values()
    label = {key: ledger.label("member", key) for key in ledger.table("member")}
    stated = {label[key]: (one["position"], one.get("reason")) for key, one in doc["positions"].items()}
    answers = [(one.get("state"), one.get("words")) for one in doc["answers"].values()]
    new = [d for d in ledger.table("action").values() if d["title"] in ("Write the letter", "Ring the press")]
    todo = {d["title"]: (label[d["owner"]], d["due"]) for d in new}
    return doc["status"], doc["outcome"], stated, answers, todo


async def test_fewer_keys_than_commands(
    board: Path, until: Any, on_terminal: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "by-commands"
    shutil.copytree(board, other)
    app = Allied(board)
    pressed = 0
    async with app.run_test(size=(120, 40), notifications=True) as pilot:

        async def press(*keys: str) -> None:
            nonlocal pressed
            pressed += len(keys)
            await pilot.press(*keys)

        async def form(*keys: str) -> None:
            nonlocal pressed
            pressed += len(keys)
            await fill(app, pilot, until, *keys)

        await ready(app, pilot, until)
        await press("5")
        await until(pilot, lambda: app.current_mode == "decisions" and getattr(app.screen, "page", None))
        await press("enter")
        await until(pilot, lambda: isinstance(app.screen, DecisionScreen) and app.screen.deciding)
        await press(*POSITIONS)
        await until(pilot, lambda: "stated 9/9" in on_terminal(app))
        await press("G", "k", "enter")
        await form(*"Too soon", "enter")
        await until(pilot, lambda: "Too soon" in on_terminal(app))
        await press("A")
        await form(*"On Monday then", "enter")
        await until(pilot, lambda: app.screen.deciding.tally.met)
        await press("C")
        await form(*"We send it on Monday", "enter")
        await until(pilot, lambda: "✓ adopted" in on_terminal(app))
        await press("escape", "4")
        await until(pilot, lambda: app.current_mode == "actions" and table(app).row)
        for line in ("Write the letter @alder due:fri", "Ring the press @birch due:fri"):
            await press("a")
            await form(*line, "enter")
        await until(pilot, lambda: "Ring the press" in on_terminal(app))
    ident = next(iter(Ledger.open(other).table("decision")))[:4]
    lines = [line.format(id=ident) for line in COMMANDS]
    for line in lines:
        assert main(["-C", str(other), *shlex.split(line)[1:]]) == 0, (line, capsys.readouterr().err)
    assert came_of(board) == came_of(other)
    typed = sum(len(line) + 1 for line in lines)
    assert pressed * 4 < typed, (pressed, typed)
