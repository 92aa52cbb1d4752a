"""The second coordinator, in a clone that has not seen the first one's latest, and where the two cross."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from ..ledger import Ledger
from ..sync import git
from ..verbs import actions, contacts, documents, optins
from . import cast
from .stage import Stage

_SHARED = ("allied.toml", ".gitattributes", "feeds")
_CROSSED_ACTION = "Translate the ask into Tamil"
_CROSSED_MEMBER = "Tamizh Thames Collective"


def meanwhile(stage: Stage) -> None:
    """Let the second coordinator work on what is sealed, the first go on unknowing, then unite the two."""
    stage.ledger.seal()
    with tempfile.TemporaryDirectory(prefix="allied-demo-") as folder:
        there = Path(folder) / "clone"
        _clone(stage.ledger.root, there)
        other = Stage(Ledger.open(there), stage.now)
        _second_coordinator(other)
        _first_goes_on(stage)
        other.ledger.seal()
        shutil.copytree(there / "feeds", stage.ledger.root / "feeds", dirs_exist_ok=True)
    stage.ledger.refresh()


def _clone(root: Path, there: Path) -> None:
    git.init(there)
    for name in _SHARED:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, there / name)
        else:
            shutil.copy2(source, there / name)


def _second_coordinator(stage: Stage) -> None:
    ledger = stage.ledger
    with stage.at(-3, 15):
        contacts.me(ledger, cast.SECOND)
        optins.record(ledger, stage.member(_CROSSED_MEMBER), stage.initiative("outfalls"), {"method": "call"})
    with stage.at(-2, 9):
        actions.change(ledger, _action(stage, _CROSSED_ACTION), {"due": stage.day(6)})
        title, owner = "Ring the harbour master of Gdańsk", stage.member("Barka Boat People")
        actions.add(ledger, title, {"owner": owner, "due": stage.day(4), "tags": ["press"]})
    with stage.at(-1, 17):
        text = "They would lend us two boats if we give the dates by Friday."
        documents.comment(ledger, "member", stage.member("Barka Boat People"), text)


def _first_goes_on(stage: Stage) -> None:
    with stage.at(-2, 11):
        pair = stage.member(_CROSSED_MEMBER), stage.initiative("outfalls")
        reason = "The board could not agree on the fines."
        optins.decline(
            stage.ledger, *pair, {"reason_kind": "disagreement", "reason": reason, "method": "email"}
        )
    with stage.at(-1, 10):
        actions.change(stage.ledger, _action(stage, _CROSSED_ACTION), {"due": stage.day(3)})


def _action(stage: Stage, title: str) -> str:
    return next(key for key, doc in stage.ledger.table("action").items() if doc["title"] == title)
