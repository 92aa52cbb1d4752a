"""Who was asked, spoke and dissented, and each community beside all, counted by hand."""

from __future__ import annotations

from allied.store.verbs import decisions, optins
from allied.store.views.participation import participation

from ..verbs.scene import Scene


def test_members_and_communities_in_decisions(scene: Scene) -> None:
    greens = scene.member("Greens", communities=["Fishers", "Roma"])
    reds, blues = scene.member("Reds", communities=["fishers"]), scene.member("Blues")
    scene.member("Idle")
    ledger = scene.ledger
    first = scene.opened("Now?", [greens, reds, blues])
    decisions.position(ledger, first, greens, "block", reason="No", speaks_from="Roma")
    decisions.answer(ledger, first, greens, "accommodated", words="Left out")
    decisions.position(ledger, first, blues, "agree")
    second = scene.opened("Then?", [greens, reds])
    decisions.position(ledger, second, greens, "agree")
    decisions.position(ledger, second, reds, "reservations", reason="Late")
    decisions.position(ledger, second, blues, "stand-aside", speaks_from="roma")
    scene.draft("Some day?", asked=["greens"])
    found = participation(ledger)
    assert [
        (part.member_handle, part.asked, part.stated, part.dissented, part.heard, part.unasked)
        for part in found.members
    ] == [
        ("blues", 1, 1, 0, 0, 1),
        ("greens", 2, 2, 1, 1, 0),
        ("idle", 0, 0, 0, 0, 0),
        ("reds", 2, 1, 1, 0, 0),
    ]
    assert [
        (voice.community, voice.members, voice.stated_share, voice.dissented_share, voice.heard_share)
        for voice in (*found.communities, found.total)
    ] == [
        ("Fishers", 2, (3, 4), (2, 3), (1, 2)),
        ("Roma", 1, (2, 2), (1, 2), (1, 1)),
        (None, 4, (4, 5), (2, 4), (1, 2)),
    ]
    assert [voice.spoken_for for voice in (*found.communities, found.total)] == [0, 2, 2]


def test_members_and_communities_in_opt_ins(scene: Scene) -> None:
    greens, reds = scene.member("Greens", communities=["Roma"]), scene.member("Reds")
    rivers, air = scene.initiative("Clean rivers"), scene.initiative("Clean air")
    ledger = scene.ledger
    for member, initiative in ((greens, rivers), (greens, air), (reds, rivers)):
        optins.ask(ledger, member, initiative)
    optins.record(ledger, greens, rivers)
    optins.decline(ledger, reds, rivers)
    optins.record(ledger, reds, air)
    found = participation(ledger)
    assert [
        (part.member_handle, part.invited, part.replied, part.joined, part.unprompted)
        for part in found.members
    ] == [("greens", 2, 1, 1, 0), ("reds", 1, 1, 0, 1)]
    assert [(v.community, v.replied_share, v.joined_share) for v in (*found.communities, found.total)] == [
        ("Roma", (1, 2), (1, 2)),
        (None, (2, 3), (1, 3)),
    ]
