"""`allied batch`: many commands as one step."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final, cast

from typer import Argument, Context, Typer
from typer.exceptions import TyperException

from ...store.errors import AlliedError, Invalid, NeedsPerson, NotFound, Usage
from ..run import Run
from ..shown.columns import column, start
from ..verb import Writing

if TYPE_CHECKING:
    from ..shown.layout import Item
    from ..shown.output import Collected

app = Typer()

FIELDS: Final = ("line", "command", "kind", "id", "handle", "title")
_COLUMNS: Final = (
    column("LINE", "shown_line"),
    column("COMMAND", "command", wide=True),
    start("ID", "id"),
    column("WHAT", "title", wide=True),
)
_HINT: Final = (
    'Write a line like ["action", "done", "k3v9"], or {"command": "action done", "arguments": ["k3v9"]}.'
)
_PARTS: Final = {"command": str, "arguments": list, "options": dict}


@app.command("batch", cls=Writing)
def batch(
    ctx: Context,
    file: Annotated[
        str,
        Argument(
            metavar="FILE", help="JSON lines, each an array of words or an object; - for standard input."
        ),
    ],
) -> None:
    """Run many commands as one step, from JSON lines: all of them, or nothing."""
    from ..shown.output import Collected

    run = Run.of(ctx)
    if run.outer is not None:
        raise Usage("A batch can't be part of a batch.", "Put its lines in this one.")
    lines = list(_lines(_read(file)))
    collected = Collected()
    items: list[Item] = []
    with run.ledger.batch() as written:
        for number, words in lines:
            _run(run, collected, number, words)
            items += [_item(number, words, kind, item) for kind, item in collected.taken()]
    if not lines:
        run.say("The file names no commands.")
    run.out.items("batch", items, _COLUMNS, FIELDS, left_out={}, step=written.step.id or None)


def _read(file: str) -> str:
    try:
        if file == "-":
            return sys.stdin.read()
        with open(file, encoding="utf-8") as opened:
            return opened.read()
    except FileNotFoundError:
        raise NotFound(f"There is no file {file}.") from None
    except UnicodeDecodeError as error:
        raise Invalid(f"{file} is not UTF-8 (byte {error.start}).", "Save it as UTF-8.") from None
    except OSError as error:
        raise Invalid(f"{file} can't be read: {error.strerror}.") from None


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each line's number and the words of its command; raises `Invalid`."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            said: Any = json.loads(line)
        except ValueError as error:
            raise Invalid(f"Line {number} is no JSON: {error}.", _HINT) from None
        words = _words(said)
        if words is None:
            raise Invalid(f"Line {number} names no command.", _HINT)
        if words and words[0] == "allied":
            words = words[1:]
        yield number, words


def _words(said: Any) -> list[str] | None:
    """Return the command line that a line says, `None` where it says none."""
    if isinstance(said, list):
        words = [_text(word) for word in cast("list[Any]", said)]
        return None if None in words or not words else cast("list[str]", words)
    if not isinstance(said, dict):
        return None
    parts = cast("dict[str, Any]", said)
    if any(name not in _PARTS or not isinstance(parts[name], _PARTS[name]) for name in parts):
        return None
    arguments = [_text(word) for word in parts.get("arguments", [])]
    options = _options(parts.get("options", {}))
    if not parts.get("command") or None in arguments or options is None:
        return None
    return [*parts["command"].split(), *options, "--", *cast("list[str]", arguments)]


def _options(said: Mapping[str, Any]) -> list[str] | None:
    """Return options as words: true is a flag, false leaves it out, null clears a field, a list repeats one."""
    words: list[str] = []
    for name, value in said.items():
        option = f"--{name.replace('_', '-')}"
        for one in cast("list[Any]", value) if isinstance(value, list) else [value]:
            if one is True:
                words.append(option)
            elif one is not False:
                text = "" if one is None else _text(one)
                if text is None:
                    return None
                words.append(f"{option}={text}")
    return words


def _text(word: Any) -> str | None:
    if isinstance(word, str):
        return word
    return str(word) if isinstance(word, (int, float)) and not isinstance(word, bool) else None


def _run(run: Run, collected: Collected, number: int, words: Sequence[str]) -> None:
    """Run one command within the batch; raises what it raises, saying at which line."""
    from typer import Exit as Leave

    from ..lazy import root
    from ..start import refused

    inner = Run(run.settings, {}, {}, outer=run)
    inner.out = collected
    tree = root()
    seen = ["--audience", run.audience] if run.audience else []  # what is found in it, and shown of it
    try:
        with tree.make_context("allied", [*seen, *words], obj=inner, help_option_names=[]) as ctx:
            tree.invoke(ctx)
    except TyperException as error:
        raise _at(number, refused(error)) from None
    except Leave:
        said = " ".join(words[:2])
        raise _at(
            number, NeedsPerson(f"allied {said} can't be carried out.", "Run it by itself to see why.")
        ) from None
    except AlliedError as error:
        raise _at(number, error) from None


def _at(number: int, error: AlliedError) -> AlliedError:
    error.message = f"Line {number}: {error.message}"
    return error


def _item(number: int, words: Sequence[str], kind: str, item: Item) -> Item:
    from ..shown.documents import title_of

    command = " ".join(words)
    title = title_of(kind, item) if item.get("id") else ""
    return {
        "line": number,
        "shown_line": str(number),
        "command": command,
        "kind": kind,
        "id": item.get("id"),
        "handle": item.get("handle"),
        "title": title,
    }
