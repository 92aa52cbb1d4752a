"""A new text of an ask: how it differs, whom to tell, and which opt-ins no longer stand for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from .documents import said, written
from .layout import Item

if TYPE_CHECKING:
    from ...store.verbs.asking import Notice, Reworded
    from ..run import Run

FIELDS: Final = ("initiative", "ask", "follows", "notify", "stale", "behind")


def reworded(run: Run, made: Reworded) -> None:
    """Show what a new text of an ask came to."""
    from ...store.views.reworded import shown

    item = written(run, made.done)
    found: Item = {
        "initiative": item,
        "ask": made.ask,
        "follows": list(made.follows),
        "diff": [asdict(piece) for piece in made.diff],
        "notify": [_notice(run, one) for one in made.notify],
        "stale": [_notice(run, one) for one in made.stale],
        "behind": list(made.behind),
    }

    def text() -> str:
        parts = [said("initiative", item)]
        if made.diff:
            parts.append(shown(list(made.diff)) + "\n")
        parts += [_told("stale until they reconfirm", found["stale"]), _told("to notify", found["notify"])]
        return "".join(parts)

    if not made.done.changed:
        run.say("It was so already: nothing was written.")
    if made.behind:
        languages = ", ".join(made.behind)
        run.say(
            f"The ask in {languages} still says the words before: --language CODE gives a new text there."
        )
    run.out.item("ask", found, text, FIELDS, step=made.done.step.id or None, wrote=True, left_out={})


def _notice(run: Run, one: Notice) -> Item:
    label = run.reader.label
    return asdict(one) | {
        "member_handle": label("member", one.member),
        "contact_name": label("contact", one.contact) if one.contact else None,
    }


def _told(title: str, notices: Sequence[Item]) -> str:
    if not notices:
        return ""
    return f"{title}: {', '.join(_who(one) for one in notices)}\n"


def _who(one: Item) -> str:
    contact = f" ({one['contact_name']})" if one["contact_name"] else ""
    return f"{one['member_handle']}{contact}"
