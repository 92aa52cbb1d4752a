"""Where a ledger lies: its folder, git's folders for it, its branch. No process is started for that."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import Damaged, FromTheFuture, GitTrouble, Invalid, NotALedger
from . import disk, settings, sparse
from .entry import is_hex

MARKER = "allied.toml"
FORMAT = 1

_COMMENT = "Written once, when the ledger was made. Nothing here is to be changed."


@dataclass(frozen=True, slots=True)
class Config:
    """What `allied.toml` says."""

    ledger: str
    format: int
    epoch: int


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of a ledger, and the branch it is on.

    `prefix` is where `root` lies in the work tree, "" or like "a/b/"; `ref` is `None` where HEAD is detached.
    """

    root: Path
    prefix: str
    git_dir: Path
    common_dir: Path
    private: Path
    ref: str | None
    index: Path


def find(start: Path, ask: Callable[[Path], str | None] | None = None) -> Place:
    """Return the place of the ledger at *start* or nearest above it; raises `NotALedger`, `GitTrouble`.

    *ask* returns the branch of a work tree by running git, for the few repositories whose files don't say it.
    """
    root = _root(os.path.abspath(start))
    top, git_dir = _git_dir(root)
    common_dir = _common_dir(git_dir)
    prefix = "" if top == root else os.path.relpath(root, top).replace(os.sep, "/") + "/"
    ref = _ref(git_dir, root, ask)
    if sparse.hides(git_dir, common_dir, prefix + "feeds"):
        raise Invalid(
            "A sparse checkout hides a part of the ledger.",
            "git sparse-checkout disable brings all of it back.",
        )
    return Place(
        Path(root),
        prefix,
        Path(git_dir),
        Path(common_dir),
        Path(common_dir, "allied"),
        ref,
        Path(git_dir, "index"),
    )


def current_ref(place: Place) -> str | None:
    """Return the branch that a place is on by now, `None` where HEAD is detached."""
    return _ref(str(place.git_dir), str(place.root), lambda _: place.ref)


def has_remote(place: Place) -> bool:
    """Return whether the repository of a ledger names a remote, told from its settings without starting git."""
    try:
        return b'[remote "' in disk.read(os.path.join(place.common_dir, "config"))
    except OSError:
        return False


def read_config(root: Path) -> Config:
    """Return what a ledger's `allied.toml` says; raises `Damaged`, `FromTheFuture`, `NotALedger`."""
    path = os.path.join(root, MARKER)
    try:
        return parse_config(disk.read(path))
    except FileNotFoundError:
        raise NotALedger(f"{root} holds no ledger.", "allied init makes one.") from None
    except OSError as error:
        raise Damaged(f"{path} can't be read: {error.strerror}.") from None
    except Damaged as error:
        raise error.hinted(f"git checkout -- {MARKER} brings back what it was.") from None


def parse_config(data: bytes) -> Config:
    """Return what the bytes of an `allied.toml` say; raises `Damaged`, `FromTheFuture`."""
    found = settings.read(data, MARKER)
    newest = found.get("format")
    if isinstance(newest, int) and newest > FORMAT:
        raise FromTheFuture(
            f"This ledger is of format {newest}; this version of Allied reads format {FORMAT}.",
            "Install a newer Allied.",
        )
    ledger, epoch = found.get("ledger"), found.get("epoch", 1)
    if not isinstance(newest, int) or newest < 1 or not is_hex(ledger, 32) or not isinstance(epoch, int):
        raise Damaged(f"{MARKER} does not say which ledger this is.")
    return Config(str(ledger), newest, epoch)


def write_config(root: Path, ledger: str) -> None:
    """Write a new ledger's `allied.toml`; raises `CannotWrite`."""
    path = os.path.join(root, MARKER)
    data = settings.write({"ledger": ledger, "format": FORMAT, "epoch": 1}, _COMMENT)
    try:
        disk.write_new(path, data)
    except OSError as error:
        raise disk.cannot_write(error, path) from None


def raise_format(root: Path, newest: int) -> int:
    """Raise a ledger's format, and return what it was; raises `CannotWrite`. The caller holds the lock."""
    config = read_config(root)
    if config.format < newest:
        path = os.path.join(root, MARKER)
        data = settings.write({"ledger": config.ledger, "format": newest, "epoch": config.epoch}, _COMMENT)
        try:
            disk.write_new(path, data)
        except OSError as error:
            raise disk.cannot_write(error, path) from None
    return config.format


def _root(start: str) -> str:
    folder = start
    while not os.path.isfile(os.path.join(folder, MARKER)):
        above = os.path.dirname(folder)
        if above == folder:
            raise NotALedger(
                f"There is no ledger in {start} or above it.",
                "allied init makes one; -C or ALLIED_LEDGER names one elsewhere.",
            )
        folder = above
    return folder


def _git_dir(root: str) -> tuple[str, str]:
    """Return the top of the work tree that *root* lies in, and git's folder for it."""
    top = root
    while True:
        path = os.path.join(top, ".git")
        if os.path.isfile(os.path.join(path, "HEAD")):
            return top, path
        if os.path.isfile(path):
            return top, _pointed_to(path, top)
        above = os.path.dirname(top)
        if above == top:
            raise NotALedger(
                f"{root} holds {MARKER}, but lies in no git repository.", f"git init {root} makes it one."
            )
        top = above


def _pointed_to(path: str, top: str) -> str:
    """Return git's folder for a linked work tree or a submodule, whose `.git` is a file that names it."""
    text = _line(path)
    if not text.startswith("gitdir: "):
        raise GitTrouble(f"{path} does not say where the repository is.", "git worktree repair may mend it.")
    found = os.path.normpath(os.path.join(top, text.removeprefix("gitdir: ")))
    if not os.path.isfile(os.path.join(found, "HEAD")):
        raise GitTrouble(f"{path} names a repository that isn't there.", "git worktree repair may mend it.")
    return found


def _common_dir(git_dir: str) -> str:
    try:
        named = _line(os.path.join(git_dir, "commondir"))
    except FileNotFoundError:
        return git_dir
    return os.path.normpath(os.path.join(git_dir, named))


def _ref(git_dir: str, root: str, ask: Callable[[Path], str | None] | None) -> str | None:
    text = _line(os.path.join(git_dir, "HEAD"))
    if text.startswith("ref: ") and text != "ref: refs/heads/.invalid":
        return text.removeprefix("ref: ").strip()
    if is_hex(text, 40) or is_hex(text, 64):
        return None
    if ask is None:  # reftable keeps an invalid branch there, for tools that know no better
        raise GitTrouble(
            "This repository keeps its branches in a form that only git reads.",
            "git refs migrate --ref-format=files changes it.",
        )
    return ask(Path(root))


def _line(path: str) -> str:
    return disk.read(path).decode("utf-8", "surrogateescape").rstrip("\r\n")
