"""What a ledger's folder lies on: a disk of this machine, or something that others change under it."""

from __future__ import annotations

import os
from collections.abc import Iterable

# File systems on which a lock or a rename may not mean what it means on a disk.
_REMOTE = frozenset(
    (
        "9p",
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.sshfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    )
)
# Names that programs which copy folders between machines give to theirs.
_SYNCED = (
    "dropbox",
    "google drive",
    "googledrive",
    "icloud drive",
    "mobile documents",
    "nextcloud",
    "onedrive",
    "owncloud",
    "pcloud",
    "seafile",
)
_MARKS = (".dropbox.cache", ".stfolder", ".sync_journal.db", ".owncloudsync.log")
_MOUNTS = "/proc/mounts"


def warning(root: str) -> str | None:
    """Return why a ledger is at risk where it lies, as one line; `None` where nothing speaks of it."""
    kind = _file_system(os.path.realpath(root), _mounts())
    if kind in _REMOTE:
        return f"The ledger lies on a network disk ({kind}), where two machines may write at once."
    for folder in _upward(os.path.abspath(root)):
        name = os.path.basename(folder).lower()
        if name.startswith(_SYNCED) or any(os.path.exists(os.path.join(folder, mark)) for mark in _MARKS):
            return f"The ledger lies in a folder that a program copies between machines ({folder})."
    return None


def _upward(folder: str) -> Iterable[str]:
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _mounts() -> list[tuple[str, str]]:
    """Return where each file system is mounted, and its kind; empty where the machine doesn't say."""
    try:
        with open(_MOUNTS, encoding="utf-8", errors="replace") as file:
            rows = [line.split(" ") for line in file]
    except OSError:
        return []
    return [(row[1].replace("\\040", " "), row[2]) for row in rows if len(row) > 2]


def _file_system(path: str, mounts: Iterable[tuple[str, str]]) -> str | None:
    holding = [(len(at), kind) for at, kind in mounts if path == at or path.startswith(at.rstrip("/") + "/")]
    return max(holding)[1] if holding else None
