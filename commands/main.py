"""Where `allied` starts: answers what costs nothing at once, and loads the rest only then."""

import os
import sys

_SAY_VERSION = ("--version", "-V")


def main(argv: "list[str] | None" = None) -> int:
    """Run one command line (that of `sys.argv` if none is given) and return its exit code; raises nothing."""
    args = sys.argv[1:] if argv is None else argv
    try:
        _stand_in_for_closed()
        if len(args) == 1 and args[0] in _SAY_VERSION:
            from .version import VERSION

            sys.stdout.write(f"allied {VERSION}\n")
            sys.stdout.flush()
            return 0
        if "_ALLIED_COMPLETE" in os.environ:
            from .reference.completing import main as complete

            return complete(args)
        from .full_screen import asked_for, open_on

        if asked_for(args):
            return open_on(args)
        from .start import start

        return start(args, leave=argv is None)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _forget_reader()
        return 0
    except OSError as error:
        _forget_reader()
        sys.stderr.write(f"allied: {error.strerror}.\n")
        return 1


def _stand_in_for_closed() -> None:
    """Give a command that was started without standard streams some that lead nowhere."""
    if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison]
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    if sys.stderr is None:  # pyright: ignore[reportUnnecessaryComparison]
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def _forget_reader() -> None:
    """Point standard output at nothing, so that the interpreter's last flush has nowhere to fail."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
    except (OSError, ValueError):  # a stream of somebody else's, without a descriptor
        pass
