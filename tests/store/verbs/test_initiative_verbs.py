"""An initiative from its first wording to its end: what members agreed to, and what they are owed."""

from __future__ import annotations

from typing import Any

import pytest
from allied.store.verbs import actions, asking, contacts, initiatives, members, optins, outputs, stages
from allied.store.views.mix import mix
from allied.store.views.reworded import reworded, shown
from hypothesis import given
from hypothesis import strategies as st

from .scene import Scene, refused, unchanged

ASK = "We ask for clean rivers by 2030."


@pytest.fixture
def asked(scene: Scene) -> tuple[Scene, str, list[str]]:
    """Return an initiative with three members: one in, one asked, one that declined."""
    pact = scene.initiative("Pact", ask=f"en={ASK}")
    keys = [scene.member(name) for name in ("Greens", "Reds", "Blues")]
    optins.record(scene.ledger, keys[0], pact)
    optins.ask(scene.ledger, keys[1], pact)
    optins.decline(scene.ledger, keys[2], pact)
    return scene, pact, keys


def test_an_editorial_change_lets_opt_ins_stand_and_says_whom_to_tell(
    asked: tuple[Scene, str, list[str]],
) -> None:
    scene, pact, (greens, reds, _) = asked
    ada = scene.contact("Ada", greens)
    made = asking.ask(scene.ledger, pact, "We ask for clear rivers by 2030.", change="editorial")
    assert shown(list(made.diff)) == "We ask for [-clean-]{+clear+} rivers by 2030."
    assert [(one.member, one.state, one.contact) for one in made.notify] == [
        (greens, "in", ada),
        (reds, "asked", None),
    ]
    assert made.stale == () and made.ask in made.done.doc["ask"]
    assert made.done.doc["ask"][made.ask]["language"] == "en"


def test_a_material_change_makes_opt_ins_stale_until_they_reconfirm(
    asked: tuple[Scene, str, list[str]],
) -> None:
    scene, pact, (greens, *_) = asked
    stages.needs(scene.ledger, pact, {"members": 1})
    assert mix(scene.ledger, scene.doc("initiative", pact)).reached
    made = asking.ask(scene.ledger, pact, "We ask for a ban.", change="material", language="en")
    assert [one.member for one in made.stale] == [greens]
    assert not mix(scene.ledger, scene.doc("initiative", pact)).reached
    optins.record(scene.ledger, greens, pact)
    assert mix(scene.ledger, scene.doc("initiative", pact)).reached


def test_a_text_in_another_language_changes_nothing_for_anybody(asked: tuple[Scene, str, list[str]]) -> None:
    scene, pact, _ = asked
    made = asking.ask(scene.ledger, pact, "Nous demandons.", language="fr")
    assert (made.notify, made.stale, made.follows, made.diff) == ((), (), (), ())
    message, hint = refused(asking.ask, scene.ledger, pact, "Nous exigeons.", language="fr")
    assert "say whether this changes it in substance" in message
    assert "--editorial" in hint and "--material" in hint
    again = asking.ask(scene.ledger, pact, "Nous demandons.", language="fr")
    assert again.ask is None and unchanged(again.done)
    assert "empty" in refused(asking.ask, scene.ledger, pact, " ")[0]


@given(st.text(alphabet="ab \n\t"), st.text(alphabet="ab \n\t"))
def test_the_pieces_of_a_diff_make_up_both_texts(before: str, after: str) -> None:
    pieces = reworded(before, after)
    assert "".join(one.text for one in pieces if one.what != "new") == before
    assert "".join(one.text for one in pieces if one.what != "gone") == after


