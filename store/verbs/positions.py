"""Positions on a decision, and the answers to objections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..errors import Invalid
from ..schema.decision import OBJECTIONS
from ..schema.text import quoted
from ..views import times
from ..views.reader import entries
from . import references, writing
from .done import Done
from .drafting import refuse_unless

if TYPE_CHECKING:
    from ..ledger import Ledger

_NEED_WORDS: Final = ("addressed", "accommodated")


def position(
    ledger: Ledger,
    key: str,
    member: str,
    position: str,
    *,
    reason: str | None = None,
    speaks_from: str | None = None,
    reason_later: bool = False,
    on_behalf: str | None = None,
    meeting: str | None = None,
) -> Done:
    """Record where a member stands on an open decision; raises `Invalid`, `NotFound`.

    Of members that weren't asked it is recorded too, and not counted. A block needs a reason, now or later. A
    new position reopens the objection: what was answered to the one before doesn't answer this one.
    """
    with ledger.writing():
        doc = ledger.read("decision", key).doc
        _refuse_unless_open(ledger, doc)
        references.exists(ledger, ("member",), member)
        member = ledger.book.key(member)
        name = ledger.label("member", member)
        refuse_unless(
            (ledger.get("member", member) or {}).get("status") != "left",
            f"{name} has left the coalition; it takes no positions.",
        )
        before: dict[str, Any] = entries(doc, "positions").get(member, {})
        if reason is None and before.get("position") == position:
            reason, reason_later = before.get("reason"), reason_later or bool(before.get("reason_later"))
        refuse_unless(
            position != "block" or bool(reason and reason.strip()) or reason_later,
            f"The block of {name} gives no reason.",
            "Give --reason TEXT; or --reason-later, and nothing closes until it is there.",
        )
        stated = {
            "position": position,
            "reason": reason,
            "reason_later": True if reason_later and not reason else None,
            "speaks_from": speaks_from,
            "recorded_by": ledger.me(),
            "on_behalf": on_behalf,
            "meeting": meeting or ledger.meeting(),
        }
        values: dict[str, Any] = {"positions": {member: _present(stated)}}
        same = before.get("position") == position and before.get("reason") == reason
        if member in entries(doc, "answers") and not same:
            values["answers"] = {member: None}
        return writing.change(ledger, "decision", key, values)


def answer(
    ledger: Ledger, key: str, member: str, state: str, *, words: str | None = None, meeting: str | None = None
) -> Done:
    """Record the answer to a member's objection; raises `Invalid` where it has made none, `NotFound`."""
    with ledger.writing():
        doc = ledger.read("decision", key).doc
        references.exists(ledger, ("member",), member)
        member = ledger.book.key(member)
        name = ledger.label("member", member)
        stated: dict[str, Any] = entries(doc, "positions").get(member, {})
        if stated.get("position") not in OBJECTIONS:
            said = f"said {stated['position']}" if stated else "has stated no position"
            raise Invalid(f"{name} {said}; there is no objection to answer.", _objectors(ledger, doc))
        before: dict[str, Any] = entries(doc, "answers").get(member, {})
        if words is None and before.get("state") == state:
            words = before.get("words")
        refuse_unless(
            state not in _NEED_WORDS or bool(words and words.strip()),
            f"The answer to {name} doesn't say how its objection was {state}.",
            "Give --words TEXT: what was said, or what was changed.",
        )
        made = {"state": state, "words": words, "by": ledger.me(), "meeting": meeting or ledger.meeting()}
        return writing.change(ledger, "decision", key, {"answers": {member: _present(made)}})


def _refuse_unless_open(ledger: Ledger, doc: dict[str, Any]) -> None:
    status = doc.get("status") or "draft"
    question = quoted(str(doc.get("question")))
    closes = times.moment(doc.get("closes"))
    if status == "open" and (closes is None or closes > ledger.now()):
        return
    short = ledger.short("decision", doc["id"])
    if status == "draft":
        raise Invalid(
            f"{question} is a draft; it takes positions once it is open.", f"allied decision open {short}"
        )
    if status != "open":
        raise Invalid(
            f"{question} is {status}; positions are taken while it is open.", f"allied decision show {short}"
        )
    raise Invalid(
        f"{question} took positions until {times.shown(doc['closes'])}.",
        f"allied decision set {short} --closes WHEN gives more time.",
    )


def _objectors(ledger: Ledger, doc: dict[str, Any]) -> str:
    names = [
        ledger.label("member", member)
        for member, stated in entries(doc, "positions").items()
        if stated.get("position") in OBJECTIONS
    ]
    if not names:
        return "Nobody has objected."
    return f"{', '.join(sorted(names))} {'has' if len(names) == 1 else 'have'} objected."


def _present(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parts.items() if value is not None}
