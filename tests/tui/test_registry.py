"""Were one of these to fail, a key would do nothing, or something could be done that no one is told of."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import allied.tui.registry as registry
import pytest
from allied.tui import places
from allied.tui.app import Allied
from allied.tui.dialogs.answers import Answers
from allied.tui.dialogs.confirm import Confirm
from allied.tui.dialogs.form import Form
from allied.tui.dialogs.help import Help
from allied.tui.dialogs.jump import Jump
from allied.tui.dialogs.keys import Keys
from allied.tui.dialogs.quick import QuickAdd
from allied.tui.layouts.live import Live
from allied.tui.screens.actions import Actions
from allied.tui.screens.board import BoardScreen
from allied.tui.screens.charts import Charts
from allied.tui.screens.decision import DecisionScreen
from allied.tui.screens.decisions import Decisions
from allied.tui.screens.initiatives import Initiatives
from allied.tui.screens.log import Log
from allied.tui.screens.matrix import MatrixScreen
from allied.tui.screens.meeting import MeetingScreen
from allied.tui.screens.meetings import Meetings
from allied.tui.screens.members import Members
from allied.tui.screens.people import People
from allied.tui.screens.step import Step
from allied.tui.screens.sync import Sync
from allied.tui.screens.thing import (
    ActionScreen,
    ContactScreen,
    GroupScreen,
    InitiativeScreen,
    MemberScreen,
    OptinScreen,
    ThingScreen,
)
from allied.tui.screens.today import Today
from allied.tui.screens.welcome import Welcome
from allied.tui.widgets.board import Board
from allied.tui.widgets.detail_pane import DetailPane
from allied.tui.widgets.matrix import Matrix
from allied.tui.widgets.scroll import Scroll
from allied.tui.widgets.table import VirtualTable

from .markup import parsed_strings

TUI = Path(registry.__file__).parent
PARTS: dict[str, type] = {
    "app": Allied,
    "list": VirtualTable,
    "pane": Scroll,
    "links": DetailPane,
    "cells": Matrix,
    "cards": Board,
    "form": Form,
    "quick": QuickAdd,
    "answers": Answers,
    "question": Confirm,
    "help": Help,
    "keys": Keys,
    "jump": Jump,
    "welcome": Welcome,
}
SCREENS: dict[str, type[Live]] = {
    "today": Today,
    "members": Members,
    "initiatives": Initiatives,
    "actions": Actions,
    "decisions": Decisions,
    "log": Log,
    "sync": Sync,
    "member": MemberScreen,
    "initiative": InitiativeScreen,
    "action": ActionScreen,
    "contact": ContactScreen,
    "group": GroupScreen,
    "optin": OptinScreen,
    "thing": ThingScreen,
    "decision": DecisionScreen,
    "meeting": MeetingScreen,
    "meetings": Meetings,
    "people": People,
    "matrix": MatrixScreen,
    "board": BoardScreen,
    "charts": Charts,
    "step": Step,
}


def test_ids_are_unique_and_every_command_is_explained() -> None:
    ids = [c.id for c in registry.COMMANDS]
    assert len(set(ids)) == len(ids)
    for command in registry.COMMANDS:
        assert command.name and command.help.endswith("."), command.id
        assert command.where, command.id


def test_every_command_has_a_key_or_the_palette() -> None:
    """The palette offers whatever applies where one is, so a place is enough."""
    for command in registry.COMMANDS:
        assert command.key or any(command in registry.on(place) for place in SCREENS), command.id


@pytest.mark.parametrize("place", [*SCREENS, *PARTS])
def test_no_key_means_two_things(place: str) -> None:
    scope = {part: {part} for part in PARTS if part != "links"}.get(
        place,
        {"links", "pane"}
        if place == "links"
        else {
            place,
            "app",
            *(["list"] if place in registry.TABLES else []),
            registry.GRIDS.get(place, place),
        },
    )
    keys = [k for c in registry.COMMANDS if scope & set(c.where) for k in c.key.split(",") if k]
    assert len(set(keys)) == len(keys), sorted(k for k in keys if keys.count(k) > 1)


def test_no_letter_after_g_means_two_things() -> None:
    letters = [c.chord for c in registry.COMMANDS if c.chord]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("command", registry.COMMANDS, ids=lambda c: c.id)
def test_it_works_where_it_says(command: registry.Command) -> None:
    name = command.action.split("(")[0]
    for place in command.where:
        holder: type = Allied if name.startswith("app.") else {**PARTS, **SCREENS}[place]
        action = getattr(holder, f"action_{name.removeprefix('app.')}", None)
        assert callable(action), f"{command.id} on {place}"


@pytest.mark.parametrize("place", [*SCREENS, *PARTS])
def test_each_place_binds_what_the_registry_says(place: str) -> None:
    bound = {b.id for b in {**PARTS, **SCREENS}[place].BINDINGS}  # type: ignore[attr-defined]
    assert bound == {c.id for c in registry.COMMANDS if place in c.where and c.key}


def test_a_keymap_changes_what_is_shown() -> None:
    undo = registry.command("undo")
    assert registry.keys(undo, {}) == ["u"]
    assert registry.keys(undo, {"undo": "ctrl+z"}) == ["ctrl+z"]


def test_no_screen_imports_another() -> None:
    for path in (TUI / "screens").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                inside = node.level == 1 or "screens" in (node.module or "")
                assert not inside, f"{path.name} imports {node.module}"


def test_only_safe_text_makes_text() -> None:
    """Whatever else builds or parses text could let a ledger's markup or control characters through."""
    for path in TUI.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert "from_markup" not in source and "render_str" not in source, path
        if path.name not in ("safe_text.py", "crash.py"):
            assert "rich.text" not in source, path


def test_no_widget_gets_words_that_it_would_read_as_markup() -> None:
    """A plain `str` is markup to Textual: a title in it could end the app, or be a link that does something."""
    for path in TUI.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert parsed_strings(source) == [], path
        if path.name != "choice.py":  # its prompt takes no made text, so that one class sees to it
            assert not re.search(r"\bSelect(\[\w+\])?\(", source), path


@pytest.mark.parametrize(
    "line",
    [
        "Static(safe_text.one_line(name))",
        'Button(f"{name} (y)", id="yes")',
        'self.query_one("#heading", Static).update(name)',
        "self.tooltip = name",
        "self.border_title = doc['title']",
        "Option(str(name), name)",
        "Button(label=name)",
    ],
)
def test_such_words_would_be_noticed(line: str) -> None:
    assert parsed_strings(f"def show(self, name, doc):\n    {line}\n")


def test_every_place_can_be_gone_to() -> None:
    for command in registry.COMMANDS:
        if command.action.startswith("app.go(") and command.reason(registry.Situation(open=True)) is None:
            assert command.action.split("'")[1] in places.MODES


def test_the_app_stays_a_frame() -> None:
    assert len((TUI / "app.py").read_text(encoding="utf-8").splitlines()) <= 200
