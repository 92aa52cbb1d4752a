"""Decisions: who is asked, what may be said when, and what it takes to close."""

from __future__ import annotations

import pytest
from allied.store.errors import Invalid, NotFound
from allied.store.verbs import contacts, decisions, documents, members, optins
from allied.store.views.tally import tally

from .scene import Scene, refused, unchanged


def close(scene: Scene, key: str, status: str = "adopted", **given: object) -> object:
    despite = bool(given.pop("despite_blocks", False))
    values = {"status": status, "outcome": "We go ahead.", **given}
    return decisions.close(scene.ledger, key, values, despite_blocks=despite)


# Opening


def test_a_decision_is_drafted_and_then_opened(scene: Scene) -> None:
    scene.member("Greens")
    key = scene.draft("Do we march?", context="It is hot.", options=["yes", "no"])
    assert scene.doc("decision", key)["status"] == "draft"
    doc = decisions.open(scene.ledger, key, scene.values("decision", {"closes": "+3d"})).doc
    assert (doc["status"], doc["rule"], doc["closes"]["at"]) == (
        "open",
        "consent",
        "2026-11-26T23:59:59.000Z",
    )
    assert doc["opens"]["at"] == "2026-11-23T10:00:00.000Z"
    message, hint = refused(decisions.add, scene.ledger, "Already?", {"status": "adopted", "outcome": "Yes"})
    assert message == "A new decision is a draft." and "decision record" in hint


def test_with_nobody_named_every_active_member_is_asked(scene: Scene) -> None:
    greens = scene.member("Greens")
    for status in ("prospect", "paused", "left"):
        scene.member(f"Some {status}", status=status)
    assert scene.doc("decision", scene.opened("Do we march?"))["asked"] == [greens]


def test_a_group_is_asked_without_its_observers_and_that_is_fixed(scene: Scene) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    scene.member("Blues")
    group = scene.group("Core", members=["greens=chair", "reds=member", "blues=observer"])
    key = scene.draft("Do we march?")
    doc = decisions.open(scene.ledger, key, scene.values("decision", {"asked": ["group:core"]})).doc
    assert (doc["asked"], doc["asked_group"]) == (sorted([greens, reds]), group)
    documents.change(scene.ledger, "group", group, {"members": {reds: None}})
    assert scene.doc("decision", key)["asked"] == sorted([greens, reds])
    by_group = scene.draft("And who pays?", group="core")
    assert decisions.open(scene.ledger, by_group).doc["asked"] == [greens]


def test_those_in_on_the_initiative_are_asked(scene: Scene) -> None:
    greens, reds, lapsed = scene.member("Greens"), scene.member("Reds"), scene.member("Lapsed")
    initiative = scene.initiative("Clean rivers")
    optins.record(scene.ledger, greens, initiative)
    optins.ask(scene.ledger, reds, initiative)
    optins.record(scene.ledger, lapsed, initiative, {"valid_until": "2026-11-22"})
    key = scene.draft("Do we march?", initiative="clean-rivers")
    assert decisions.open(scene.ledger, key).doc["asked"] == [greens]


def test_those_whose_consent_is_needed_are_asked_too(scene: Scene) -> None:
    greens, affected = scene.member("Greens"), scene.member("Affected")
    scene.group("Those downstream", members=["affected=member"], handle="downstream")
    key = scene.draft("Do we march?", consent_of="downstream")
    assert decisions.open(scene.ledger, key, {"asked": [greens]}).doc["asked"] == sorted([greens, affected])


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "There is no active member, so nobody would be asked."),
        ({"initiative": "clean-rivers"}, "No member is in on clean-rivers yet, so nobody would be asked."),
        ({"asked": ["group:core"]}, "The group core has no members to ask."),
    ],
)
def test_a_decision_that_asks_nobody_doesnt_open(scene: Scene, fields: dict[str, str], said: str) -> None:
    scene.initiative("Clean rivers")
    scene.group("Core")
    key = scene.draft("Do we march?", **fields)
    message, hint = refused(decisions.open, scene.ledger, key)
    assert message == said and hint == "Name them: --asked group:GROUP, or --asked MEMBER."


