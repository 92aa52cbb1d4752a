"""One run of one verb: what was said around it, the ledger once it is needed, and where its answer goes."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ..store.errors import AlliedError, Invalid, NeedsPerson, NotFound, Usage
from .errors import write_line
from .settings import AUDIENCES, Settings

if TYPE_CHECKING:
    from datetime import date

    from typer import Context

    from ..store.journal.entry import Entry
    from ..store.ledger import Ledger
    from ..store.verbs.fields import LedgerContext
    from ..store.views.audience import Audience
    from ..store.views.reader import Reader
    from .shown.output import Output

Texts = Mapping[str, str | Sequence[str] | None]

# What says that something is for few to know.
_PRIVATE = {"visibility": ("private",), "exposure": ("careful", "at-risk"), "audience": ("coordinators",)}


class NotShown(NotFound):
    """What was named is not there, or is for fewer: which of the two is not said."""


class Run:
    """What a verb's function works with."""

    def __init__(
        self, settings: Settings, fields: Texts, filters: Texts, dry: bool = False, outer: Run | None = None
    ) -> None:
        """Hold what was said; within an *outer* run, work in its ledger and answer where it does."""
        self.settings = settings
        self.fields = fields
        self.filters = filters
        self.dry = dry
        self.outer = outer
        if outer is not None:
            self.__dict__.update(ledger=outer.ledger, out=outer.out)

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
        for name in ("ledger", "context"):
            self.__dict__.pop(name, None)
        self.look_again()

    @cached_property
    def out(self) -> Output:
        """Standard output, in the format that was asked for."""
        from .shown.output import Output

        return Output(self.settings, self.audience, self._left_out, self.dry)

    def asking(self) -> AbstractContextManager[None]:
        """Return what lets git ask the person for a password, where there is one to ask."""
        from ..store.sync import git

        here = not self.settings.no_input and sys.stdin.isatty() and sys.stderr.isatty()
        return git.asking() if here else nullcontext()

    def say(self, text: str) -> None:
        """Say something to the person, beside the data."""
        if not self.settings.quiet:
            write_line(text)

    # Who looks

    @property
    def audience(self) -> str | None:
        """For whom things are shown, `None` where it is for those who may see everything."""
        said = self.settings.audience
        return said if said != AUDIENCES[-1] else None

    @cached_property
    def reader(self) -> Reader:
        """What is shown is read from here: the ledger, as far as the audience may see it."""
        return self.ledger if self.audience is None else self._seen

    @cached_property
    def _seen(self) -> Audience:
        from ..store.views.audience import seen_by

        return seen_by(self.ledger, self.audience or AUDIENCES[-1])

    def seen(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Return what may be seen of entries."""
        return entries if self.audience is None else self._seen.entries(entries)

    def look_again(self) -> None:
        """Forget what an audience was found to see: something was written."""
        for name in ("reader", "_seen"):
            self.__dict__.pop(name, None)

    def _left_out(self) -> dict[str, int]:
        return self._seen.all_left_out() if "_seen" in self.__dict__ else {}

    # What people named

    def find(self, kinds: str | Sequence[str] | None, text: str) -> tuple[str, str]:
        """Return kind and key of what a person named; raises `NotFound` or `Ambiguous`.

        What an audience may not see isn't found, and what it is called isn't said.
        """
        if self.audience is None:
            return self.ledger.find(kinds, text)
        try:
            kind, key = self.ledger.find(kinds, text, self.reader)
            if self.reader.get(kind, key) is not None:
                return kind, key
        except NotFound:
            pass
        raise NotShown(f"There is no {text!r} that is shown to {_readers(self.audience)}.")

    def told(self, error: AlliedError) -> AlliedError:
        """Return an error of a verb that writes as the audience may be told it.

        What the ledger refuses, it refuses for what it holds, and names that.
        """
        safe = not isinstance(error, (NotFound, Invalid, NeedsPerson)) or isinstance(error, NotShown)
        if self.audience is None or safe:
            return error
        return type(error)(
            f"This can't be written, for a reason that is not shown to {_readers(self.audience)}.",
            "Without --audience it is said.",
        )

    def key(self, kind: str, text: str) -> str:
        """Return the key of the document of a kind that a person named; raises `NotFound` or `Ambiguous`."""
        return self.find(kind, text)[1]

    @cached_property
    def context(self) -> LedgerContext:
        """The time and the place that what is typed is understood in."""
        from ..store.verbs.fields import LedgerContext

        return LedgerContext(self.ledger, self.find)

    def day(self, text: str) -> date:
        """Return the day that was typed; raises `Invalid`."""
        from ..store.schema.dates import parse_date

        return parse_date(text, self.ledger.today())

    def values(self, kind: str, **more: str | Sequence[str] | None) -> dict[str, Any]:
        """Return the fields that were given, as the store keeps them; raises `Invalid`, `NotFound`."""
        from ..store.verbs.fields import parse_fields
        from .typed.fields import texts

        given = {name: text for name, text in more.items() if text is not None}
        values = parse_fields(self.ledger, kind, texts(kind, {**self.fields, **given}), self.context)
        self._warn_of_labels(values)
        return values

    def _warn_of_labels(self, values: Mapping[str, Any]) -> None:
        """Say where something private is typed that a label is no lock."""
        if any(values.get(name) in words for name, words in _PRIVATE.items()):
            self.say("A label is no lock: everybody who has a clone of this ledger can read it.")

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
        if "ledger" not in self.__dict__ or self.outer is not None:
            return
        for problem in self.ledger.problems:
            where = f"{problem.file}:{problem.line}" if problem.line else problem.file
            write_line(f"warning: {where}: {problem.reason}")


def _readers(audience: str) -> str:
    return "the public" if audience == AUDIENCES[0] else f"the {audience}"
