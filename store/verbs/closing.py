"""Closing a decision: only by its own rule, and against a block only outright and with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..book.undoing import Change
from ..errors import Invalid
from ..schema.text import quoted
from ..views.tally import Dissent, Tally, tally
from . import reviewing, writing
from .carrying import carrying
from .done import Done
from .drafting import Values, new_key

if TYPE_CHECKING:
    from ..ledger import Ledger

_ENDS: Final = ("adopted", "rejected", "withdrawn")
_NEED_OUTCOME: Final = ("adopted", "rejected")


def close(ledger: Ledger, key: str, values: Values, *, despite_blocks: bool = False) -> Done:
    """Close a decision as adopted, rejected or withdrawn; raises `Invalid`, `NotFound`.

    *values* give `status`, `outcome` and `rationale`. Nothing closes while a block gives no reason. It is
    adopted only where its rule is met, and against an open block only with *despite_blocks* and a rationale.
    """
    with ledger.writing():
        doc = ledger.read("decision", key).doc
        given = {name: value for name, value in values.items() if value is not None}
        status = given.get("status")
        if status not in _ENDS:
            raise Invalid("It doesn't say how the decision closes.", "adopted, rejected or withdrawn.")
        question = quoted(str(doc.get("question")))
        if (doc.get("status") or "draft") == "draft" and status != "withdrawn":
            short = ledger.short("decision", doc["id"])
            raise Invalid(
                f"{question} is a draft; it can't be {status} before it was open.",
                f"allied decision open {short}; or allied decision record, if it was taken already.",
            )
        counted = tally(ledger, doc, despite_blocks=despite_blocks)
        _refuse_without_reasons(ledger, counted, question)
        if status == "adopted":
            _refuse_blocked(counted.blocks, given, despite_blocks)
            if not counted.met:
                raise Invalid(f"{question} can't be adopted yet: {counted.why}.", _what_next(counted))
        if status in _NEED_OUTCOME and not given.get("outcome"):
            raise Invalid(
                f"It doesn't say what was {'decided' if status == 'adopted' else 'rejected'}.",
                "--outcome TEXT",
            )
        closing = {
            "decided": ledger.today().isoformat() if status != "withdrawn" else None,
            "despite_blocks": True if status == "adopted" and counted.blocks else None,
            "outcome": None,
            "rationale": None,
            **(carrying(ledger, given) if status != "withdrawn" else given),
        }
        reviewing.check(doc, {**closing, "review": given.get("review", doc.get("review"))})
        also = _superseded(ledger, doc) if status == "adopted" else []
        return writing.change(ledger, "decision", key, closing, also=also)


def record(ledger: Ledger, question: str, values: Values | None = None, note: str | None = None) -> Done:
    """Enter a decision that was already taken, adopted today unless told otherwise.

    Raises `Invalid`, `NotFound`.
    """
    given = {
        "status": "adopted",
        **{k: v for k, v in (values or {}).items() if v is not None},
        "question": question,
    }
    if given["status"] not in _ENDS:
        raise Invalid(
            f"A decision that is {given['status']} wasn't taken.", "allied decision add drafts one."
        )
    if not given.get("outcome"):
        raise Invalid("It doesn't say what was decided.", "--outcome TEXT")
    with ledger.writing():
        given.setdefault("decided", ledger.today().isoformat())
        if given["decided"] > ledger.today().isoformat():
            raise Invalid(
                f"It would have been decided on {given['decided']}, which is to come.", "Leave the day out."
            )
        if given.get("review") and given["review"] < given["decided"]:
            raise Invalid(
                "It would be reviewed before it was decided.", f"Give a day after {given['decided']}."
            )
        key, given = new_key(), carrying(ledger, given)
        done = _new(ledger, given, key)
        also = _superseded(ledger, given) if given["status"] == "adopted" else []
        return writing.write(ledger, "decision", key, [done, *also], note)


def _new(ledger: Ledger, given: dict[str, Any], key: str) -> Change:
    from . import drafting

    return Change("decision", key, drafting.new(ledger, "decision", given, key))


def _refuse_without_reasons(ledger: Ledger, counted: Tally, question: str) -> None:
    if counted.without_reason:
        names = ", ".join(ledger.label("member", member) for member in counted.without_reason)
        raise Invalid(
            f"{question} can't close: the block of {names} still gives no reason.",
            "allied decision position ID MEMBER block --reason TEXT",
        )


def _refuse_blocked(blocks: list[Dissent], given: dict[str, Any], despite_blocks: bool) -> None:
    if not blocks:
        return
    said = "; ".join(f"{one.name} ({_short(one.reason)})" for one in blocks)
    stand = "A block stands" if len(blocks) == 1 else "Blocks stand"
    if not despite_blocks:
        raise Invalid(
            f"{stand} against it: {said}.",
            "Answer it with allied decision answer, or close with --despite-blocks and --rationale TEXT.",
        )
    if not given.get("rationale"):
        raise Invalid(
            f"{stand} against it: {said}. Adopting it all the same takes a rationale.",
            "--rationale TEXT: why it goes ahead.",
        )


def _what_next(counted: Tally) -> str:
    if not counted.quorum_met:
        return (
            "allied decision position records those missing; it can also be closed as rejected or withdrawn."
        )
    return "allied decision show tells who said what; it can also be closed as rejected or withdrawn."


def _superseded(ledger: Ledger, doc: dict[str, Any]) -> list[Change]:
    """Return the changes that mark the decisions that an adopted one takes the place of."""
    found: list[Change] = []
    for key in doc.get("supersedes") or ():
        if (ledger.get("decision", key) or {}).get("status") == "adopted":
            found += writing.moved(ledger, "decision", key, {"status": "superseded"})
    return found


def _short(text: str | None) -> str:
    return quoted(" ".join((text or "no reason").split()))[1:-1]
