"""The class of every verb: its own parameters, its kind's fields or filters, and what every command takes."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from typer._click import Context, HelpFormatter, Parameter  # pyright: ignore[reportPrivateUsage]
from typer.core import TyperCommand, TyperOption

from ..store.errors import AlliedError, Usage
from . import settings
from .run import Run

FIELD: Final = "field_"
FILTER: Final = "filter_"
DRY: Final = "dry_run"


class Verb(TyperCommand):
    """A command that hands its function a `Run` as the context's object."""

    kind: ClassVar[str | None] = None
    leaving_out: ClassVar[tuple[str, ...]] = ()
    lists: ClassVar[bool] = False
    formats: ClassVar[tuple[str, ...]] = ()
    """Formats that only this verb knows, besides those of all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for options in (self._generated(), self._own(), settings.options(self.formats)):
            taken = {name for param in self.params for name in param.opts}
            self.params += [option for option in options if not taken.intersection(option.opts)]

    def _own(self) -> list[TyperOption]:
        """Return the options of this class of verbs."""
        return []

    def _generated(self) -> list[TyperOption]:
        if self.kind is None:
            return []
        if self.lists:
            from .typed.filters import options

            return options(self.kind, FILTER)
        from .typed.fields import options

        return options(self.kind, FIELD, self.leaving_out)

    def invoke(self, ctx: Context) -> Any:
        """Run the verb's function, with what was said put in its place."""
        with self._run(ctx) as run:
            return self._carried_out(ctx, run)

    def _carried_out(self, ctx: Context, run: Run) -> Any:
        if run.outer is not None:
            raise Usage(
                f"{ctx.command_path} is no command that writes.",
                "A batch is of commands that write, such as action done.",
            )
        return super().invoke(ctx)

    def _run(self, ctx: Context) -> Run:
        """Return what the verb's function works with, and leave it only its own parameters."""
        levels: list[dict[str, Any]] = []
        level: Context | None = ctx
        while level is not None:
            levels.insert(0, level.params)
            level = level.parent
        top = ctx.find_root()
        ctx.obj = Run(
            settings.settings(levels, self.formats),
            fields=_taken(ctx.params, FIELD),
            filters=_taken(ctx.params, FILTER),
            dry=bool(ctx.params.pop(DRY, False)),
            outer=top.obj if isinstance(top.obj, Run) else None,
        )
        ctx.params = {k: v for k, v in ctx.params.items() if not k.startswith(settings.PREFIX)}
        top.obj = ctx.obj
        return ctx.obj

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Return the usage line's parts, a required argument without typer's braces."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the verb's own parameters first, what every command takes last."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None:
                sections.setdefault(_section(param), []).append(record)
        for title in ("Arguments", "Options", "Fields", "Filters", "On every command"):
            if title in sections:
                with formatter.section(title):
                    formatter.write_dl(sections[title])

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the lines to begin with."""
        from .reference.examples import EXAMPLES

        words = ctx.command_path.split()[1:]
        lines = EXAMPLES.get((words[0], words[-1])) if words else None
        if lines:
            with formatter.section("Examples"):
                for line in lines:
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


class Writing(Verb):
    """A verb that writes to the ledger, and can be tried without."""

    def _own(self) -> list[TyperOption]:
        return [_dry_run()]

    def _carried_out(self, ctx: Context, run: Run) -> Any:
        try:
            return self._written(ctx, run)
        except AlliedError as error:
            raise run.told(error) from None

    def _written(self, ctx: Context, run: Run) -> Any:
        if not run.dry:
            return TyperCommand.invoke(self, ctx)
        if run.outer is not None:
            raise Usage(
                "A part of a batch can't be tried by itself.", "allied batch FILE --dry-run tries all of it."
            )
        from ..store.verbs.trial import trial

        trial(run.ledger, lambda: TyperCommand.invoke(self, ctx))
        run.say("Nothing was written: this was a dry run.")
        return None


class Alone(Verb):
    """A verb that writes a step of its own, never as a part of a batch."""

    def _carried_out(self, ctx: Context, run: Run) -> Any:
        if run.outer is not None:
            raise Usage(f"{ctx.command_path} can't be part of a batch.", "Run it by itself, before or after.")
        try:
            return TyperCommand.invoke(self, ctx)
        except AlliedError as error:
            raise run.told(error) from None


class Planning(Alone):
    """A verb that knows all of what it would write before it does, and sees to dry runs by itself."""

    def _own(self) -> list[TyperOption]:
        return [_dry_run()]


def _dry_run() -> TyperOption:
    help_ = "Say what would be written, and write nothing."
    return TyperOption(param_decls=[DRY, "--dry-run"], is_flag=True, help=help_)


def _taken(params: dict[str, Any], prefix: str) -> dict[str, Any]:
    """Take the parameters of a prefix that were given off *params*."""
    names = [name for name in params if name.startswith(prefix)]
    given = {name.removeprefix(prefix): params.pop(name) for name in names}
    return {name: value for name, value in given.items() if value is not None and value != ()}


def _section(param: Parameter) -> str:
    name = param.name or ""
    if param.param_type_name == "argument":
        return "Arguments"
    if name.startswith(FIELD):
        return "Fields"
    if name.startswith(FILTER):
        return "Filters"
    return "On every command" if name.startswith(settings.PREFIX) or name == "help" else "Options"


def taking(kind: str, *leaving_out: str) -> type[Writing]:
    """Return the class of a verb that takes the fields of a kind as options."""

    class Taking(Writing):
        pass

    Taking.kind = kind
    Taking.leaving_out = leaving_out
    return Taking


def listing(kind: str) -> type[Verb]:
    """Return the class of a verb that lists a kind, and takes its filters."""

    class Listing(Verb):
        pass

    Listing.kind = kind
    Listing.lists = True
    return Listing
