"""Were one of these to fail, looking around in somebody else's ledger could run a command on one's own machine."""

from __future__ import annotations

import inspect
import pkgutil
import subprocess
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import allied.tui.dialogs
import allied.tui.registry as registry
import allied.tui.screens
import pytest
from allied.tui.declared import LISTS
from textual.screen import Screen

from .hostile import MARK, PAYLOADS, foreign, hostile
from .steered import Steered, key_of

__all__ = ["hostile"]

OVER = {
    "decision": ("decisions", "enter"),
    "meeting": ("meetings", "enter", "B"),
    "matrix": ("initiatives", "X"),
    "board": ("actions", "v"),
    "charts": ("today", "g", "c"),
}
"""Screens opened over others: from which list, and by which keys."""
APART = {"quit", "present", "go.to", "find"}
"""Commands that the walk carries out in ways of their own."""

FIRST_RUN = {"Welcome", "Beginning"}
"""What there is only where there is no ledger."""
SHOWN = {
    "Palette",
    "DecisionScreen",
    "Form",
    "MatrixScreen",
    "MeetingScreen",
    "QuickAdd",
    "Step",
    "GroupScreen",
    "MemberScreen",
    "OptinScreen",
}
"""What must have had some of it in view, beside the lists: else nothing was found because nothing was there."""


class Walk:
    """Goes through the full screen, and notes where it was and what could act."""

    def __init__(self, allied: Steered) -> None:
        self.allied = allied
        self.screens: set[str] = set()
        self.marked: set[str] = set()
        self.found: list[str] = []
        self.now: dict[str, Any] = {}

    def look(self, where: str, later: bool = False) -> dict[str, Any]:
        """Look at what is in view; the app must be there to say so."""
        now = self.now = self.allied.tell(later)
        self.screens |= set(now["stack"])
        self.found += [f"{where}: {one}" for one in now["acting"]]
        if MARK in now["shown"]:
            self.marked.add(now["stack"][-1])
        return now

    def press(self, where: str, *keys: str, later: bool = False) -> dict[str, Any]:
        """Press keys and look."""
        for key in keys:
            self.allied.press(key)
        return self.look(f"{where} {' '.join(keys)}", later)

    def until(self, where: str, condition: Callable[[dict[str, Any]], object]) -> None:
        """Look until something has come about."""
        for _ in range(300):
            if condition(self.look(where, later=True)):
                return
        raise AssertionError(f"{where}: it never came about\n{self.now['shown']}")

    def back(self, stack: list[str], where: str) -> None:
        """Come back to where one was."""
        for _ in range(8):
            if self.now["stack"] == stack:
                return
            self.press(where, "escape")
        raise AssertionError(f"{where}: no way back to {stack} from {self.now['stack']}\n{self.now['shown']}")

    def go(self, place: str) -> None:
        """Go to a list."""
        command = next(c for c in registry.COMMANDS if c.action == f"app.go('{place}')")
        self.press(place, "g", command.chord)
        if self.now["mode"] == place:
            self.back(self.now["stack"][:1], place)
        assert self.now["mode"] == place, self.now["shown"]

    def rows(self, where: str, most: int) -> None:
        """Rest on rows, one after the other, from the first."""
        self.press(where, "home", later=True)
        before = ""
        for _ in range(most):
            if before == (before := self.press(where, "j", later=True)["shown"]):
                return

    def commands(self, where: str, wanted: list[registry.Command]) -> None:
        """Carry out what can be done here, each from a row further down; fill forms, save them, come back."""
        stack = self.now["stack"]
        for n, command in enumerate(wanted):
            keys = [key_of(command)] if command.key else ["g", command.chord]
            self.press(f"{where}: {command.id}", "home", *["j"] * (n % 7), *keys)
            if self.now["form"]:
                self.allied.type("hos\t\x1b[C" * 3)
                self.press(f"{where}: {command.id}", "ctrl+s")
            elif len(self.now["stack"]) > len(stack):
                self.press(f"{where}: {command.id}", "end")
            if self.now["stack"] == stack and self.now["typing"]:
                self.press(f"{where}: {command.id}", *"hostile", "escape")
            self.back(stack, f"{where}: {command.id}")

    def opens(self, where: str, key: str, wanted: str, *then: str) -> None:
        """Press a key on one row after the other until it opens what is wanted; look at that, and come back."""
        stack = self.now["stack"]
        self.press(where, "home", later=True)
        for _ in range(2 * len(PAYLOADS)):
            if self.press(where, key)["stack"][-1] == wanted:
                self.rows(where, 2)
                self.press(where, *then, later=True)
                break
            self.back(stack, where)
            self.press(where, "j")
        self.back(stack, where)

    def linked(self, where: str, wanted: str) -> None:
        """Follow one link after the other in the panes beside rows until one leads to what is wanted."""
        stack = self.now["stack"]
        for row in range(len(PAYLOADS)):
            for link in range(8):
                self.press(where, "home", *["j"] * row, later=True)
                if self.press(where, "enter", *["tab"] * link, "enter", later=True)["stack"][-1] == wanted:
                    return self.back(stack, where)
                self.back(stack, where)
                self.press(where, "escape")
        raise AssertionError(f"{where}: no link leads to {wanted}")

    def by_palette(self, command: registry.Command) -> None:
        """Carry a command out by its name, and come back."""
        stack, mode = self.now["stack"], self.now["mode"]
        self.press("palette", "ctrl+p", *command.name)
        self.until(f"palette: {command.id}", lambda now: now["shown"].count(command.name) > 1)
        self.press(f"palette: {command.id}", "enter", later=True)
        self.back(stack, f"palette: {command.id}")
        assert self.now["mode"] == mode


