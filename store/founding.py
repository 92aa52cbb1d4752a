"""Making a ledger where there was none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from .book.undoing import Change
from .errors import CannotWrite, Invalid
from .journal.journal import Journal
from .journal.place import MARKER, write_config
from .schema import keys
from .schema import kind as kind_named
from .sync import git

if TYPE_CHECKING:
    from .ledger import Ledger

# Segments are bytes that a hash vouches for: nothing may convert their line ends, filter or re-encode them.
_ATTRIBUTES = "feeds/** -text -filter -ident !working-tree-encoding\n"

_README = """# A ledger

This repository is a ledger kept by Allied, a terminal tool. Its content lies under `feeds/`, in files that
are only ever added, never changed: please don't edit, rename or remove them. `allied` in this folder shows
what they hold.

Everyone who can read this repository can read all of it.
"""


def found(cls: type[Ledger], root: Path, name: str) -> Ledger:
    """Make a ledger in *root* and record its coalition's name; unfinished, nothing is left behind."""
    root = root.absolute()
    if (root / MARKER).exists():
        raise Invalid(f"{root} is a ledger already.", f"allied -C {root} status shows it.")
    values = kind_named("coalition").encode({"name": name})
    made: list[Path] = []
    try:
        git.init(root)
        root.mkdir(parents=True, exist_ok=True)  # within a larger repository nobody has made it yet
        for path, text in ((root / ".gitattributes", _ATTRIBUTES), (root / "README.md", _README)):
            if not path.exists():
                made.append(path)
                path.write_text(text, encoding="utf-8", newline="\n")
        made.append(root / MARKER)
        write_config(root, os.urandom(16).hex())
        ledger = cls(Journal.open(root))
        ledger.write([Change("coalition", keys.COALITION, values)])
    except BaseException as error:
        for path in made:
            path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise CannotWrite(
                f"{root} can't be written: {error.strerror}.", "Choose another folder."
            ) from None
        raise
    return ledger
