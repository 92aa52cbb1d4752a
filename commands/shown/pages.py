"""What a page of one document shows beside its title: its fields, and what the views say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ...store.schema import kind as kind_named
from .layout import Item
from .values import outputs, shown

if TYPE_CHECKING:
    from ...store.views.reader import Reader

# What is in the title of a page, or in a section of its own.
_ABOVE: Final = frozenset({"id", "handle", "comments", "crossed"})
_ELSEWHERE: Final[dict[str, frozenset[str]]] = {
    "optin": frozenset({"initiative", "member", "state"}),
    "decision": frozenset({"positions", "answers"}),
    "initiative": frozenset({"ask", "outputs", "credits"}),
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
        found.append((of.fields[name].label, shown(kind, name, item)))
    return found


def extra(reader: Reader, kind: str, doc: Item) -> Extra:
    """Return what the views say of a document, its comments, and what has two answers."""
    found = _EXTRAS[kind](reader, doc) if kind in _EXTRAS else Extra()
    more: list[Section] = []
    if doc.get("crossed"):
        more.append(("two answers", [name.replace("_", " ") for name in doc["crossed"]]))
    if doc.get("comments"):
        more.append(("comments", _comments(reader, kind, doc)))
    return Extra(found.data, [*found.sections, *more])


def _comments(reader: Reader, kind: str, doc: Item) -> list[str]:
    """Return what was said about a document, the oldest first: the day, who said it, and the words."""
    from ...store.views.times import day

    live = reader.book.live(kind, str(doc["id"]))
    zone = reader.zone()
    found: list[tuple[str, str, list[str]]] = []
    for key, said in doc["comments"].items():
        written = live.get(f"comments/{key}")
        at = written[0].mark.at if written else ""
        when = day({"at": at, "zone": zone} if zone else at) if at else None
        by = said.get("by")
        who = reader.label("contact", by) if by and reader.get("contact", by) else ""
        head = " ".join(part for part in (when.isoformat() if when else "", who) if part)
        first, *rest = str(said.get("text")).split("\n")
        found.append((at, key, [f"{head}: {first}" if head else first, *(f"  {line}" for line in rest)]))
    return [line for _, _, lines in sorted(found) for line in lines]


def dissent(reader: Reader, doc: Item) -> list[Item]:
    """Return every objection to a decision, which goes wherever the decision goes."""
    from ...store.views.tally import tally

    return [asdict(one) for one in tally(reader, doc).dissent]


def _initiative(reader: Reader, doc: Item) -> Extra:
    from ...store.schema.asks import standing
    from ...store.views.mix import mix
    from ...store.views.present import item
    from .mix import data, lines, title

    found = data(reader, mix(reader, doc))
    sections: list[Section] = []
    for wording, holds in standing(doc.get("ask") or {}):
        of = [str(wording["language"])] if wording.get("language") else []
        of += ["authoritative"] if holds else []
        words = str(wording.get("text")).split("\n")
        if wording.get("plain"):
            words += ["in plain words:", *(f"  {line}" for line in str(wording["plain"]).split("\n"))]
        sections.append((f"ask ({', '.join(of)})" if of else "ask", words))
    if doc.get("outputs"):
        sections.append(("outputs", outputs(item(reader, "initiative", doc))))
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

    counted = tally(reader, doc)
    found = asdict(counted)
    objections: list[Item] = found.pop("dissent")
    positions: dict[str, Item] = doc.get("positions") or {}
    later = sorted(
        reader.label("decision", key)
        for key, other in reader.table("decision").items()
        if doc["id"] in (other.get("supersedes") or ()) and other.get("status") in ("adopted", "superseded")
    )
    sections: list[Section] = [("superseded by", later)] if later else []
    if positions or doc.get("asked"):
        sections.append((f"tally: {counted.standing}", [counted.why]))
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
