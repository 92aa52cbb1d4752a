"""One run of one verb: what was said around it, the ledger once it is needed, and where its answer goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ..store.errors import Usage
from .errors import write_line
from .settings import Settings

if TYPE_CHECKING:
    from typer import Context

    from ..store.ledger import Ledger
    from .shown.output import Output

Texts = Mapping[str, str | Sequence[str] | None]


class Run:
    """What a verb's function works with."""

    def __init__(self, settings: Settings, fields: Texts, filters: Texts) -> None:
        self.settings = settings
        self.fields = fields
        self.filters = filters

    @classmethod
    def of(cls, ctx: Context) -> Self:
        """Return the run that a verb's context carries."""
        assert isinstance(ctx.obj, cls)
        return ctx.obj

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger that was named, else the nearest one upward; raises `NotALedger`."""
        from pathlib import Path

        from ..store.ledger import Ledger

        directory = self.settings.directory
        return Ledger.open(Path(directory) if directory else None, tell=write_line)

    def work_on(self, directory: str) -> None:
        """From here on, let the ledger be the one in a folder."""
        self.settings = replace(self.settings, directory=directory)
        self.__dict__.pop("ledger", None)

    @cached_property
    def out(self) -> Output:
        """Standard output, in the format that was asked for."""
        from .shown.output import Output

        return Output(self.settings)

    def say(self, text: str) -> None:
        """Say something to the person, beside the data."""
        if not self.settings.quiet:
            write_line(text)

    def values(self, kind: str, **more: str | Sequence[str] | None) -> dict[str, Any]:
        """Return the fields that were given, as the store keeps them; raises `Invalid`, `NotFound`."""
        from ..store.verbs.fields import parse_fields
        from .typed.fields import texts

        given = {name: text for name, text in more.items() if text is not None}
        return parse_fields(self.ledger, kind, texts(kind, {**self.fields, **given}))

    def changes(self, kind: str) -> dict[str, Any]:
        """Return the same where a change was asked for; raises `Usage` where no field was given."""
        if not self.fields:
            raise Usage(
                "This says nothing to change.", "Give fields, such as --note TEXT; an empty text clears one."
            )
        return self.values(kind)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Warn, once, of what could not be read in the ledger."""
        if "ledger" not in self.__dict__:
            return
        for problem in self.ledger.problems:
            where = f"{problem.file}:{problem.line}" if problem.line else problem.file
            write_line(f"warning: {where}: {problem.reason}")
