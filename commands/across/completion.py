"""`allied completion`: the script that lets a shell complete command lines."""

from __future__ import annotations

from typing import Annotated, Final

from typer import Argument, Context, Typer

from ...store.errors import Usage
from ..run import Run
from ..verb import Verb

app = Typer()
FIELDS: Final = ("shell", "script")


@app.command("completion", cls=Verb)
def completion(
    ctx: Context, shell: Annotated[str, Argument(metavar="bash|zsh|fish", help="For which shell.")]
) -> None:
    """Write the script that lets a shell complete commands, options, handles and ids."""
    from ..reference.scripts import SCRIPTS, WHERE

    if shell not in SCRIPTS:
        raise Usage(f"There is no script for {shell!r}.", f"There are {', '.join(SCRIPTS)}.")
    run = Run.of(ctx)
    item = {"shell": shell, "script": SCRIPTS[shell]}
    run.out.item("completion", item, lambda: SCRIPTS[shell], FIELDS)
    if run.out.colored:  # a person looks at it
        run.say(f"Put {WHERE[shell]}.")
