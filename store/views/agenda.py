"""The agenda of a meeting: what is open of its group or its initiative, else of the whole coalition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from . import pressing, times
from .reader import entries, listed
from .seen import Need, Seen
from .tally import tally
from .wording import quoted

if TYPE_CHECKING:
    from .reader import Doc, Reader


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to come to at a meeting: in which section it stands, the document, and what to say of it."""

    section: str
    kind: str
    key: str
    text: str
    due: str | None = None


def _to_decide(seen: Seen) -> Iterator[Need]:
    """Yield the decisions that are open, those that close soonest first, and then the drafts."""
    for key, doc in seen.reader.table("decision").items():
        status = doc.get("status") or "draft"
        if status == "open":
            counted = tally(seen.reader, doc)
            text = f"{quoted(doc.get('question'))}: {counted.standing}, {counted.why}"
            closes = times.day(doc.get("closes"))
            yield Need(2, "decision", key, text, due=closes.isoformat() if closes else None)
        elif status == "draft":
            yield Need(1, "decision", key, f"{quoted(doc.get('question'))}: a draft, not open yet")


# In the order in which a meeting comes to them.
SECTIONS: Final[Mapping[str, Callable[[Seen], Iterator[Need]]]] = {
    "to decide": _to_decide,
    "objections": pressing.objections,
    "overdue": pressing.overdue,
    "due soon": pressing.due_soon,
    "review": pressing.reviews,
}


def agenda(reader: Reader, meeting: Doc) -> list[Point]:
    """Return what a meeting has to come to, section by section, what presses most first."""
    seen = Seen(reader, reader.today())
    found: list[Point] = []
    for section, needs in SECTIONS.items():
        mine = [need for need in needs(seen) if _is_of(seen, meeting, seen.doc(need.kind, need.key))]
        mine.sort(key=lambda need: (-need.urgency, need.due or "9999", need.text, need.key))
        found += [Point(section, need.kind, need.key, need.text, need.due) for need in mine]
    return found


def attending(reader: Reader, meeting: Doc) -> list[tuple[str, str]]:
    """Return who may come to a meeting, as kind and key: its members, each with its contacts, and all that came.

    Members are those of its group or those in on its initiative, else every active one.
    """
    came = [reader.book.key(key) for key in listed(meeting, "attendees")]
    contacts: dict[str, list[str]] = {}
    for key, doc in reader.table("contact").items():
        contacts.setdefault(str(doc.get("member") or ""), []).append(key)
    there = set(_members(reader, meeting)) | {key for key in came if reader.get("member", key) is not None}
    found: list[tuple[str, str]] = []
    for member in sorted(there, key=lambda key: _by_name(reader, "member", key)):
        found.append(("member", member))
        people = sorted(contacts.get(member, ()), key=lambda key: _by_name(reader, "contact", key))
        found += [("contact", key) for key in people]
    known = {key for _, key in found}
    guests = [
        key
        for key, doc in reader.table("contact").items()
        if key not in known and (doc.get("coordination") or key in came)
    ]
    return found + [
        ("contact", key) for key in sorted(guests, key=lambda key: _by_name(reader, "contact", key))
    ]


def _by_name(reader: Reader, kind: str, key: str) -> tuple[str, str]:
    return str((reader.get(kind, key) or {}).get("name") or "").casefold(), key


def _members(reader: Reader, meeting: Doc) -> list[str]:
    if meeting.get("group"):
        roles = entries(reader.get("group", str(meeting["group"])) or {}, "members")
        return [reader.book.key(key) for key in roles if reader.get("member", key) is not None]
    if meeting.get("initiative"):
        about = reader.book.key(str(meeting["initiative"]))
        return [
            reader.book.key(str(doc["member"]))
            for doc in reader.table("optin").values()
            if doc.get("state") == "in"
            and reader.book.key(str(doc.get("initiative"))) == about
            and reader.get("member", str(doc.get("member"))) is not None
        ]
    return [key for key, doc in reader.table("member").items() if doc.get("status", "active") == "active"]


def _is_of(seen: Seen, meeting: Doc, doc: Doc) -> bool:
    """Return whether a document is of what a meeting is about: its initiative, its group or what that decided."""
    if meeting.get("initiative") and doc.get("initiative") == meeting["initiative"]:
        return True
    if meeting.get("group"):
        group = meeting["group"]
        decided = seen.doc("decision", doc["decision"]) if doc.get("decision") else {}
        if group in (
            doc.get("group"),
            doc.get("asked_group"),
            decided.get("group"),
            decided.get("asked_group"),
        ):
            return True
    return not meeting.get("initiative") and not meeting.get("group")
