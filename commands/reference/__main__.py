"""Write the reference: `python -m allied.commands.reference [FILE]`, or the pages: `… man FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path


def main(args: list[str]) -> None:
    """Write what the arguments name; to standard output where they name nothing."""
    if args[:1] == ["man"]:
        from .man import pages

        folder = Path(args[1])
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages():
            (folder / name).write_text(text, encoding="utf-8")
        return
    from .markdown import markdown

    if args:
        Path(args[0]).write_text(markdown(), encoding="utf-8")
    else:
        sys.stdout.write(markdown())


if __name__ == "__main__":
    main(sys.argv[1:])
