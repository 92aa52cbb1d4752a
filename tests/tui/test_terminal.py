"""Were one of these to fail, Allied would leave somebody's terminal, or their ledger, in a state."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest
from allied.store.ledger import Change, Ledger
from allied.store.sync import remotes, syncing

from .conftest import key
from .terminal import ALLIED, HERE, Terminal

pytestmark = pytest.mark.skipif(not HERE, reason="there is no tmux here")


def sane(terminal: Terminal) -> bool:
    """Whether lines are echoed and edited again, and nothing of the full screen is left."""
    stty = terminal.says("stty -a")
    return " echo " in stty and " icanon " in stty and not terminal.full and terminal.modes == "00001"


def test_first_run_the_demo_and_out(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with Terminal(tmp_path, empty, TMPDIR=str(tmp_path)) as terminal:
        before = terminal.modes
        terminal.run(f"{ALLIED}; echo code=$?")
        terminal.shows("There is no ledger here yet")
        assert terminal.full
        terminal.press("Down", "Down")
        terminal.press("Enter")
        terminal.shows("somebody")
        terminal.shows("1 Today")
        terminal.press("2")
        terminal.shows("Members  ")
        terminal.press("q")
        terminal.shows("code=0")
        assert "There is no ledger" not in terminal.screen()
        assert terminal.modes == before and sane(terminal)
    assert [*empty.iterdir()] == []
    (made,) = tmp_path.glob("allied-demo-*")
    assert Ledger.open(made).problems == []


def test_first_run_makes_a_ledger(tmp_path: Path) -> None:
    with Terminal(tmp_path, tmp_path, (80, 24)) as terminal:
        terminal.run(f"{ALLIED}; echo code=$?")
        terminal.shows("There is no ledger here yet")
        terminal.press("m")
        terminal.shows("who you are")
        terminal.type("Räte")
        terminal.press("Tab")
        terminal.type("council")
        terminal.press("Enter")
        terminal.shows("1 thing needs somebody")
        terminal.press("q")
        terminal.shows("code=0")
        assert sane(terminal)
    assert Ledger.open(tmp_path / "council").name == "Räte"


@pytest.fixture
def slow(coalition: Path, tmp_path: Path) -> Callable[[], tuple[Path, Path]]:
    """Return what makes the coalition's remote answer never: ssh, or what stands in for it, sits there."""

    def make() -> tuple[Path, Path]:
        remote, program, started = tmp_path / "remote.git", tmp_path / "ssh", tmp_path / "started"
        subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(remote)], check=True)
        remotes.add(coalition, str(remote))
        syncing.sync(Ledger.open(coalition))
        subprocess.run(
            ["git", "remote", "set-url", "origin", f"ssh://git@example.invalid{remote}"],
            cwd=coalition,
            check=True,
        )
        # It does not even mind being told to go.
        program.write_text(
            f"#!/bin/sh\ntrap '' TERM\necho $$ > {started}.new\nmv {started}.new {started}\n"
            "while :; do sleep 600; done\n"
        )
        program.chmod(0o755)
        return program, started

    return make


def gone(pid: int) -> bool:
    """Whether a process has ended."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        return False
    return state == "Z"


def stopped(pid: int) -> bool:
    """Whether a process was stopped and can go on."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def waits_for(pid: int, lock: IO[bytes]) -> bool:
    """Whether a process has a file open that we hold locked."""
    name = os.path.realpath(lock.name)
    with contextlib.suppress(OSError):
        return any(os.path.realpath(one) == name for one in Path(f"/proc/{pid}/fd").iterdir())
    return False


def test_quitting_in_the_middle_of_a_sync(
    coalition: Path, tmp_path: Path, slow: Callable[[], tuple[Path, Path]]
) -> None:
    program, started = slow()
    Ledger.open(coalition).write([Change("action", key("a2"), {"status": "done"})])
    with Terminal(tmp_path, coalition, (120, 40), ALLIED_SSH=str(program)) as terminal:
        terminal.run(f"{ALLIED}; echo code=$?")
        terminal.shows("1 not shared yet")
        terminal.press("Y")
        terminal.shows("fetching from origin")
        terminal.until(started.exists)
        # What is written meanwhile counts too.
        terminal.press("4")
        terminal.shows(" finished")  # the list of actions says how many are
        terminal.shows("Draft the letter")
        terminal.press("d")
        terminal.until(lambda: "Draft the letter" not in terminal.screen().split("✓")[0])
        terminal.press("q")
        terminal.shows("code=0")
        assert sane(terminal)
        terminal.until(lambda: gone(int(started.read_text())))
        assert "code=0" in terminal.says(f"{ALLIED} check >/dev/null; echo code=$?")
    ledger = Ledger.open(coalition)
    assert ledger.problems == [] and len(ledger.unshared()) == 2
    subprocess.run(
        ["git", "remote", "set-url", "origin", str(tmp_path / "remote.git")], cwd=coalition, check=True
    )
    done = syncing.sync(ledger)
    assert done.sent == 2 and Ledger.open(coalition).unshared() == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_as_a_key_does(coalition: Path, tmp_path: Path, number: signal.Signals) -> None:
    with Terminal(tmp_path, coalition) as terminal:
        pid = terminal.start(ALLIED, tmp_path / "pid")
        terminal.shows("Draft the letter")
        os.kill(pid, number)
        terminal.shows(f"code={128 + number}")
        assert "Traceback" not in terminal.screen() and sane(terminal)


