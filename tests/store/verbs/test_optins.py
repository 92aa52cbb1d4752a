"""Opt-ins: what is recorded by default, what carries over, what goes stale, and what is refused."""

from __future__ import annotations

import pytest
from allied.store.errors import Invalid, NotFound
from allied.store.ledger import Ledger
from allied.store.schema import asks, keys
from allied.store.verbs import contacts, documents, initiatives, members, optins

from .scene import Scene, refused, unchanged


@pytest.fixture
def pair(scene: Scene) -> tuple[str, str]:
    """Return a member and an initiative that asks something."""
    fields = {"ask": ["We ask for A."], "default_scope": ["name", "logo"], "default_visibility": "public"}
    return scene.member("Greens"), scene.initiative("Clean rivers", **fields)


def new_ask(scene: Scene, initiative: str, text: str) -> str:
    before = set(scene.doc("initiative", initiative)["ask"])
    values = scene.values("initiative", {"ask": [text]})
    (key,) = set(initiatives.change(scene.ledger, initiative, values).doc["ask"]) - before
    return key


def stale(scene: Scene, optin: dict[str, str]) -> bool:
    return asks.is_stale(scene.doc("initiative", optin["initiative"])["ask"], optin["ask"])


def test_in_works_at_once_with_everything_else_defaulted(scene: Scene, pair: tuple[str, str]) -> None:
    member, initiative = pair
    done = optins.record(scene.ledger, member, initiative)
    assert done.key == keys.optin_key(initiative, member)
    (ask,) = scene.doc("initiative", initiative)["ask"]
    assert {
        name: done.doc.get(name) for name in ("member", "initiative", "state", "ask", "visibility", "scope")
    } == {
        "member": member,
        "initiative": initiative,
        "state": "in",
        "ask": ask,
        "visibility": "public",
        "scope": ["logo", "name"],
    }
    (entry,) = done.step.entries
    assert entry.set["member"] == member and entry.set["initiative"] == initiative


def test_every_step_on_the_way_and_what_carries_over(scene: Scene, pair: tuple[str, str]) -> None:
    me = contacts.me(scene.ledger, "Ada").key
    planned = optins.plan(scene.ledger, *pair, {"level": "active"}).doc
    assert (planned["state"], planned["asker"], "ask" in planned) == ("planned", me, False)
    asked = optins.ask(scene.ledger, *pair, {"method": "email", "expected_by": "2026-12-01"}).doc
    assert (asked["state"], asked["method"], asked["level"]) == ("asked", "email", "active")
    considering = optins.consider(scene.ledger, *pair).doc
    assert (considering["ask"], "method" in considering) == (asked["ask"], False), (
        "how it was asked is no proof"
    )
    joined = optins.record(
        scene.ledger, *pair, {"method": "call", "given_by": "Zoe", "visibility": "private"}
    ).doc
    assert (joined["level"], joined["method"], joined["visibility"]) == ("active", "call", "private")
    gone = optins.withdraw(scene.ledger, *pair).doc
    assert gone["state"] == "withdrawn" and "level" not in gone and "scope" not in gone
    assert gone["visibility"] == "private" and gone["ask"] == asked["ask"]


def test_declining_says_why(scene: Scene, pair: tuple[str, str]) -> None:
    optins.ask(scene.ledger, *pair)
    doc = optins.decline(scene.ledger, *pair, {"reason_kind": "capacity", "reason": "Two of us are ill."}).doc
    assert (doc["state"], doc["reason_kind"], doc["reason"]) == ("declined", "capacity", "Two of us are ill.")
    message, hint = refused(optins.decline, scene.ledger, *pair, {"reason_kind": "weather"})
    assert "none of capacity, priorities, disagreement, other" in message and hint
    message, hint = refused(optins.record, scene.ledger, *pair, {"reason_kind": "capacity"})
    assert message == "A reason kind says why a member said no; here it is in."
    assert hint == "Leave it out, or record that it declined or withdrew."
    joined = optins.record(scene.ledger, *pair).doc
    assert "reason" not in joined and "reason_kind" not in joined


@pytest.mark.parametrize(
    "before", ["nothing", "planned", "asked", "considering", "in", "declined", "withdrawn"]
)
def test_withdrawing_is_one_step_from_anywhere(scene: Scene, pair: tuple[str, str], before: str) -> None:
    if before != "nothing":
        member, initiative = pair
        values = {"member": member, "initiative": initiative, "state": before}
        documents.add(scene.ledger, "optin", values)
    done = optins.withdraw(scene.ledger, *pair)
    assert done.doc["state"] == "withdrawn"
    assert len(done.step.entries) == (0 if before == "withdrawn" else 1)


def test_a_member_that_is_in_is_not_planned_or_asked(scene: Scene, pair: tuple[str, str]) -> None:
    optins.record(scene.ledger, *pair)
    message, hint = refused(optins.plan, scene.ledger, *pair)
    assert "in; it can't become planned" in message and hint == "From in it can become withdrawn."
    with pytest.raises(Invalid):
        optins.ask(scene.ledger, *pair)


