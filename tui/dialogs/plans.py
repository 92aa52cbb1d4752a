"""What each form asks and what it writes, made from the schema and the store's verbs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..doing.many import called, counted, each, in_view, left
from ..messages import Prepared, Written
from . import entries

if TYPE_CHECKING:
    from ...store.ledger import Ledger, Snapshot
    from ...store.schema.field import Field
    from ...store.views.reader import Reader
    from ..reading.things import Thing
    from ..reasons.taking import Taken

_FIRST: Final[dict[str, tuple[str, ...]]] = {
    "action": ("title", "owner", "assignee", "due", "priority", "initiative", "hours", "tags", "note"),
    "decision": ("question", "context", "options", "initiative", "group", "rule", "closes", "asked"),
    "meeting": ("title", "starts", "ends", "initiative", "group", "attendees", "notes"),
    "member": (
        "name",
        "handle",
        "kind",
        "status",
        "regions",
        "topics",
        "communities",
        "languages",
        "website",
    ),
}
# Set by the store itself, or kept by other means than a form.
_NEVER: Final = ("comments", "same", "series", "occurrence")
_HELP: Final = {
    "needs": "One after another, with commas: members=3, communities=4, region:Bavaria=1, role:spokesperson=1, "
    "led-by:roma=2. 0 takes one out."
}
"""How to write what no example shows in one line."""
_NONE: Final = "none"
_SETTING: Final = "Left empty it stays as each has it; none takes it from all."
_EXAMPLES: Final = {"Date": "fri, +3d, 2w, 2026-12-01", "Instant": "fri 17:00, 2026-12-01 17:00 Europe/Paris"}


class Ask(NamedTuple):
    """One field of a form."""

    name: str
    label: str
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    long: bool = False
    fresh: bool = False
    """Whether it may name something that isn't there yet: then what is typed is never completed by itself."""
    example: str = ""
    """What stands in it while it is empty: the default, else how it may be written."""


@dataclass(slots=True)
class Plan:
    """A form: what it asks, where it starts from, and what it writes."""

    title: str
    kind: str
    asks: tuple[Ask, ...]
    write: Callable[[Ledger, Mapping[str, str]], Written]
    """Writes the texts that were changed."""
    prepare: Callable[[Ledger], Mapping[str, str]] = field(default=lambda _: {})
    """Reads what the form starts from."""
    checked: bool = True
    """Whether the texts are fields of the kind, to be read as they are typed."""
    always: bool = False
    """Whether it is written even where nothing was changed."""
    seen: Callable[[], Snapshot | None] | None = None
    """Gives the document as the form found it, where it is over one: what it writes is written over that."""
    unread: Callable[[], str] = field(default=lambda: "")
    """Tells what `prepare` could not read of what it was given."""
    blank: bool = False
    """Whether it can start from nothing, and so may be opened while the screen is shared."""


def adding(kind: str) -> Plan:
    """Return the form for a new thing."""

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        return _add(ledger, kind, texts)

    return Plan(f"Add {_article(kind)}", kind, asks(kind), write, blank=True)


def editing(kind: str, key: str) -> Plan:
    """Return the form for what is kept of a thing; it is written over what was in view when it opened."""
    seen: list[Snapshot] = []

    def prepare(ledger: Ledger) -> Mapping[str, str]:
        seen[:] = [ledger.read(kind, key)]
        return {ask.name: _text(ledger, kind, ask.name, seen[0].doc.get(ask.name)) for ask in asks(kind)}

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import documents
        from ...store.verbs.fields import parse_fields

        values = parse_fields(ledger, kind, raw(kind, _only_changed(ledger, kind, texts, seen[0].doc)))
        if not documents.change(ledger, kind, key, values, seen=seen[0]).changed:
            return Written("It is so already: nothing was written.", key)
        return Written(f"✓ changed: {', '.join(sorted(texts)).replace('_', ' ')}", key)

    return Plan(
        f"Edit {_article(kind)}", kind, asks(kind), write, prepare, seen=lambda: seen[0] if seen else None
    )


def _only_changed(
    ledger: Ledger, kind: str, texts: Mapping[str, str], doc: Mapping[str, Any]
) -> dict[str, str]:
    """Return texts as they are, but of a field with several entries only those that are other than they were."""
    from ...store.schema import kind as kind_named

    fields, found = kind_named(kind).fields, dict(texts)
    for name in texts:
        if fields[name].map is not None:
            found[name] = ", ".join(entries.changed(_text(ledger, kind, name, doc.get(name)), texts[name]))
    return {name: text for name, text in found.items() if text or fields[name].map is None}


def setting(taken: Taken) -> Plan:
    """Return the form that sets fields of many things of one kind alike: what is left empty stays as each has it."""
    kind = str(taken.first.kind)

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.schema import kind as kind_named
        from ...store.verbs import documents
        from ...store.verbs.fields import parse_fields

        fields = kind_named(kind).fields
        said = {
            name: "" if text.strip() == _NONE and _NONE not in fields[name].words else text
            for name, text in texts.items()
        }
        values = parse_fields(ledger, kind, raw(kind, said))
        each(ledger, taken.things, lambda of, key: documents.change(ledger, of, key, values))
        told = f"✓ {counted(taken)}: {', '.join(sorted(texts)).replace('_', ' ')} set"
        return Written(told + left(ledger, taken))

    own = ("handle", "former_names", *(ask.name for ask in asks(kind) if ask.required))
    same = tuple(
        ask._replace(example=ask.example or "as each has it", help=f"{ask.help} {_SETTING}")
        for ask in asks(kind)
        if ask.name not in own
    )
    return Plan(f"Edit {counted(taken)}", kind, same, write, checked=False)


