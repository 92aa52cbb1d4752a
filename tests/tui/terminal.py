"""A real terminal: tmux takes keys in and shows what is on the screen."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

HERE = shutil.which("tmux") is not None
ALLIED = (
    f"{shlex.quote(sys.executable)} -c 'import sys; from allied.commands.main import main; sys.exit(main())'"
)
_READY = "ready>"
_LONGEST = 60.0


class Terminal:
    """A shell in a tmux server of its own, so that nobody's sessions are touched."""

    def __init__(self, work: Path, folder: Path, size: tuple[int, int] = (100, 30), **more: str) -> None:
        """Start a shell in a folder; its environment has *more* besides."""
        self._socket = str(work / "tmux")
        self._said = 0
        env = {
            **os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PS1": f"{_READY} ",
            "SHELL": "/bin/sh", **more,
        }  # fmt: skip
        for name in ("TMUX", "TMUX_PANE", "ENV", "COLUMNS", "LINES"):
            env.pop(name, None)
        width, height = map(str, size)
        # No settings of anybody's; a line is never wrapped, so that the screen is what was drawn.
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", width, "-y", height, "-c", str(folder),
                   "/bin/sh", env=env)  # fmt: skip
        self.until(lambda: _READY in self.screen())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tmux("kill-server", check=False)

    def run(self, line: str) -> None:
        """Type a command line."""
        self._tmux("send-keys", "-l", line)
        self.press("Enter")

    def press(self, *keys: str) -> None:
        """Press keys, spelled as tmux does."""
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type text."""
        self._tmux("send-keys", "-l", text)

    def start(self, command: str, noted: Path) -> int:
        """Run a command line that says at its end how it ended, and return the process's id, noted in a file."""
        noted.unlink(missing_ok=True)
        self.run(f"sh -c 'echo $$ >{noted}; exec \"$@\"' - {command}; echo code=$?")
        self.until(lambda: noted.exists() and noted.read_text().endswith("\n"), "it never began")
        return int(noted.read_text())

    def screen(self) -> str:
        """Return what is on the screen."""
        return self._tmux("capture-pane", "-p")

    @property
    def full(self) -> bool:
        """Whether a program has the whole screen."""
        return self._tmux("display-message", "-p", "#{alternate_on}").strip() == "1"

    @property
    def modes(self) -> str:
        """What the terminal was told beyond plain text: reports of the mouse, keys spelled otherwise, no cursor."""
        flags = "#{mouse_any_flag}#{mouse_button_flag}#{mouse_sgr_flag}#{keypad_flag}#{cursor_flag}"
        return self._tmux("display-message", "-p", flags).strip()

    def shows(self, words: str) -> None:
        """Wait until words are on the screen."""
        self.until(lambda: words in self.screen(), words)

    def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Wait for a condition; fails saying what was on the screen."""
        end = time.monotonic() + _LONGEST
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"It never came about: {what}\n{self.screen()}")
            time.sleep(0.05)

    def says(self, line: str) -> str:
        """Return what a command prints, on a screen cleared before."""
        self._said += 1
        mark = f"end{self._said}"  # the last one's may still be there before the screen is cleared
        self.run(f"clear; {line}; echo '--'{mark}")
        self.shows(f"--{mark}")
        return self.screen().split(f"--{mark}")[0]

    def _tmux(self, *arguments: str, env: Mapping[str, str] | None = None, check: bool = True) -> str:
        done = subprocess.run(
            ["tmux", "-S", self._socket, *arguments], env=env, capture_output=True, text=True, check=False
        )
        assert not check or done.returncode == 0, (arguments, done.stderr)
        return done.stdout
