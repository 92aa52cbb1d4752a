"""Who is credited, and how."""

from __future__ import annotations

from allied.store.verbs import initiatives, members, optins
from allied.store.views.credit import Credit, credit

from ..verbs.scene import Scene

LETTER, FILM = "a" * 16, "b" * 16


def told(scene: Scene, initiative: str, audience: str) -> Credit:
    return credit(scene.ledger, scene.doc("initiative", initiative), audience)


def test_each_is_named_as_it_chose(scene: Scene) -> None:
    ledger, rivers = scene.ledger, scene.initiative("Clean rivers")
    names = ("Greens", "Reds", "Blues", "Pinks", "Risky", "Mute", "Gone", "Nameless", "Person")
    keys = {name: scene.member(name) for name in names}
    members.change(ledger, keys["Risky"], {"exposure": "at-risk", "alias": "Group A"})
    members.change(ledger, keys["Mute"], {"exposure": "at-risk"})
    for name, values in (
        ("Greens", {"visibility": "public", "sign_as": "The Greens e.V."}),
        ("Reds", {"visibility": "public"}),
        ("Blues", {}),
        ("Pinks", {"visibility": "private"}),
        ("Risky", {"visibility": "public", "sign_as": "Risky Ltd"}),
        ("Mute", {"visibility": "public"}),
        ("Gone", {"visibility": "public"}),
        ("Nameless", {"visibility": "public", "scope": ["logo"]}),
        ("Person", {"visibility": "public", "personal_capacity": True, "sign_as": "P. Person"}),
    ):
        optins.record(ledger, keys[name], rivers, values)
    optins.withdraw(ledger, keys["Gone"], rivers)
    initiatives.change(
        ledger,
        rivers,
        {
            "outputs": {
                LETTER: {"what": "Letter", "on": "2026-11-01"},
                FILM: {"what": "Film", "link": "https://f.example"},
            },
            "credits": {
                f"{LETTER}:{keys['Reds']}": {"name": "Red Network", "part": "Law"},
                f"{LETTER}:{keys['Risky']}": {"name": "Risky Ltd"},
                f"{LETTER}:{keys['Pinks']}": {"name": "Pinks"},
                f"{FILM}:{keys['Blues']}": {"name": "Blues"},
            },
        },
    )
    found = told(scene, rivers, "public")
    letter, film = found.outputs
    assert (letter.what, letter.on, film.link, film.credited) == (
        "Letter",
        "2026-11-01",
        "https://f.example",
        [],
    )
    assert [(one.name, one.part, one.alias) for one in letter.credited] == [
        ("Group A", None, True),
        ("Red Network", "Law", False),
    ]
    assert [(one.name, one.personal_capacity) for one in found.members] == [
        ("Group A", False),
        ("P. Person", True),
        ("Reds", False),
        ("The Greens e.V.", False),
    ]
    assert {one.member: one.why for one in found.aside} == {
        keys["Blues"]: "known to the coalition only",
        keys["Pinks"]: "behind the scenes",
        keys["Mute"]: "at risk, without an alias",
        keys["Nameless"]: "its name may not be used",
    }
    within = told(scene, rivers, "coalition")
    assert [one.name for one in within.outputs[1].credited] == ["Blues"]
    everything = told(scene, rivers, "coordinators")
    assert [one.name for one in everything.outputs[0].credited] == ["Pinks", "Red Network", "Risky Ltd"]


def test_who_withdrew_is_credited_no_more(scene: Scene) -> None:
    rivers, greens = scene.initiative("Clean rivers"), scene.member("Greens")
    optins.record(scene.ledger, greens, rivers, {"visibility": "public"})
    values = {"outputs": {LETTER: {"what": "Letter"}}, "credits": {f"{LETTER}:{greens}": {"name": "Greens"}}}
    initiatives.change(scene.ledger, rivers, values)
    optins.withdraw(scene.ledger, greens, rivers)
    found = told(scene, rivers, "public")
    assert found.outputs[0].credited == []
    assert [one.why for one in found.aside] == ["withdrawn"]
