"""Every command as plain data: what help, the reference and the manual pages are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ..lazy import command_of
from ..settings import PREFIX
from ..table import COMMANDS
from ..verb import FIELD, FILTER
from .examples import EXAMPLES

SECTIONS: Final = ("Arguments", "Options", "Fields", "Filters", "On every command")


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument or an option: how it is written, what its value is, what it is for."""

    section: str
    names: tuple[str, ...]
    metavar: str | None
    repeats: bool
    required: bool
    help: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its words, its usage line, its help and all it takes."""

    words: tuple[str, ...]
    usage: str
    help: str
    parameters: tuple[Parameter, ...]
    examples: tuple[str, ...]


def commands() -> Iterator[Command]:
    """Yield every command in the order of the table, loaded."""
    for noun, entry in COMMANDS.items():
        for verb in entry.verbs or {noun: entry.help}:
            yield described(noun, verb)


def described(noun: str, verb: str) -> Command:
    """Return one command; of a noun without verbs, *verb* is the noun."""
    command: Any = command_of(COMMANDS[noun], verb)
    words = (noun,) if COMMANDS[noun].verbs is None else (noun, verb)
    name = f"allied {' '.join(words)}"
    with command.make_context(name, [], resilient_parsing=True) as ctx:
        usage = " ".join([name, *command.collect_usage_pieces(ctx)])
    help_ = " ".join(str(command.help or "").split())
    parameters = tuple(_parameter(param) for param in command.params)
    return Command(words, usage, help_, parameters, EXAMPLES.get((noun, verb), ()))


def _parameter(param: Any) -> Parameter:
    argument = param.param_type_name == "argument"
    flag = bool(getattr(param, "is_flag", False))
    metavar = str(param.metavar or param.name.upper())
    return Parameter(
        section=_section(param),
        names=(metavar.strip("[]."),) if argument else tuple(param.opts),
        metavar=None if flag else metavar,
        repeats=bool(getattr(param, "multiple", False)) or param.nargs == -1,
        required=bool(param.required),
        help=str(getattr(param, "help", "") or ""),
    )


def _section(param: Any) -> str:
    name = str(param.name or "")
    if param.param_type_name == "argument":
        return "Arguments"
    starts = {FIELD: "Fields", FILTER: "Filters", PREFIX: "On every command"}
    return next((section for prefix, section in starts.items() if name.startswith(prefix)), "Options")
