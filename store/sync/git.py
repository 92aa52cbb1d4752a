"""The one place that starts git, so that nothing a ledger brings along can run on this machine."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ..errors import GitTrouble
from ..schema.text import clean
from . import stopping

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

# By these a hook is told where objects lie that were pushed and are not taken in yet.
_QUARANTINE = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")
# What the process has besides, while `quarantine` or `asking` holds.
_more: dict[str, str] = {}

SSH = "ALLIED_SSH"
"""Names the command that stands in for ssh: git's own setting for it is dropped with all others."""

CREDENTIALS: Final = re.compile(r"\b([a-z][a-z0-9+.-]*://)[^/@\s]*@")
"""What an address holds of who asks for it: a name, a password, a token; nothing of it is shown to anybody."""

# What git does with a remote may take as long as the network likes.
_FAR = ("fetch", "push", "ls-remote")
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


def run(
    folder: Path,
    command: str,
    *arguments: str,
    stdin: bytes | None = None,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """Run one git command in *folder* and return its output; `GitTrouble` says what went wrong.

    *arguments* are options and values of ours, *more* is what its environment has besides. A value that came from
    outside goes through `plain` first.
    """
    return _output(_started(folder, command, arguments, stdin, more), command)


def store(folder: Path, data: bytes) -> str:
    """Put bytes into git's store as they are, and return their object; raises `GitTrouble`."""
    return run(folder, "hash-object", "-w", "--no-filters", "--stdin", stdin=data).decode().strip()


def tried(folder: Path, command: str, *arguments: str) -> tuple[int, bytes, str]:
    """Run a git command that may well fail; return its exit status, its output and why it failed, safe to show."""
    done = _started(folder, command, arguments, None)
    return done.returncode, done.stdout, _reason(done.stderr, done.returncode)


@contextmanager
def quarantine() -> Generator[None]:
    """Within this, git sees the objects of a push that is being received, as its hook was told."""
    with _besides({name: os.environ[name] for name in _QUARANTINE if name in os.environ}):
        yield


@contextmanager
def asking() -> Generator[None]:
    """Within this, git may ask the person at the terminal for a name or a password."""
    with _besides({"GIT_TERMINAL_PROMPT": "1"}):
        yield


@contextmanager
def _besides(more: Mapping[str, str]) -> Generator[None]:
    _more.update(more)
    try:
        yield
    finally:
        for name in more:
            del _more[name]


def plain(value: str) -> str:
    """Return *value* if git can't take it for an option or a second line."""
    if not value or value.startswith("-") or any(character in value for character in "\0\r\n"):
        raise GitTrouble(f"{clean(value)!r} can't be handed to git.")
    return value


def _environment(outer: Mapping[str, str]) -> dict[str, str]:
    """Return *outer* without anything that steers git, and with what keeps it quiet and harmless."""
    kept = {name: value for name, value in outer.items() if not name.startswith("GIT_")}
    ssh = {"GIT_SSH_COMMAND": outer[SSH]} if outer.get(SSH) else {}
    return {**kept, **_ENVIRONMENT, **ssh, **_more}


def _reason(stderr: bytes, code: int) -> str:
    """Return git's own last words on one line, made safe to print."""
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    chosen = [line for line in lines if line.startswith(("fatal:", "error:"))] or lines[-1:]
    words = "; ".join(line.removeprefix("fatal: ").removeprefix("error: ") for line in chosen)
    words = CREDENTIALS.sub(r"\1", words)
    return clean(words).rstrip(".") if words else f"it stopped with status {code}"


def _started(
    folder: Path,
    command: str,
    arguments: Sequence[str],
    stdin: bytes | None,
    more: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    argv = ["git"]
    for setting in _SETTINGS:
        argv += ["-c", setting]
    argv += [command, *arguments]
    environment = {**_environment(os.environ), **(more or {})}
    stop = stopping.within() if command in _FAR and stdin is None else None
    try:
        if stop is not None:
            return stop.run(argv, folder, environment)
        return subprocess.run(
            argv,
            cwd=folder,
            env=environment,
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
