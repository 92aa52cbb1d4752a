"""A ledger's repository by git's plumbing: what a commit holds, and commits that only add to it."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import GitTrouble, Invalid
from . import git

if TYPE_CHECKING:
    from ..journal.place import Place

FILE = "100644"
_ZEROS = "0" * 40
GONE = ("0", _ZEROS)
"""Mode and object of a file that isn't to be there any more."""
_LOOSE = 2_000


class Node(NamedTuple):
    """One file in a commit: its mode, what git calls it, its object, and its bytes (-1 where it isn't here)."""

    mode: str
    kind: str
    oid: str
    size: int


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

    def commit(self, name: str) -> str | None:
        """Return the commit that a full ref or an id stands for, `None` where there is none."""
        code, out, _ = git.tried(
            self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
        )
        return out.decode().strip() if code == 0 else None

    def head(self) -> str | None:
        """Return the commit that the branch is at, `None` before its first."""
        return self.commit(self.ref)

    def files(self, commit: str | None) -> dict[str, Node]:
        """Return every file of a commit under the ledger's folder, by its path in that folder."""
        if commit is None:
            return {}
        line = ["-r", "-l", "-z", "--full-tree", commit]
        out = git.run(self.top, "ls-tree", *line, *(["--", self.prefix] if self.prefix else []))
        found: dict[str, Node] = {}
        for row in out.split(b"\0")[:-1]:
            head, _, name = row.partition(b"\t")
            mode, kind, oid, size = head.split()
            path = name.decode("utf-8", "surrogateescape").removeprefix(self.prefix)
            found[path] = Node(mode.decode(), kind.decode(), oid.decode(), int(size) if size != b"-" else -1)
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
                raise GitTrouble(f"Git has no object {oid[:12]}.", "git fsck says what else is missing.")
            size = int(head[2])
            yield oid, out[end + 1 : end + 1 + size]
            start = end + size + 2

    def there(self, oids: Iterable[str]) -> set[str]:
        """Return those objects that git has."""
        asked = "".join(f"{oid}\n" for oid in oids).encode()
        out = git.run(self.top, "cat-file", "--batch-check=%(objectname)", stdin=asked)
        return {line for line in out.decode().splitlines() if not line.endswith(" missing")}

    def kept(self, paths: Sequence[str]) -> dict[str, str]:
        """Put files of the ledger's folder into git's store as they are; return their objects by path."""
        if not paths:
            return {}
        names = "".join(f"{self.prefix}{path}\n" for path in paths).encode()
        out = git.run(self.top, "hash-object", "-w", "--no-filters", "--stdin-paths", stdin=names)
        return dict(zip(paths, out.decode().split(), strict=True))

    def stored(self, data: bytes) -> str:
        """Put bytes into git's store, and return their object."""
        out = git.run(self.top, "hash-object", "-w", "--no-filters", "--stdin", stdin=data)
        return out.decode().strip()

    def changed(self, old: str | None, new: str) -> dict[str, tuple[Node | None, Node | None]]:
        """Return what differs between two commits outside `feeds/`: the old and the new file by path from the top."""
        old = old or git.run(self.top, "mktree", stdin=b"").decode().strip()
        out = git.run(self.top, "diff-tree", "-r", "-z", "--no-renames", "--raw", "--full-index", old, new)
        parts = out.decode("utf-8", "surrogateescape").split("\0")
        pairs: dict[str, tuple[Node | None, Node | None]] = {}
        for head, path in zip(parts[:-1:2], parts[1::2], strict=True):
            if not path.startswith(f"{self.prefix}feeds/"):
                before, after, was, now, _ = head.removeprefix(":").split(" ")
                pairs[path] = (_node(before, was), _node(after, now))
        return pairs

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
            if _named(place.read_bytes(), node.oid):
                found.add(path)
        return found

    def added(
        self, base: str | None, files: Mapping[str, tuple[str, str]], parents: Sequence[str], words: Words
    ) -> str:
        """Return a new commit: *base* with files (mode and object by path from the top) added to it."""
        index = self.private / f"index.{os.getpid()}"
        more = {"GIT_INDEX_FILE": str(index)}
        try:
            self.private.mkdir(parents=True, exist_ok=True)
            git.run(self.top, "read-tree", base or "--empty", more=more)
            git.run(self.top, "update-index", "-z", "--index-info", stdin=_info(files), more=more)
            tree = git.run(self.top, "write-tree", more=more).decode().strip()
        finally:
            for left in (index, index.with_name(f"{index.name}.lock")):
                with contextlib.suppress(OSError):
                    left.unlink()
        line = [word for parent in parents for word in ("-p", parent)]
        out = git.run(
            self.top, "commit-tree", *line, tree, stdin=words.message.encode(), more=words.environment()
        )
        return out.decode().strip()

    def staged(self, files: Mapping[str, tuple[str, str]]) -> None:
        """Put files into the user's own index, and touch nothing else there; raises `GitTrouble` where it is busy."""
        if files:
            git.run(self.top, "update-index", "-z", "--index-info", stdin=_info(files))

    def moved(self, new: str, old: str | None) -> None:
        """Move the branch to a commit, if it is still where it was; raises `GitTrouble`."""
        git.run(self.top, "update-ref", "-m", "allied", self.ref, new, old or _ZEROS)

    def tidy(self) -> None:
        """Put loose objects into a pack once there are many; what is packed already stays as it is."""
        out = git.run(self.top, "count-objects").decode("ascii", "replace")
        if int(out.split()[0]) > _LOOSE:
            git.run(self.top, "repack", "-d", "-l", "-q")


@dataclass(frozen=True, slots=True)
class Words:
    """What a commit says: nothing of people, only how much and which writer; `None` is whom git is set to."""

    message: str
    by: str | None
    at: int

    def environment(self) -> dict[str, str]:
        """Return what git takes the author and the time from, in UTC."""
        if self.by is None:
            return {}
        found: dict[str, str] = {}
        for who in ("AUTHOR", "COMMITTER"):
            found |= {f"GIT_{who}_NAME": self.by, f"GIT_{who}_EMAIL": f"{self.by}@allied.invalid"}
            found[f"GIT_{who}_DATE"] = f"{max(0, self.at)} +0000"
        return found


def _named(data: bytes, oid: str) -> bool:
    """Return whether git calls bytes by this name."""
    kind = "sha1" if len(oid) == 40 else "sha256"
    return hashlib.new(kind, b"blob %d\0%b" % (len(data), data)).hexdigest() == oid


def _node(mode: str, oid: str) -> Node | None:
    return None if mode == "000000" else Node(mode, "commit" if mode == "160000" else "blob", oid, -1)


def _info(files: Mapping[str, tuple[str, str]]) -> bytes:
    """Return files as `update-index --index-info` reads them."""
    rows = (f"{mode} {oid}\t{path}\0" for path, (mode, oid) in files.items())
    return "".join(rows).encode("utf-8", "surrogateescape")
