"""What a page of one document shows beside its title: its fields, and what the views say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ...store.schema import kind as kind_named
from .columns import text
from .layout import Item

if TYPE_CHECKING:
    from ...store.views.reader import Reader

# What is in the title of a page, or in a section of its own.
_ABOVE: Final = frozenset({"id", "handle", "comments", "crossed"})
_ELSEWHERE: Final[dict[str, frozenset[str]]] = {
    "optin": frozenset({"initiative", "member", "state"}),
    "decision": frozenset({"positions", "answers"}),
    "initiative": frozenset({"ask"}),
}
Section = tuple[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Extra:
    """What the views add to a document: as data, and as sections of its page."""

    data: dict[str, Any] = field(default_factory=dict[str, Any])
    sections: Sequence[Section] = ()


def pairs(kind: str, item: Item) -> list[tuple[str, str]]:
    """Return the fields of an item that say something, each with its label, references by name."""
    of = kind_named(kind)
    title = next((name for name in of.title_fields if item.get(name)), None)
    hidden = {*_ABOVE, title, *_ELSEWHERE.get(kind, ())}
    found: list[tuple[str, str]] = []
    for name in of.fields:
        value = item.get(name)
        if name in hidden or value in (None, [], {}):
            continue
        named = next((item[n] for n in (f"{name}_handle", f"{name}_name") if item.get(n)), None)
        found.append(
            (of.fields[name].label, text(named) if named is not None else of.fields[name].show(value))
        )
    return found


def extra(reader: Reader, kind: str, doc: Item) -> Extra:
    """Return what the views say of a document, its comments, and what has two answers."""
    found = _EXTRAS[kind](reader, doc) if kind in _EXTRAS else Extra()
    more: list[Section] = []
    if doc.get("crossed"):
        more.append(("two answers", [name.replace("_", " ") for name in doc["crossed"]]))
    if doc.get("comments"):
        comments: dict[str, Item] = doc["comments"]
        more.append(("comments", [str(comment.get("text")) for comment in comments.values()]))
    return Extra(found.data, [*found.sections, *more])


def dissent(reader: Reader, doc: Item) -> list[Item]:
    """Return every objection to a decision, which goes wherever the decision goes."""
    from ...store.views.tally import tally

    return [asdict(one) for one in tally(reader, doc).dissent]


def _initiative(reader: Reader, doc: Item) -> Extra:
    from ...store.schema.asks import current
    from ...store.views.mix import mix
    from .mix import data, lines, title

    found = data(reader, mix(reader, doc))
    sections: list[Section] = []
    for wording in current(doc.get("ask") or {}).values():
        language = f" ({wording['language']})" if wording.get("language") else ""
        sections.append((f"ask{language}", str(wording.get("text")).split("\n")))
    if found["elements"]:
        sections.append((title(found), lines(found)))
    return Extra({"mix": found}, sections)


def _meeting(reader: Reader, doc: Item) -> Extra:
    from ...store.views.minutes import SECTIONS, minutes

    found = minutes(reader, str(doc["id"]))
    sections = [(name, [one.text for one in found if one.section == name]) for name in SECTIONS]
    return Extra({"minutes": [asdict(one) for one in found]}, [one for one in sections if one[1]])


def _decision(reader: Reader, doc: Item) -> Extra:
    from ...store.views.tally import tally

    found = asdict(tally(reader, doc))
    objections: list[Item] = found.pop("dissent")
    positions: dict[str, Item] = doc.get("positions") or {}
    sections: list[Section] = []
    if positions or doc.get("asked"):
        sections.append((f"tally: {'met' if found['met'] else 'not met'}", [found["why"]]))
    if positions:
        stated = [f"{reader.label('member', key)}: {said.get('position')}" for key, said in positions.items()]
        sections.append(("positions", sorted(stated)))
    if objections:
        sections.append(("dissent", [_objection(one) for one in objections]))
    return Extra({"tally": found, "dissent": objections}, sections)


def _objection(one: Item) -> str:
    said = f"{one['name']}: {one['position']}{': ' + one['reason'] if one['reason'] else ''}"
    return f"{said} [{one['answer']}{': ' + one['words'] if one['words'] else ''}]"


_EXTRAS: Final = {"initiative": _initiative, "decision": _decision, "meeting": _meeting}