def test_silence_is_assent_only_where_that_was_declared_before(scene: Scene) -> None:
    scene.member("Greens")
    key = scene.draft("Do we march?")
    message, hint = refused(decisions.open, scene.ledger, key, {"rule": "lazy", "least_days": 3})
    assert message == "Silence is assent only where that was declared before a decision opens."
    assert "--rule lazy" in hint
    decisions.change(scene.ledger, key, {"rule": "lazy"})
    assert "how long silence must last" in refused(decisions.open, scene.ledger, key)[0]
    decisions.change(scene.ledger, key, {"least_days": 5})
    values = scene.values("decision", {"closes": "+3d"})
    message, hint = refused(decisions.open, scene.ledger, key, values)
    assert message == "Silence must last 5 days; it would close sooner." and hint.startswith(
        "Give --closes 2026-11-29"
    )
    assert decisions.open(scene.ledger, key).doc["closes"]["at"] == "2026-11-28T10:00:00.000Z"


def test_other_reasons_not_to_open(scene: Scene) -> None:
    scene.member("Greens")
    key = scene.draft("Do we march?", rule="advice")
    assert refused(decisions.open, scene.ledger, key)[1] == "allied decision set ID --decider MEMBER."
    past = scene.values("decision", {"closes": "2026-11-22"})
    assert "which is past" in refused(decisions.open, scene.ledger, scene.draft("Do we dance?"), past)[0]
    with pytest.raises(NotFound):
        decisions.open(scene.ledger, "0" * 32)


def test_what_members_went_by_stays(scene: Scene) -> None:
    scene.member("Greens")
    key = scene.opened("Do we march?")
    for values in ({"rule": "lazy"}, {"quorum": [1, 2]}, {"asked": []}):
        message, hint = refused(decisions.change, scene.ledger, key, values)
        assert "stays as it was when it opened" in message and hint
    assert decisions.change(scene.ledger, key, {"context": "It is hot."}).doc["context"] == "It is hot."
    assert (
        "Status isn't changed by itself."
        in refused(decisions.change, scene.ledger, key, {"status": "adopted"})[0]
    )
    assert "one by one" in refused(decisions.change, scene.ledger, key, {"positions": {"0" * 32: {}}})[0]


def test_a_rules_own_measures_are_fixed_when_it_opens(scene: Scene) -> None:
    scene.member("Greens")
    assert scene.doc("decision", scene.opened("One?", rule="consensus"))["quorum"] == [1, 2]
    assert scene.doc("decision", scene.opened("Two?", rule="supermajority"))["threshold"] == [2, 3]
    assert scene.doc("decision", scene.opened("Three?", rule="supermajority", threshold="3/4"))[
        "threshold"
    ] == [3, 4]


# Positions


def test_a_position_says_who_recorded_it(scene: Scene) -> None:
    me = contacts.me(scene.ledger, "Ada").key
    greens = scene.member("Greens")
    key = scene.opened("Do we march?")
    done = decisions.position(scene.ledger, key, greens, "reservations", reason="Heat", speaks_from="elders")
    assert done.doc["positions"] == {
        greens: {"position": "reservations", "reason": "Heat", "speaks_from": "elders", "recorded_by": me}
    }
    assert unchanged(
        decisions.position(scene.ledger, key, greens, "reservations", reason="Heat", speaks_from="elders")
    )


