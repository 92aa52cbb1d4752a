"""What shows that a member agreed."""

from __future__ import annotations

from allied.store.verbs import initiatives, optins
from allied.store.views.audience import seen_by
from allied.store.views.proof import proof

from ..verbs.scene import Scene


def test_who_when_how_and_to_which_words(scene: Scene) -> None:
    ledger = scene.ledger
    greens = scene.member("Greens")
    zoe = scene.contact("Zoe", greens)
    rivers = scene.initiative("Clean rivers", ask=["en=We ask for A."])
    (words,) = scene.doc("initiative", rivers)["ask"]
    asked = optins.ask(ledger, greens, rivers, {"method": "email"})
    given = {"given_by": zoe, "authority": "board", "method": "call", "evidence": "https://x.example/1"}
    optins.record(ledger, greens, rivers, {**given, "terms": [{"text": "No logo", "state": "open"}]})
    optins.change(ledger, asked.key, {"roles": ["speaker"]})
    found = proof(ledger, asked.key, ledger.today())
    assert found is not None
    assert (found.member_name, found.initiative_name) == ("Greens", "Clean rivers")
    assert (found.agreed, found.holds, found.why_not, found.missing) == (True, True, None, [])
    first, second = found.statements
    assert (first.state, first.stands, first.method) == ("asked", False, "email")
    assert (second.state, second.stands, second.given_by, second.given_by_name) == ("in", True, zoe, "Zoe")
    assert (second.authority, second.method, second.evidence) == ("board", "call", "https://x.example/1")
    assert second.at.startswith("2026-11-23") and second.by == ledger.writer
    assert second.terms == [{"text": "No logo", "state": "open"}]
    assert second.words is not None
    assert (second.words.id, second.words.language, second.words.text) == (words, "en", "We ask for A.")
    assert second.words.since == []
    assert second.sentence.endswith("opted in to Clean rivers, on conditions, by phone, through Zoe")


def test_what_a_proof_lacks_and_that_the_words_have_changed(scene: Scene) -> None:
    ledger = scene.ledger
    greens, rivers = scene.member("Greens"), scene.initiative("Clean rivers", ask=["A."])
    key = optins.record(ledger, greens, rivers, {"method": "form"}).key
    initiatives.change(ledger, rivers, scene.values("initiative", {"ask": ["B."]}))
    found = proof(ledger, key, ledger.today())
    assert found is not None
    assert found.missing == ["who", "authority", "evidence"]
    assert (found.agreed, found.holds, found.why_not) == (True, False, "stale")
    assert found.statements[0].words is not None
    assert (found.statements[0].words.text, len(found.statements[0].words.since)) == ("A.", 1)


def test_who_withdrew_agreed_once_and_not_now(scene: Scene) -> None:
    ledger = scene.ledger
    greens, rivers = scene.member("Greens"), scene.initiative("Clean rivers")
    optins.record(ledger, greens, rivers)
    key = optins.withdraw(ledger, greens, rivers).key
    found = proof(ledger, key, ledger.today())
    assert found is not None
    assert (found.agreed, found.holds) == (False, False)
    assert [(one.state, one.stands) for one in found.statements] == [("in", False), ("withdrawn", True)]
    ledger.undo()
    again = proof(ledger, key, ledger.today())
    assert again is not None and again.agreed
    assert [one.stands for one in again.statements] == [False, False, True]


def test_to_a_wider_audience_it_proves_no_more_than_may_be_seen(scene: Scene) -> None:
    ledger = scene.ledger
    greens, rivers = scene.member("Greens"), scene.initiative("Clean rivers")
    key = optins.record(ledger, greens, rivers, {"given_by": "Zoe", "method": "call"}).key
    found = proof(seen_by(ledger, "coalition"), key, ledger.today())
    assert found is not None
    (one,) = found.statements
    assert (one.state, one.given_by, one.method, one.by, one.by_name) == ("in", None, None, "", "Somebody")
    assert one.sentence == "Somebody recorded that Greens opted in to Clean rivers"
    assert proof(seen_by(ledger, "public"), key, ledger.today()) is None
    assert proof(ledger, "0" * 32, ledger.today()) is None
