"""Today's page, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from allied.store.verbs import actions, contacts, decisions, initiatives, members, merging, optins
from allied.store.views.today import SECTIONS, Item, today

from ..verbs.scene import Scene


def page(scene: Scene, *, mine: bool = False, shared: bool = True) -> list[Item]:
    if shared:
        scene.ledger.seal()
    return today(scene.ledger, scene.ledger.today(), mine=mine)


def texts(scene: Scene, section: str) -> list[str]:
    return [item.text for item in page(scene) if item.section == section]


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("ALLIED_NOW", f"{day}T12:00:00Z")


def test_a_ledger_where_nothing_presses(scene: Scene) -> None:
    scene.member("Greens")
    actions.add(scene.ledger, "Some day")
    actions.add(scene.ledger, "Later", {"due": "2027-01-01"})
    assert page(scene) == []


def test_what_is_late_and_what_is_due(scene: Scene) -> None:
    greens = scene.member("Greens")
    scene.contact("Ada", greens)
    for title, due, extra in (
        ("Late", "2026-11-20", {"owner": greens}),
        ("Later and urgent", "2026-11-22", {"priority": "urgent"}),
        ("Today", "2026-11-23", {}),
        ("Soon", "2026-11-30", {}),
        ("Far", "2026-12-01", {}),
    ):
        actions.add(scene.ledger, title, {"due": due, **extra})
    done = actions.add(scene.ledger, "Done", {"due": "2026-11-20"}).key
    actions.done(scene.ledger, done)
    assert texts(scene, "overdue") == [
        "Later and urgent (nobody's yet), 1 day late",
        "Late (Ada, greens), 3 days late",
    ]
    assert texts(scene, "due soon") == [
        "Today (nobody's yet), due today",
        "Soon (nobody's yet), due in 7 days",
    ]
    late = next(item for item in page(scene) if item.text.startswith("Late ("))
    assert (late.kind, late.due, late.section) == ("action", "2026-11-20", "overdue")


def test_sections_stay_together_the_most_urgent_first(scene: Scene) -> None:
    for number in range(3):
        actions.add(scene.ledger, f"Late {number}", {"due": "2026-11-01", "priority": "low"})
        actions.add(
            scene.ledger, f"Due {number}", {"due": "2026-11-23", "priority": "urgent" if number else "low"}
        )
    items = page(scene)
    sections = list(dict.fromkeys(item.section for item in items))
    assert [item.section for item in items] == sorted((item.section for item in items), key=sections.index)
    assert sections == ["due soon", "overdue"]
    assert items == sorted(items, key=lambda item: (sections.index(item.section), -item.urgency))


def test_asked_and_silent(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    me = contacts.me(scene.ledger, "Ada").key
    greens, reds, blues = scene.member("Greens"), scene.member("Reds"), scene.member("Blues")
    initiative = scene.initiative("Clean rivers")
    optins.ask(scene.ledger, greens, initiative)
    optins.ask(scene.ledger, reds, initiative, {"expected_by": "2026-11-25", "asker": scene.contact("Bo")})
    optins.plan(scene.ledger, blues, initiative)
    assert texts(scene, "no answer") == ["Reds was asked about Clean rivers, no answer yet"]
    on(monkeypatch, "2026-11-30")
    optins.consider(scene.ledger, blues, initiative)
    assert texts(scene, "no answer") == [
        "Reds was asked about Clean rivers, no answer for 7 days",
        "Greens was asked about Clean rivers, no answer for 7 days",
    ]
    found = [(item.mine, item.due, item.since) for item in page(scene) if item.section == "no answer"]
    assert found == [(False, "2026-11-25", "2026-11-23"), (True, None, "2026-11-23")]
    assert [item.mine for item in page(scene, mine=True)] == [True]
    assert scene.ledger.me() == me
    for stage in ("closing", "closed"):
        initiatives.change(scene.ledger, initiative, {"stage": stage})
    assert texts(scene, "no answer") == []


def test_planned_to_ask(scene: Scene) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    initiative = scene.initiative("Clean rivers", sign_by="2026-11-26")
    optins.plan(scene.ledger, greens, initiative)
    optins.plan(scene.ledger, reds, initiative, {"asker": scene.contact("Bo")})
    assert texts(scene, "to ask") == [
        "Ask Greens about Clean rivers (nobody asks yet)",
        "Ask Reds about Clean rivers (Bo asks)",
    ]
    assert {item.due for item in page(scene)} == {"2026-11-26"}


def test_decisions_that_close_and_objections_without_an_answer(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    key = scene.draft("Do we march?")
    decisions.open(scene.ledger, key, scene.values("decision", {"closes": "2026-11-25"}))
    assert texts(scene, "closing") == ["“Do we march?”: closes in 2 days, 0 of 2 have stated a position"]
    assert texts(scene, "objections") == []
    decisions.position(scene.ledger, key, greens, "block", reason_later=True)
    decisions.position(scene.ledger, key, reds, "stand-aside")
    assert texts(scene, "objections") == [
        "“Do we march?”: no answer yet to greens (block), reds (stand aside); no reason yet from greens"
    ]
    assert page(scene)[0].section == "objections"
    on(monkeypatch, "2026-11-26")
    assert texts(scene, "closing") == ["“Do we march?”: time is up, 2 of 2 have stated a position"]


def test_stale_lapsing_sunset_and_review(scene: Scene) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    initiative = scene.initiative("Clean rivers", ask=["We ask for A."], sunset="2026-11-20")
    optins.record(scene.ledger, greens, initiative)
    initiatives.change(scene.ledger, initiative, scene.values("initiative", {"ask": ["We ask for B."]}))
    optins.record(scene.ledger, reds, initiative, {"valid_until": "2026-12-03"})
    decisions.record(scene.ledger, "Do we march?", {"outcome": "Yes", "review": "2026-11-24"})
    decisions.record(scene.ledger, "Do we dance?", {"outcome": "Yes", "review": "2026-12-24"})
    assert [item.text for item in page(scene)] == [
        "Greens opted in to other words of Clean rivers; ask it again",
        "Clean rivers was to end 3 days ago: close it, or renew it",
        "The opt-in of Reds to Clean rivers lapses in 10 days",
        "“Do we march?”: to be looked at again in 1 day",
    ]


def test_two_answers(scene: Scene) -> None:
    key = scene.member("Greens")
    seen = scene.ledger.read("member", key)
    members.change(scene.ledger, key, {"capacity": 4}, seen=seen)
    members.change(scene.ledger, key, {"capacity": 8}, seen=seen)
    assert texts(scene, "two answers") == ["Greens has two answers: capacity"]


def test_what_nobody_else_has_yet(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.member("Greens")
    assert [item.text for item in page(scene, shared=False)] == ["2 changes are not shared yet"]
    on(monkeypatch, "2026-11-25")
    (item,) = page(scene, shared=False)
    assert item.text == "2 changes are not shared yet, the oldest for 2 days"
    assert (item.section, item.kind, item.since) == ("not shared yet", "coalition", "2026-11-23")


def test_mine_is_what_i_do_and_what_my_member_owns_where_nobody_does(scene: Scene) -> None:
    greens = scene.member("Greens")
    ada, bo = scene.contact("Ada", greens), scene.contact("Bo", greens)
    contacts.me(scene.ledger, "Ada")
    for title, values in (
        ("Mine", {"assignee": ada}),
        ("My member's", {"owner": greens}),
        ("Bo's", {"assignee": bo}),
        ("Nobody's", {}),
    ):
        actions.add(scene.ledger, title, {"due": "2026-11-23", **values})
    assert [item.text.split(" (")[0] for item in page(scene, mine=True)] == ["Mine", "My member's"]


def about(scene: Scene, member: str, *, mine: bool = False) -> list[tuple[str, str]]:
    found = today(scene.ledger, scene.ledger.today(), mine=mine, member=member)
    return sorted((item.section, item.key) for item in found)


def test_for_a_member_come_its_opt_ins_its_actions_and_the_decisions_it_is_asked_about(scene: Scene) -> None:
    greens, meadows = scene.member("Greens"), scene.member("Meadows")
    ada, bo = scene.contact("Ada", greens), scene.contact("Bo", meadows)
    rivers = scene.initiative("Clean rivers", lead="greens", sunset="2026-12-01")
    asked = {
        member: optins.plan(scene.ledger, member, rivers, {"expected_by": "2026-11-27"}).key
        for member in (greens, meadows)
    }
    call, write, hers = (
        actions.add(scene.ledger, title, {"due": "2026-11-23", **values}).key
        for title, values in (
            ("Call", {"owner": greens}),
            ("Write", {"assignee": ada}),
            ("Print", {"assignee": bo}),
        )
    )
    actions.add(scene.ledger, "Nobody's", {"due": "2026-11-23"})
    both = scene.opened("Do we march?", [greens, meadows], closes="2026-11-24")
    theirs = scene.opened("Do we sing?", [meadows], closes="2026-11-24")
    assert about(scene, greens) == sorted(
        [
            ("closing", both),
            ("due soon", call),
            ("due soon", write),
            ("sunset", rivers),
            ("to ask", asked[greens]),
        ]
    )
    assert about(scene, meadows) == sorted(
        [("closing", both), ("closing", theirs), ("due soon", hers), ("to ask", asked[meadows])]
    )
    contacts.me(scene.ledger, "Ada")
    assert about(scene, meadows, mine=True) == [("closing", both)]


def test_for_a_member_that_is_one_with_another_comes_what_is_eithers(scene: Scene) -> None:
    greens, meadows = scene.member("Greens"), scene.member("Meadows")
    keys = [
        actions.add(scene.ledger, title, {"due": "2026-11-23", "owner": owner}).key
        for title, owner in (("Call", greens), ("Write", meadows))
    ]
    merging.merge(scene.ledger, greens, meadows)
    for name in (greens, meadows):
        assert about(scene, name) == sorted(("due soon", key) for key in keys)


def test_each_section_and_document_comes_once(scene: Scene) -> None:
    greens = scene.member("Greens")
    key = scene.opened("Do we march?", [greens], closes="2026-11-24")
    decisions.position(scene.ledger, key, greens, "block", reason="No")
    actions.add(scene.ledger, "Call", {"due": "2026-11-01"})
    found = [(item.section, item.key) for item in page(scene, shared=False)]
    assert len(found) == len(set(found)) == 4
    assert {section for section, _ in found} <= set(SECTIONS)


def test_another_day_can_be_looked_at(scene: Scene) -> None:
    actions.add(scene.ledger, "Call", {"due": "2026-12-24"})
    scene.ledger.seal()
    assert [item.section for item in today(scene.ledger, date(2026, 12, 25))] == ["overdue"]
