"""Two records of one organisation: what is lost if making them one goes wrong is who agreed to what."""

from __future__ import annotations

from itertools import permutations

import pytest
from allied.store.ledger import Ledger
from allied.store.verbs import actions, decisions, members, merging, optins

from .scene import Scene, refused


def records(scene: Scene) -> dict[str, dict[str, object]]:
    return {key: dict(doc) for key, doc in scene.ledger.table("member").items()}


def test_opt_ins_actions_and_positions_of_both_are_the_ones(scene: Scene) -> None:
    ledger = scene.ledger
    keep, other = scene.member("Greens"), scene.member("Die Grünen", regions=["Bavaria"], note="Ask Ada.")
    pact, march = scene.initiative("Pact"), scene.initiative("March")
    optins.record(ledger, keep, pact)
    optins.record(ledger, other, march)
    action = actions.add(ledger, "Call", {"owner": other}).key
    decision = scene.opened("Go?", [keep, other])
    decisions.position(ledger, decision, other, "agree")
    merged = merging.merge(ledger, keep, other)
    assert merged.crossed == ()
    top = ledger.book.key(keep)
    assert [doc["member"] for doc in ledger.table("optin").values()] == [top, top]
    assert scene.doc("action", action)["owner"] == top
    assert scene.doc("decision", decision)["positions"] == {
        top: {"position": "agree"} | scene.doc("decision", decision)["positions"][top]
    }
    doc = merged.done.doc
    assert (doc["name"], doc["handle"], doc["regions"]) == ("Greens", "greens", ["Bavaria"])
    assert doc["former_names"] == ["Die Grünen"] and doc["note"] == "Ask Ada."
    assert ledger.find("member", "Die Grünen") == ("member", top)
    assert "crossed" not in doc and len(ledger.table("member")) == 1


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_one_undo_makes_them_two_again_whichever_key_is_the_less(
    scene: Scene, order: tuple[int, int]
) -> None:
    ledger = scene.ledger
    keys = sorted(
        scene.member(name, website=f"{name}.org", note=name, topics=[name]) for name in ("Greens", "Reds")
    )
    members.change(ledger, keys[1], {"exposure": "at-risk", "capacity": 4})
    before = records(scene)
    done = merging.merge(ledger, keys[order[0]], keys[order[1]]).done
    kept = before[keys[order[0]]]
    assert (done.doc["name"], done.doc["website"]) == (kept["name"], kept["website"])
    assert done.doc["exposure"] == "at-risk", "merging makes nobody better known"
    assert [c["text"] for c in done.doc["comments"].values()] == [before[keys[order[1]]]["note"]]
    ledger.undo()
    assert records(scene) == before and not ledger.crossed()
    assert Ledger.open(ledger.root).table("member") == before


def test_three_records_are_made_one_and_taken_apart_again_one_by_one(scene: Scene) -> None:
    ledger = scene.ledger
    names = ("A", "B", "C")
    for one, two, three in permutations(range(3)):
        keys = [scene.member(name) for name in names]
        start = records(scene)
        merging.merge(ledger, keys[one], keys[two])
        middle = records(scene)
        merging.merge(ledger, keys[three], keys[two])
        (doc,) = [d for k, d in records(scene).items() if k in keys]
        assert doc["name"] == names[three] and "crossed" not in doc
        ledger.undo()
        assert records(scene) == middle
        ledger.undo()
        assert records(scene) == start
        for _ in keys:
            ledger.undo()
        assert not records(scene)


def test_what_was_set_afterwards_outlives_the_undo(scene: Scene) -> None:
    ledger = scene.ledger
    keep, other = scene.member("Greens"), scene.member("Grüne")
    step = merging.merge(ledger, keep, other).done.step
    members.change(ledger, keep, {"name": "The Greens"})
    undone = ledger.undo(step.id)
    assert "name" in {left.register for left in undone.skipped}
    names = {doc["name"] for doc in ledger.table("member").values()}
    names |= {answer.value for crossed in ledger.crossed() for answer in crossed.answers}
    assert len(ledger.table("member")) == 2 and "The Greens" in names, "in its place or as a second answer"


def test_two_answers_to_one_initiative_are_left_to_a_person(scene: Scene) -> None:
    ledger = scene.ledger
    keep, other = scene.member("Greens"), scene.member("Grüne")
    pact = scene.initiative("Pact")
    optins.record(ledger, keep, pact)
    optins.decline(ledger, other, pact)
    merged = merging.merge(ledger, keep, other)
    ((kind, key, register),) = merged.crossed
    assert (kind, register) == ("optin", "answer")
    assert scene.doc("optin", key)["state"] == "declined", "until it is settled the more cautious counts"


def test_what_cant_be_made_one(scene: Scene) -> None:
    ledger = scene.ledger
    parent = scene.member("Union")
    chapter = scene.member("Union Cork", part_of="union")
    message, hint = refused(merging.merge, ledger, parent, chapter)
    assert message == "union-cork is part of union: made one, it would be part of itself."
    assert hint == "If they are one, allied member set union-cork --part-of '' first."
    other = scene.member("Onion")
    merging.merge(ledger, parent, other)
    message, hint = refused(merging.merge, ledger, other, parent)
    assert "one record already" in message and hint
    assert "There is no member" in refused(merging.merge, ledger, parent, "0" * 32)[0]
