"""What an initiative brings about, and who is credited for it, as each chose."""

from __future__ import annotations

import os
from typing import Final

from ..errors import Invalid
from .addresses import Url
from .field import Field
from .keys import is_hex, is_reference
from .record import Record
from .text import quoted
from .times import Date
from .types import Context, Json, Name, Type, Words, string

_HINT: Final = "Write it OUTPUT:MEMBER=NAME, with the output's id."


class Output(Record):
    """Something brought about, typed as what it is, or `WHAT=LINK`."""

    __slots__ = ()
    name = "output"

    def pair(self, text: str, ctx: Context, key: Type) -> tuple[str, Json]:
        """Return the output with an id of its own."""
        if text.lstrip().startswith("{"):
            return os.urandom(8).hex(), self.parse(text, ctx)
        what, _, link = text.partition("=http")
        return os.urandom(8).hex(), self.check({"what": what, "link": f"http{link}" if link else None})

    def form(self, key: Type) -> str:
        """Return how an output is typed, for help."""
        return "WHAT[=LINK]"


OUTPUT: Final = Output(
    Field("what", Name(300), "What it is.", required=True),
    Field("link", Url(), "Where it is."),
    Field("on", Date(), "The day it came out."),
)


class CreditName(Type):
    """An output and a member, `<output id>:<member key>`: two people who credit two members don't cross."""

    __slots__ = ()
    name = "output:member"
    kinds = ("member",)

    def check(self, value: Json) -> str:
        """Return the two, joined."""
        output, _, member = string(value).partition(":")
        if not is_hex(output, 16) or not is_reference(member):
            raise Invalid(f"{quoted(value)} names no output and member.", _HINT)
        return value

    def parse(self, text: str, ctx: Context) -> str:
        """Return the two that were named."""
        output, colon, member = text.strip().partition(":")
        if not colon:
            raise Invalid(f"{quoted(text)} names no output and member.", _HINT)
        return self.check(f"{output.strip()}:{ctx.resolve(self.kinds, member.strip())}")


class Credit(Record):
    """How a member is credited: the name it chose, and its part."""

    __slots__ = ()
    name = "credit"

    def __init__(self) -> None:
        super().__init__(
            Field("name", Words(), "The name it is credited by.", required=True),
            Field("part", Words(), "What it did."),
        )

    def form(self, key: Type) -> str:
        """Return how a credit is typed, for help."""
        return "OUTPUT:MEMBER=NAME"