def test_each_is_credited_as_it_chose(asked: tuple[Scene, str, list[str]]) -> None:
    scene, pact, (greens, reds, blues) = asked
    ledger = scene.ledger
    _, letter = outputs.add(ledger, pact, "The letter", link="https://example.org/letter")
    optins.record(ledger, greens, pact, {"sign_as": "Greens Europe"})
    doc = outputs.credit(ledger, pact, letter[:6], greens, part="wrote it").doc
    assert doc["credits"] == {f"{letter}:{greens}": {"name": "Greens Europe", "part": "wrote it"}}
    optins.record(ledger, reds, pact, {"visibility": "private"})
    message, hint = refused(outputs.credit, ledger, pact, "the letter", reds)
    assert message == "reds takes part behind the scenes." and "--as NAME" in hint
    outputs.credit(ledger, pact, letter, reds, name="A union")
    members.change(ledger, blues, {"exposure": "at-risk"})
    assert "no alias" in refused(outputs.credit, ledger, pact, letter, blues)[0]
    members.change(ledger, blues, {"alias": "A river group"})
    doc = outputs.credit(ledger, pact, letter, blues).doc
    assert doc["credits"][f"{letter}:{blues}"] == {"name": "A river group"}
    assert len(outputs.uncredit(ledger, pact, letter, blues).doc["credits"]) == 2
    assert "isn't credited" in refused(outputs.uncredit, ledger, pact, letter, blues)[0]
    message, hint = refused(outputs.credit, ledger, pact, "poster", greens)
    assert message == "Pact has no output poster." and "The letter" in hint
    doc = outputs.remove(ledger, pact, letter).doc
    assert "outputs" not in doc and "credits" not in doc
    assert "no outputs yet" in refused(outputs.credit, ledger, pact, "x", greens)[0]


def test_closing_says_what_is_missing_and_writes_nothing(asked: tuple[Scene, str, list[str]]) -> None:
    scene, pact, (greens, *_) = asked
    ledger = scene.ledger
    members.change(ledger, greens, {"status": "left"})
    ada = contacts.add(ledger, "Ada", greens).key
    todo = actions.add(ledger, "Send", {"initiative": pact, "hours": 2}).key
    actions.done(ledger, actions.add(ledger, "Write", {"initiative": pact, "hours": 5}).key)
    actions.done(ledger, actions.add(ledger, "Talk", {"initiative": pact}).key)
    before = scene.entries()
    closing = stages.close(ledger, pact, {"outcome": "A law."})
    assert closing.done is None and scene.entries() == before
    assert [item.name for item in closing.checklist.missing] == [
        *("lessons", "actions", "answers", "thanks", "data")
    ]
    about: dict[str, Any] = {item.name: item.about for item in closing.checklist.items}
    assert about["actions"] == (("action", todo),) and about["thanks"] == (("member", greens),)
    assert about["data"] == (("contact", ada),)
    hours = closing.checklist.hours
    assert (hours.spent, hours.open, hours.not_estimated) == (5, 2, 1)
    done = stages.close(ledger, pact, {"outcome": "A law."}, force=True).done
    assert done is not None and (done.doc["stage"], done.doc["outcome"]) == ("closed", "A law.")
    assert "is closed" in refused(stages.close, ledger, pact)[0]


def test_closing_when_all_is_seen_to(scene: Scene) -> None:
    pact = scene.initiative("Pact")
    optins.record(scene.ledger, scene.member("Greens"), pact)
    said = {"outcome": "A law.", "lessons": "Begin early."}
    assert stages.close(scene.ledger, pact, said).done is None
    done = stages.close(scene.ledger, pact, said, thanked=True).done
    assert done is not None and done.doc["stage"] == "closed"


def test_data_is_kept_while_another_initiative_needs_it(scene: Scene) -> None:
    pact, march = scene.initiative("Pact"), scene.initiative("March")
    greens = scene.member("Greens", status="prospect")
    scene.contact("Ada", greens)
    optins.decline(scene.ledger, greens, pact)
    optins.plan(scene.ledger, greens, march)
    names = [item.name for item in stages.close(scene.ledger, pact).checklist.missing]
    assert "data" not in names
    optins.decline(scene.ledger, greens, march)
    assert "data" in [item.name for item in stages.close(scene.ledger, pact).checklist.missing]


def test_stages_and_needs(scene: Scene) -> None:
    pact = scene.initiative("Pact", needs=["members=3", "regions=2"])
    assert stages.stage(scene.ledger, pact, "forming").doc["stage"] == "forming"
    message, hint = refused(stages.stage, scene.ledger, pact, "closed")
    assert message == "Closing has a checklist." and hint == "allied initiative close pact."
    doc = stages.needs(scene.ledger, pact, {"members": 5, "regions": None}).doc
    assert doc["needs"] == {"members": 5}
    assert "can be needed" in refused(stages.needs, scene.ledger, pact, {"luck": 1})[0]
    assert initiatives.current_ask(doc) is None