def test_positions_are_taken_only_while_it_is_open(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    greens = scene.member("Greens")
    key = scene.draft("Do we march?")
    message, hint = refused(decisions.position, scene.ledger, key, greens, "agree")
    assert message == "“Do we march?” is a draft; it takes positions once it is open."
    assert hint == f"allied decision open {scene.ledger.short('decision', key)}"
    decisions.open(scene.ledger, key, scene.values("decision", {"closes": "+3d"}))
    monkeypatch.setenv("ALLIED_NOW", "2026-11-27T00:00:00Z")
    message, hint = refused(decisions.position, scene.ledger, key, greens, "agree")
    assert message == "“Do we march?” took positions until 2026-11-26 23:59 UTC."
    assert hint.endswith("--closes WHEN gives more time.")
    close(scene, key)
    assert (
        "is adopted; positions are taken while it is open"
        in refused(decisions.position, scene.ledger, key, greens, "agree")[0]
    )


def test_positions_of_nobody_and_of_those_who_left(scene: Scene) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    key = scene.opened("Do we march?")
    with pytest.raises(NotFound):
        decisions.position(scene.ledger, key, "0" * 32, "agree")
    members.change(scene.ledger, reds, {"status": "left"})
    assert "takes no positions" in refused(decisions.position, scene.ledger, key, reds, "agree")[0]
    message, hint = refused(decisions.position, scene.ledger, key, greens, "maybe")
    assert "none of agree, reservations, stand-aside, abstain, block" in message and hint


def test_those_not_asked_are_recorded_and_not_counted(scene: Scene) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    key = scene.opened("Do we march?", [greens])
    decisions.position(scene.ledger, key, reds, "block", reason="No")
    found = tally(scene.ledger, scene.doc("decision", key))
    assert (found.stated, found.asked, found.not_asked, found.met) == (0, 1, [reds], True)
    assert [(d.member, d.asked) for d in found.dissent] == [(reds, False)]


def test_a_block_gives_its_reason_now_or_later_and_nothing_closes_without(scene: Scene) -> None:
    greens = scene.member("Greens")
    key = scene.opened("Do we march?")
    message, hint = refused(decisions.position, scene.ledger, key, greens, "block")
    assert message == "The block of greens gives no reason." and "--reason-later" in hint
    with pytest.raises(Invalid):
        decisions.position(scene.ledger, key, greens, "block", reason="  ")
    decisions.position(scene.ledger, key, greens, "block", reason_later=True)
    for status in ("adopted", "rejected", "withdrawn"):
        message, hint = refused(close, scene, key, status, despite_blocks=True, rationale="Because")
        assert message == "“Do we march?” can't close: the block of greens still gives no reason."
        assert "--reason TEXT" in hint
    doc = decisions.position(scene.ledger, key, greens, "block", reason="Too hot").doc
    assert "reason_later" not in doc["positions"][greens]
    assert (
        decisions.position(scene.ledger, key, greens, "block").doc["positions"][greens]["reason"] == "Too hot"
    )
    close(scene, key, "rejected")


# Answers


def test_an_objection_is_answered_and_a_new_one_is_open_again(scene: Scene) -> None:
    greens = scene.member("Greens")
    key = scene.opened("Do we march?")
    decisions.position(scene.ledger, key, greens, "block", reason="Too hot")
    message, hint = refused(decisions.answer, scene.ledger, key, greens, "addressed")
    assert (
        message == "The answer to greens doesn't say how its objection was addressed." and "--words" in hint
    )
    doc = decisions.answer(scene.ledger, key, greens, "addressed", words="We start at dawn.").doc
    assert doc["answers"][greens]["state"] == "addressed"
    doc = decisions.position(scene.ledger, key, greens, "block", reason="And far").doc
    assert "answers" not in doc, "what was said to the heat says nothing of the way"


def test_an_answer_to_an_objection_nobody_made(scene: Scene) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    key = scene.opened("Do we march?")
    message, hint = refused(decisions.answer, scene.ledger, key, greens, "addressed", words="x")
    assert message == "greens has stated no position; there is no objection to answer."
    assert hint == "Nobody has objected."
    decisions.position(scene.ledger, key, greens, "agree")
    decisions.position(scene.ledger, key, reds, "stand-aside")
    message, hint = refused(decisions.answer, scene.ledger, key, greens, "addressed", words="x")
    assert (message, hint) == ("greens said agree; there is no objection to answer.", "reds has objected.")


# Closing


def test_adopting_against_a_block_is_said_outright_and_with_a_rationale(scene: Scene) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    key = scene.opened("Do we march?")
    decisions.position(scene.ledger, key, greens, "block", reason="Too hot")
    decisions.position(scene.ledger, key, reds, "agree")
    message, hint = refused(close, scene, key)
    assert message == "A block stands against it: greens (Too hot)."
    assert (
        hint == "Answer it with allied decision answer, or close with --despite-blocks and --rationale TEXT."
    )
    message, hint = refused(close, scene, key, despite_blocks=True)
    assert (
        message == "A block stands against it: greens (Too hot). Adopting it all the same takes a rationale."
    )
    assert scene.doc("decision", key)["status"] == "open"
    close(scene, key, despite_blocks=True, rationale="The river can't wait.")
    doc = scene.doc("decision", key)
    assert (doc["status"], doc["despite_blocks"], doc["decided"]) == ("adopted", True, "2026-11-23")
    assert [d.reason for d in tally(scene.ledger, doc).dissent] == ["Too hot"]


def test_an_answered_block_is_no_longer_in_the_way(scene: Scene) -> None:
    greens = scene.member("Greens")
    key = scene.opened("Do we march?")
    decisions.position(scene.ledger, key, greens, "block", reason="Too hot")
    decisions.answer(scene.ledger, key, greens, "accommodated", words="We start at dawn.")
    close(scene, key)
    assert "despite_blocks" not in scene.doc("decision", key)


def test_consensus_is_not_had_by_answering(scene: Scene) -> None:
    greens = scene.member("Greens")
    key = scene.opened("Do we march?", rule="consensus")
    decisions.position(scene.ledger, key, greens, "block", reason="Too hot")
    decisions.answer(scene.ledger, key, greens, "addressed", words="It isn't.")
    assert "A block stands against it: greens" in refused(close, scene, key)[0]
    decisions.answer(scene.ledger, key, greens, "withdrawn")
    close(scene, key)


def test_without_a_quorum_it_is_not_adopted_and_says_who_is_missing(scene: Scene) -> None:
    greens = scene.member("Greens")
    scene.member("Reds")
    scene.member("Blues")
    key = scene.opened("Do we march?", quorum="2/3")
    decisions.position(scene.ledger, key, greens, "agree")
    message, hint = refused(close, scene, key)
    assert message == (
        "“Do we march?” can't be adopted yet: 1 of 3 asked have stated a position; the quorum of 2/3 is 2."
    )
    assert hint.startswith("allied decision position records those missing")
    close(scene, key, "rejected")


def test_despite_blocks_waives_blocks_and_nothing_else(scene: Scene) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    key = scene.opened("Do we march?", rule="majority")
    decisions.position(scene.ledger, key, greens, "block", reason="No")
    decisions.position(scene.ledger, key, reds, "agree")
    message, _ = refused(close, scene, key, despite_blocks=True, rationale="x")
    assert "1 of 2 who agree or block agree; it takes more than half" in message


def test_closing_says_what_was_decided(scene: Scene) -> None:
    scene.member("Greens")
    key = scene.opened("Do we march?")
    assert refused(decisions.close, scene.ledger, key, {"status": "adopted"}) == (
        "It doesn't say what was decided.",
        "--outcome TEXT",
    )
    assert (
        "adopted, rejected or withdrawn" in refused(decisions.close, scene.ledger, key, {"status": "open"})[1]
    )
    decisions.close(scene.ledger, key, {"status": "withdrawn"})
    assert scene.doc("decision", key)["status"] == "withdrawn"
    decisions.open(scene.ledger, key)
    close(scene, key)
    assert "it can't become rejected" in refused(close, scene, key, "rejected")[0]


def test_a_draft_isnt_adopted(scene: Scene) -> None:
    key = scene.draft("Do we march?")
    message, hint = refused(close, scene, key)
    assert message == "“Do we march?” is a draft; it can't be adopted before it was open."
    assert "decision record" in hint


def test_reopening_keeps_positions_and_those_asked(scene: Scene) -> None:
    greens = scene.member("Greens")
    key = scene.opened("Do we march?")
    decisions.position(scene.ledger, key, greens, "agree")
    close(scene, key, "rejected", rationale="Rain")
    scene.member("Reds")
    doc = decisions.open(scene.ledger, key).doc
    assert (doc["status"], doc["asked"], list(doc["positions"])) == ("open", [greens], [greens])
    assert "outcome" not in doc and "rationale" not in doc


def test_recording_one_already_taken_takes_one_step(scene: Scene) -> None:
    done = decisions.record(scene.ledger, "Do we march?", {"outcome": "Yes, on Sunday.", "rule": "consensus"})
    assert len(done.step.entries) == 1
    assert (done.doc["status"], done.doc["outcome"], done.doc["decided"]) == (
        "adopted",
        "Yes, on Sunday.",
        "2026-11-23",
    )
    assert refused(decisions.record, scene.ledger, "Do we march?") == (
        "It doesn't say what was decided.",
        "--outcome TEXT",
    )
    for values, said in (
        ({"decided": "2026-12-24"}, "which is to come"),
        ({"review": "2026-01-01"}, "reviewed before it was decided"),
        ({"status": "open"}, "wasn't taken"),
    ):
        assert said in refused(decisions.record, scene.ledger, "Q?", {"outcome": "Yes", **values})[0]


def test_what_an_adopted_decision_takes_the_place_of_is_superseded_in_the_same_step(scene: Scene) -> None:
    scene.member("Greens")
    old = decisions.record(scene.ledger, "March?", {"outcome": "Yes"}).key
    key = scene.opened("March again?", supersedes=[old])
    close(scene, key)
    assert scene.doc("decision", old)["status"] == "superseded"
    assert scene.doc("decision", old)["outcome"] == "Yes"
    scene.ledger.undo()
    assert (scene.doc("decision", old)["status"], scene.doc("decision", key)["status"]) == ("adopted", "open")


def test_a_decision_doesnt_supersede_itself(scene: Scene) -> None:
    key = scene.draft("March?")
    assert "supersedes" in refused(decisions.change, scene.ledger, key, {"supersedes": [key]})[0]
