"""Members, contacts, groups, initiatives, comments: what is written, and what is refused with which hint."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from allied.store.errors import AlliedError, Ambiguous, Invalid, NotFound
from allied.store.ledger import Ledger
from allied.store.schema import asks, keys
from allied.store.verbs import contacts, documents, groups, initiatives, members
from allied.store.verbs.fields import parse_fields

from .scene import Scene, refused, unchanged


def test_a_member_gets_a_handle_and_a_status_and_can_be_found_by_both_its_names(scene: Scene) -> None:
    done = members.add(scene.ledger, "European Digital Rights (EDRi)", {"regions": ["Köln", "Bonn"]})
    assert (done.kind, done.doc["handle"], done.doc["status"]) == ("member", "edri", "active")
    assert done.doc["regions"] == ["Bonn", "Köln"]
    assert len(done.step.entries) == 1
    assert scene.ledger.find("member", "edri") == ("member", done.key)


def test_handles_are_made_free_and_a_taken_one_is_refused_naming_a_free_one(scene: Scene) -> None:
    scene.member("Greens")
    assert members.add(scene.ledger, "Greens").doc["handle"] == "greens-2"
    before = scene.entries()
    message, hint = refused(members.add, scene.ledger, "Others", {"handle": "greens"})
    assert message == "The handle greens is taken by the member Greens."
    assert hint == "greens-3 is free: --handle greens-3"
    message, _ = refused(initiatives.add, scene.ledger, "Greens", {"handle": "greens"})
    assert "taken by the member" in message, "one name means one thing, whatever its kind"
    assert initiatives.add(scene.ledger, "Greens").doc["handle"] == "greens-3"
    assert scene.entries() == before + 1


def test_keeping_ones_own_handle_is_fine_and_taking_anothers_is_not(scene: Scene) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    assert unchanged(members.change(scene.ledger, greens, {"handle": "greens"}))
    assert (
        refused(members.change, scene.ledger, reds, {"handle": "greens"})[1]
        == "greens-2 is free: --handle greens-2"
    )
    members.change(scene.ledger, greens, {"handle": "verts"})
    assert members.change(scene.ledger, reds, {"handle": "greens"}).doc["handle"] == "greens"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": ""}, "needs a name"),
        ({"name": "   "}, "empty"),
        ({"name": "…"}, "no letter or digit"),
        ({"name": "A\x1b[31m"}, "U+001B"),
        ({"name": "A", "handle": "No Spaces"}, "can't be a handle"),
        ({"name": "A", "colour": "red"}, "has no field"),
        ({"name": "A", "kind": "club"}, "organisation, network, collective, individual"),
        ({"name": "A", "note": "x" * 70 * 1024}, "more than 48"),
        ({"name": "A", "part_of": "0" * 32}, "There is no member 00000000"),
    ],
)
def test_what_cant_be_is_refused_and_nothing_is_written(
    scene: Scene, values: dict[str, object], said: str
) -> None:
    before = scene.entries()
    given = dict(values)
    message, hint = refused(members.add, scene.ledger, given.pop("name"), given)
    assert said in message, message
    assert hint, "every refusal says what would be right"
    assert scene.entries() == before


def test_empty_names_of_every_kind_are_refused(scene: Scene) -> None:
    for kind, field in (
        ("group", "name"),
        ("initiative", "title"),
        ("action", "title"),
        ("decision", "question"),
    ):
        with pytest.raises(Invalid):
            documents.add(scene.ledger, kind, {field: " "})
    with pytest.raises(Invalid):
        contacts.add(scene.ledger, "", None, True)


def test_changing_writes_only_what_differs_and_makes_a_set_the_one_given(scene: Scene) -> None:
    key = scene.member("Greens", regions=["Bonn", "Köln"], website="greens.example")
    done = members.change(
        scene.ledger, key, {"regions": ["Köln", "Trier"], "website": "https://greens.example"}
    )
    assert done.step.entries[0].set == {"regions/Bonn": None, "regions/Trier": True}
    assert done.doc["regions"] == ["Köln", "Trier"]
    assert "regions" not in members.change(scene.ledger, key, {"regions": []}).doc
    assert unchanged(members.change(scene.ledger, key, {"regions": [], "note": None}))


def test_a_name_cant_be_cleared(scene: Scene) -> None:
    key = scene.member("Greens")
    assert "needs a name" in refused(members.change, scene.ledger, key, {"name": None})[0]


def test_what_somebody_else_changed_while_a_form_was_open_is_not_overwritten(scene: Scene) -> None:
    key = scene.member("Greens", regions=["Bonn"])
    seen = scene.ledger.read("member", key)
    members.change(scene.ledger, key, {"name": "Greens of Bonn", "regions": ["Bonn", "Trier"]})
    done = members.change(scene.ledger, key, {"name": "Greens e.V.", "regions": []}, seen=seen)
    assert done.doc["crossed"] == ["name"]
    assert done.doc["regions"] == ["Trier"], "what was not in view is not taken out"
    settled = members.change(scene.ledger, key, {"name": done.doc["name"]})
    assert settled.changed, "saying what is shown already settles it"
    assert "crossed" not in settled.doc


def test_moves_that_cant_follow_say_what_can(scene: Scene) -> None:
    key = scene.initiative("Clean rivers")
    message, hint = refused(initiatives.change, scene.ledger, key, {"stage": "closed"})
    assert "is idea; it can't become closed" in message
    assert hint == "From idea it can become forming or closing."


def test_a_member_that_leaves_has_left_today(scene: Scene) -> None:
    key = scene.member("Greens")
    assert members.change(scene.ledger, key, {"status": "left"}).doc["left"] == "2026-11-23"
    other = scene.member("Reds")
    assert (
        members.change(scene.ledger, other, {"status": "left", "left": "2026-01-01"}).doc["left"]
        == "2026-01-01"
    )


def test_a_chapter_cant_be_its_own_parent(scene: Scene) -> None:
    top, middle = scene.member("Top"), scene.member("Middle", part_of="top")
    assert (
        refused(members.change, scene.ledger, top, {"part_of": top})[0] == "A member can't be part of itself."
    )
    message, hint = refused(members.change, scene.ledger, top, {"part_of": middle})
    assert message == "That would go round in a circle: “Top” part of “Middle” part of “Top”."
    assert hint == "Take one of these out first."


def test_a_contact_is_somewhere(scene: Scene) -> None:
    greens = scene.member("Greens")
    ada = contacts.add(scene.ledger, "Ada", greens, values={"email": "ada@greens.example"})
    assert (ada.doc["member"], "coordination" in ada.doc) == (greens, False)
    assert contacts.add(scene.ledger, "Bo", coordination=True).doc["coordination"] is True
    assert refused(contacts.add, scene.ledger, "Cy")[1] == "Say --member MEMBER or --coordination."
    assert (
        "at a member or of the coordination"
        in refused(contacts.change, scene.ledger, ada.key, {"member": None})[0]
    )
    assert contacts.change(scene.ledger, ada.key, {"member": None, "coordination": True}).doc["coordination"]


def test_me_makes_a_contact_and_names_the_writer_in_one_step(scene: Scene) -> None:
    ledger = scene.ledger
    done = contacts.me(ledger, "Amaia Etxeberria")
    assert len(done.step.entries) == 2
    assert ledger.me() == done.key and done.doc["coordination"] is True
    assert ledger.writer_name(ledger.writer or "") == "Amaia Etxeberria"
    assert ledger.find("contact", "@me") == ("contact", done.key)
    assert unchanged(contacts.me(ledger, "amaia etxeberria"))
    ledger.undo(done.step.id)
    assert ledger.get("contact", done.key) is None


def test_me_picks_the_contact_that_is_there_and_asks_where_two_are_called_so(scene: Scene) -> None:
    greens = scene.member("Greens")
    ada = scene.contact("Ada", greens)
    assert contacts.me(scene.ledger, "Ada").key == ada
    writer = scene.doc("writer", keys.writer_key(scene.ledger.writer or ""))
    assert (writer["name"], writer["contact"]) == ("Ada", ada)
    scene.contact("Ada")
    with pytest.raises(Ambiguous):
        contacts.me(scene.ledger, "Ada")


def test_me_in_a_clone_that_has_written_nothing_yet(scene: Scene, tmp_path: Path) -> None:
    ada = scene.contact("Ada")
    scene.ledger.seal()
    copy = tmp_path / "copy"
    shutil.copytree(scene.ledger.root, copy)
    shutil.rmtree(copy / ".git" / "allied")
    theirs = Ledger.open(copy)
    assert theirs.writer is None
    assert contacts.me(theirs, "Ada").key == ada
    assert theirs.writer_name(theirs.writer or "") == "Ada"


def test_a_name_that_looks_like_the_start_of_an_id_is_a_name(scene: Scene) -> None:
    for number in range(16):  # some id begins with each digit
        scene.contact(f"Somebody {number}")
    starts = {key[0] for key in scene.ledger.table("contact")}
    letter = next(c for c in "abcdef" if c in starts)
    assert contacts.me(scene.ledger, letter.upper()).doc["name"] == letter.upper()


def test_a_group_and_its_members(scene: Scene) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    key = scene.group("Core", members=["greens=chair", "reds=observer"], remit="decides")
    assert scene.doc("group", key)["members"] == {greens: {"role": "chair"}, reds: {"role": "observer"}}
    values = parse_fields(scene.ledger, "group", {"members": ["reds=member", "greens="]})
    done = documents.change(scene.ledger, "group", key, values)
    assert done.doc["members"] == {reds: {"role": "member"}}
    assert groups.add(scene.ledger, "Core").doc["handle"] == "core-2"


def test_the_first_ask_holds_and_a_new_one_follows_it(scene: Scene) -> None:
    key = scene.initiative("Clean rivers", ask=["We ask for A."])
    (first,) = scene.doc("initiative", key)["ask"]
    assert scene.doc("initiative", key)["ask"][first] == {
        "text": "We ask for A.",
        "authoritative": True,
        "change": "first",
    }

    def ask(*texts: str) -> dict[str, dict[str, object]]:
        values = scene.values("initiative", {"ask": texts})
        return initiatives.change(scene.ledger, key, values).doc["ask"]

    assert list(ask("We ask for A.")) == [first], "the same words are no new wording"
    changed = ask("We ask for B.")
    (second,) = set(changed) - {first}
    assert changed[second]["follows"] == [first] and changed[second]["change"] == "material"
    assert changed[second]["authoritative"] is True
    assert asks.is_stale(changed, first) and not asks.is_stale(changed, second)
    french = ask("fr=Nous demandons B.")
    (third,) = set(french) - {first, second}
    assert french[third]["translates"] == second
    assert asks.authoritative(french) == second and not asks.is_stale(french, second)


def test_an_editorial_change_leaves_opt_ins_standing(scene: Scene) -> None:
    key = scene.initiative("Clean rivers", ask=["We ask for A"])
    (first,) = scene.doc("initiative", key)["ask"]
    wording = {"f" * 16: {"text": "We ask for A.", "change": "editorial"}}
    found = initiatives.change(scene.ledger, key, {"ask": wording}).doc["ask"]
    assert found["f" * 16]["follows"] == [first]
    assert not asks.is_stale(found, first)


def test_a_wording_that_members_saw_stays(scene: Scene) -> None:
    key = scene.initiative("Clean rivers", ask=["We ask for A."])
    (first,) = scene.doc("initiative", key)["ask"]
    message, hint = refused(initiatives.change, scene.ledger, key, {"ask": {first: {"text": "Other"}}})
    assert message == "A wording that members may have seen stays as it is."
    assert "editorial or material" in hint
    assert unchanged(initiatives.change(scene.ledger, key, {"ask": None}))


def test_an_initiative_isnt_part_of_itself(scene: Scene) -> None:
    key = scene.initiative("Clean rivers")
    message, _ = refused(initiatives.change, scene.ledger, key, {"part_of": key})
    assert message == "An initiative can't be part of itself."


def test_a_comment(scene: Scene) -> None:
    key = scene.member("Greens")
    me = contacts.me(scene.ledger, "Ada").key
    done = documents.comment(scene.ledger, "member", key, "Call back on Tuesday.")
    assert list(done.doc["comments"].values()) == [{"text": "Call back on Tuesday.", "by": me}]
    documents.comment(scene.ledger, "member", key, "Done.")
    assert len(scene.doc("member", key)["comments"]) == 2
    assert refused(documents.comment, scene.ledger, "member", key, " ")[0] == "The comment is empty."
    with pytest.raises(NotFound):
        documents.comment(scene.ledger, "member", "0" * 32, "lost")


def test_what_the_coalition_has_new_documents_start_with(scene: Scene) -> None:
    values = scene.values("coalition", {"defaults": ["member.exposure=careful", "action.priority=high"]})
    documents.change(scene.ledger, "coalition", keys.COALITION, values)
    assert scene.doc("member", scene.member("Greens"))["exposure"] == "careful"
    assert documents.add(scene.ledger, "action", {"title": "Call"}).doc["priority"] == "high"
    assert scene.doc("member", scene.member("Reds", exposure="at-risk"))["exposure"] == "at-risk"


def test_one_doesnt_add_a_coalition(scene: Scene) -> None:
    with pytest.raises(AlliedError):
        documents.add(scene.ledger, "coalition", {"name": "Another"})


def test_a_meeting_has_no_rules_of_its_own(scene: Scene) -> None:
    values = scene.values("meeting", {"title": "Weekly call", "starts": "tomorrow"})
    assert documents.add(scene.ledger, "meeting", values).doc["title"] == "Weekly call"
    assert "needs a starts" in refused(documents.add, scene.ledger, "meeting", {"title": "When?"})[0]


def test_typing_nothing_clears_and_an_unknown_field_names_the_nearest(scene: Scene) -> None:
    parsed = parse_fields(
        scene.ledger, "member", {"website": "", "regions": [], "note": None, "capacity": "12h"}
    )
    assert parsed == {"website": None, "regions": [], "note": None, "capacity": 12}
    message, hint = refused(parse_fields, scene.ledger, "member", {"websit": "x"})
    assert "has no field" in message and "website" in hint
    key = scene.initiative("Clean rivers", needs=["members=3", "regions=2"])
    values = parse_fields(scene.ledger, "initiative", {"needs": ["members=5", "regions="]})
    assert values == {"needs": {"members": 5, "regions": None}}
    assert initiatives.change(scene.ledger, key, values).doc["needs"] == {"members": 5}
