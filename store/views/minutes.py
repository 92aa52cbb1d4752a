"""The minutes of a meeting: what was written while it ran, read from what carries it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ..schema import NAMES
from ..schema.text import clean
from . import times
from .reader import entries
from .tally import tally
from .wording import called, listed, part, parted, quoted

if TYPE_CHECKING:
    from .reader import Doc, Reader

SECTIONS: Final = ("decisions", "questions", "positions", "answers", "opt-ins", "actions", "comments")
# Of what is said of a decision: what goes before whose it is, and where the words and the reason are.
_SAID: Final = {"positions": ("", "position", "reason"), "answers": ("to ", "state", "words")}


@dataclass(frozen=True, slots=True)
class Minute:
    """One thing that was written: in which section it stands, the document, what to say of it, and when."""

    section: str
    kind: str
    id: str
    text: str
    at: str = ""


def minutes(reader: Reader, meeting: str) -> list[Minute]:
    """Return the minutes of a meeting, by section: what was said in the order it was, the rest by what it says."""
    key = reader.book.key(meeting)
    found = [*_decisions(reader, key), *_optins(reader, key), *_actions(reader, key), *_comments(reader, key)]
    return sorted(found, key=lambda one: (SECTIONS.index(one.section), one.at, one.text, one.id))


def _decisions(reader: Reader, key: str) -> Iterator[Minute]:
    for decision, doc in reader.table("decision").items():
        question = quoted(doc.get("question"))
        if doc.get("meeting") == key:
            over = [one.name for one in tally(reader, doc).blocks] if doc.get("despite_blocks") else []
            despite = f" despite a block by {listed(sorted(over))}" if over else ""
            yield Minute(
                "decisions", "decision", decision, _colon(f"{question} {doc.get('status')}{despite}", doc)
            )
        said = list(_said(reader, key, decision, question)) if "positions" in doc or "answers" in doc else []
        yield from said
        if doc.get("meeting") != key and (said or _put(reader, key, doc)):
            put = "question put" if _put(reader, key, doc) else "question taken further"
            yield Minute("questions", "decision", decision, f"{put}: {question}, {_stands(reader, doc)}")


def _put(reader: Reader, key: str, doc: Doc) -> bool:
    """Return whether a decision was opened while a meeting ran, and is of what the meeting is of."""
    meeting, at = reader.get("meeting", key) or {}, times.moment(doc.get("opens"))
    starts, ends = times.moment(meeting.get("starts")), times.moment(meeting.get("ends"))
    scope = [doc.get(kind) == meeting[kind] for kind in ("initiative", "group") if meeting.get(kind)]
    if at is None or starts is None or not starts <= at <= (ends or reader.now()):
        return False
    return any(scope) or not scope


def _stands(reader: Reader, doc: Doc) -> str:
    """Return where a question stands: its state, how many have stated a position, and who objects how."""
    counted = tally(reader, doc)
    against = [f"{called(reader, 'member', one.member)}: {_words(one.position)}" for one in counted.dissent]
    dissent = f"; dissent: {', '.join(against)}" if against else ""
    return f"{doc.get('status') or 'draft'}: {counted.stated} of {counted.asked} stated{dissent}"


def _words(position: object) -> str:
    """Return a word of the vocabulary as people write it: `stand aside`."""
    return str(position).replace("-", " ")


def _said(reader: Reader, key: str, decision: str, question: str) -> Iterator[Minute]:
    """Yield every position and answer of the meeting, those too that gave way to another since."""
    for entry in reader.history("decision", decision):
        for register, value in sorted(entry.set.items()):
            field, member = parted(register)
            said = part(value)
            if field not in _SAID or said.get("meeting") != key:
                continue
            name, words, reason = _SAID[field]
            whose = f"{name}{called(reader, 'member', member)} on {question}: {_words(said.get(words))}"
            text = clean(_colon(whose, said, reason), lines=False)
            yield Minute(field, "decision", decision, text, entry.at)


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
    for kind in NAMES:
        for document, doc in reader.table(kind).items():
            for said in entries(doc, "comments").values():
                if said.get("meeting") == key:
                    text = f"on {called(reader, kind, document)}: {said.get('text')}"
                    yield Minute("comments", kind, document, text)


def _colon(text: str, said: Doc | dict[str, Any], name: str = "outcome") -> str:
    return f"{text}: {said[name]}" if said.get(name) else text
