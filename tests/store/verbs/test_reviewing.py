"""Decisions looked at again, and decisions that take the place of others."""

from __future__ import annotations

import pytest
from allied.store.verbs import decisions, reviewing

from .scene import Scene, refused


def adopted(scene: Scene, question: str, **values: object) -> str:
    return decisions.record(scene.ledger, question, {"outcome": "Yes.", **values}).key


def test_a_review_comes_after_the_decision(scene: Scene) -> None:
    key = adopted(scene, "Go?", decided="2026-11-10")
    message, hint = refused(reviewing.review, scene.ledger, key, "2026-11-09")
    assert message == "It would be reviewed on 2026-11-09, before it was decided on 2026-11-10."
    assert hint == "Give a day from 2026-11-10 on."
    assert refused(decisions.change, scene.ledger, key, {"review": "2026-11-09"})[0] == message
    assert reviewing.review(scene.ledger, key, "2027-01-01").doc["review"] == "2027-01-01"
    assert "review" not in reviewing.review(scene.ledger, key, None).doc


def test_nor_before_it_closes(scene: Scene) -> None:
    member = scene.member("Greens")
    key = scene.opened("Go?", [member], closes="2026-12-10")
    assert "before it closes on 2026-12-10" in refused(reviewing.review, scene.ledger, key, "2026-12-01")[0]
    reviewing.review(scene.ledger, key, "2026-12-10")
    assert (
        "closes"
        in refused(
            decisions.add,
            scene.ledger,
            "And?",
            scene.values("decision", {"closes": "2026-12-10", "review": "2026-12-01"}),
        )[0]
    )


def test_one_that_was_drafted_with_a_day_that_is_past_cant_close_with_it(scene: Scene) -> None:
    key = scene.opened("Go?", [scene.member("Greens")], review="2026-11-01")
    closing = {"status": "rejected", "outcome": "No."}
    message, _ = refused(decisions.close, scene.ledger, key, closing)
    assert message == "It would be reviewed on 2026-11-01, before it was decided on 2026-11-23."
    assert decisions.close(scene.ledger, key, {**closing, "review": "2027-01-01"}).changed


def test_what_is_adopted_takes_the_place_at_once(scene: Scene) -> None:
    old, new = adopted(scene, "Old?"), adopted(scene, "New?")
    step = reviewing.supersede(scene.ledger, new, old).step
    assert len(step.entries) == 2 and scene.doc("decision", old)["status"] == "superseded"
    scene.ledger.undo()
    assert scene.doc("decision", old)["status"] == "adopted"
    assert "supersedes" not in scene.doc("decision", new)


def test_a_draft_takes_it_once_it_is_adopted(scene: Scene) -> None:
    member = scene.member("Greens")
    old, new = adopted(scene, "Old?"), scene.draft("New?")
    assert reviewing.supersede(scene.ledger, new, old).doc["supersedes"] == [old]
    assert scene.doc("decision", old)["status"] == "adopted"
    decisions.open(scene.ledger, new, {"asked": [member]})
    decisions.position(scene.ledger, new, member, "agree")
    decisions.close(scene.ledger, new, {"status": "adopted", "outcome": "Yes."})
    assert scene.doc("decision", old)["status"] == "superseded"


def test_what_cant_take_the_place_of_what(scene: Scene) -> None:
    old, new, draft = adopted(scene, "Old?"), adopted(scene, "New?"), scene.draft("Maybe?")
    message, hint = refused(reviewing.supersede, scene.ledger, new, draft)
    assert message == "“Maybe?” is draft: only what was adopted can be superseded." and "withdrawn" in hint
    assert refused(reviewing.supersede, scene.ledger, new, new)[0]
    reviewing.supersede(scene.ledger, new, old)
    message, hint = refused(reviewing.supersede, scene.ledger, old, new)
    assert "circle" in message or "superseded" in message
    third = adopted(scene, "Third?", status="rejected")
    assert "takes the place of nothing" in refused(reviewing.supersede, scene.ledger, third, new)[0]


@pytest.mark.parametrize("typed", ["101%", "3/2", "0", "0%"])
def test_a_quorum_is_a_part_of_those_asked(scene: Scene, typed: str) -> None:
    message, hint = refused(scene.values, "decision", {"quorum": typed})
    assert "is no share" in message and "100% at most" in hint


def test_an_answer_is_to_an_objection(scene: Scene) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    key = scene.opened("Go?", [greens, reds])
    decisions.position(scene.ledger, key, reds, "block", reason="No money.")
    message, hint = refused(decisions.answer, scene.ledger, key, greens, "addressed", words="x")
    assert message == "greens has stated no position; there is no objection to answer."
    assert hint == "reds has objected."
