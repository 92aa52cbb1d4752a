"""`allied serve`: the full screen in a browser, on this machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from typer import Context, Option, Typer

from ...store.errors import AlliedError, Usage
from ..run import Run
from ..verb import Verb

app = Typer()


@app.command("serve", cls=Verb)
def serve(
    ctx: Context,
    host: Annotated[
        str, Option(metavar="HOST", help="127.0.0.1, localhost or ::1; no other, since there is no log-in.")
    ] = "127.0.0.1",
    port: Annotated[int, Option(metavar="PORT", help="The port; 0 takes any that is free.")] = 8000,
) -> int:
    """Show the full screen in a browser on this machine, until ctrl+c."""
    run = Run.of(ctx)
    if host not in ("127.0.0.1", "localhost", "::1"):
        raise Usage(
            f"Allied serves this machine alone, not {host}.",
            "From elsewhere, forward the port: ssh -L 8000:127.0.0.1:8000 HOST.",
        )
    if not 0 <= port <= 65535:
        raise Usage(f"{port} is no port.", "Ports go from 0 to 65535.")
    try:
        from ...tui.serving import serve as serve_pages
    except ModuleNotFoundError as error:
        raise AlliedError("What serves pages isn't installed.", "pip install 'allied[serve]'") from error

    def tell(address: str) -> None:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        run.say("Open that address; whoever has it sees the whole ledger. Ctrl+C ends it.")

    directory = run.settings.directory
    try:
        serve_pages(Path(directory) if directory else None, host, port, tell)
    except OSError as error:
        raise AlliedError(
            f"Port {port} of {host} can't be had: {error.strerror or error}.", "Name another one with --port."
        ) from error
    return 0
