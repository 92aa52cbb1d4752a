"""The tree of commands, grown as far as the command line reaches: a stub stands for what isn't needed yet."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from typer import Typer, echo
from typer._click import Command, Context, HelpFormatter, Parameter  # pyright: ignore[reportPrivateUsage]
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command_from_info

from ..store.errors import Usage
from . import settings
from .table import ACROSS, COMMANDS, NOUNS, Noun
from .version import VERSION


class Stub(TyperCommand):
    """A name and its line of help, in the place of a command that isn't loaded."""


class Lazy(TyperGroup):
    """A group filled with stubs, each swapped for the command itself when it is called."""

    def __init__(self, name: str, help: str, stubs: Sequence[Stub], **more: Any) -> None:
        params = [*settings.options()]
        super().__init__(name=name, help=help, commands=stubs, params=params, rich_markup_mode=None, **more)

    def load(self, name: str) -> Command:
        """Return the command itself."""
        raise NotImplementedError

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Return the command that the first of *args* names, loaded; raises `Usage` if none does."""
        name = args[0]
        if name in self.commands:
            return name, self.load(name), args[1:]
        if ctx.resilient_parsing:  # completing a line that is still being typed
            return None, None, args[1:]
        from difflib import get_close_matches

        near = get_close_matches(name, self.commands)
        path = ctx.command_path
        hint = f"Did you mean {path} {near[0]}?" if near else f"{path} --help lists them."
        raise Usage(f"{path} has no command {name!r}.", hint)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the commands and their help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.help or "") for name, command in self.commands.items()])

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the commands first, then the options."""
        self.format_commands(ctx, formatter)
        records = [param.get_help_record(ctx) for param in self.get_params(ctx)]
        with formatter.section("Options"):
            formatter.write_dl([record for record in records if record is not None])


class Root(Lazy):
    """`allied` itself."""

    def __init__(self, name: str, help: str, stubs: Sequence[Stub], **more: Any) -> None:
        super().__init__(name, help, stubs, **more)
        self.params.append(
            TyperOption(
                param_decls=["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_say_version,
                help="Say the version and exit.",
            )
        )

    def load(self, name: str) -> Command:
        """Return a noun's group, or the command of a noun without verbs."""
        noun = COMMANDS[name]
        if noun.verbs is None:
            return command_of(noun, name)
        return NounGroup(name, noun)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the nouns, then the commands across them."""
        for title, nouns in (("Nouns", NOUNS), ("Across nouns", ACROSS)):
            with formatter.section(title):
                formatter.write_dl([(name, noun.help) for name, noun in nouns.items()])


class NounGroup(Lazy):
    """A noun, whose verbs are known from the table until one is called."""

    def __init__(self, name: str, noun: Noun) -> None:
        self.noun = noun
        verbs = noun.verbs or {}
        super().__init__(name, noun.help, [Stub(verb, help=text) for verb, text in verbs.items()])

    def load(self, name: str) -> Command:
        """Return the verb itself."""
        return command_of(self.noun, name)


def _say_version(ctx: Context, _param: Parameter, said: bool) -> None:
    if said and not ctx.resilient_parsing:
        echo(f"allied {VERSION}")
        ctx.exit()


def command_of(noun: Noun, name: str) -> Command:
    """Return one command of a noun's module."""
    app: Typer = import_module(f".{noun.module}", __package__).app
    info = next(info for info in app.registered_commands if info.name == name)
    return get_command_from_info(info, pretty_exceptions_short=True, rich_markup_mode=None)


def help_of(words: Sequence[str]) -> str:
    """Return the help of the command that some words name; raises `Usage` where there is none."""
    tree = root()
    ctx = tree.make_context("allied", [], resilient_parsing=True)
    command: Any = tree
    for word in words:
        if not isinstance(command, Lazy):
            raise Usage(f"{ctx.command_path} has no commands of its own.", "allied help lists what there is.")
        ctx.resilient_parsing = False  # an unknown command is to be refused
        name, command, _ = command.resolve_command(ctx, [word])
        ctx = command.make_context(
            name, [], parent=ctx, resilient_parsing=True, help_option_names=["--help", "-h"]
        )
    return str(command.get_help(ctx))


def root() -> Root:
    """Return the whole tree of commands, as stubs."""
    return Root(
        "allied",
        "Keep a coalition's ledger: who is in it, what each opted in to, who does what, what was decided.",
        [Stub(name, help=noun.help) for name, noun in COMMANDS.items()],
        invoke_without_command=True,
        epilog="Exit codes: 0 ok, 1 failure, 2 usage, 3 not found, 4 invalid, 5 needs a person, 6 locked, "
        "7 git or remote, 8 the ledger is damaged, 130 interrupted.",
    )
