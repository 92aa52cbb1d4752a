"""Planning to ask, or asking, all members that a filter finds: what would be done, and what was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal

from ...store.errors import Usage
from .columns import column
from .layout import Item

if TYPE_CHECKING:
    from ..run import Run

FIELDS: Final = ("member", "member_handle", "what", "reason", "warnings")
_COLUMNS: Final = (
    column("MEMBER", "member_handle"),
    column("WHAT", "what"),
    column("WHY NOT", "reason", wide=True),
    column("WORTH A LOOK", "warnings", wide=True),
)


def all_where(
    run: Run,
    members: Sequence[str] | None,
    initiative: str,
    state: Literal["planned", "asked"],
    where: Sequence[str],
) -> None:
    """Plan to ask, or ask, all members that every filter finds, as one step; who can't be asked is named.

    With a dry run nothing is written; what would be is shown.
    """
    from ...store.verbs import bulk
    from ..typed.filters import chosen

    if run.outer is not None:
        raise Usage("--all-where can't be part of a batch.", "Name the members, or run it by itself.")
    if not initiative:
        raise Usage("Missing argument 'INITIATIVE'.", "Say which to ask them about.")
    if members:
        raise Usage("Members are named, or found by --all-where, not both.", "Say one of the two.")
    ledger = run.ledger
    about = run.key("initiative", initiative)
    found = chosen(run.reader, run.context, "member", {"where": where}, ())
    there = [doc["id"] for doc in found if doc.get("status") != "left"]
    plan = bulk.plan(ledger, about, there, state, run.values("optin"))
    step = bulk.apply(ledger, plan)
    items: list[Item] = [
        {
            "member": row.member,
            "member_handle": run.reader.label("member", row.member),
            "what": state if row.what == "write" else row.what,
            # Both speak of what only the coordinators see: days that a sign-off takes, an opt-in there is.
            "reason": row.reason if run.audience is None else None,
            "warnings": list(row.warnings) if run.audience is None else [],
        }
        for row in plan.rows
    ]
    run.out.items(state, items, _COLUMNS, FIELDS, step=step.id or None)
    counts = (
        (plan.count("write"), state),
        (plan.count("same"), "so already"),
        (plan.count("refused"), "refused"),
    )
    run.say(", ".join(f"{count} {word}" for count, word in counts if count) or "No member is so.")
