"""`allied ci`: have a forge, or a server of one's own, check what is shared."""

from __future__ import annotations

import sys
from importlib import resources
from typing import Annotated, Final

from typer import Context, Option, Typer

from ..run import Run
from ..verb import Alone, Verb

app = Typer()

FIELDS: Final = ("path",)
_FILES: Final = {"github": ".github/workflows/ledger.yml", "gitlab": ".gitlab-ci.yml"}
Print = Annotated[bool, Option("--print", help="Print it, and write no file.")]


@app.command("github", cls=Alone)
def github(ctx: Context, print_: Print = False) -> None:
    """Write a GitHub workflow that checks every pull request and says what it changes."""
    _written(Run.of(ctx), "github", print_)


@app.command("gitlab", cls=Alone)
def gitlab(ctx: Context, print_: Print = False) -> None:
    """Write a GitLab pipeline that checks every merge request and says what it changes."""
    _written(Run.of(ctx), "gitlab", print_)


@app.command("pre-receive", cls=Verb)
def pre_receive(ctx: Context) -> None:
    """Print a hook by which a server of your own refuses a push that tampers."""
    Run.of(ctx).out.text(_template("pre-receive.sh"))


@app.command("receive", cls=Verb)
def receive(ctx: Context) -> None:
    """Judge a push, as the pre-receive hook of a bare repository."""
    from pathlib import Path

    from ...store.sync import receiving

    run = Run.of(ctx)
    receiving.receive(Path(run.settings.directory or "."), sys.stdin)


def _written(run: Run, forge: str, only_print: bool) -> None:
    """Put a template in its place at the repository's top."""
    from ...store.errors import CannotWrite, Invalid
    from ...store.sync.repository import Repository
    from ..version import VERSION

    repository = Repository.read(run.ledger.place)
    text = _template(f"{forge}.yml")
    said = {"BRANCH": repository.branch, "FOLDER": repository.prefix or ".", "VERSION": VERSION}
    for name, value in said.items():
        text = text.replace(f"@{name}@", value)
    if only_print:
        return run.out.text(text)
    path = repository.top / _FILES[forge]
    if path.exists() and path.read_bytes() != text.encode():
        raise Invalid(f"There is a {_FILES[forge]} already.", "--print shows what to put into it.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CannotWrite(f"{path} can't be written: {error.strerror}.") from None
    run.out.item(
        "ci", {"path": str(path)}, lambda: f"{_FILES[forge]} is written: commit it with git.\n", FIELDS
    )


def _template(name: str) -> str:
    return (resources.files("allied.commands") / "templates" / name).read_text(encoding="utf-8")