def test_a_write_under_way_ends_before_a_signal_does(coalition: Path, tmp_path: Path) -> None:
    with Terminal(tmp_path, coalition) as terminal:
        pid = terminal.start(ALLIED, tmp_path / "pid")
        terminal.shows("Draft the letter")
        terminal.press("4")
        terminal.shows(" finished")
        with (coalition / ".git" / "allied" / "lock").open("r+b") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            terminal.press("d")
            terminal.until(lambda: waits_for(pid, held))
            os.kill(pid, signal.SIGTERM)
        terminal.shows("code=143")
        assert sane(terminal)
    assert Ledger.open(coalition).problems == []
    assert Ledger.open(coalition).get("action", key("a1"))["status"] == "done"


def test_a_terminal_that_is_closed_ends_it_quietly(coalition: Path, tmp_path: Path) -> None:
    said = tmp_path / "said"
    with Terminal(tmp_path, coalition) as terminal:
        for ignoring in ("", "trap '' HUP; "):
            said.unlink(missing_ok=True)
            ours, theirs = pty.openpty()
            line = f"{ignoring}{ALLIED}; echo code=$? >{said}"
            env = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
            child = subprocess.Popen(
                ["sh", "-c", line], stdin=theirs, stdout=theirs, stderr=theirs, cwd=coalition,
                env=env, start_new_session=True,
            )  # fmt: skip
            os.close(theirs)
            seen = b""
            while b"Draft the letter" not in seen:
                seen += os.read(ours, 65536)
            os.close(ours)
            child.wait(60)
            terminal.until(said.exists)
            assert said.read_text() == "code=129\n"


@pytest.mark.parametrize("how", ["key", "TSTP", "STOP"])
def test_put_aside_and_back(coalition: Path, tmp_path: Path, how: str) -> None:
    with Terminal(tmp_path, coalition) as terminal:
        before = terminal.modes
        pid = terminal.start(ALLIED, tmp_path / "pid")
        terminal.shows("Draft the letter")
        terminal.press("4")
        terminal.shows(" finished")
        whole, modes = terminal.screen(), terminal.modes
        for _ in range(2):
            if how == "key":
                terminal.press("C-z")
            else:
                os.kill(pid, getattr(signal, f"SIG{how}"))
            terminal.until(lambda: stopped(pid))
            terminal.shows("Stopped")
            if how != "STOP":
                assert sane(terminal) and terminal.modes == before
            terminal.type("clear; stty sane; fg")
            terminal.press("C-j")  # what a shell reads as the end of a line in any mode
            terminal.until(lambda: terminal.screen() == whole and terminal.modes == modes, "as before")
        terminal.press("j")
        terminal.until(lambda: terminal.screen() != whole)
        terminal.press("k")
        terminal.until(lambda: terminal.screen() == whole)
        terminal.press("q")
        terminal.until(lambda: not terminal.full)
        assert sane(terminal) and gone(pid)


def test_where_there_is_no_shell_to_go_back_to_it_says_so(coalition: Path, tmp_path: Path) -> None:
    with Terminal(tmp_path, coalition) as terminal:
        terminal.run(f"exec {ALLIED}")
        terminal.shows("Draft the letter")
        terminal.press("C-z")
        terminal.shows("There is no shell here to go back to.")
        assert terminal.full
        terminal.press("2")
        terminal.shows("Berlin Housing")


FAILING = (
    f"{shlex.quote(sys.executable)} -c 'import sys; from pathlib import Path; "
    "from allied.tui.screens.actions import Actions; from allied.tui.app import run; "
    "Actions.situation = lambda screen: 1 / 0; sys.exit(run(Path(sys.argv[1])))'"
)


def test_a_fault_gives_the_terminal_back_and_says_where_it_was(coalition: Path, tmp_path: Path) -> None:
    with Terminal(tmp_path, coalition, (120, 40)) as terminal:
        terminal.run(f"{FAILING} {coalition}; echo code=$?")
        terminal.shows("Draft the letter")
        terminal.press("4")
        terminal.shows("code=1")
        said = terminal.screen()
        assert "Something is wrong in Allied itself: ZeroDivisionError." in said
        assert "tui/layouts/list_screen.py" in said and "NOTE" not in said and "Traceback" not in said
        assert sane(terminal)


def test_what_cannot_draw_is_told_so(coalition: Path, tmp_path: Path) -> None:
    with Terminal(tmp_path, coalition, (120, 110)) as terminal:
        for line in (ALLIED, f"{ALLIED} -C ."):
            assert "Usage: allied" in (said := terminal.says(f"TERM=dumb {line}; echo code=$?")), said
            assert "code=2" in said
        assert "code=2" in terminal.says(f"TERM=dumb {ALLIED} tui; echo code=$?")
        said = terminal.says(f"LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 {ALLIED}; echo code=$?")
        assert "code=1" in said and "hint: Set LC_ALL=C.UTF-8" in said and "drawn in UTF-8" in said
        assert "code=2" in terminal.says(f"{ALLIED} 2>{tmp_path}/said; echo code=$?")
