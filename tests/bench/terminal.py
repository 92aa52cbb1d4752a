"""A program on a pseudo-terminal, timed by what arrives there: what a person would see, and nothing else."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import pyte

from .measuring import environment

_LONG = 60.0  # seconds after which something is taken to be broken
_TICKS = os.sysconf("SC_CLK_TCK")


class Terminal:
    """Runs a program on a terminal of so many columns and lines."""

    def __init__(self, argv: Sequence[str | Path], columns: int = 100, lines: int = 30) -> None:
        """Start the program."""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            [str(word) for word in argv],
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            env=environment() | {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )  # fmt: skip
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    def until(self, words: str) -> float:
        """Wait until *words* stand on the terminal; return the seconds since the program was started."""
        wanted, seen = words.encode(), b""
        while wanted not in seen:
            seen = seen[-len(wanted) :] + self._read(_LONG)
        return time.perf_counter() - self.began

    def shown(self, words: str) -> bool:
        """Return whether *words* stand on the terminal."""
        return any(words in line for line in self._screen.display)

    def press(self, keys: str) -> float:
        """Press keys; return the seconds until the last of what they change is drawn."""
        began = time.perf_counter()
        os.write(self._master, keys.encode())
        self._read(_LONG)
        last = time.perf_counter()
        while self._read(0.04):
            last = time.perf_counter()
        return last - began

    def quiet(self) -> None:
        """Wait until nothing is drawn any more."""
        while self._read(0.5):
            pass

    @property
    def work(self) -> float:
        """The seconds of processor time that the program took so far."""
        fields = (
            Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        )
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def memory(self) -> int:
        """The bytes that it holds in memory."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="utf-8")
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS"))

    def _read(self, seconds: float) -> bytes:
        """Return what arrives next, nothing if it takes longer than that."""
        if not select.select([self._master], [], [], seconds)[0]:
            if seconds == _LONG:
                raise TimeoutError("\n".join(self._screen.display))
            return b""
        try:
            data = os.read(self._master, 65536)
        except OSError:  # it has ended
            raise TimeoutError("\n".join(self._screen.display)) from None
        self._stream.feed(data)
        return data
