"""How one comes by a ledger: what each way asks, and what it does; called in a thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from ...store.errors import AlliedError
from .plans import Ask

Texts = Mapping[str, str]
Tell = Callable[[str], None]


class Begun(NamedTuple):
    """A ledger that is there now: where it lies, what to say of it, and what of it did not come about."""

    root: Path
    words: str
    trouble: str = ""


class Offer(NamedTuple):
    """One way to a ledger; `folder` is where its texts would have it lie."""

    title: str
    verb: str
    asks: tuple[Ask, ...]
    begin: Callable[[Texts, Path, Tell], Begun]
    folder: Callable[[Texts], str]


def making(here: Path) -> Offer:
    """Return the offer to make a ledger, in the folder *here* unless another is named."""
    asks = (
        Ask("name", "coalition", "What the coalition is called.", required=True),
        Ask(
            "folder", "folder", "Where the ledger is to lie; it is made if it isn't there.", example=str(here)
        ),
        _WHO,
    )
    return Offer("Make a ledger", "Make", asks, _make, _there)


def joining(here: Path) -> Offer:
    """Return the offer to join a ledger that others share, in a folder within *here* unless another is named."""
    del here
    asks = (
        Ask("address", "address", "An https or ssh address, or a path, as for git clone. "
            "Whoever has a clone can read all of it, labels or not.", required=True,
            example="git@example.org:commons/ledger.git"),
        Ask("folder", "folder", "Where your clone is to lie.", example="called as the address ends"),
        _WHO,
    )  # fmt: skip
    return Offer("Join a ledger", "Join", asks, _join, _clone)


def _there(texts: Texts) -> str:
    return texts.get("folder", "").strip() or "."


def _clone(texts: Texts) -> str:
    last = texts.get("address", "").strip().rstrip("/").rpartition("/")[2].rpartition(":")[2]
    return texts.get("folder", "").strip() or last.removesuffix(".git") or "ledger"


def _make(texts: Texts, root: Path, tell: Tell) -> Begun:
    from ...store.ledger import Ledger

    tell("making it")
    ledger = Ledger.create(root, name=texts["name"])
    return _named(texts, Begun(root, f"✓ {ledger.name} is in {root}"))


def _join(texts: Texts, root: Path, tell: Tell) -> Begun:
    from ...store.ledger import Ledger
    from ...store.sync.joining import join

    found = join(texts["address"].strip(), root, tell)
    return _named(texts, Begun(found, f"✓ {Ledger.open(found).name} is in {found}"))


def _named(texts: Texts, begun: Begun) -> Begun:
    """Say who uses the clone; the ledger is there either way."""
    from ...store.ledger import Ledger
    from ...store.verbs import contacts

    who = texts.get("me", "").strip()
    if not who:
        return begun
    try:
        contacts.me(Ledger.open(begun.root), who)
    except AlliedError as error:
        said = error.message + (f" {error.hint}" if error.hint else "")
        return begun._replace(trouble=f"Who you are isn't noted: {said}")
    return begun


_WHO = Ask("me", "who you are", "Your name: what you write is shown under it.", example="can be said later")
