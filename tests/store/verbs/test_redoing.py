"""Undo and redo, as everybody's fingers expect them."""

from __future__ import annotations

from allied.store.verbs import members, redoing

from .scene import Scene, refused


def name(scene: Scene, key: str) -> str:
    return str((scene.ledger.get("member", key) or {}).get("name"))


def test_back_and_forth_step_by_step(scene: Scene) -> None:
    ledger, key = scene.ledger, scene.member("A")
    for text in ("B", "C", "D"):
        members.change(ledger, key, {"name": text})
    for text in ("C", "B"):
        ledger.undo()
        assert name(scene, key) == text
    for text in ("C", "D"):
        redoing.redo(ledger)
        assert name(scene, key) == text
    assert refused(redoing.redo, ledger)[0] == "There is no undo of yours to take back."
    ledger.undo()
    assert name(scene, key) == "C"
    redoing.redo(ledger)
    assert name(scene, key) == "D"


def test_after_something_new_an_undo_stays_unless_named(scene: Scene) -> None:
    ledger, key = scene.ledger, scene.member("A")
    members.change(ledger, key, {"name": "B"})
    undone = ledger.undo()
    scene.member("Other")
    message, hint = refused(redoing.redo, ledger)
    assert message == "Something was written since the last undo."
    assert hint == f"allied undo {undone.id[:8]} takes that undo back all the same."
    ledger.undo(undone.id)
    assert name(scene, key) == "B"


def test_nothing_to_redo(scene: Scene) -> None:
    assert refused(redoing.redo, scene.ledger)[1]
    scene.member("A")
    assert refused(redoing.redo, scene.ledger)[0] == "There is no undo of yours to take back."
