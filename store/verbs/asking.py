"""A new text of the ask: who is to be told of it, and whose opt-in it leaves behind."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from ..errors import Invalid
from ..schema import asks
from ..schema.keys import is_reference
from ..views.reader import entries
from ..views.reworded import Piece, reworded
from ..views.standing import optins_of
from . import initiatives
from .done import Done

if TYPE_CHECKING:
    from ..ledger import Ledger

_TOLD: Final = ("asked", "considering", "in")


@dataclass(frozen=True, slots=True)
class Notice:
    """A member to be told of a new text: its opt-in, where that stands, and whom to write to if that is known."""

    member: str
    optin: str
    state: str
    contact: str | None


@dataclass(frozen=True, slots=True)
class Reworded:
    """What a new text came to: its id, what it follows, how the two differ, whom to tell, who has to say again.

    After an editorial change those in `notify` stand by what they said; after a material one those of them that
    are in are `stale` until they reconfirm. A text in a language that had none changes nothing for anybody.
    """

    done: Done
    ask: str | None
    follows: tuple[str, ...]
    diff: tuple[Piece, ...]
    notify: tuple[Notice, ...]
    stale: tuple[Notice, ...]
    behind: tuple[str, ...] = ()
    """The languages in which the ask still renders the words before."""


def ask(
    ledger: Ledger,
    key: str,
    text: str,
    *,
    change: Literal["editorial", "material"] | None = None,
    language: str | None = None,
    plain: str | None = None,
    authoritative: bool | None = None,
    note: str | None = None,
) -> Reworded:
    """Give an initiative's ask a new text, in its language or the one that holds.

    Where it takes the place of another it says whether anything changed in substance. Raises `Invalid`,
    `NotFound`.
    """
    with ledger.writing():
        doc = ledger.read("initiative", key).doc
        if doc.get("stage") == "closed":
            raise Invalid(
                f"{doc.get('title')} is closed; its words stay as members agreed to them.",
                f"allied initiative set {ledger.label('initiative', key)} --stage closing, to open it again.",
            )
        before = entries(doc, "ask")
        _refuse_unsaid(before, text, change, language, doc)
        wording = {"text": text, "language": language, "plain": plain, "authoritative": authoritative}
        given = {name: value for name, value in {**wording, "change": change}.items() if value is not None}
        if not _replaced(before, language):
            given.pop("change", None)
        new = os.urandom(8).hex()
        done = initiatives.change(ledger, key, {"ask": {new: given}}, note=note)
        return _reworded(ledger, done, before, new)


def _replaced(before: Mapping[str, Any], language: str | None) -> list[str]:
    """Return the ids of the texts that one in a language takes the place of."""
    holds = asks.authoritative(before)
    if holds is None:
        return []
    of = language or before[holds].get("language")
    return [key for key, other in asks.current(before).items() if other.get("language") == of]


def _refuse_unsaid(
    before: Mapping[str, Any], text: str, change: str | None, language: str | None, doc: Mapping[str, Any]
) -> None:
    if not text.strip():
        raise Invalid("The ask is empty.", "Give the exact text that members agree to.")
    old = _replaced(before, language)
    if old and change is None and all(before[key].get("text") != text for key in old):
        raise Invalid(
            f"{doc.get('title')} asks something already: say whether this changes it in substance.",
            "--editorial, and opt-ins stand; or --material, and they go stale until reconfirmed.",
        )


def _reworded(ledger: Ledger, done: Done, before: Mapping[str, Any], new: str) -> Reworded:
    after = entries(done.doc, "ask")
    if new not in after:
        return Reworded(done, None, (), (), (), ())
    follows: tuple[str, ...] = tuple(after[new].get("follows") or ())
    pieces = tuple(reworded(str(before[follows[0]].get("text")), str(after[new]["text"]))) if follows else ()
    told: list[Notice] = []
    stale: list[Notice] = []
    for optin in optins_of(ledger, done.key):
        seen = optin.get("ask")
        if optin.get("state") not in _TOLD or not seen or new not in asks.after(after, seen):
            continue
        notice = Notice(optin["member"], optin["id"], optin["state"], _contact(ledger, optin))
        told.append(notice)
        if optin["state"] == "in" and asks.is_stale(after, seen):
            stale.append(notice)
    standing = asks.current(after)
    behind = sorted(
        str(wording.get("language") or "another language")
        for key, wording in standing.items()
        if follows and key != new and wording.get("translates") not in (None, *standing)
    )
    return Reworded(done, new, follows, pieces, tuple(told), tuple(stale), tuple(behind))


def _contact(ledger: Ledger, optin: Mapping[str, Any]) -> str | None:
    """Return whom to write to: who gave the answer, else the member's first contact to turn to, else its only."""
    given_by = optin.get("given_by")
    if isinstance(given_by, str) and is_reference(given_by) and ledger.get("contact", given_by) is not None:
        return given_by
    people = {k: doc for k, doc in ledger.table("contact").items() if doc.get("member") == optin["member"]}
    first = sorted(key for key, doc in people.items() if doc.get("primary"))
    return first[0] if first else next(iter(people)) if len(people) == 1 else None
