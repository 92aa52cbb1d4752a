"""A kind's fields as options of the command line: declared once, in the schema."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from typer.core import TyperOption

from ...store.errors import Invalid, NotFound
from ...store.exchange.marked import singular
from ...store.schema import kind as kind_named

if TYPE_CHECKING:
    from ...store.schema.field import Field
    from ...store.schema.record import Record
    from ...store.schema.types import Context

Texts = Mapping[str, str | Sequence[str] | None]

# What has commands of its own, or isn't a person's to set.
_ELSEWHERE: Final = frozenset({"comments", "positions", "answers", "same"})
_METAVARS: Final = {
    "instant": "WHEN",
    "flag": "yes|no",
    "count": "N",
    "share": "N/D",
    "line": "TEXT",
    "language": "CODE",
}


def typed(kind: str) -> list[Field]:
    """Return the fields of a kind that people type."""
    return [field for field in kind_named(kind).fields.values() if field.name not in _ELSEWHERE]


def options(kind: str, prefix: str, leaving_out: Sequence[str] = ()) -> list[TyperOption]:
    """Return an option for each field of a kind; its value stays the text that was typed."""
    return [
        TyperOption(
            param_decls=[prefix + field.name, spelled(field)],
            multiple=several(field),
            metavar=metavar(field),
            help=field.help,
        )
        for field in typed(kind)
        if field.name not in leaving_out
    ]


def several(field: Field) -> bool:
    """Return whether an option may be repeated."""
    return field.many or field.map is not None


def spelled(field: Field) -> str:
    """Return a field's option: hyphens for underscores, and the singular where it is repeated."""
    return f"--{singular(field).replace('_', '-')}"


def metavar(field: Field) -> str:
    """Return how help writes the value of a field's option."""
    if field.map is not None:
        # An id is drawn for what is given, nobody types one.
        return "TEXT" if field.map.name == "id" else field.type.form(field.map)
    if field.words:
        return "|".join(field.words)
    if field.kinds:
        return "|".join(field.kinds).upper()
    return _METAVARS.get(field.type.name, field.type.name.upper())


def texts(kind: str, raw: Texts) -> dict[str, str | Sequence[str] | None]:
    """Return what was typed, with the content of a file where a long text was given as `@FILE`."""
    fields = kind_named(kind).fields
    return {
        name: _read(text) if name in fields and _is_long(fields[name]) else text for name, text in raw.items()
    }


def _is_long(field: Field) -> bool:
    """Return whether a field takes text of many lines, or something made of such text."""
    lead = getattr(field.type, "lead", None)
    return "text" in (field.type.name, lead.type.name if lead else None)


def _read(said: str | Sequence[str] | None) -> str | Sequence[str] | None:
    if said is None:
        return None
    return content(said) if isinstance(said, str) else [content(text) for text in said]


def content(text: str) -> str:
    """Return the content of `@FILE` (`@-` is standard input); `@@` stands for an at sign."""
    if not text.startswith("@"):
        return text
    if text.startswith("@@"):
        return text[1:]
    name = text[1:]
    try:
        if name == "-":
            return sys.stdin.read()
        with open(name, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        raise NotFound(f"There is no file {name}.", "Write @@ where a text begins with an at sign.") from None
    except OSError as error:
        raise Invalid(f"{name} can't be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise Invalid(
            f"{name} is not UTF-8 (byte {error.start}).", "Save it as UTF-8 and try again."
        ) from None


def parts(ctx: Context, record: Record, **said: str | None) -> dict[str, Any]:
    """Return the parts of a record that were said, as the store keeps them; raises `Invalid`, `NotFound`."""
    given = {name: text for name, text in said.items() if text is not None}
    return {
        name: record.fields[name].parse(content(text) if _is_long(record.fields[name]) else text, ctx)
        for name, text in given.items()
    }
