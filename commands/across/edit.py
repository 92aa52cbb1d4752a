"""`allied edit`: a thing as a form, in the person's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from typer import Context, Typer

from ...store.errors import AlliedError, Invalid, Usage
from ..errors import write_line
from ..nouns.arguments import Thing
from ..run import Run
from ..shown.documents import wrote
from ..verb import Alone

if TYPE_CHECKING:
    from pathlib import Path

    from ...store.exchange.form_reading import Fault
    from ...store.ledger import Snapshot
    from ...store.verbs.done import Done

app = Typer()
_EDITORS: Final = ("VISUAL", "EDITOR")
_FALLBACK: Final = "vi"


@app.command("edit", cls=Alone)
def edit(ctx: Context, thing: Thing) -> None:
    """Change a thing in your editor, as a form; what changed becomes one entry."""
    run = Run.of(ctx)
    if run.settings.no_input:
        raise Usage(
            "An editor needs somebody at it.", "The set verb of each noun changes fields without one."
        )
    if run.audience is not None:
        raise Usage("A form shows everything there is.", "Leave --audience out.")
    seen = run.ledger.read(*run.find(None, thing))
    done = _edited(run, seen)
    if done is None:
        return run.say("Nothing changed: nothing was written.")
    return wrote(run, done)


def _edited(run: Run, seen: Snapshot) -> Done | None:
    """Return what was written of a form, `None` where it came back as it was; raises `Invalid`.

    A form that can't be written is kept, wherever the person gives up on it.
    """
    from pathlib import Path
    from shutil import rmtree
    from tempfile import mkdtemp

    from ...store.exchange import form, form_reading

    folder = Path(mkdtemp(prefix="allied-"))  # for nobody else to read
    path = folder / f"{seen.kind}.md"
    try:
        text = form.render(run.ledger, seen)
        again = _opened(path, text)
        while again != text:
            text = again
            written = form_reading.write(run.ledger, seen, text)
            if not written.faults:
                rmtree(folder)
                return written.done if written.done and written.done.changed else None
            text = form_reading.marked(text, written.faults)
            if not _comes_back(path, text):
                raise _kept(written.faults, path)
            again = _opened(path, text)
            if again == text:
                raise _kept(written.faults, path)
    except (AlliedError, KeyboardInterrupt) as error:
        if path.exists() and path.read_text(encoding="utf-8", errors="replace") != form.render(
            run.ledger, seen
        ):
            write_line(f"The form is kept in {path}")
        else:
            rmtree(folder, ignore_errors=True)
        raise error from None
    rmtree(folder)
    return None


def _comes_back(path: Path, text: str) -> bool:
    """Return whether there is somebody to show a form's faults to; it is marked in any case."""
    path.write_text(text, encoding="utf-8")
    return sys.stdin.isatty() and sys.stdout.isatty()


def _kept(faults: tuple[Fault, ...], path: Path) -> AlliedError:
    first = faults[0]
    more = f" {len(faults) - 1} more are marked in it." if len(faults) > 1 else ""
    return Invalid(f"Line {first.line} of the form: {first.message}{more}", first.hint)


def _opened(path: Path, text: str) -> str:
    """Return what became of a text in the person's editor; raises `AlliedError` where that failed."""
    path.write_text(text, encoding="utf-8")
    command = next((said for name in _EDITORS if (said := os.environ.get(name, "").strip())), _FALLBACK)
    try:
        code = subprocess.run([*shlex.split(command), str(path)], check=False).returncode
    except OSError as error:
        why = "there is no such program here" if isinstance(error, FileNotFoundError) else error.strerror
        raise AlliedError(f"{command} can't be started: {why}.", "Set EDITOR to an editor.") from None
    except ValueError:
        why = "its quotes don't match"
        raise AlliedError(f"{command} can't be started: {why}.", "Set EDITOR to an editor.") from None
    if code:
        raise AlliedError(f"{command} ended with exit code {code}: nothing was written.")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Invalid(f"The form is not UTF-8 (byte {error.start}).", "Save it as UTF-8.") from None
    except OSError as error:
        raise AlliedError(f"The form can't be read any more: {error.strerror}.") from None
