"""Were one of these to fail, a meeting would not come to what is open, or be asked who else is there."""

from __future__ import annotations

from allied.store.verbs import actions, contacts, decisions, meetings, optins
from allied.store.views.agenda import agenda, attending

from ..verbs.scene import Scene


def points(scene: Scene, meeting: str) -> list[tuple[str, str]]:
    found = agenda(scene.ledger, scene.doc("meeting", meeting))
    return [(one.section, one.text.split(":")[0]) for one in found]


def names(scene: Scene, meeting: str) -> list[str]:
    found = attending(scene.ledger, scene.doc("meeting", meeting))
    return [str(scene.doc(kind, key)["name"]) for kind, key in found]


def test_a_meeting_of_nothing_in_particular_comes_to_everything(scene: Scene) -> None:
    greens = scene.member("Greens")
    scene.draft("Do we go on?")
    key = scene.opened("Do we sign?", [greens])
    decisions.position(scene.ledger, key, greens, "reservations", reason="It is long")
    actions.add(scene.ledger, "Late", {"owner": greens, "due": "2026-11-20"})
    actions.add(scene.ledger, "Soon", {"owner": greens, "due": "2026-11-25"})
    actions.add(scene.ledger, "Some day", {"owner": greens})
    held = meetings.begin(scene.ledger).key
    assert points(scene, held) == [
        ("to decide", "“Do we sign?”"),
        ("to decide", "“Do we go on?”"),
        ("objections", "“Do we sign?”"),
        ("overdue", "Late (greens), 3 days late"),
        ("due soon", "Soon (greens), due in 2 days"),
    ]


def test_a_meeting_on_an_initiative_comes_to_what_is_about_it(scene: Scene) -> None:
    greens, scene_ledger = scene.member("Greens"), scene.ledger
    scene.member("Reds")
    letter, march = scene.initiative("Letter"), scene.initiative("March")
    optins.record(scene_ledger, greens, letter)
    scene.draft("Who signs first?", initiative="letter")
    scene.draft("Where do we march?", initiative="march")
    actions.add(scene_ledger, "Print it", {"initiative": letter, "due": "2026-11-20"})
    actions.add(scene_ledger, "Paint it", {"initiative": march, "due": "2026-11-20"})
    held = meetings.begin(scene_ledger, {"initiative": letter}).key
    assert points(scene, held) == [
        ("to decide", "“Who signs first?”"),
        ("overdue", "Print it (nobody's yet), 3 days late"),
    ]
    assert names(scene, held) == ["Greens"]


def test_a_meeting_of_a_group_comes_to_what_it_decides_and_what_follows_from_that(scene: Scene) -> None:
    greens = scene.member("Greens")
    scene.member("Reds")
    board = scene.group("Board", remit="decides", members=["greens=chair"])
    asked = scene.draft("Who pays?", group="board")
    scene.draft("Who sings?")
    actions.add(scene.ledger, "Ask the bank", {"decision": asked, "due": "2026-11-20", "owner": greens})
    actions.add(scene.ledger, "Else", {"due": "2026-11-20"})
    held = meetings.begin(scene.ledger, {"group": board}).key
    assert [one[1] for one in points(scene, held)] == ["“Who pays?”", "Ask the bank (greens), 3 days late"]
    assert names(scene, held) == ["Greens"]


def test_who_may_come_is_members_with_their_people_the_coordination_and_whoever_came(scene: Scene) -> None:
    greens = scene.member("Greens")
    reds = scene.member("Reds")
    scene.contact("Zoe", greens)
    scene.contact("Ada", greens)
    scene.contact("Cora")
    guest = contacts.add(scene.ledger, "Gus", reds, False, {}).key
    board = scene.group("Board", remit="decides", members=["greens=chair"])
    held = meetings.begin(scene.ledger, {"group": board}).key
    assert names(scene, held) == ["Greens", "Ada", "Zoe", "Cora"]
    meetings.attendees(scene.ledger, held, [guest])
    assert names(scene, held) == ["Greens", "Ada", "Zoe", "Cora", "Gus"]
