"""Were one of these to fail, opening somebody else's ledger could run a command on one's own machine."""

from __future__ import annotations

import os
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pytest
from allied.store.ledger import Change, Ledger
from allied.store.schema import keys
from allied.tui.app import Allied
from allied.tui.dialogs.form import Form
from textual.app import App

from .conftest import key

MARK = "HOSTILE"
PAYLOADS = (
    f"\x1b]52;c;{MARK}\x07",
    f"\x1b[31m{MARK}\x1b[0m",
    f"\x9b31m{MARK}",
    f"\u202e{MARK}\u2066",
    f"[@click=app.quit]{MARK}[/]",
    f"[/]{MARK}[bold",
    f"\x08\r\x00{MARK}\ue000",
)
BAD = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


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


def acting(app: App[Any]) -> list[str]:
    """Return the lines on the terminal that hold a character that could act on it."""
    found = []
    for strip in app.screen._compositor.render_strips():
        if any(unicodedata.category(c) in BAD and c not in "\u200c\u200d" for c in strip.text):
            found.append(ascii(strip.text))
        for segment in strip:
            if segment.style and segment.style.meta and "@click" in segment.style.meta:
                found.append(f"a link: {segment.text!r}")
            if segment.style and segment.style.link:
                found.append(f"a link: {segment.text!r}")
    return found


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


def test_none_of_its_bytes_reach_a_terminal(hostile: Path) -> None:
    code = "import sys, pathlib; from allied.tui.app import run; sys.exit(run(pathlib.Path(sys.argv[1])))"
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    child = pexpect.spawn(
        sys.executable, ["-c", code, str(hostile)], env=env, dimensions=(40, 120), timeout=20
    )
    output = b""

    def read(wanted: bytes) -> None:
        nonlocal output
        end = time.monotonic() + 20
        while wanted not in output and time.monotonic() < end:
            try:
                output += child.read_nonblocking(65536, timeout=0.2)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                break
        assert wanted in output, output[-2000:]

    read(MARK.encode())
    for keys_, wanted in (
        ("2", b"Handle"),
        ("jj", b""),
        ("4", b"Owner"),
        ("jjjj", b""),
        ("d", b"done"),
        ("u", b"Undone"),
    ):
        child.send(keys_)
        read(wanted)
        time.sleep(0.15)
    child.send("\x10hostile")
    time.sleep(1)
    read(b"HOSTILE")
    child.send("\x1b")
    time.sleep(0.5)
    child.send("q")
    child.send("\x11")
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            output += child.read_nonblocking(65536, timeout=0.2)
        except pexpect.TIMEOUT:
            continue
        except pexpect.EOF:
            break
    child.close()
    assert child.exitstatus == 0
    for text in PAYLOADS[:4]:
        head = text.split(MARK)[0]
        assert (head + MARK[:1]).encode() not in output
    for raw in (
        b"\x1b]52",
        "\u202e".encode(),
        "\u2066".encode(),
        "\x9b".encode(),
        "\ue000".encode(),
        b"\x00",
    ):
        assert raw not in output


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
