"""The few calls that put bytes on a disk, each of which may fail; tests make them fail here."""

from __future__ import annotations

import errno
import os
from os import fsync as _fsync
from os import ftruncate as _truncate
from os import replace as _replace
from os import write as _write

from ..errors import CannotWrite

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM)


def write_all(fd: int, data: bytes) -> None:
    """Write every byte of *data*: a full disk may take a part, and raises only when the rest is tried."""
    view = memoryview(data)
    while view:
        try:
            written = _write(fd, view)
        except InterruptedError:
            continue
        if not written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        view = view[written:]


def fsync(fd: int) -> None:
    """Wait until a file's bytes are on the disk."""
    while True:
        try:
            return _fsync(fd)
        except InterruptedError:
            continue


def fsync_dir(path: str | os.PathLike[str]) -> None:
    """Wait until a folder's names are on the disk."""
    fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fsync(fd)
    finally:
        os.close(fd)


def replace(source: str | os.PathLike[str], target: str | os.PathLike[str]) -> None:
    """Give a file another name, in one go, over a file that may have it."""
    _replace(source, target)


def truncate(fd: int, size: int) -> None:
    """Cut a file to its first *size* bytes."""
    while True:
        try:
            return _truncate(fd, size)
        except InterruptedError:
            continue


def read(path: str | os.PathLike[str]) -> bytes:
    """Return a file's bytes, all of them, in as few calls as will do."""
    fd = os.open(path, os.O_RDONLY)
    try:
        first = os.read(fd, 65536)
        if len(first) < 65536:
            return first
        parts = [first]
        while more := os.read(fd, 1 << 20):
            parts.append(more)
        return b"".join(parts)
    finally:
        os.close(fd)


def write_new(path: str, data: bytes) -> None:
    """Put *data* in a file beside *path*, then give it that name, all of it durable; raises `OSError`."""
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}.new")
    fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        try:
            write_all(fd, data)
            fsync(fd)
        finally:
            os.close(fd)
        replace(temporary, path)
    except BaseException:
        remove(temporary)
        raise
    fsync_dir(folder)


def remove(path: str | os.PathLike[str]) -> None:
    """Remove a file if it is there and the disk allows it."""
    try:
        os.unlink(path)
    except OSError:
        return


def cannot_write(error: OSError, path: str | os.PathLike[str]) -> CannotWrite:
    """Return the error to show where a write was refused."""
    if error.errno in _FULL:
        return CannotWrite("The disk is full; nothing was written.", "Make room on it, then try again.")
    if error.errno in _CLOSED:
        return CannotWrite(
            f"{os.fspath(path)} can't be written: {_plain(error)}.",
            "See that the disk is not read-only and that the folder is yours.",
        )
    return CannotWrite(
        f"{os.fspath(path)} can't be written: {_plain(error)}; nothing was written.",
        "See whether the disk is sound before you try again.",
    )


def _plain(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
