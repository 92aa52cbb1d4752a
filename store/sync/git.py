"""The one place that starts git, so that nothing a ledger brings along can run on this machine."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import GitTrouble
from ..schema.text import clean

# A checkout that somebody else prepared must not choose programs, filters or protocols for us. The user's own
# global settings stay in place: credential helpers and ssh set-up live there.
_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.attributesFile=/dev/null",
    "core.autocrlf=false",
    "core.symlinks=false",
    "core.protectHFS=true",
    "core.protectNTFS=true",
    "transfer.fsckObjects=true",
    "fetch.recurseSubmodules=no",
    "protocol.ext.allow=never",
    "gc.auto=0",
)

_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "https:ssh:file",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}

_INSTALL = "Install git 2.30 or newer, and see that it is on the PATH."


def init(root: Path) -> None:
    """Make *root* a git repository with the branch main, unless it lies inside one already."""
    if inside_repository(root):
        return
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GitTrouble(f"The folder {clean(str(root))} can't be made: {error.strerror}.") from error
    # An empty template keeps sample hooks, and whatever the user's own template holds, out of the ledger.
    run(root, "init", "--quiet", "--template=", "--initial-branch=main")


def inside_repository(folder: Path) -> bool:
    """Return whether *folder* or one above it holds a `.git`, without starting a process."""
    full = folder.absolute()
    return any((place / ".git").exists() for place in (full, *full.parents))


def head(git_dir: Path) -> str | None:
    """Return the ref that HEAD stands for, as git says; `None` where it is detached."""
    done = _started(git_dir, "symbolic-ref", ("--quiet", "HEAD"), None)
    if done.returncode == 1:
        return None
    return _output(done, "symbolic-ref").decode("utf-8", "replace").strip()


def run(folder: Path, command: str, *arguments: str, stdin: bytes | None = None) -> bytes:
    """Run one git command in *folder* and return its output; `GitTrouble` says what went wrong.

    *arguments* are options and values of ours. A value that came from outside goes through `plain` first.
    """
    return _output(_started(folder, command, arguments, stdin), command)


def plain(value: str) -> str:
    """Return *value* if git can't take it for an option or a second line."""
    if not value or value.startswith("-") or any(character in value for character in "\0\r\n"):
        raise GitTrouble(f"{clean(value)!r} can't be handed to git.")
    return value


def _environment(outer: Mapping[str, str]) -> dict[str, str]:
    """Return *outer* without anything that steers git, and with what keeps it quiet and harmless."""
    kept = {name: value for name, value in outer.items() if not name.startswith("GIT_")}
    return {**kept, **_ENVIRONMENT}


def _reason(stderr: bytes, code: int) -> str:
    """Return git's own last words on one line, made safe to print."""
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    chosen = [line for line in lines if line.startswith(("fatal:", "error:"))] or lines[-1:]
    words = "; ".join(line.removeprefix("fatal: ").removeprefix("error: ") for line in chosen)
    return clean(words).rstrip(".") if words else f"it stopped with status {code}"


def _started(
    folder: Path, command: str, arguments: Sequence[str], stdin: bytes | None
) -> subprocess.CompletedProcess[bytes]:
    argv = ["git"]
    for setting in _SETTINGS:
        argv += ["-c", setting]
    argv += [command, *arguments]
    try:
        return subprocess.run(
            argv,
            cwd=folder,
            env=_environment(os.environ),
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        if not folder.is_dir():
            raise GitTrouble(f"There is no folder {clean(str(folder))}.") from error
        raise GitTrouble("Git is not installed, or not on the PATH.", _INSTALL) from error
    except OSError as error:
        raise GitTrouble(f"Git could not be started: {error.strerror}.", _INSTALL) from error


def _output(done: subprocess.CompletedProcess[bytes], command: str) -> bytes:
    if done.returncode != 0:
        raise GitTrouble(f"Git {command} failed: {_reason(done.stderr, done.returncode)}.")
    return done.stdout
