"""Commits that only add to a branch, made without touching the work tree, and what they say of people: nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..errors import GitTrouble
from ..schema import keys
from ..schema import kind as kind_named
from . import git
from .repository import FILE, Repository

if TYPE_CHECKING:
    from ..ledger import Ledger

_MADE: Final = "refs/allied/made"
GONE: Final = "0" * 40
"""In the place of an object: the file isn't to be there any more."""

Content = bytes | tuple[str, str]
"""What a file is to hold: bytes of a plain file, or the mode and the object of what git has already."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a commit says: how much, by which writer (`None` is whom git is set to), and when in seconds."""

    message: str
    by: str | None
    at: int


def words(ledger: Ledger, changes: int) -> Words:
    """Return what a commit of so many changes says."""
    by = None if _as_git_says(ledger) else ledger.writer or "allied"
    return Words(f"{changes} change{'' if changes == 1 else 's'}\n", by, int(ledger.now().timestamp()))


def commit(repository: Repository, parents: Sequence[str], files: Mapping[str, Content], said: Words) -> str:
    """Return a new commit on the first of its parents, with files (by path from the top) put in or taken out.

    No branch moves, and neither the index nor the work tree is touched: see `move`.
    """
    who = _who(repository, said)
    message = said.message.encode()
    lines: list[bytes] = [
        b"commit %b\nmark :1\nauthor %b\ncommitter %b\n" % (_MADE.encode(), who, who),
        b"data %d\n%b" % (len(message), message),
    ]
    lines += [b"%b %b\n" % (word, parent.encode()) for word, parent in zip(_follows(), parents, strict=False)]
    lines += [_line(path, content) for path, content in files.items()]
    stream = b"".join((*lines, b"get-mark :1\ndone\n"))
    out = git.run(
        repository.top, "fast-import", "--force", "--quiet", "--done", "--date-format=raw", stdin=stream
    )
    return out.decode().strip()


def move(
    repository: Repository, new: str, old: str | None, files: Mapping[str, Content], length: int | None = None
) -> None:
    """Move the branch to a commit, its files being put into the user's own index first; nothing else there changes.

    Raises `GitTrouble` where the index is busy, or the branch is no longer where it was. With the branch ahead of the
    index, the user's next `git commit -a` would remove what came: hence the order.
    """
    if files:
        rows: list[str] = []
        for path, content in files.items():
            plain = isinstance(content, bytes)
            mode, oid = (FILE, repository.oid(content, length or len(new))) if plain else content
            rows.append(f"{mode} {oid}\t{path}\0")
        data = "".join(rows).encode("utf-8", "surrogateescape")
        git.run(repository.top, "update-index", "-z", "--index-info", stdin=data)
    if new != old:
        git.run(repository.top, "update-ref", "-m", "allied", repository.ref, new, old or "0" * len(new))


def _follows() -> tuple[bytes, ...]:
    return (b"from", *(b"merge" for _ in range(8)))


def _line(path: str, content: Content) -> bytes:
    """Return what tells fast-import of one file."""
    raw = (
        path.encode("utf-8", "surrogateescape")
        .replace(b"\\", b"\\\\")
        .replace(b'"', b'\\"')
        .replace(b"\n", b"\\n")
    )
    if isinstance(content, bytes):
        return b'M 100644 inline "%b"\ndata %d\n%b\n' % (raw, len(content), content)
    mode, oid = content
    return b'D "%b"\n' % raw if oid == GONE else b'M %b %b "%b"\n' % (mode.encode(), oid.encode(), raw)


def _who(repository: Repository, said: Words) -> bytes:
    """Return name, address and time as a commit has them, in UTC."""
    if said.by is not None:
        return f"{said.by} <{said.by}@allied.invalid> {max(0, said.at)} +0000".encode()
    try:
        return git.run(repository.top, "var", "GIT_COMMITTER_IDENT").strip()
    except GitTrouble as error:
        raise GitTrouble(
            error.message,
            "This coalition's commits carry names: git config --global user.name and user.email.",
        ) from None


def _as_git_says(ledger: Ledger) -> bool:
    """Return whether the coalition has chosen that commits carry the names that git is set to."""
    live = ledger.book.live("coalition", keys.COALITION).get("commit_names", ())
    values = [setting.value for setting in live]
    return bool(values) and kind_named("coalition").cautious("commit_names", values) == "git"