def commenting(taken: Taken) -> Plan:
    """Return the form for a comment on one thing or on many."""

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import documents

        text = texts.get("text", "")
        each(ledger, taken.things, lambda kind, key: documents.comment(ledger, kind, key, text))
        return Written(f"✓ comment on {called(ledger, taken)} added" + left(ledger, taken), taken.key)

    ask = Ask("text", "comment", "Kept with it for good; every clone can read it.", required=True, long=True)
    title = f"Comment on {counted(taken)}" if taken.many else f"Comment on {in_view(taken.first)}"
    return Plan(title, str(taken.first.kind), (ask,), write, checked=False, blank=True)


def asks(kind: str) -> tuple[Ask, ...]:
    """Return what can be asked of a kind: what it can't do without first, then what matters most."""
    from ...store.schema import kind as kind_named

    fields = {f.name: f for f in kind_named(kind).fields.values() if _typed(f)}
    first = [n for n in _FIRST.get(kind, ()) if n in fields]
    order = first + [n for n in fields if n not in first]
    return tuple(sorted((ask_of(fields[n]) for n in order), key=lambda ask: not ask.required))


def read_text(ledger: Ledger, kind: str, name: str, text: str) -> str:
    """Return what a text means for a field; raises the store's errors where it means nothing."""
    from ...store.verbs.fields import parse_fields

    values = parse_fields(ledger, kind, raw(kind, {name: text}))
    if name == "needs" and text.strip():
        from ...store.views.mix import worded

        return ", ".join(worded(what, number) for what, number in values["needs"].items())
    return _text(ledger, kind, name, values.get(name)) if text.strip() else ""


def read_back(ledger: Ledger, kind: str, name: str, doc: Mapping[str, Any]) -> str:
    """Return a field of a document as one would type it."""
    return _text(ledger, kind, name, doc.get(name))


def raw(kind: str, texts: Mapping[str, str]) -> dict[str, str | list[str]]:
    """Return texts as the store reads them: what may hold several values split at commas."""
    from ...store.schema import kind as kind_named

    fields = kind_named(kind).fields
    several = {name for name, field in fields.items() if field.many or field.map is not None}
    return {n: _parts(t) if n in several else t for n, t in texts.items()}


def prepared(ledger: Ledger, plan: Plan, reader: Reader) -> Prepared:
    """Return what a form starts from, and the names that complete what is typed, as *reader* shows them.

    For an audience it starts from nothing, since what it is prepared from is the whole ledger.
    """
    from ..reading.things import listed, tables

    names: dict[str, list[Thing]] = {}
    kinds = {kind for ask in plan.asks for kind in ask.kinds}
    if kinds:
        things = listed(tables(reader, kinds))
        for ask in plan.asks:
            if ask.kinds:
                names[ask.name] = [thing for thing in things if thing.kind in ask.kinds]
    texts: Mapping[str, str] = plan.prepare(ledger) if reader is ledger else {}
    return Prepared(texts, names, plan.unread())


def _add(ledger: Ledger, kind: str, texts: Mapping[str, str]) -> Written:
    from ...store.verbs import documents
    from ...store.verbs.fields import parse_fields

    done = documents.add(ledger, kind, parse_fields(ledger, kind, raw(kind, texts)))
    return Written(f"✓ added: {ledger.label(kind, done.key)}", done.key)


def _text(ledger: Ledger, kind: str, name: str, value: Any) -> str:
    """Return a value as one would type it."""
    from ...store.schema import kind as kind_named
    from ..reading.detail import shown

    if value in (None, [], {}):
        return ""
    field = kind_named(kind).fields[name]
    return shown(ledger, field, value) if field.map is None else entries.shown(ledger, field, value)


def ask_of(of: Field) -> Ask:
    """Return what a form asks for a field."""
    choices = () if of.many else of.words
    example = of.type.show(of.default) if of.default is not None and not of.many else _example(of)
    long = type(of.type).__name__ == "Text"
    said = f"{of.help} {_HELP[of.name]}" if of.name in _HELP else of.help
    return Ask(of.name, of.label, said, of.required, choices, of.kinds, long, example=example)


def _example(of: Field) -> str:
    """Return how a field may be written."""
    if of.name == "needs":
        return "members=3, regions=2"
    if of.map is not None:
        return f"{of.type.form(of.map)}, commas between several"
    way = "a name or handle" if of.kinds else _EXAMPLES.get(type(of.type).__name__, "")
    return f"{way}, commas between several".removeprefix(", ") if of.many else way


def _typed(of: Field) -> bool:
    """Return whether a field is one line or text that people type."""
    if of.map is not None:
        return of.name in entries.TYPED
    return not (of.name in _NEVER or of.record or getattr(of.type, "fields", ()))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]


def _article(kind: str) -> str:
    from ...store.schema import kind as kind_named

    noun = kind_named(kind).noun
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
