"""A ledger's repository as git's plumbing tells of it: commits, what they hold, and how two of them differ."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ..errors import GitTrouble, Invalid
from ..journal.segment import FEEDS
from . import git

if TYPE_CHECKING:
    from ..journal.place import Place

FILE: Final = "100644"
_FEEDS: Final = f"{FEEDS}/"
_MISSING: Final = "000000"
_LOOSE: Final = 500


class Node(NamedTuple):
    """One file in a commit: its mode, what git calls it, its object, and its bytes (-1 where nobody has asked)."""

    mode: str
    kind: str
    oid: str
    size: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What one commit has and another hasn't: segments by their paths in the ledger, all else by paths from the top.

    Of what lies `beside` the segments it is the old and the new file, `None` where there is none.
    """

    added: dict[str, Node] = field(default_factory=dict[str, Node])
    changed: dict[str, Node] = field(default_factory=dict[str, Node])
    removed: dict[str, Node] = field(default_factory=dict[str, Node])
    beside: dict[str, tuple[Node | None, Node | None]] = field(
        default_factory=dict[str, "tuple[Node | None, Node | None]"]
    )


@dataclass(frozen=True, slots=True)
class Repository:
    """Where git is run for one ledger: the top of the work tree, the ledger's folder in it, the branch."""

    top: Path
    prefix: str
    git_dir: Path
    private: Path
    ref: str

    @classmethod
    def of(cls, place: Place) -> Repository:
        """Return the repository of a ledger; raises `Invalid` where HEAD is detached."""
        if place.ref is None:
            raise Invalid(
                "HEAD is detached, so there is no branch to share.", "git switch takes you to a branch."
            )
        return cls.read(place)

    @classmethod
    def read(cls, place: Place) -> Repository:
        """Return the repository of a ledger that is only read: its HEAD may be detached."""
        top = place.root
        for _ in place.prefix.split("/")[:-1]:
            top = top.parent
        return cls(top, place.prefix, place.git_dir, place.private, place.ref or "HEAD")

    @property
    def branch(self) -> str:
        """The branch's short name."""
        return self.ref.removeprefix("refs/heads/")

    @property
    def root(self) -> Path:
        """The ledger's own folder."""
        return self.top / self.prefix if self.prefix else self.top

    # Commits

    def commit(self, name: str) -> str | None:
        """Return the commit that a full ref or an id stands for, `None` where there is none."""
        line = ["--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
        code, out, _ = git.tried(self.top, "rev-parse", *line)
        return out.decode().strip() if code == 0 else None

    def head(self) -> str | None:
        """Return the commit that the branch is at, `None` before its first."""
        return self.commit(self.ref)

    def refs(self, below: str) -> dict[str, str]:
        """Return the objects of all refs below a prefix, by their full names."""
        out = git.run(self.top, "for-each-ref", "--format=%(refname) %(objectname)", below)
        return dict(line.split(" ") for line in out.decode("utf-8", "surrogateescape").splitlines())

    def parted(self, one: str, other: str) -> str | None:
        """Return the last commit that two have in common, `None` where they have none."""
        if one == other:
            return one
        code, out, _ = git.tried(self.top, "merge-base", one, other)
        return out.decode().split("\n")[0] if code == 0 else None

    # What they hold

    def files(self, commit: str | None, *paths: str) -> dict[str, Node]:
        """Return every file of a commit under the ledger's folder, or those of some *paths*, by its path there."""
        if commit is None:
            return {}
        below = [self.prefix + path for path in paths] or ([self.prefix] if self.prefix else [])
        line = ["-r", "-l", "-z", "--full-tree", commit, *(["--", *below] if below else [])]
        found: dict[str, Node] = {}
        for row in git.run(self.top, "ls-tree", *line).split(b"\0")[:-1]:
            head, _, name = row.partition(b"\t")
            mode, kind, oid, size = head.split()
            path = name.decode("utf-8", "surrogateescape").removeprefix(self.prefix)
            found[path] = Node(mode.decode(), kind.decode(), oid.decode(), int(size) if size != b"-" else -1)
        return found

    def difference(self, old: str | None, new: str) -> Difference:
        """Return what *new* has and *old* hasn't, and the reverse; sizes are left out."""
        found = Difference()
        if old == new:
            return found
        old = old or git.run(self.top, "mktree", stdin=b"").decode().strip()
        out = git.run(self.top, "diff-tree", "-r", "-z", "--no-renames", "--raw", "--full-index", old, new)
        parts = out.decode("utf-8", "surrogateescape").split("\0")
        for head, path in zip(parts[:-1:2], parts[1::2], strict=True):
            before, after, was, now, _ = head.removeprefix(":").split(" ")
            self._put(found, path, _node(before, was), _node(after, now))
        return found

    def _put(self, found: Difference, path: str, old: Node | None, new: Node | None) -> None:
        name = path.removeprefix(self.prefix)
        if not path.startswith(self.prefix) or not name.startswith(_FEEDS):
            found.beside[path] = (old, new)
        elif new is None:
            found.removed[name] = old or Node("", "", "", -1)
        elif old is None:
            found.added[name] = new
        else:
            found.changed[name] = new

    def sizes(self, nodes: Mapping[str, Node]) -> dict[str, Node]:
        """Return files with their sizes; raises `GitTrouble` where git hasn't one of them."""
        blobs = {path: node for path, node in nodes.items() if node.kind == "blob" and node.size < 0}
        if not blobs:
            return dict(nodes)
        asked = "".join(f"{node.oid}\n" for node in blobs.values()).encode()
        out = git.run(self.top, "cat-file", "--batch-check=%(objecttype) %(objectsize)", stdin=asked)
        found = dict(nodes)
        for (path, node), line in zip(blobs.items(), out.decode().splitlines(), strict=True):
            kind, _, size = line.rpartition(" ")
            if kind != "blob":
                raise _lacking(node.oid)
            found[path] = node._replace(size=int(size))
        return found

    def blobs(self, oids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Yield objects with their bytes, in their order; the caller has seen to it that they aren't too large."""
        if not oids:
            return
        out = git.run(self.top, "cat-file", "--batch", stdin="".join(f"{oid}\n" for oid in oids).encode())
        start = 0
        for oid in oids:
            end = out.index(b"\n", start)
            head = out[start:end].split()
            if len(head) != 3:
                raise _lacking(oid)
            size = int(head[2])
            yield oid, out[end + 1 : end + 1 + size]
            start = end + size + 2

    def there(self, oids: Iterable[str]) -> set[str]:
        """Return those objects that git has."""
        asked = "".join(f"{oid}\n" for oid in oids).encode()
        out = git.run(self.top, "cat-file", "--batch-check=%(objectname)", stdin=asked)
        return {line for line in out.decode().splitlines() if not line.endswith(" missing")}

    # The work tree

    def strays(self) -> list[str]:
        """Return the files under `feeds/` that are on the disk and that git doesn't know, by their paths there."""
        line = ["--others", "-z", "--", f"{self.prefix}{_FEEDS}"]
        out = git.run(self.top, "ls-files", *line).decode("utf-8", "surrogateescape")
        return [path.removeprefix(self.prefix) for path in out.split("\0")[:-1]]

    def untouched(self, files: Mapping[str, Node]) -> set[str]:
        """Return which files, by path from the top, are in the index and on the disk as they were committed."""
        if not files:
            return set()
        out = git.run(self.top, "ls-files", "-s", "-z", "--", *files).decode("utf-8", "surrogateescape")
        staged = dict(line.split("\t", 1)[::-1] for line in out.split("\0")[:-1])
        found: set[str] = set()
        for path, node in files.items():
            place = self.top / path
            if staged.get(path) != f"{node.mode} {node.oid} 0" or place.is_symlink() or not place.is_file():
                continue
            if self.oid(place.read_bytes(), len(node.oid)) == node.oid:
                found.add(path)
        return found

    def oid(self, data: bytes, length: int | None = None) -> str:
        """Return what git calls bytes, in so many digits; else in as many as this repository uses."""
        if length is None:
            length = 64 if b"objectformat = sha256" in _settings(self.git_dir) else 40
        kind = hashlib.sha1 if length == 40 else hashlib.sha256
        return kind(b"blob %d\0%b" % (len(data), data)).hexdigest()

    def tidy(self) -> None:
        """Put loose objects into a pack once there are many, and small packs into larger ones.

        Every save makes a tree of its month's files anew: loose, those soon take more room than all entries do. One
        folder of sixteen tells how many there are.
        """
        some = 0
        for first in "0123456789abcdef":
            with suppress(OSError):
                some += len(os.listdir(self.private.parent / "objects" / f"{first}7"))
        if some * 16 > _LOOSE:
            line = ["-d", "-l", "-q"]
            partial = b"promisor" in _settings(self.git_dir)
            if partial or git.tried(self.top, "repack", "--geometric=2", *line)[0]:  # git 2.32 has it
                git.tried(self.top, "repack", *line)


def _settings(git_dir: Path) -> bytes:
    try:
        common = git_dir / "commondir"
        folder = git_dir / common.read_text().strip() if common.exists() else git_dir
        return (folder / "config").read_bytes().lower()
    except OSError:
        return b""


def _node(mode: str, oid: str) -> Node | None:
    return None if mode == _MISSING else Node(mode, "commit" if mode == "160000" else "blob", oid, -1)


def _lacking(oid: str) -> GitTrouble:
    return GitTrouble(f"Git has no object {oid[:12]}.", "git fsck says what else is missing.")
