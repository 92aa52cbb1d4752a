"""What an entry recorded of an opt-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .wording import because, called, part, person

if TYPE_CHECKING:
    from ..journal.entry import Entry
    from .reader import Reader

_STATES: Final = {
    "asked": "recorded that {member} was asked about {initiative}",
    "considering": "recorded that {member} is considering {initiative}",
    "in": "recorded that {member} opted in to {initiative}",
    "declined": "recorded that {member} declined {initiative}",
    "withdrawn": "recorded that {member} withdrew from {initiative}",
}
_STANDS_BY: Final = "recorded that {member} stands by its opt-in to {initiative}"
_VISIBILITY: Final = {
    "public": "publicly",
    "coalition": "within the coalition",
    "private": "behind the scenes",
}
_METHODS: Final = {
    "email": "by email",
    "call": "by phone",
    "meeting": "at a meeting",
    "form": "by form",
    "message": "by message",
    "in-person": "in person",
}
_REASONS: Final = {
    "capacity": "for lack of capacity",
    "priorities": "for other priorities",
    "disagreement": "in disagreement",
    "other": "for another reason",
}


def optin(reader: Reader, entry: Entry) -> str | None:
    """Return what an entry says of an opt-in; `None` where it is only a comment."""
    doc = {**(reader.get("optin", entry.key) or {}), **entry.set}
    member = called(reader, "member", doc.get("member"))
    initiative = called(reader, "initiative", doc.get("initiative"))
    if "answer" in entry.set:
        answer = part(entry.set["answer"])
        said = _STANDS_BY if _was_in(reader, entry) else None
        return _answered(reader, answer, entry.set.get("visibility"), member, initiative, said)
    if set(entry.set) == {"visibility"} and entry.set["visibility"]:
        how = _VISIBILITY.get(entry.set["visibility"], entry.set["visibility"])
        return f"set {member} to take part in {initiative} {how}"
    fields = [register.partition("/")[0].replace("_", " ") for register in sorted(entry.set)]
    if fields == ["comments"]:
        return None
    return f"changed {', '.join(dict.fromkeys(fields))} of the opt-in of {member} to {initiative}"


def _was_in(reader: Reader, entry: Entry) -> bool:
    """Return whether the answer before an entry that says that a member is in said so already."""
    if part(entry.set["answer"]).get("state") != "in" or not entry.over:
        return False
    trail = reader.book.trail("optin", entry.key)
    before = [word for at, word in (trail.words if trail else ()) if at < entry.at]
    return bool(before) and before[-1] == "in"


def _answered(
    reader: Reader,
    answer: dict[str, Any],
    visibility: Any,
    member: str,
    initiative: str,
    again: str | None = None,
) -> str:
    state = answer.get("state")
    if state == "planned":
        return f"planned to ask {member} about {initiative}"
    said = again or _STATES.get(str(state))
    if said is None:
        return f"changed the opt-in of {member} to {initiative}"
    parts = [said.format(member="\0", initiative="\1").replace("\0", member).replace("\1", initiative)]
    if state == "in":
        parts += [f"as {answer['level']}"] if answer.get("level") else []
        parts += [_VISIBILITY[visibility]] if visibility in _VISIBILITY else []
        parts += ["in a personal capacity"] if answer.get("personal_capacity") else []
        parts += ["on conditions"] if answer.get("terms") else []
    if answer.get("reason_kind"):
        parts.append(_REASONS.get(answer["reason_kind"], str(answer["reason_kind"])))
    if answer.get("method"):
        parts.append(_METHODS.get(answer["method"], str(answer["method"])))
    if answer.get("given_by"):
        parts.append(f"through {person(reader, answer['given_by'])}")
    return ", ".join(parts) + because(answer.get("reason"))
