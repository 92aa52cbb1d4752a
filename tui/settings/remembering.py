"""Writing what a person prefers: only what was changed, in a file that may be theirs, comments and all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from ...store.errors import CannotWrite, Invalid
from . import preferences


def remember(changes: Mapping[str, Any]) -> Path:
    """Write settings by name, `None` to drop one, and return the file; the rest of it stays as it is.

    Raises `Invalid` where the file is not TOML, `CannotWrite` where the disk refuses; then it is as it was.
    """
    path = preferences.path()
    try:
        before = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        before = ""
    except (OSError, ValueError) as error:
        raise Invalid(
            f"{path} can't be read: {error}.", "Mend it or move it away, then save again."
        ) from error
    after = _changed(before, changes, path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(
            path.resolve(), after
        )  # a link stays one: it may lead to where somebody keeps all their settings
    except OSError as error:
        raise CannotWrite(
            f"{path} can't be written: {error.strerror}.",
            "See that it is yours to write and the disk isn't full.",
        ) from error
    return path


def _changed(before: str, changes: Mapping[str, Any], path: Path) -> str:
    """Return the text of a settings file with changes made in it."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(before)
    except TOMLKitError as error:
        raise Invalid(f"{path} is no TOML: {error}.", "Mend it or move it away, then save again.") from error
    table = cast("dict[str, Any]", document)
    for name, value in changes.items():
        if isinstance(value, dict):
            _fill(document, name, cast("dict[str, str]", value))
        elif value is None:
            table.pop(name, None)
        else:
            table[name] = value
    return tomlkit.dumps(document)  # pyright: ignore[reportUnknownMemberType]


def _fill(document: Any, name: str, wanted: Mapping[str, str]) -> None:
    """Make a table hold just what is wanted, and leave standing what of it is so already."""
    import tomlkit

    if not hasattr(document.get(name), "items"):
        document[name] = tomlkit.table()
    table = document[name]
    for key in [key for key in table if key not in wanted]:
        del table[key]
    for key, value in wanted.items():
        if table.get(key) != value:
            table[key] = value


def _replace(path: Path, text: str) -> None:
    """Write a file whole, beside the old one first: never is there half of it."""
    descriptor, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            os.chmod(beside, path.stat().st_mode & 0o777)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
