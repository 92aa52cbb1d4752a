"""What a command may load. Run as a script, it checks the installation it runs on and needs no test packages.

Textual costs 178 ms to load, Rich's tables 39: a command that only reads or writes must not pay for either,
and the store must stand without a terminal at all.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

TERMINAL = ("typer", "rich", "textual", "click")
DRAWING = ("rich.table", "rich.console", "textual")
HEAVY = ("textual", "rich", "tinydb", "orjson", "zoneinfo", "hypothesis", "pytest")

# What loads every module of the store, then says which modules are there.
_WHOLE_STORE = """
import importlib, pkgutil, sys
import allied.store
for found in pkgutil.walk_packages(allied.store.__path__, "allied.store."):
    importlib.import_module(found.name)
print("\\n".join(sys.modules))
"""

# What runs a command line in this process, then says which modules are there, apart from what it printed.
_COMMAND = """
import sys
from allied.commands.main import main
code = main(sys.argv[1:])
print("", *sys.modules, code, sep="\\n")
"""


def loaded_by_store() -> set[str]:
    """Return the names of all modules that are there when the whole store is."""
    return set(_run(_WHOLE_STORE, ()))


def loaded_by(arguments: Sequence[str]) -> tuple[int, set[str]]:
    """Return a command's exit code, and the names of all modules that are there when it ends."""
    *modules, code = _run(
        _COMMAND, arguments
    )  # what the command itself printed comes first, and does no harm
    return int(code), set(modules)


def commands(folder: Path) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield command lines that read or write in *folder*, each with the modules it may not load."""
    here = ("-C", str(folder))
    yield ("--version",), (*TERMINAL, *HEAVY, "json")
    yield ("init", str(folder), "--name", "Hygiene", "--no-input"), (*DRAWING, *HEAVY)
    yield (*here, "member", "add", "Örtliche Räte", "--handle", "raete"), (*DRAWING, *HEAVY)
    yield (*here, "initiative", "add", "Open minutes", "--handle", "minutes"), (*DRAWING, *HEAVY)
    yield (*here, "optin", "in", "raete", "minutes"), (*DRAWING, *HEAVY)
    yield (*here, "action", "add", "Book the hall", "--owner", "raete"), (*DRAWING, *HEAVY)
    for noun in ("member", "initiative", "optin", "action"):
        yield (*here, noun, "list", "--json"), (*DRAWING, "textual", "tinydb", "orjson")
    yield (*here, "log", "--json"), (*DRAWING, "tinydb")
    yield (*here, "undo"), (*DRAWING, *HEAVY)


def faults() -> Iterator[str]:
    """Yield a sentence for everything that loads what it shouldn't, or fails."""
    found = loaded_by_store().intersection(TERMINAL)
    if found:
        yield f"the store loads {', '.join(sorted(found))}"
    with tempfile.TemporaryDirectory() as folder:
        for arguments, forbidden in commands(Path(folder) / "ledger"):
            code, modules = loaded_by(arguments)
            if code != 0:
                yield f"allied {' '.join(arguments)} exits {code}"
            if heavy := sorted(modules.intersection(forbidden)):
                yield f"allied {' '.join(arguments)} loads {', '.join(heavy)}"


def _run(code: str, arguments: Sequence[str]) -> list[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ALLIED_")}
    environment["ALLIED_WRITER"] = "hygiene00000"  # with CI set, a write asks for one
    with (
        tempfile.TemporaryDirectory() as elsewhere
    ):  # where no folder here can be taken for the installed package
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=elsewhere,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return done.stdout.splitlines()


def main() -> int:
    """Print each fault and return 1 if there is one."""
    found = list(faults())
    for fault in found:
        print(fault, file=sys.stderr)
    print(f"import hygiene: {'in order' if not found else f'{len(found)} faults'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