@pytest.mark.timeout(900)  # one walk through all there is; that the app hangs is found out by each look
def test_no_screen_sends_any_of_it_to_the_terminal(hostile: Path, tmp_path: Path) -> None:
    """By every key, over every list, screen and dialog there is, to a terminal that would obey."""
    root = moved(hostile, tmp_path)
    with Steered(root, tmp_path, EDITOR="true") as allied:
        walk = Walk(allied)
        walk.until("start", lambda now: now["mode"] == "today" and MARK in now["shown"])
        walk.go("log")  # while the step that touched everything is still among the newest
        walk.opens("log", "enter", "Step", "home", "enter")
        done: set[str] = set()
        for place in LISTS:
            walk.go(place)
            walk.rows(place, len(PAYLOADS))
            walk.commands(place, list(fresh(place, done)))
        for screen, (place, *keys) in OVER.items():
            walk.go(place)
            walk.press(place, "home", later=True)
            for key in keys:
                walk.press(screen, key, later=True)
            walk.rows(screen, 4)
            walk.commands(screen, list(fresh(screen, done)))
        walk.go("today")
        walk.opens("today", "r", "Answers")
        walk.go("members")
        walk.linked("members", "OptinScreen")
        walk.linked("members", "GroupScreen")
        for command in registry.COMMANDS:
            if command.where == ("app",) and not command.key and not command.chord:
                walk.by_palette(command)
        typed_and_hovered(walk)
        shared(walk)
        gone(walk, root)
        code = allied.leave()
    assert (walk.found, foreign(allied.output), code) == ([], [], 0)
    assert (SCREENS - FIRST_RUN - walk.screens, SHOWN - walk.marked) == (set(), set())


def typed_and_hovered(walk: Walk) -> None:
    """Find by a word of theirs, read a line as it is typed, and rest the mouse on the bar of keys."""
    walk.go("today")
    walk.press("palette", "ctrl+p", *MARK, later=True)
    walk.until("palette", lambda now: now["shown"].count(MARK) > 1)  # the first is what was typed
    walk.back(["Today"], "palette")
    walk.press("quick", "a", *f"ring them @{MARK[:4]} due:fri #{MARK}", later=True)
    walk.press("quick", "tab", "ctrl+o", later=True)
    walk.back(["Today"], "quick")
    walk.allied.type("\x1b[<35;3;40M\x1b[<35;4;40M")
    walk.until("hovered", lambda now: now["tip"])


def shared(walk: Walk) -> None:
    """Show every list to each audience."""
    for _ in range(2):
        walk.press("shared", "f9", later=True)
        for place in LISTS:
            walk.go(place)
            walk.look(f"shared {place}", later=True)
    walk.press("shared", "f9", later=True)


def gone(walk: Walk, root: Path) -> None:
    """Have the ledger's folder gone: what says so names it."""
    away = root.with_name("away")
    root.rename(away)
    walk.until("gone", lambda now: "gone" in now["shown"] and MARK in now["shown"])
    away.rename(root)


def test_a_first_run_sends_none_of_it_to_the_terminal(tmp_path: Path) -> None:
    """In a folder somebody else has named, joining what is at an address somebody else has sent."""
    where = tmp_path / PAYLOADS[0]
    where.mkdir()
    with Steered(where, tmp_path) as allied:
        walk = Walk(allied)
        walk.until("start", lambda now: now["mode"] == "welcome")
        walk.press("welcome", "J", later=True)
        walk.allied.type(f"\x1b[200~file:///nowhere{PAYLOADS[0]}{PAYLOADS[3]}\x1b[201~")
        walk.press("welcome", "ctrl+s", later=True)
        assert walk.now["stack"][-1] == "Beginning" and MARK in walk.now["shown"]
        walk.back(["Welcome"], "welcome")
        code = allied.leave()
    assert (walk.found, foreign(allied.output), code) == ([], [], 0)
    assert walk.screens >= FIRST_RUN


def fresh(place: str, done: set[str]) -> Iterator[registry.Command]:
    """Give the commands that apply on a screen: its own, and of shared ones those not done yet."""
    for command in registry.on(place):
        goes = command.action.startswith("app.go(") or command.action == "back" or command.id in APART
        again = command.id in done and command.where != (place,) and command.id not in ("help", "open")
        if (command.key or command.chord) and not goes and not again:
            done.add(command.id)
            yield command


def moved(root: Path, work: Path) -> Path:
    """Put the ledger in a folder whose name means harm, with a remote whose address does."""
    where = work / PAYLOADS[0].replace("/", "") / "ledger"
    where.parent.mkdir()
    root.rename(where)
    git = ["git", "-C", str(where)]
    subprocess.run(
        [*git, "remote", "add", "origin", f"file:///nowhere{PAYLOADS[0]}{PAYLOADS[7]}"], check=False
    )
    return where


def _classes() -> set[str]:
    """Return every screen and dialog there is, by its name."""
    found: set[str] = set()
    for package in (allied.tui.screens, allied.tui.dialogs):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for name, thing in inspect.getmembers(import_module(module.name), inspect.isclass):
                if issubclass(thing, Screen) and thing.__module__ == module.name:
                    found.add(name)
    return found


SCREENS = _classes()
