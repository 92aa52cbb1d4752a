"""An action in one line, `draft letter @edri !high due:fri #dsa ^letter ~2h`, read while it is typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..errors import AlliedError, Invalid
from ..schema import kind as kind_named
from ..schema.action import PRIORITIES
from ..verbs.fields import LedgerContext
from .finding import beginning
from .marked import Word, called, named, words

if TYPE_CHECKING:
    from ..ledger import Ledger
    from ..schema.field import Field
    from ..schema.types import Context
    from ..views.reader import Reader

SIGNS: Final = {"@": "who", "!": "priority", "#": "tags", "^": "initiative", "~": "hours"}
"""What each sign before a word says of it. A backslash before a sign makes it part of the title."""
# Fields that people call otherwise, and those that no line sets.
_CALLED: Final = (("by", "due"), ("every", "recurrence"), ("who", "assignee"), ("for", "initiative"))
_NEVER: Final = frozenset({"title", "status", "series", "occurrence", "comments"})


class Piece(NamedTuple):
    """One word that says something of the action: where it stands, what it means, or why it means nothing."""

    at: int
    text: str
    field: str
    meaning: str = ""
    fault: str = ""
    hint: str = ""


@dataclass(slots=True)
class Quick:
    """What a line comes to: the title, and the values of the other fields; `pieces` say which word gave which."""

    title: str = ""
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    pieces: list[Piece] = field(default_factory=list[Piece])

    @property
    def faults(self) -> list[Piece]:
        """The words that can't be taken."""
        return [piece for piece in self.pieces if piece.fault]


def read(ledger: Ledger, line: str, seen: Reader | None = None) -> Quick:
    """Return what a line comes to; it never raises: a word that can't be taken carries the reason.

    A name may be only begun, where nothing else begins so; `@me` is who uses this clone. *seen* is the ledger as
    those see it who see the line; it names only what they may see.
    """
    reader = seen or ledger
    find = beginning(ledger, reader)
    quick, title = Quick(), list[str]()
    ctx, fields = LedgerContext(ledger, find), called("action", _CALLED)
    for word in words(line):
        field_name, text = _said(word, fields)
        if not field_name:
            title.append(text)
            continue
        try:
            _take(reader, ctx, quick, field_name, text, word)
        except AlliedError as error:
            quick.pieces.append(Piece(word.at, word.text, field_name, "", error.message, error.hint or ""))
    quick.title = " ".join(title)
    return quick


def values(ledger: Ledger, line: str) -> tuple[str, dict[str, Any]]:
    """Return the title and the other values that a line gives; raises `Invalid`, naming every word that can't be
    taken, and where nothing is left for a title."""
    quick = read(ledger, line)
    if faults := quick.faults:
        hint = faults[0].hint if len(faults) == 1 else "Mend these words, or leave them out."
        raise Invalid("\n".join(f"{fault.text}: {fault.fault}" for fault in faults), hint or None)
    if not quick.title:
        raise Invalid("This doesn't say what is to be done.", "Write it first, then @who, due:fri, #tag.")
    return quick.title, quick.values


def _said(word: Word, fields: dict[str, str]) -> tuple[str, str]:
    """Return the field that a word is about and its value; no field where it is part of the title."""
    text = word.text
    if text[:1] == "\\" and text[1:2] in (*SIGNS, "\\"):
        return "", text[1:]
    if text[:1] in SIGNS and len(text) > 1 and (text[1].isalnum() or text[1] in '"_'):
        return SIGNS[text[0]], word.plain[1:].rstrip(",;.")
    said = named(text, fields)
    if said is not None and said.value and not said.negated and said.field not in _NEVER:
        return said.field, said.value.rstrip(",;")
    return "", text


def _take(reader: Reader, ctx: LedgerContext, quick: Quick, name: str, text: str, word: Word) -> None:
    """Add the value that a word gives to what the line comes to; raises the store's errors."""
    if name == "who":
        kind, value = ctx.find(("contact", "member"), "@me" if text == "me" else text)
        name = "assignee" if kind == "contact" else "owner"
    else:
        value = _value(name, text, ctx)
    of, before = kind_named("action").fields[name], quick.values.get(name)
    if of.many:
        value = list(dict.fromkeys([*(before or ()), *value]))
    elif before not in (None, value):
        raise Invalid(f"{of.label} is given twice.", "Leave one of them out.")
    quick.values[name] = value
    quick.pieces.append(Piece(word.at, word.text, name, _shown(reader, name, value)))


def _value(name: str, text: str, ctx: Context) -> Any:
    """Return what a text means for a field; raises `Invalid`, `NotFound`, `Ambiguous`."""
    of = kind_named("action").fields[name]
    if name == "priority":
        return _priority(text)
    if of.many:
        return of.check(of.parse([part for part in text.split(",") if part.strip()], ctx))
    if of.type.name == "date":  # due:end_of_month, since a space ends a word
        return of.parse(text.replace("_", " "), ctx)
    if name == "recurrence":
        return _recurrence(of, text.replace("_", " "), ctx)
    return of.check(of.parse(text, ctx))


def _recurrence(of: Field, text: str, ctx: Context) -> Any:
    """Return how often something comes again: `every:week` says what `weekly` does."""
    try:
        return of.parse(text, ctx)
    except Invalid as error:
        try:
            return of.parse(f"every {text}", ctx)
        except Invalid:
            raise error from None


def _priority(text: str) -> str:
    """Return the priority that begins with a text; raises `Invalid`."""
    found = [one for one in PRIORITIES if one.startswith(text.lower())]
    if len(found) != 1:
        raise Invalid(f"There is no priority “{text}”.", f"There are {', '.join(PRIORITIES)}.")
    return found[0]


def _shown(reader: Reader, name: str, value: Any) -> str:
    """Return a value as people read it: what is referred to by its name."""
    of = kind_named("action").fields[name]
    if not of.kinds:
        return of.show(value)
    keys = value if of.many else [value]
    return ", ".join(reader.label(of.kinds[0], key) for key in keys)
