"""From a command line to its exit code."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault(
    "TYPER_USE_RICH", "0"
)  # read when typer is imported; rich would double the time of --help

from typer import Abort
from typer import Exit as Leave
from typer.exceptions import TyperException

from ..store.errors import AlliedError, Usage
from .errors import Exit, fail
from .lazy import Root, root
from .settings import PREFIX


def start(args: list[str], *, leave: bool = False) -> int:
    """Run a command line and return its exit code; errors are shown here and nowhere else.

    With *leave* the process ends as soon as the answer is out: to take apart what was read for a long list
    takes a tenth of the time.
    """
    debug = "--debug" in args
    collecting = gc.isenabled()
    gc.disable()  # a command ends before cycles could add up; looking for them takes a third of a long list
    try:
        code = _run(root(), args, leave)
        sys.stdout.flush()
    except Leave as left:
        return left.exit_code
    except (Abort, KeyboardInterrupt):
        return Exit.INTERRUPTED
    except BrokenPipeError:
        raise
    except TyperException as error:
        return fail(refused(error), debug=debug)
    except Exception as error:  # a fault of ours too ends in one plain line; --debug shows where
        return fail(error, debug=debug)
    finally:
        if collecting:
            gc.enable()
    return code


def _run(tree: Root, args: list[str], leave: bool) -> int:
    with tree.make_context("allied", [*args], help_option_names=["--help", "-h"]) as ctx:

        def bare(**said: Any) -> int | None:
            if ctx.invoked_subcommand is not None:
                return None
            return _bare(ctx.get_help(), said[PREFIX + "directory"])

        tree.callback = bare
        result: Any = tree.invoke(ctx)
        if isinstance(result, int):  # the TUI's, which may have threads to wait for, or help nobody asked for
            return result
        sys.stdout.flush()
        if leave:
            os._exit(Exit.OK)
    return Exit.OK


def _bare(help_text: str, directory: str | None) -> int:
    """Open the TUI for a person at a terminal, where no command is named; tell anyone else how to go on."""
    from .full_screen import at_terminal, full_screen

    if at_terminal():
        return full_screen(Path(directory) if directory else None)
    sys.stdout.write(help_text + "\n")
    return Exit.USAGE


def refused(error: TyperException) -> AlliedError:
    """Return what the parser found wrong, in the words of every other error."""
    near = getattr(error, "possibilities", None)
    message = (error.message if near else error.format_message()).strip().rstrip(".")
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx else "allied"
    hint = f"Did you mean {' or '.join(sorted(near))}?" if near else f"{path} --help shows what it takes."
    return Usage(f"{message}.", hint)
