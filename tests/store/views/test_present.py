"""Items as scripts get them: every field there, and what is referred to by name beside its key."""

from __future__ import annotations

from allied.store.schema import NAMES
from allied.store.schema import kind as kind_named
from allied.store.verbs import actions, contacts, decisions, documents, members, optins
from allied.store.views.present import item, items

from ..verbs.scene import Scene


def shown(scene: Scene, kind: str, key: str) -> dict[str, object]:
    return item(scene.ledger, kind, scene.doc(kind, key))


def test_an_item_has_every_field_and_what_is_absent_is_null(scene: Scene) -> None:
    found = shown(scene, "member", scene.member("Greens", regions=["Bonn"]))
    assert found["name"] == "Greens" and found["handle"] == "greens"
    assert found["regions"] == ["Bonn"] and found["topics"] == [] and found["former_names"] == []
    assert found["website"] is None and found["part_of"] is None and found["part_of_handle"] is None
    assert found["status"] == "active" and found["exposure"] == "open", "a default is what holds"
    assert found["crossed"] == []
    assert set(kind_named("member").fields) <= set(found)
    assert len(str(found["id"])) == 32


def test_references_have_handles_or_names_beside_them(scene: Scene) -> None:
    greens = scene.member("Greens")
    ada = scene.contact("Ada", greens)
    rivers = scene.initiative("Clean rivers")
    first = actions.add(scene.ledger, "Write").key
    key = actions.add(scene.ledger, "Call", {"assignee": ada, "initiative": rivers, "waits_on": [first]}).key
    found = shown(scene, "action", key)
    assert (found["owner"], found["owner_handle"]) == (greens, "greens")
    assert (found["assignee"], found["assignee_name"]) == (ada, "Ada")
    assert found["initiative_handle"] == "clean-rivers"
    assert (found["waits_on"], found["waits_on_name"]) == ([first], ["Write"])
    assert found["decision"] is None and found["decision_name"] is None


def test_an_opt_ins_answer_is_flat(scene: Scene) -> None:
    optin = optins.record(
        scene.ledger, scene.member("Greens"), scene.initiative("Rivers"), {"given_by": "Zoe"}
    )
    found = shown(scene, "optin", optin.key)
    assert (found["state"], found["member_handle"], found["initiative_handle"]) == ("in", "greens", "rivers")
    assert found["given_by"] == found["given_by_name"] == "Zoe", "a name in words names itself"
    assert found["visibility"] == "coalition" and "answer" not in found


def test_keys_of_maps_and_those_asked_are_named(scene: Scene) -> None:
    contacts.me(scene.ledger, "Ada")
    greens = scene.member("Greens")
    scene.group("Core", members=["greens=chair"])
    draft = scene.draft("Do we march?", asked=["group:core"])
    assert shown(scene, "decision", draft)["asked_handle"] == ["group:core"]
    decisions.open(scene.ledger, draft)
    decisions.position(scene.ledger, draft, greens, "agree")
    found = shown(scene, "decision", draft)
    assert (found["asked"], found["asked_handle"], found["asked_group_handle"]) == (
        [greens],
        ["greens"],
        "core",
    )
    position = found["positions"][greens]  # type: ignore[index]
    assert (position["handle"], position["position"], position["recorded_by_name"]) == (
        "greens",
        "agree",
        "Ada",
    )
    group = shown(scene, "group", scene.ledger.find("group", "core")[1])
    assert group["members"] == {greens: {"role": "chair", "handle": "greens"}}
    assert "handle" not in scene.doc("decision", draft)["positions"][greens], "the document stays as it is"


def test_what_is_gone_or_elsewhere_has_no_name(scene: Scene) -> None:
    greens = scene.member("Greens")
    key = actions.add(scene.ledger, "Call", {"owner": greens}).key
    scene.ledger.undo(scene.ledger.history("member", greens)[0].step[0])
    found = shown(scene, "action", key)
    assert (found["owner"], found["owner_handle"]) == (greens, None)


def test_two_answers_are_listed(scene: Scene) -> None:
    key = scene.member("Greens")
    seen = scene.ledger.read("member", key)
    for capacity in (4, 8):
        members.change(scene.ledger, key, {"capacity": capacity}, seen=seen)
    found = shown(scene, "member", key)
    assert (found["capacity"], found["crossed"]) == (4, ["capacity"])


def test_many_are_the_same_as_one_by_one(scene: Scene) -> None:
    keys = [scene.member(f"M {n}") for n in range(5)]
    for n in range(120):
        actions.add(scene.ledger, f"Task {n}", {"owner": keys[n % 5], "tags": ["a"] if n % 3 else []})
    docs = list(scene.ledger.table("action").values())
    assert items(scene.ledger, "action", docs) == [item(scene.ledger, "action", doc) for doc in docs]


def test_every_kind_can_be_shown(scene: Scene) -> None:
    for kind in NAMES:
        found = item(scene.ledger, kind, {"id": "0" * 32})
        assert set(kind_named(kind).fields) <= set(found)
    documents.add(scene.ledger, "meeting", scene.values("meeting", {"title": "Call", "starts": "tomorrow"}))
    (meeting,) = items(scene.ledger, "meeting", scene.ledger.table("meeting").values())
    assert meeting["starts"] == {"at": "2026-11-24T00:00:00.000Z", "zone": "UTC"}
