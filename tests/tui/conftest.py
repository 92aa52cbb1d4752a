"""What every TUI test needs: a page to show, a way to wait, and the text a terminal would show."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot

GRIDS = Path(__file__).parent / "grids"
NOW = "2026-11-23T10:20:00.000Z"

Until = Callable[[Pilot[Any], Callable[[], object]], Awaitable[None]]


class Comparing(Protocol):
    """Compares what is on the terminal with what was there when a person last looked at it."""

    def __call__(self, app: App[Any], name: str) -> None: ...


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Stop the clock, keep the machine's own ledgers and colours out, and pictures of screens in."""
    monkeypatch.setenv("ALLIED_NOW", NOW)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for name in ("ALLIED_LEDGER", "NO_COLOR", "CI", "ALLIED_WRITER"):
        monkeypatch.delenv(name, raising=False)
    yield


@pytest.fixture
def until() -> Until:
    """Return a way to wait for a condition, which fails saying what was on the terminal."""

    async def wait(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
        for _ in range(1000):
            if condition():
                return
            await pilot.pause(0.01)
        raise AssertionError("It never came about. On the terminal:\n" + "\n".join(lines(pilot.app)))

    return wait


def lines(app: App[Any]) -> list[str]:
    """Return the terminal's lines, without colours."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


@pytest.fixture
def on_terminal() -> Callable[[App[Any]], str]:
    """Return a way to see the terminal as one text."""
    return lambda app: "\n".join(lines(app))


@pytest.fixture
def still_there(until: Until) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Return a way to wait until nothing on the terminal moves any more."""

    async def wait(pilot: Pilot[Any]) -> None:
        seen: list[list[str]] = []

        def same() -> bool:
            seen.append(lines(pilot.app))
            return len(seen) > 20 and all(one == seen[-1] for one in seen[-20:])

        await until(pilot, same)

    return wait


@pytest.fixture
def same_grid() -> Comparing:
    """Return the comparison with the kept grids; `KEEP_GRIDS=1` keeps what is there now instead."""

    def compare(app: App[Any], name: str) -> None:
        kept = GRIDS / f"{name}.txt"
        seen = "\n".join(lines(app)) + "\n"
        if os.environ.get("KEEP_GRIDS"):
            GRIDS.mkdir(exist_ok=True)
            kept.write_text(seen, encoding="utf-8")
        assert seen == kept.read_text(encoding="utf-8"), f"{name} looks otherwise:\n{seen}"

    return compare


@pytest.fixture
def coalition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a small ledger that is the same every time."""
    from allied.store.ledger import Change, Ledger

    monkeypatch.setenv("CI", "1")
    monkeypatch.setenv("ALLIED_WRITER", "coordinator0")
    root = tmp_path / "ledger"
    root.mkdir()
    ledger = Ledger.create(root, name="Coalition for a Liveable Net")
    members = (
        ("m1", {"name": "European Digital Rights", "handle": "edri", "kind": "network", "status": "active"}),
        ("m2", {"name": "Berlin Housing Network", "handle": "berlin", "kind": "network", "status": "active"}),
        ("m3", {"name": "Mères au front", "handle": "meres", "kind": "collective", "status": "prospect"}),
    )
    actions = (
        ("a1", {"title": "Draft the letter", "status": "doing", "due": "2026-11-20", "priority": "high"}),
        ("a2", {"title": "Call the press list", "status": "todo", "due": "2026-11-23"}),
        ("a3", {"title": "Translate the ask", "status": "todo", "due": "2026-12-04", "priority": "low"}),
        ("a4", {"title": "Find a venue", "status": "blocked"}),
        ("a5", {"title": "Book the hall", "status": "done", "due": "2026-11-02"}),
    )
    changes = [Change("member", key(short), dict(values)) for short, values in members]
    changes += [Change("member", key("m1"), {"regions/europe": True, "topics/privacy": True})]
    changes += [Change("action", key(short), {**values, "owner": key("m1")}) for short, values in actions]
    ledger.write(changes)
    return root


@pytest.fixture
def numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Number what verbs add, so that the ids on the terminal are the same every time."""
    numbers = count(1)
    for module in ("actions", "closing", "contacts", "members", "writing"):
        monkeypatch.setattr(
            f"allied.store.verbs.{module}.new_key", lambda: f"{next(numbers):04x}".ljust(32, "0")
        )


def key(short: str) -> str:
    """Return a document's key that begins so."""
    return short.encode().hex().ljust(32, "0")
