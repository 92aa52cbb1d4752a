"""Tallies worked out by hand, the numerator and the denominator of each share apart."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from allied.store.verbs import decisions, writing
from allied.store.views.rules import reaches
from allied.store.views.tally import Tally, tally

from ..verbs.scene import Scene

NAMES = ("a1", "b2", "c3", "d4", "e5", "f6")


def counted(scene: Scene, stated: Mapping[str, str], asked: int = 6, **fields: str) -> Tally:
    """Return the tally of a decision that asks the first so many, of whom some have stated positions."""
    keys = {name: scene.member(name) for name in NAMES}
    key = scene.opened("Do we march?", [keys[name] for name in NAMES[:asked]], **fields)
    for name, position in stated.items():
        decisions.position(
            scene.ledger, key, keys[name], position, reason="Because" if position == "block" else None
        )
    return tally(scene.ledger, scene.doc("decision", key))


def test_quorum_counts_those_stated_of_those_asked(scene: Scene) -> None:
    found = counted(scene, {"a1": "agree", "b2": "abstain", "c3": "reservations"}, asked=5, quorum="3/5")
    assert (found.stated, found.asked, found.quorum, found.quorum_met) == (3, 5, (3, 5), True)
    assert found.met and found.why == "3 of 5 stated, no open block"
    assert found.counts == {"agree": 1, "reservations": 1, "stand-aside": 0, "abstain": 1, "block": 0}
    assert len(found.silent) == 2


def test_one_short_of_the_quorum(scene: Scene) -> None:
    found = counted(scene, {"a1": "agree", "b2": "abstain"}, asked=5, quorum="3/5")
    assert (found.stated, found.asked, found.quorum_met, found.met) == (2, 5, False, False)
    assert found.why == "2 of 5 asked have stated a position; the quorum of 3/5 is 3"


def test_those_not_asked_raise_neither_side_of_the_quorum(scene: Scene) -> None:
    found = counted(scene, {"a1": "agree", "e5": "agree", "f6": "agree"}, asked=2, quorum="2/2")
    assert (found.stated, found.asked, found.quorum_met, len(found.not_asked)) == (1, 2, False, 2)


@pytest.mark.parametrize(
    ("part", "whole", "share", "met"),
    [
        (0, 0, (1, 2), False),
        (1, 2, (1, 2), True),
        (1, 3, (1, 3), True),
        (66, 100, (2, 3), False),
        (2, 3, (2, 3), True),
    ],
)
def test_shares_are_compared_exactly(part: int, whole: int, share: tuple[int, int], met: bool) -> None:
    assert reaches(part, whole, share) is met


def test_consent_is_met_by_no_open_block(scene: Scene) -> None:
    assert counted(scene, {}).met, "nobody objects"


def test_consent_and_stand_asides(scene: Scene) -> None:
    found = counted(scene, {"a1": "stand-aside", "b2": "reservations"})
    assert found.met and [d.position for d in found.dissent] == ["stand-aside", "reservations"]


def test_consent_and_a_block(scene: Scene) -> None:
    found = counted(scene, {"a1": "block", "b2": "agree"})
    assert not found.met and found.why == "an open block by a1"
    assert (len(found.open_blocks), found.against) == (1, 1)


def test_consensus_takes_a_quorum_of_half_unless_told_otherwise(scene: Scene) -> None:
    found = counted(scene, {"a1": "agree", "b2": "agree"}, rule="consensus")
    assert (found.stated, found.asked, found.quorum, found.met) == (2, 6, (1, 2), False)
    assert found.why == "2 of 6 asked have stated a position; the quorum of 1/2 is 3"


def test_consensus_reached(scene: Scene) -> None:
    found = counted(scene, {"a1": "agree", "b2": "agree", "c3": "reservations"}, rule="consensus")
    assert found.met and found.why == "3 of 6 stated, no block"


@pytest.mark.parametrize(
    ("stated", "agree", "against", "met"),
    [
        ({"a1": "agree", "b2": "block"}, 1, 1, False),
        ({"a1": "agree", "b2": "agree", "c3": "block"}, 2, 1, False),  # the block is open, whatever the share
        ({"a1": "agree", "b2": "abstain", "c3": "reservations", "d4": "stand-aside"}, 1, 0, True),
        ({"a1": "abstain"}, 0, 0, False),
    ],
)
def test_majority_is_of_those_who_agree_or_block(
    scene: Scene, stated: dict[str, str], agree: int, against: int, met: bool
) -> None:
    found = counted(scene, stated, rule="majority")
    assert (found.agree, found.against, found.threshold, found.met) == (agree, against, (1, 2), met)


def test_a_majority_despite_its_block(scene: Scene) -> None:
    keys = [scene.member(name) for name in NAMES[:3]]
    key = scene.opened("Do we march?", keys, rule="majority")
    for member, position in zip(keys, ("agree", "agree", "block"), strict=True):
        decisions.position(scene.ledger, key, member, position, reason="Because")
    found = tally(scene.ledger, scene.doc("decision", key), despite_blocks=True)
    assert found.met and found.why == "2 of 3 agree"


@pytest.mark.parametrize(("agreeing", "met"), [(2, True), (1, False)])
def test_supermajority_is_two_thirds_at_least(scene: Scene, agreeing: int, met: bool) -> None:
    keys = [scene.member(name) for name in NAMES[:3]]
    key = scene.opened("Do we march?", keys, rule="supermajority")
    for place, member in enumerate(keys):
        decisions.position(
            scene.ledger, key, member, "agree" if place < agreeing else "block", reason="Because"
        )
        if place >= agreeing:
            decisions.answer(scene.ledger, key, member, "addressed", words="Heard.")
    found = tally(scene.ledger, scene.doc("decision", key))
    assert (found.agree, found.against, found.threshold, found.met) == (agreeing, 3 - agreeing, (2, 3), met)


def test_advice_takes_a_decider_and_some_advice(scene: Scene) -> None:
    keys = [scene.member(name) for name in NAMES[:2]]
    key = scene.opened("Do we march?", keys, rule="advice", decider="a1")
    assert tally(scene.ledger, scene.doc("decision", key)).why == "nobody has given advice yet"
    decisions.position(scene.ledger, key, keys[0], "agree")
    assert not tally(scene.ledger, scene.doc("decision", key)).met, "one doesn't advise oneself"
    decisions.position(scene.ledger, key, keys[1], "reservations")
    assert tally(scene.ledger, scene.doc("decision", key)).met


def test_silence_is_assent_once_it_has_lasted(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [scene.member(name) for name in NAMES[:2]]
    key = scene.opened("Do we march?", keys, rule="lazy", least_days="3")
    found = tally(scene.ledger, scene.doc("decision", key))
    assert not found.met and found.why == "silence is assent only from 2026-11-26 10:00 UTC"
    decisions.position(scene.ledger, key, keys[0], "block", reason="Because")
    monkeypatch.setenv("ALLIED_NOW", "2026-11-26T10:00:00Z")
    assert tally(scene.ledger, scene.doc("decision", key)).why == "an open block by a1"
    decisions.answer(scene.ledger, key, keys[0], "withdrawn")
    found = tally(scene.ledger, scene.doc("decision", key))
    assert found.met and found.why == "nobody objected in time"


def test_the_consent_of_those_most_affected(scene: Scene) -> None:
    keys = {name: scene.member(name) for name in NAMES[:3]}
    scene.group("Downstream", members=["b2=member", "c3=observer"])
    key = scene.opened("Do we march?", [keys["a1"]], consent_of="downstream")

    def why() -> str:
        found = tally(scene.ledger, scene.doc("decision", key), despite_blocks=True)
        return "" if found.met else found.why

    decisions.position(scene.ledger, key, keys["a1"], "agree")
    decisions.position(scene.ledger, key, keys["c3"], "agree")
    assert why() == "the consent of downstream: none of it has agreed", "an observer doesn't speak for it"
    decisions.position(scene.ledger, key, keys["b2"], "block", reason="No")
    assert why() == "the consent of downstream: b2 blocks", "their block isn't waived with the others"
    decisions.position(scene.ledger, key, keys["b2"], "reservations")
    assert why() == ""


def test_dissent_travels_with_its_reason_and_its_answer(scene: Scene) -> None:
    keys = {name: scene.member(name) for name in NAMES[:4]}
    key = scene.opened("Do we march?", [keys[name] for name in ("a1", "b2", "c3")])
    decisions.position(scene.ledger, key, keys["a1"], "reservations", reason="Heat", speaks_from="elders")
    decisions.position(scene.ledger, key, keys["b2"], "block", reason="No permit")
    decisions.position(scene.ledger, key, keys["c3"], "stand-aside")
    decisions.position(scene.ledger, key, keys["d4"], "block", reason="Not asked")
    decisions.answer(scene.ledger, key, keys["b2"], "accommodated", words="We have one now.")
    found = [
        (d.name, d.position, d.reason, d.speaks_from, d.answer, d.words, d.asked, d.open)
        for d in tally(scene.ledger, scene.doc("decision", key)).dissent
    ]
    assert found == [
        ("b2", "block", "No permit", None, "accommodated", "We have one now.", True, False),
        ("d4", "block", "Not asked", None, "open", None, False, True),
        ("c3", "stand-aside", None, None, "open", None, True, True),
        ("a1", "reservations", "Heat", "elders", "open", None, True, True),
    ]


def test_while_two_answers_stand_the_block_counts(scene: Scene) -> None:
    member = scene.member("a1")
    key = scene.opened("Do we march?", [member])
    seen = scene.ledger.read("decision", key)
    for position in ("agree", "block"):
        stated = {"positions": {member: {"position": position, "reason": "Because"}}}
        writing.change(scene.ledger, "decision", key, stated, seen=seen)
    doc = scene.doc("decision", key)
    assert doc["crossed"] == [f"positions/{member}"]
    found = tally(scene.ledger, doc)
    assert (found.agree, found.against, found.met) == (0, 1, False)


def test_a_draft_and_a_recorded_one_can_be_counted_too(scene: Scene) -> None:
    draft = tally(scene.ledger, scene.doc("decision", scene.draft("Do we march?")))
    assert (draft.stated, draft.asked) == (0, 0)
    taken = decisions.record(scene.ledger, "Do we dance?", {"outcome": "Yes"}).doc
    assert tally(scene.ledger, taken).asked == 0


def test_silence_is_not_told_as_success(scene: Scene) -> None:
    """Were this to fail, a question put a minute ago would look as good as decided."""
    found = counted(scene, {})
    assert found.met and found.standing == "nobody has spoken yet"
