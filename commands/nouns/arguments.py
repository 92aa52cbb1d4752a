"""How things are named on the command line: the arguments that several commands share."""

from __future__ import annotations

from typing import Annotated

from typer import Argument

_MANY = "; several, or - to read them from standard input."
_BY_NAME = "Its handle, its name or the start of its id"
_BY_TITLE = "Its handle, its title or the start of its id"
_BY_ID = "The start of its id, or its title"

Member = Annotated[str, Argument(metavar="MEMBER", help=f"{_BY_NAME}.")]
Members = Annotated[list[str], Argument(metavar="MEMBER...", help=_BY_NAME + _MANY)]
SomeMembers = Annotated[list[str] | None, Argument(metavar="[MEMBER]...", help=_BY_NAME + _MANY)]
Contact = Annotated[str, Argument(metavar="CONTACT", help="A name, the start of an id, or @me.")]
Contacts = Annotated[
    list[str], Argument(metavar="CONTACT...", help="A name, the start of an id, or @me" + _MANY)
]
Group = Annotated[str, Argument(metavar="GROUP", help=f"{_BY_NAME}.")]
Groups = Annotated[list[str], Argument(metavar="GROUP...", help=_BY_NAME + _MANY)]
Initiative = Annotated[str, Argument(metavar="INITIATIVE", help=f"{_BY_TITLE}.")]
Initiatives = Annotated[list[str], Argument(metavar="INITIATIVE...", help=_BY_TITLE + _MANY)]
Action = Annotated[str, Argument(metavar="ACTION", help=f"{_BY_ID}.")]
Actions = Annotated[list[str], Argument(metavar="ACTION...", help=_BY_ID + _MANY)]
Decision = Annotated[str, Argument(metavar="DECISION", help=f"{_BY_ID}.")]
Decisions = Annotated[list[str], Argument(metavar="DECISION...", help=_BY_ID + _MANY)]
Meeting = Annotated[str, Argument(metavar="MEETING", help=f"{_BY_ID}.")]
Meetings = Annotated[list[str], Argument(metavar="MEETING...", help=_BY_ID + _MANY)]
Thing = Annotated[str, Argument(metavar="THING", help="A handle, a name or the start of an id.")]
Words = Annotated[list[str] | None, Argument(metavar="[WORD]...", help="Only those with these words.")]
