"""Settling what two people answered differently: over all of it, whichever holds."""

from __future__ import annotations

from typing import Any

from allied.store.book.undoing import Change
from allied.store.verbs import members, optins, settling

from .scene import Scene, refused


def crossing(scene: Scene, kind: str, key: str, **answers: tuple[Any, Any]) -> None:
    """Have two people set registers of a document, neither having seen the other."""
    for register, values in answers.items():
        live = scene.ledger.book.live(kind, key).get(register, ())
        over = tuple(setting.mark.id for setting in live)
        for value in values:
            scene.ledger.write([Change(kind, key, {register: value}, over)])


def test_one_of_the_answers_or_another_one_is_written_over_all(scene: Scene) -> None:
    key = scene.member("Greens")
    crossing(scene, "member", key, name=("Gruene", "Verts"))
    (crossed,) = scene.ledger.crossed()
    shown = [answer.value for answer in crossed.answers]
    done = settling.settle(scene.ledger, "member", key, "name", take=2)
    assert done.doc["name"] == shown[1] and not scene.ledger.crossed()
    scene.ledger.undo()
    assert (
        settling.settle(scene.ledger, "member", key, "name", value="Green Party").doc["name"] == "Green Party"
    )
    assert not scene.ledger.crossed()
    scene.ledger.undo()
    (again,) = scene.ledger.crossed()
    assert sorted(a.value for a in again.answers) == sorted(shown), "an undo gives both answers back"


def test_a_part_of_what_is_stated_together_names_all_of_it(scene: Scene) -> None:
    member, pact = scene.member("Greens"), scene.initiative("Pact")
    key = optins.record(scene.ledger, member, pact).key
    crossing(scene, "optin", key, answer=({"state": "in", "level": "active"}, {"state": "declined"}))
    assert scene.doc("optin", key)["state"] == "declined"
    done = settling.settle(scene.ledger, "optin", key, "state", value={"state": "in", "level": "endorsing"})
    assert (done.doc["state"], done.doc["level"]) == ("in", "endorsing") and "crossed" not in done.doc


def test_an_entry_of_a_map_and_a_clearing(scene: Scene) -> None:
    member, other = scene.member("Greens"), scene.member("Reds")
    pact = scene.initiative("Pact", needs=["members=3"])
    crossing(scene, "initiative", pact, **{"needs/members": (4, 5), "lead": (member, other)})
    assert settling.settle(scene.ledger, "initiative", pact, "needs", value=6).doc["needs"] == {"members": 6}
    assert "lead" not in settling.settle(scene.ledger, "initiative", pact, "lead", value=None).doc


def test_what_is_refused(scene: Scene) -> None:
    ledger, key = scene.ledger, scene.member("Greens")
    scene.member("Reds")
    message, hint = refused(settling.settle, ledger, "member", key, "name", take=1)
    assert message == "Greens has no two answers to anything." and "allied member set" in hint
    crossing(
        scene, "member", key, name=("A", "B"), handle=("a", "b"), website=("https://a.org", "https://b.org")
    )
    message, hint = refused(settling.settle, ledger, "member", key, "regions", take=1)
    assert message.endswith("has no two answers to regions.") and "handle, name, website" in hint
    assert refused(settling.settle, ledger, "member", key, "name", take=3) == (
        "There is no answer 3.",
        "They are numbered 1 to 2.",
    )
    assert "one answer" in refused(settling.settle, ledger, "member", key, "name")[0]
    assert "one answer" in refused(settling.settle, ledger, "member", key, "name", take=1, value="C")[0]
    assert "reds" in refused(settling.settle, ledger, "member", key, "handle", value="reds")[0]
    assert "needs a name" in refused(settling.settle, ledger, "member", key, "name", value=None)[0]
    assert "no web address" in refused(settling.settle, ledger, "member", key, "website", value="x y")[0]
    assert len(ledger.crossed()) == 3
    members.change(ledger, key, {"name": "C"})
    assert [one.register for one in ledger.crossed()] == ["handle", "website"]
