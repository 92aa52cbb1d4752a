"""Actions: who gets them, what they wait on, and how they move."""

from __future__ import annotations

import pytest
from allied.store.verbs import actions, documents, members

from .scene import Scene, refused, unchanged


def test_an_action_is_to_do_until_somebody_says_otherwise(scene: Scene) -> None:
    done = actions.add(scene.ledger, "Call the mayor", scene.values("action", {"due": "fri", "hours": "2h"}))
    assert (done.doc["status"], done.doc["due"], done.doc["hours"]) == ("todo", "2026-11-27", 2)
    assert actions.start(scene.ledger, done.key).doc["status"] == "doing"
    assert actions.block(scene.ledger, done.key).doc["status"] == "blocked"
    assert actions.done(scene.ledger, done.key).doc["status"] == "done"
    assert unchanged(actions.done(scene.ledger, done.key))
    message, hint = refused(actions.drop, scene.ledger, done.key)
    assert "is done; it can't become dropped" in message and hint == "From done it can become todo or doing."


def test_naming_the_person_names_their_member(scene: Scene) -> None:
    greens = scene.member("Greens")
    ada = scene.contact("Ada", greens)
    doc = actions.add(scene.ledger, "Call", {"assignee": ada}).doc
    assert (doc["owner"], doc["assignee"]) == (greens, ada)


def test_naming_the_member_names_its_only_contact_or_the_first_one_to_turn_to(scene: Scene) -> None:
    greens = scene.member("Greens")
    assert "assignee" not in actions.add(scene.ledger, "Call", {"owner": greens}).doc
    ada = scene.contact("Ada", greens)
    assert actions.add(scene.ledger, "Call", {"owner": greens}).doc["assignee"] == ada
    bo = scene.contact("Bo", greens)
    assert "assignee" not in actions.add(scene.ledger, "Call", {"owner": greens}).doc, "it could be either"
    documents.change(scene.ledger, "contact", bo, {"primary": True})
    assert actions.add(scene.ledger, "Call", {"owner": greens}).doc["assignee"] == bo
    assert "assignee" not in actions.add(scene.ledger, "Call", {"owner": greens, "assignee": None}).doc


def test_somebody_of_the_coordination_can_do_what_a_member_owns(scene: Scene) -> None:
    greens, cy = scene.member("Greens"), scene.contact("Cy")
    doc = actions.add(scene.ledger, "Call", {"owner": greens, "assignee": cy}).doc
    assert (doc["owner"], doc["assignee"]) == (greens, cy)
    assert "owner" not in actions.add(scene.ledger, "Write", {"assignee": cy}).doc


def test_a_person_and_a_member_that_dont_belong_together(scene: Scene) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    ada = scene.contact("Ada", greens)
    message, hint = refused(actions.add, scene.ledger, "Call", {"owner": reds, "assignee": ada})
    assert message == "Ada is at greens, not at reds."
    assert hint == "Name only one of them: the other follows."


def test_giving_it_to_another_member_takes_it_off_the_first_ones_person(scene: Scene) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    ada = scene.contact("Ada", greens)
    key = actions.add(scene.ledger, "Call", {"assignee": ada}).key
    doc = actions.change(scene.ledger, key, {"owner": reds}).doc
    assert doc["owner"] == reds and "assignee" not in doc
    doc = actions.change(scene.ledger, key, {"assignee": ada}).doc
    assert doc["owner"] == greens


def test_nothing_is_given_to_a_member_that_left(scene: Scene) -> None:
    greens = scene.member("Greens")
    ada = scene.contact("Ada", greens)
    members.change(scene.ledger, greens, {"status": "left"})
    for values in ({"owner": greens}, {"assignee": ada}):
        message, hint = refused(actions.add, scene.ledger, "Call", values)
        assert message == "Greens has left the coalition; nothing can be given to it."
        assert hint == "allied member set greens --status active, if it is back."


def test_waiting_in_a_circle_is_refused_naming_the_circle(scene: Scene) -> None:
    first = actions.add(scene.ledger, "Write").key
    second = actions.add(scene.ledger, "Print", {"waits_on": [first]}).key
    third = actions.add(scene.ledger, "Send", {"waits_on": [second]}).key
    message, hint = refused(actions.change, scene.ledger, first, {"waits_on": [third]})
    assert (
        message
        == "That would go round in a circle: “Write” waits on “Send” waits on “Print” waits on “Write”."
    )
    assert hint == "Take one of these out first."
    assert (
        refused(actions.change, scene.ledger, first, {"waits_on": [first]})[0]
        == "An action can't wait on itself."
    )
    assert actions.change(scene.ledger, third, {"waits_on": [first, second]}).doc["waits_on"] == sorted(
        [first, second]
    )


def test_a_circle_that_a_merge_made_hangs_nobody(scene: Scene) -> None:
    from allied.store.book.undoing import Change

    first, second = actions.add(scene.ledger, "Write").key, actions.add(scene.ledger, "Print").key
    for one, other in ((first, second), (second, first)):
        scene.ledger.write([Change("action", one, {f"waits_on/{other}": True})])
    third = actions.add(scene.ledger, "Send").key
    assert actions.change(scene.ledger, third, {"waits_on": [first]}).changed


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"due": "someday"}, "is no date"),
        ({"hours": "0"}, "too small"),
        ({"priority": "asap"}, "low, normal, high, urgent"),
        ({"owner": "nobody"}, "There is no member called"),
    ],
)
def test_what_cant_be_is_refused_with_what_can(scene: Scene, fields: dict[str, str], said: str) -> None:
    message, hint = refused(scene.values, "action", fields)
    assert said in message and hint
