"""Text longer than the screen, a page at a time, for who sits at a terminal."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import Final

# As git has it: leave what fits on a screen there, pass colours through, don't clear the screen.
_LESS: Final = "FRX"


def paged(text: str) -> bool:
    """Show text through the pager, if it is longer than the terminal; return whether that was done."""
    command = _command()
    if not command or not sys.stdout.isatty() or not sys.stdin.isatty():
        return False
    try:
        room = os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError):
        return False
    if text.count("\n") < room:
        return False
    # LESSSECURE: a pager for lists needs no shell, no editor and no files.
    environment = {"LESS": _LESS, "LESSSECURE": "1", "LESSCHARSET": "utf-8", **os.environ}
    try:
        with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as pager:
            _feed(pager, text)
    except OSError:  # there is no such pager: better all at once than not at all
        return False
    return True


def _command() -> list[str]:
    """Return the pager's command line, empty where none is wanted."""
    said = os.environ.get("ALLIED_PAGER", os.environ.get("PAGER", "less"))
    try:
        words = shlex.split(said)
    except ValueError:
        return []
    return [] if words in (["cat"], []) else words


def _feed(pager: subprocess.Popen[bytes], text: str) -> None:
    assert pager.stdin is not None
    try:
        pager.stdin.write(text.encode("utf-8", "backslashreplace"))
        pager.stdin.close()
    except OSError:  # the person has seen enough
        pass
    while True:
        try:
            pager.wait()
            return
        except KeyboardInterrupt:  # ctrl+c is the pager's to act on
            continue
