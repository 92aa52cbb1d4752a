"""The minutes of a meeting: what was written while it ran, read from what carries it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from .reader import entries
from .wording import called

if TYPE_CHECKING:
    from .reader import Doc, Reader

SECTIONS: Final = ("decisions", "positions", "answers", "opt-ins", "actions", "comments")
_COMMENTED: Final = (
    "coalition",
    "member",
    "contact",
    "group",
    "initiative",
    "optin",
    "action",
    "decision",
    "meeting",
)


@dataclass(frozen=True, slots=True)
class Minute:
    """One thing that was written: in which section it stands, the document, and what to say of it."""

    section: str
    kind: str
    id: str
    text: str


def minutes(reader: Reader, meeting: str) -> list[Minute]:
    """Return the minutes of a meeting, by section and then by what each says."""
    key = reader.book.key(meeting)
    found = [*_decisions(reader, key), *_optins(reader, key), *_actions(reader, key), *_comments(reader, key)]
    return sorted(found, key=lambda one: (SECTIONS.index(one.section), one.text, one.id))


def _decisions(reader: Reader, key: str) -> Iterator[Minute]:
    for decision, doc in reader.table("decision").items():
        question = str(doc.get("question"))
        if doc.get("meeting") == key:
            yield Minute("decisions", "decision", decision, _colon(f"{question} {doc.get('status')}", doc))
        for member, said in entries(doc, "positions").items():
            if said.get("meeting") == key:
                text = f"{called(reader, 'member', member)} on {question} {said.get('position')}"
                yield Minute("positions", "decision", decision, _colon(text, said, "reason"))
        for member, said in entries(doc, "answers").items():
            if said.get("meeting") == key:
                text = f"to {called(reader, 'member', member)} on {question} {said.get('state')}"
                yield Minute("answers", "decision", decision, _colon(text, said, "words"))


def _optins(reader: Reader, key: str) -> Iterator[Minute]:
    for optin, doc in reader.table("optin").items():
        if doc.get("meeting") == key:
            member = called(reader, "member", doc.get("member"))
            about = called(reader, "initiative", doc.get("initiative"))
            yield Minute("opt-ins", "optin", optin, f"{member} on {about}: {doc.get('state')}")


def _actions(reader: Reader, key: str) -> Iterator[Minute]:
    for action, doc in reader.table("action").items():
        if doc.get("meeting") == key:
            who, by = doc.get("assignee"), doc.get("due")
            kind = "contact" if who else "member"
            who = who or doc.get("owner")
            parts = [
                str(doc.get("title")),
                called(reader, kind, who) if who else None,
                f"by {by}" if by else None,
            ]
            yield Minute("actions", "action", action, ", ".join(part for part in parts if part))


def _comments(reader: Reader, key: str) -> Iterator[Minute]:
    for kind in _COMMENTED:
        for document, doc in reader.table(kind).items():
            for said in entries(doc, "comments").values():
                if said.get("meeting") == key:
                    text = f"on {called(reader, kind, document)}: {said.get('text')}"
                    yield Minute("comments", kind, document, text)


def _colon(text: str, said: Doc | dict[str, Any], name: str = "outcome") -> str:
    return f"{text}: {said[name]}" if said.get(name) else text
