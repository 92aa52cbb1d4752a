"""The full screen on a pseudo-terminal, driven by the bytes that keys send, with all that it answers kept."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import allied.tui.registry as registry
import pexpect
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

from .told import ASK, ASK_LATER

REPOSITORY = Path(__file__).parents[2]
_LONGEST = 60.0
_SENT = {
    "slash": "/", "question_mark": "?", "escape": "\x1b", "space": " ", "tab": "\t", "enter": "\r",
    "backspace": "\x7f",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip


class Steered:
    """Allied at work on a terminal of its own; what it says of itself comes by a file beside the screen."""

    def __init__(self, root: Path, work: Path, size: tuple[int, int] = (120, 40), **more: str) -> None:
        """Start it on a ledger, in a folder to work in."""
        self._parts: list[bytes] = []
        file = work / "told"
        file.touch()
        self._answers = file.open(encoding="utf-8")
        env = {
            **os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(REPOSITORY),
            "LC_ALL": "C.UTF-8", **more,
        }  # fmt: skip
        for name in ("COLUMNS", "LINES"):
            env.pop(name, None)  # they would be taken for the size of the terminal
        self._child = pexpect.spawn(
            sys.executable, ["-m", "tests.tui.told", str(root), str(file)],
            cwd=str(work), env=env, dimensions=size[::-1], timeout=_LONGEST,
        )  # fmt: skip
        self._child.delaybeforesend = None  # nobody is asked for a password here
        while b"\x1b[?1049h" not in self.output and self._take():
            pass  # what is typed before it listens may get lost

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close(force=True)
        self._answers.close()

    @property
    def output(self) -> bytes:
        """All that it has sent to the terminal."""
        return b"".join(self._parts)

    def type(self, text: str) -> None:
        """Send text as it is."""
        self._child.send(text)

    def press(self, key: str) -> None:
        """Send the bytes of a key, spelled as bindings spell it."""
        self._child.send(bytes_of(key))

    def tell(self, later: bool = False) -> dict[str, Any]:
        """Return what is in view once all that was typed is done; *later*: and what the cursor rests on is read."""
        self._child.send(ASK_LATER if later else ASK)
        end = time.monotonic() + _LONGEST
        told = ""
        while True:
            self._take()
            told += self._answers.readline()
            if told.endswith("\n"):
                answer = json.loads(told)
                assert "error" not in answer, answer["error"]
                return answer
            if time.monotonic() > end or not self._child.isalive():
                raise AssertionError(f"It answers no more:\n{self.output[-3000:].decode(errors='replace')}")

    def leave(self) -> int:
        """Leave by the key for it, and return the exit code."""
        self.press("ctrl+q")
        while self._take():
            pass
        self._child.close()
        return self._child.exitstatus

    def _take(self) -> bool:
        """Take in what is there, waiting a moment for it; return whether it may go on."""
        try:
            self._parts.append(self._child.read_nonblocking(1 << 16, timeout=0.005))
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        return True


def bytes_of(key: str) -> str:
    """Return the bytes that a key sends."""
    if key in _SENT or len(key) == 1:
        return _SENT.get(key, key)
    return next(sent for sent, keys in ANSI_SEQUENCES_KEYS.items() if keys and keys[0] == key)


def key_of(command: registry.Command) -> str:
    """Return the key of a command that a terminal sends as it is, empty where it has none."""
    return next((key for key in command.key.split(",") if key), "")
