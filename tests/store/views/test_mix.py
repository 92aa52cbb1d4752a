"""The mix, worked out by hand: who counts for what, and what is missing."""

from __future__ import annotations

from allied.store.verbs import initiatives, members, optins
from allied.store.views.mix import mix

from ..verbs.scene import Scene


def found(scene: Scene, key: str) -> dict[str, tuple[int, int, int]]:
    elements = mix(scene.ledger, scene.doc("initiative", key)).elements
    return {one.what: (one.have, one.need, one.missing) for one in elements}


def test_each_element_counts_what_it_says(scene: Scene) -> None:
    north = scene.member("North", regions=["Bavaria", "Hesse"], languages=["de"], kind="network")
    south = scene.member(
        "South", regions=["bavaria"], communities=["Roma"], led_by=["Roma=Zoe"], languages=["de", "fr"]
    )
    west = scene.member("West", regions=["Saxony"], communities=["Sámi"])
    scene.member("Outside", regions=["Elsewhere"])
    needs = [
        "members=4",
        "regions=3",
        "communities=2",
        "languages=2",
        "region:Bavaria=2",
        "region:Tyrol=1",
        "community:roma=1",
        "language:fr=1",
        "led-by=1",
        "led-by:Sámi=1",
        "role:spokesperson=2",
        "level:lead=1",
        "kind:network=1",
    ]
    key = scene.initiative("Clean rivers", needs=needs)
    optins.record(scene.ledger, north, key, {"level": "lead"})
    optins.record(scene.ledger, south, key, {"roles": ["Spokesperson"], "level": "active"})
    optins.record(scene.ledger, west, key)
    assert found(scene, key) == {
        "members": (3, 4, 1),
        "regions": (3, 3, 0),
        "communities": (2, 2, 0),
        "languages": (2, 2, 0),
        "region:Bavaria": (2, 2, 0),
        "region:Tyrol": (0, 1, 1),
        "community:roma": (1, 1, 0),
        "language:fr": (1, 1, 0),
        "led-by": (1, 1, 0),
        "led-by:Sámi": (0, 1, 1),
        "role:spokesperson": (1, 2, 1),
        "level:lead": (1, 1, 0),
        "kind:network": (1, 1, 0),
    }
    assert not mix(scene.ledger, scene.doc("initiative", key)).reached


def test_it_is_reached_with_what_is_needed_and_not_by_unanimity(scene: Scene) -> None:
    key = scene.initiative("Clean rivers", needs=["members=2", "regions=1"])
    for name in ("A", "B", "C"):
        member = scene.member(name, regions=["Bonn"])
        if name != "C":
            optins.record(scene.ledger, member, key)
    optins.decline(scene.ledger, scene.ledger.find("member", "c")[1], key)
    assert mix(scene.ledger, scene.doc("initiative", key)).reached
    assert list(found(scene, key)) == ["members", "regions"]


def test_with_nothing_needed_nothing_is_reached(scene: Scene) -> None:
    key = scene.initiative("Clean rivers")
    optins.record(scene.ledger, scene.member("A"), key)
    result = mix(scene.ledger, scene.doc("initiative", key))
    assert (result.elements, result.reached) == ([], False)


def test_only_those_whose_yes_holds_today_count_and_the_others_are_named(scene: Scene) -> None:
    key = scene.initiative("Clean rivers", ask=["We ask for A."], needs=["members=1", "role:speaker=1"])
    keys = {
        name: scene.member(name)
        for name in ("Stale", "Lapsed", "Later", "Failed", "Gone", "Alone", "Open", "Holds")
    }
    optins.record(scene.ledger, keys["Stale"], key)
    initiatives.change(scene.ledger, key, scene.values("initiative", {"ask": ["We ask for B."]}))
    given = {
        "Lapsed": {"valid_until": "2026-11-22"},
        "Later": {"effective": "2026-11-24"},
        "Failed": {"terms": [{"text": "Our logo stays out", "state": "failed"}]},
        "Gone": {},
        "Alone": {"personal_capacity": True, "roles": ["speaker"]},
        "Open": {"terms": [{"text": "Our logo stays out", "state": "open"}]},
        "Holds": {"valid_until": "2026-11-23", "effective": "2026-11-23"},
    }
    for name, values in given.items():
        optins.record(scene.ledger, keys[name], key, values)
    members.change(scene.ledger, keys["Gone"], {"status": "left"})
    assert found(scene, key) == {"members": (2, 1, 0), "role:speaker": (1, 1, 0)}
    aside = {one.member: one.why for one in mix(scene.ledger, scene.doc("initiative", key)).aside}
    assert aside == {
        keys["Stale"]: "stale",
        keys["Lapsed"]: "lapsed",
        keys["Later"]: "not yet in effect",
        keys["Failed"]: "a condition failed",
        keys["Gone"]: "the member has left",
        keys["Alone"]: "in a personal capacity",
    }


def test_while_two_answers_stand_the_cautious_one_counts(scene: Scene) -> None:
    key = scene.initiative("Clean rivers", needs=["members=1"])
    greens = scene.member("Greens")
    optin = optins.ask(scene.ledger, greens, key).key
    seen = scene.ledger.read("optin", optin)
    optins.record(scene.ledger, greens, key)
    from allied.store.verbs import writing

    crossed = writing.change(scene.ledger, "optin", optin, {"state": "declined"}, seen=seen, any_move=True)
    assert crossed.doc["crossed"] == ["answer"]
    assert found(scene, key) == {"members": (0, 1, 1)}


def test_a_need_of_a_later_version_is_not_met(scene: Scene) -> None:
    from allied.store.book.undoing import Change

    key = scene.initiative("Clean rivers")
    scene.ledger.write([Change("initiative", key, {"needs/phase of the moon": 1})])
    assert found(scene, key) == {"phase of the moon": (0, 1, 1)}
