"""Remotes: where a ledger is shared, what an address may be, and who can read it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from ..errors import GitTrouble, Invalid, NotFound
from ..schema.text import clean
from . import git

DEFAULT: Final = "origin"
_SCHEMES: Final = ("https://", "ssh://", "file://")
_SCP: Final = re.compile(r"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:[^:]")
_URL: Final = re.compile(r"remote\..*\.url$")
# Settings of a repository by which git runs a program that the repository chose.
_PROGRAMS: Final = re.compile(
    r"core\.(fsmonitor|sshcommand|gitproxy|askpass|editor|pager|alternaterefscommand)$|filter\.|credential\.|"
    r"remote\..*\.(uploadpack|receivepack|vcs|proxy)$|url\..*|include\.|includeif\.|diff\.external$|diff\..*\.(command|textconv)$|"
    r"merge\..*\.driver$|gpg\.|protocol\.|uploadpack\.|alias\.|sequence\.editor$|http\..*proxy|ssh\.|trailer\."
)


def names(folder: Path) -> list[str]:
    """Return the names of a repository's remotes, sorted."""
    return sorted(git.run(folder, "remote").decode("utf-8", "replace").split())


def chosen(folder: Path, name: str | None = None) -> str:
    """Return the remote to share with: the one named, `origin`, or the only one there is; raises `NotFound`."""
    return _chosen(names(folder), name)


def _chosen(there: list[str], name: str | None) -> str:
    if name is not None and name not in there:
        raise NotFound(f"There is no remote called {clean(name)}.", "allied remote show lists them.")
    if name is None and not there:
        raise NotFound(
            "This ledger is shared with nobody yet.", "allied remote add URL says where it is shared."
        )
    if name is None and DEFAULT not in there and len(there) > 1:
        raise Invalid(f"There are {len(there)} remotes: {', '.join(there)}.", "Say which with --remote.")
    return name or (DEFAULT if DEFAULT in there else there[0])


def url(folder: Path, name: str) -> str:
    """Return the address of a remote; raises `GitTrouble`."""
    return git.run(folder, "remote", "get-url", git.plain(name)).decode("utf-8", "replace").strip()


def shown(address: str) -> str:
    """Return an address fit to be shown: on one line, without a name or a password."""
    return clean(git.CREDENTIALS.sub(r"\1", address), lines=False)


def listed(folder: Path, name: str) -> str:
    """Return a remote's address as it can be given again, fit to be shown: without the password it may hold."""
    return clean(re.sub(r"(://[^/@:]*):[^/@]*@", r"\1@", url(folder, name)), lines=False)


def add(folder: Path, address: str, name: str = DEFAULT) -> None:
    """Note a remote; raises `Invalid` for an address that isn't taken, `GitTrouble`."""
    where = address_of(address)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        raise Invalid(
            f"{clean(name)} can't be the name of a remote.", "Letters, digits, dots and dashes can."
        )
    if name in names(folder):
        raise Invalid(
            f"There is a remote called {name} already: {shown(url(folder, name))}.",
            "allied remote show lists them.",
        )
    git.run(folder, "remote", "add", "--end-of-options", name, where)


def address_of(text: str) -> str:
    """Return an address that git may be handed: https, ssh, or a path; raises `Invalid`."""
    where = git.plain(text.strip())
    if where.startswith(_SCHEMES) or _SCP.match(where):
        return where
    if "::" in where or "://" in where or not Path(where).expanduser().exists():
        raise Invalid(
            f"{clean(where)} is no address of a repository.", "Give an https or ssh address, or a path."
        )
    return str(Path(where).expanduser().resolve())


def trusted(folder: Path, name: str | None = None) -> str:
    """Return the remote to share with, as `chosen` does; raises `GitTrouble` where settings run programs."""
    found = _settings(folder)
    _refuse_programs(found)
    urls = {key.removeprefix("remote.").removesuffix(".url") for _, key in found if _URL.match(key)}
    return _chosen(sorted(urls), name)


def refuse_programs(folder: Path) -> None:
    """Raise `GitTrouble` where the repository's own settings would have git run programs of its choice."""
    _refuse_programs(_settings(folder))


def _settings(folder: Path) -> list[tuple[str, str]]:
    """Return scope and name of all of git's settings in a repository."""
    out = git.run(folder, "config", "--show-scope", "--list", "--name-only", "-z")
    words = out.decode("utf-8", "replace").split("\0")[:-1]
    return list(zip(words[::2], words[1::2], strict=True))


def _refuse_programs(found: list[tuple[str, str]]) -> None:
    own = {key for scope, key in found if scope in ("local", "worktree") and _PROGRAMS.match(key.lower())}
    if own:
        raise GitTrouble(
            f"The settings of this repository run programs: {', '.join(clean(key) for key in sorted(own))}.",
            "If you don't know them, join the ledger anew; if they are yours, put them in your own git settings.",
        )


def is_public(folder: Path, address: str) -> bool:
    """Return whether anybody can read what is at an address, tried without any credentials."""
    if not address.startswith("https://"):
        return False
    bare = ("-c", "credential.helper=", "-c", "core.askPass=true", "-c", "http.extraHeader=", "ls-remote")
    return git.tried(folder, *bare, "--end-of-options", address)[0] == 0