def test_what_was_agreed_to_goes_stale_and_is_fresh_once_reconfirmed(
    scene: Scene, pair: tuple[str, str]
) -> None:
    first = optins.record(scene.ledger, *pair, {"evidence": "mail of 3 May", "level": "lead"}).doc
    new_ask(scene, pair[1], "We ask for B.")
    assert stale(scene, scene.doc("optin", first["id"]))
    again = optins.record(scene.ledger, *pair).doc
    assert not stale(scene, again) and again["level"] == "lead"
    assert "evidence" not in again, "a mail about other words proves nothing of these"


def test_saying_in_twice_changes_nothing_and_keeps_the_proof(scene: Scene, pair: tuple[str, str]) -> None:
    optins.record(scene.ledger, *pair, {"evidence": "mail of 3 May"})
    done = optins.record(scene.ledger, *pair)
    assert unchanged(done) and done.doc["evidence"] == "mail of 3 May"


def test_one_asked_with_the_old_words_agreed_to_those(scene: Scene, pair: tuple[str, str]) -> None:
    asked = optins.ask(scene.ledger, *pair).doc
    new_ask(scene, pair[1], "We ask for B.")
    joined = optins.record(scene.ledger, *pair).doc
    assert joined["ask"] == asked["ask"] and stale(scene, joined)


def test_the_language_they_saw_it_in(scene: Scene) -> None:
    member = scene.member("Verts")
    initiative = scene.initiative("Clean rivers", ask=["en=We ask for A.", "fr=Nous demandons A."])
    english = optins.ask(scene.ledger, member, initiative).doc
    assert english["ask_language"] == "en"
    french = optins.ask(scene.ledger, member, initiative, {"ask_language": "fr"}).doc
    wordings = scene.doc("initiative", initiative)["ask"]
    assert wordings[french["ask"]]["language"] == french["ask_language"] == "fr"


def test_a_validity_that_is_past_does_not_outlive_a_new_yes(scene: Scene, pair: tuple[str, str]) -> None:
    optins.record(scene.ledger, *pair, {"valid_until": "2026-11-01"})
    assert "valid_until" not in optins.record(scene.ledger, *pair).doc


def test_one_that_has_left_can_only_say_no(scene: Scene, pair: tuple[str, str]) -> None:
    members.change(scene.ledger, pair[0], {"status": "left"})
    for verb in (optins.plan, optins.ask, optins.record):
        message, hint = refused(verb, scene.ledger, *pair)
        assert message == "Greens has left the coalition; it can only decline or withdraw."
        assert hint == "allied member set greens --status active, if it is back."
    assert optins.decline(scene.ledger, *pair).doc["state"] == "declined"


def test_nobody_is_asked_about_what_is_closed(scene: Scene, pair: tuple[str, str]) -> None:
    for stage in ("closing", "closed"):
        initiatives.change(scene.ledger, pair[1], {"stage": stage})
    assert refused(optins.ask, scene.ledger, *pair)[0] == "Clean rivers is closed; nobody is asked any more."
    assert optins.record(scene.ledger, *pair).doc["state"] == "in", "what was agreed is still recorded"


def test_parts_of_an_answer_change_with_its_state_kept(scene: Scene, pair: tuple[str, str]) -> None:
    key = optins.record(scene.ledger, *pair, {"method": "call"}).key
    done = documents.change(scene.ledger, "optin", key, {"level": "lead", "visibility": "private"})
    assert {name: done.doc[name] for name in ("state", "method", "level", "visibility")} == {
        "state": "in",
        "method": "call",
        "level": "lead",
        "visibility": "private",
    }
    assert len(done.step.entries) == 1
    assert documents.change(scene.ledger, "optin", key, {"state": "withdrawn"}).doc["state"] == "withdrawn"
    other = scene.member("Reds")
    assert refused(documents.change, scene.ledger, "optin", key, {"member": other})[0] == (
        "The member of an opt-in stays."
    )


def test_an_opt_in_is_of_one_member_to_one_initiative(scene: Scene, pair: tuple[str, str]) -> None:
    assert (
        "of one member to one initiative"
        in refused(documents.add, scene.ledger, "optin", {"member": pair[0]})[0]
    )
    with pytest.raises(NotFound):
        optins.record(scene.ledger, "0" * 32, pair[1])
    with pytest.raises(NotFound):
        optins.record(scene.ledger, pair[0], "0" * 32)


def test_two_records_of_one_member_have_one_opt_in(scene: Scene, pair: tuple[str, str]) -> None:
    member, initiative = pair
    other = scene.member("The Greens")
    optins.ask(scene.ledger, member, initiative)
    members.change(scene.ledger, max(member, other), {"same": min(member, other)})
    optins.record(scene.ledger, other, initiative)
    optins.record(scene.ledger, member, initiative, {"level": "lead"})
    (only,) = scene.ledger.table("optin").values()
    assert (only["state"], only["level"], only.get("crossed")) == ("in", "lead", None)


def test_undo_takes_a_whole_answer_back(scene: Scene, pair: tuple[str, str]) -> None:
    ledger: Ledger = scene.ledger
    asked = optins.ask(ledger, *pair).doc
    optins.record(ledger, *pair, {"level": "lead", "method": "call"})
    ledger.undo()
    assert ledger.get("optin", asked["id"]) == asked
