"""What can be said on every command line, before the noun or after the verb: where, how, how quietly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from typer.core import TyperOption

from ..store.errors import Usage

FORMATS: Final = ("table", "json", "jsonl", "csv", "tsv")
AUDIENCES: Final = ("public", "coalition", "coordinators")
COLORS: Final = ("auto", "always", "never")


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one command line that belong to no verb."""

    directory: str | None = None
    format: str = "table"
    fields: tuple[str, ...] = ()
    audience: str | None = None
    quiet: bool = False
    no_input: bool = False
    yes: bool = False
    color: str = "auto"
    no_pager: bool = False
    debug: bool = False


_FLAGS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "json": (("--json",), "The same as --format json."),
    "quiet": (("--quiet", "-q"), "Say nothing but what was asked for."),
    "no_input": (("--no-input",), "Never ask; do what can be done without."),
    "yes": (("--yes", "-y"), "Answer yes where a question would be asked."),
    "no_pager": (("--no-pager",), "Never page what is longer than the screen."),
    "debug": (("--debug",), "Show where an error came from."),
}
_CHOICES: Final[dict[str, tuple[tuple[str, ...], str, str]]] = {
    "directory": (("-C",), "DIR", "The ledger's folder, or one within it; else ALLIED_LEDGER, else here."),
    "format": (("--format",), "|".join(FORMATS), "How to show it."),
    "fields": (("--fields",), "NAME,...", "Only these fields, in this order."),
    "audience": (("--audience",), "|".join(AUDIENCES), "Only what these may see; else everything."),
    "color": (("--color",), "|".join(COLORS), "Whether to colour; NO_COLOR is heeded too."),
}
PREFIX: Final = "common_"


def options(more: Sequence[str] = ()) -> list[TyperOption]:
    """Return the options every command takes, for one parser; *more* are formats that only this one knows."""
    choices = [
        TyperOption(
            param_decls=[PREFIX + name, *spelled],
            metavar="|".join((metavar, *more)) if name == "format" else metavar,
            help=text,
        )
        for name, (spelled, metavar, text) in _CHOICES.items()
    ]
    flags = [
        TyperOption(param_decls=[PREFIX + name, *spelled], is_flag=True, help=text)
        for name, (spelled, text) in _FLAGS.items()
    ]
    return choices + flags


def settings(said: Sequence[Mapping[str, Any]], more: Sequence[str] = ()) -> Settings:
    """Return the settings that the levels of a command line add up to; what is said last holds.

    *more* are formats that only this command knows.
    Raises `Usage` where a value is none of those allowed, or `--json` meets another format.
    """
    found: dict[str, Any] = {}
    for level in said:
        found.update({k.removeprefix(PREFIX): v for k, v in level.items() if k.startswith(PREFIX) and v})
    if found.pop("json", False) and found.setdefault("format", "json") != "json":
        raise Usage(f"--json and --format {found['format']} contradict each other.", "Say one of the two.")
    for name, allowed in (("format", (*FORMATS, *more)), ("audience", AUDIENCES), ("color", COLORS)):
        if found.get(name, allowed[0]) not in allowed:
            raise Usage(f"--{name} is one of {', '.join(allowed)}, not {found[name]!r}.")
    names = (name.strip().replace("-", "_") for name in found.pop("fields", "").split(","))
    return Settings(fields=tuple(dict.fromkeys(name for name in names if name)), **found)
