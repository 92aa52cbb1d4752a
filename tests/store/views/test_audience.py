"""What each audience sees: every field of every kind, and nothing that is for fewer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from allied.store import schema
from allied.store.errors import Invalid
from allied.store.schema import AUDIENCES, audience_of
from allied.store.schema.base import Kind
from allied.store.schema.field import Field
from allied.store.schema.record import Record
from allied.store.schema.types import Type
from allied.store.views.audience import Audience, seen_by
from allied.store.views.exposed import audience_of_document
from allied.store.views.present import items
from allied.store.views.sentences import sentence
from hypothesis import given
from hypothesis import strategies as st

from ..schema.samples import documents_of
from .held import Held, entry

KINDS = list(schema.NAMES)
# One document of each kind that everybody may see, to refer to.
OPEN = {kind: f"{number:x}" * 32 for number, kind in enumerate(KINDS, 1)}
SECRET = "Qzxv"
# What says who may see the rest, saying that everybody may.
WIDEST: dict[str, Any] = {
    "audience": "public",
    "visibility": "public",
    "exposure": "open",
    "embargo": {"at": "2026-11-01T00:00:00.000Z", "zone": "UTC"},
}
NOT_FREE = (*WIDEST, "initiative", "member", "same")


def open_ledger() -> Held:
    """Return a ledger with a document of each kind that is for everybody."""
    held = Held()
    for kind, key in OPEN.items():
        fields: dict[str, Any] = {"audience": "public"}
        if kind == "optin":
            fields |= {"member": OPEN["member"], "initiative": OPEN["initiative"], "visibility": "public"}
        held.put(kind, key, **fields)
    return held


def marked(type: Type, mark: str) -> Any:
    """Return a value of a type that can be told by its mark, or that stands for a document all may see."""
    if isinstance(type, Record):
        return {name: value_of(part, f"{mark}{name}") for name, part in type.fields.items()}
    if type.name == "who":
        return mark
    if type.kinds:
        return OPEN[type.kinds[0]]
    if type.shape is dict:
        return {"at": "2026-12-01T16:00:00.000Z", "zone": mark}
    return [mark, mark] if type.shape is list else mark


def value_of(field: Field, mark: str) -> Any:
    if field.map is not None:
        key = OPEN[field.map.kinds[0]] if field.map.kinds else mark
        key = f"{mark}:{key}" if field.map.name == "output:member" else key
        return {"member.name" if field.map.name == "kind.field" else key: marked(field.type, mark)}
    return [marked(field.type, mark)] if field.many else marked(field.type, mark)


def every_field() -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        for name in schema.kind(kind).fields:
            yield kind, name


def given_away(audience: Audience, kind: str, key: str) -> str:
    """Return all that an audience gets to see of a document, in every way there is."""
    docs = list(audience.table(kind).values())
    ways = [
        docs,
        audience.get(kind, key),
        items(audience, kind, docs),
        audience.handle(kind, key),
        audience.label(kind, key),
        {name: [(s.value, s.mark.by) for s in found] for name, found in audience.live(kind, key).items()},
        [told.set for told in audience.history(kind, key)],
        [told.note for told in audience.unshared()],
        [sentence(audience, told) for told in audience.step("")],
        audience.crossed(),
        [audience.written(kind, name) for name in sorted(audience.live(kind, key))],
    ]
    return json.dumps(ways, ensure_ascii=False)


@pytest.mark.parametrize("who", AUDIENCES)
@pytest.mark.parametrize(("kind", "name"), list(every_field()))
def test_no_field_is_seen_by_a_wider_audience_than_its_own(kind: str, name: str, who: str) -> None:
    """Each field alone, in a document that is otherwise for everybody."""
    held, of = open_ledger(), schema.kind(kind)
    field = of.fields[name]
    doc = held.tables[kind][OPEN[kind]]
    value = WIDEST[name] if name in WIDEST else value_of(field, SECRET)
    doc[name] = value
    held.set(kind, OPEN[kind], registers_of(of, field, value))
    held.told = [entry(kind, OPEN[kind], registers_of(of, field, value), note=None)]
    allowed = AUDIENCES.index(audience_of(kind, name)) <= AUDIENCES.index(who)
    seen = seen_by(held, who)
    assert (name in (seen.get(kind, OPEN[kind]) or {})) == allowed
    if SECRET in json.dumps(value):
        assert (SECRET in given_away(seen, kind, OPEN[kind])) == allowed


def registers_of(kind: Kind, field: Field, value: Any) -> dict[str, Any]:
    """Return the registers that hold a field; of parts stated together with what leads."""
    if field.record:
        return {field.record: {kind.records[field.record].lead.name: "x", field.name: value}}
    if field.map is not None:
        return {f"{field.name}/{key}": part for key, part in value.items()}
    return {f"{field.name}/{part}": True for part in value} if field.many else {field.name: value}


@pytest.mark.parametrize("label", AUDIENCES)
@pytest.mark.parametrize("who", AUDIENCES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_document_is_seen_by_a_wider_audience_than_its_own(kind: str, who: str, label: str) -> None:
    held = open_ledger()
    doc = held.tables[kind][OPEN[kind]]
    doc |= {
        name: value_of(field, SECRET)
        for name, field in schema.kind(kind).fields.items()
        if name not in NOT_FREE
    }
    doc["audience"] = label
    held.set(kind, OPEN[kind], {"audience": label})
    held.told = [entry(kind, OPEN[kind], {"audience": label}, note=SECRET)]
    seen = seen_by(held, who)
    allowed = AUDIENCES.index(label) <= AUDIENCES.index(who)
    assert (seen.get(kind, OPEN[kind]) is not None) == allowed == (OPEN[kind] in seen.table(kind))
    assert seen.left_out(kind) == (0 if allowed else 1)
    if not allowed:
        gone = json.loads(given_away(seen, kind, OPEN[kind]))
        noun = schema.kind(kind).noun
        assert gone == [[], None, [], None, f"{noun} not shown", {}, [], [], [], [], []]


@pytest.mark.parametrize("who", AUDIENCES[:2])
@pytest.mark.parametrize(("kind", "name"), list(every_field()))
def test_no_reference_to_what_is_hidden_is_seen(kind: str, name: str, who: str) -> None:
    """Each field that refers to something, or has a part that does, pointing at what is for coordinators."""
    field = schema.kind(kind).fields[name]
    text = json.dumps(value_of(field, "x"))
    pointed = [other for other in KINDS if OPEN[other] in text and not (other == kind and name == "same")]
    if not pointed or name in ("same", "member", "initiative"):
        return
    for other in pointed:
        held = open_ledger()
        hidden = held.put(other, "f" * 32, audience="coordinators", name=SECRET, handle=SECRET, title=SECRET)
        value = json.loads(text.replace(OPEN[other], hidden))
        held.tables[kind][OPEN[kind]][name] = value
        held.set(kind, OPEN[kind], registers_of(schema.kind(kind), field, value))
        held.told = [entry(kind, OPEN[kind], registers_of(schema.kind(kind), field, value))]
        found = given_away(seen_by(held, who), kind, OPEN[kind])
        assert hidden not in found
        assert SECRET not in found


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_whatever_a_document_holds_an_audience_sees_only_its_fields(kind: str, data: st.DataObject) -> None:
    doc = data.draw(documents_of(kind)) | {"audience": "public", "colour": SECRET, "regions/": SECRET}
    held = Held()
    key = held.put(kind, "d")
    held.tables[kind][key] |= doc
    for who in AUDIENCES[:2]:
        seen = seen_by(held, who).get(kind, key)
        if seen is not None:
            at = AUDIENCES.index(who)
            assert all(AUDIENCES.index(audience_of(kind, f)) <= at for f in seen if f != "id")
            assert all(f in doc or f in ("id", "name") for f in seen)
    assert seen_by(held, "coordinators").get(kind, key) == held.get(kind, key)


def test_without_a_label_a_document_is_for_whom_its_kind_makes_sense_at() -> None:
    for kind in KINDS:
        expected = "coalition" if kind == "optin" else schema.kind(kind).audience
        assert audience_of_document(kind, {}) == expected
    assert audience_of_document("action", {"audience": "friends"}) == "coordinators"


@pytest.mark.parametrize(
    ("visibility", "label", "expected"),
    [
        ("public", None, "public"),
        ("coalition", None, "coalition"),
        (None, None, "coalition"),
        ("private", None, "coordinators"),
        ("whispered", None, "coordinators"),
        ("public", "coalition", "coalition"),
        ("private", "public", "coordinators"),
        ("public", "friends", "friends"),
    ],
)
def test_an_opt_in_is_for_whom_its_member_chose(visibility: str, label: str, expected: str) -> None:
    doc = {"visibility": visibility, "audience": label}
    assert audience_of_document("optin", doc) == expected
    held = open_ledger()
    held.tables["optin"][OPEN["optin"]] |= doc
    rank = AUDIENCES.index(expected) if expected in AUDIENCES else 2
    seen = [OPEN["optin"] in seen_by(held, who).table("optin") for who in AUDIENCES]
    assert seen == [rank <= place for place in range(3)]


@pytest.mark.parametrize("of", ["initiative", "member"])
def test_an_opt_in_goes_with_its_initiative_and_its_member(of: str) -> None:
    held = open_ledger()
    held.tables[of][OPEN[of]]["audience"] = "coordinators"
    assert not seen_by(held, "coalition").table("optin")


def test_behind_the_scenes_nobody_is_seen_at_work_on_that_initiative() -> None:
    held = open_ledger()
    member, about = OPEN["member"], OPEN["initiative"]
    held.tables["optin"][OPEN["optin"]]["visibility"] = "private"
    contact = held.put("contact", "c0", audience="coalition", name="Ada", member=member)
    other = held.put("initiative", "1b", audience="public", lead=member)
    held.tables["initiative"][about] |= {
        "lead": member,
        "proposed_by": member,
        "credits": {f"{'a' * 16}:{member}": {"name": "Greens"}},
    }
    action = held.put(
        "action", "a1", audience="public", title="Call", owner=member, assignee=contact, initiative=about
    )
    decision = held.put(
        "decision", "d1", audience="public", question="Now?", initiative=about, asked=[member],
        positions={member: {"position": "block"}}, answers={member: {"state": "open"}},
    )  # fmt: skip
    elsewhere = held.put("action", "a2", audience="public", title="Rest", owner=member, initiative=other)
    seen = seen_by(held, "coalition")
    assert seen.get("initiative", about) == {"id": about, "audience": "public"}
    assert seen.get("action", action) == {
        "id": action, "audience": "public", "title": "Call", "initiative": about,
    }  # fmt: skip
    assert set(seen.get("decision", decision) or {}) == {"id", "audience", "question", "initiative"}
    assert (seen.get("action", elsewhere) or {})["owner"] == member
    assert (seen.get("initiative", other) or {})["lead"] == member


def test_a_member_at_risk_goes_by_its_alias_everywhere() -> None:
    held = open_ledger()
    member = OPEN["member"]
    held.tables["member"][member] |= {
        "name": "Greens of Nowhere", "handle": "gon", "alias": "Group A", "exposure": "at-risk",
        "website": "https://gon.example", "former_names": ["Old Nowhere"], "regions": ["Nowhere"],
        "topics": ["water"], "languages": ["xx"], "communities": ["fishers"], "joined": "2026-01-01",
    }  # fmt: skip
    held.tables["optin"][OPEN["optin"]] |= {"state": "in", "sign_as": "G. o. Nowhere", "level": "lead"}
    held.tables["initiative"][OPEN["initiative"]] |= {
        "lead": member,
        "outcome": "Thanks to GREENS of nowhere (https://gon.example), once Old Nowhere, we won.",
        "credits": {f"{'a' * 16}:{member}": {"name": "The Greens", "part": "Law"}},
    }
    chapter = held.put("member", "ff", audience="public", name="Youth", part_of=member)
    contact = held.put("contact", "c0", audience="public", name="Ada", member=member)
    registers = {
        "name": "Greens of Nowhere",
        "handle": "gon",
        "website": None,
        "former_names/Old Nowhere": True,
    }
    held.set("member", member, registers)
    held.told = [
        entry("member", member, registers),
        entry("optin", OPEN["optin"], {"answer": {"state": "in", "sign_as": "G. o. Nowhere"}}),
        entry("contact", contact, {"name": "Ada", "member": member}),
    ]
    for who in AUDIENCES[:2]:
        seen = seen_by(held, who)
        doc = seen.get("member", member) or {}
        assert doc["name"] == "Group A" == seen.label("member", member)
        assert set(doc) <= {"id", "audience", "name", "alias", "topics"}
        ways = "".join(given_away(seen, kind, key) for kind, key in OPEN.items())
        for told in ("Greens", "GREENS", "gon", "Nowhere", "fishers", "Ada"):
            assert told not in ways
        assert "Thanks to a member (a member), once a member, we won." in ways
        assert (seen.get("optin", OPEN["optin"]) or {})["level"] == "lead"
        credits = (seen.get("initiative", OPEN["initiative"]) or {})["credits"]
        assert list(credits.values()) == [{"name": "Group A", "part": "Law"}]
        assert "part_of" not in (seen.get("member", chapter) or {})
        assert seen.get("contact", contact) is None
        assert next(sentence(seen, told) for told in seen.unshared()) == "Somebody added the member Group A"
    assert seen_by(held, "coordinators").get("member", member) == held.get("member", member)


def test_at_risk_without_an_alias_there_is_no_name_at_all() -> None:
    held = open_ledger()
    held.tables["member"][OPEN["member"]] |= {"name": "Greens", "handle": "greens", "exposure": "new word"}
    assert seen_by(held, "coalition").label("member", OPEN["member"]) == "a member that is not named"


def test_a_careful_member_goes_by_its_alias_in_public_only() -> None:
    held = open_ledger()
    held.tables["member"][OPEN["member"]] |= {"name": "Greens", "exposure": "careful", "alias": "Group B"}
    assert [seen_by(held, who).label("member", OPEN["member"]) for who in AUDIENCES] == [
        "Group B",
        "Greens",
        "Greens",
    ]


def test_the_public_knows_of_an_initiative_from_its_embargo_on() -> None:
    held = open_ledger()
    about = OPEN["initiative"]
    held.put("action", "a1", audience="public", title="Print", initiative=about)
    initiative = held.tables["initiative"][about]
    for at, known in (("2026-11-23T12:00:00.000Z", True), ("2026-11-23T12:00:00.001Z", False)):
        initiative["embargo"] = {"at": at, "zone": "UTC"}
        seen = seen_by(held, "public")
        assert (about in seen.table("initiative")) == known
        assert (OPEN["optin"] in seen.table("optin")) == known
        assert len(seen.table("action")) == (2 if known else 1)
        assert about in seen_by(held, "coalition").table("initiative")


@pytest.mark.parametrize("kind", ["action", "decision", "meeting"])
def test_what_is_about_a_hidden_initiative_is_hidden_with_it(kind: str) -> None:
    held = open_ledger()
    held.tables["initiative"][OPEN["initiative"]]["audience"] = "coordinators"
    held.put(kind, "ab", audience="public", initiative=OPEN["initiative"])
    seen = seen_by(held, "coalition")
    assert list(seen.table(kind)) == [OPEN[kind]]
    assert seen.left_out(kind) == 1


def test_defaults_of_fields_that_an_audience_may_not_see() -> None:
    held = open_ledger()
    held.tables["coalition"][OPEN["coalition"]]["defaults"] = {
        "contact.email": "x@example.org",
        "member.kind": "network",
        "action.owner": OPEN["member"],
        "action.title": "New",
    }
    seen = [
        (seen_by(held, who).get("coalition", OPEN["coalition"]) or {})["defaults"] for who in AUDIENCES[1:]
    ]
    assert set(seen[0]) == {"member.kind", "action.owner", "action.title"}
    assert set(seen[1]) == {"contact.email", *seen[0]}


def test_which_questions_are_crossed_is_told_of_fields_that_may_be_seen() -> None:
    held = open_ledger()
    member, hidden = OPEN["member"], held.put("member", "f" * 32, audience="coordinators")
    decision = held.tables["decision"][OPEN["decision"]]
    decision["crossed"] = ["closing", "note", f"positions/{member}", f"positions/{hidden}", "colour"]
    seen = seen_by(held, "coalition").get("decision", OPEN["decision"]) or {}
    assert seen["crossed"] == ["closing", f"positions/{member}"]
    assert (seen_by(held, "public").get("decision", OPEN["decision"]) or {})["crossed"] == ["closing"]


def test_values_of_a_strange_shape_are_for_coordinators() -> None:
    """Entries come from others, and what they set need not be what a field takes."""
    held = open_ledger()
    strange: dict[str, Any] = {
        "answer": "in", "visibility": ["public"], "roles": "speaker", "roles/x": 3, "member": {"a": 1},
        "comments/q": 1, "audience/": "x", "": 1, "/": 2, "terms/x": True,
    }  # fmt: skip
    held.told = [entry("optin", OPEN["optin"], {name: value}) for name, value in strange.items()]
    assert [told.set for told in seen_by(held, "coalition").unshared()] == []
    assert len(seen_by(held, "coordinators").unshared()) == len(strange)


def test_an_audience_that_is_none_is_refused() -> None:
    with pytest.raises(Invalid, match="There is no audience “friends”"):
        seen_by(Held(), "friends")


def test_some_documents_and_how_many_were_left_out() -> None:
    held = open_ledger()
    hidden = held.get("member", held.put("member", "f", audience="coordinators"))
    shown = held.get("member", OPEN["member"])
    assert hidden and shown
    assert seen_by(held, "public").narrowed("member", [hidden, shown]) == ([shown], 1)


def test_parts_that_are_not_known_are_for_coordinators() -> None:
    held, member = open_ledger(), OPEN["member"]
    positions = {member: {"position": "block", "reason": "Late", "colour": SECRET}}
    held.tables["decision"][OPEN["decision"]]["positions"] = positions
    held.set("decision", OPEN["decision"], {f"positions/{member}": positions[member]})
    held.told = [entry("decision", OPEN["decision"], {f"positions/{member}": positions[member]})]
    told = given_away(seen_by(held, "coalition"), "decision", OPEN["decision"])
    assert "Late" in told
    assert SECRET not in told


def test_a_person_named_in_words_is_seen_where_contacts_are() -> None:
    held, member = open_ledger(), OPEN["member"]
    position = {"position": "agree", "on_behalf": "Zoe Ray"}
    held.tables["decision"][OPEN["decision"]]["positions"] = {member: position}
    held.tables["member"][member]["led_by"] = {"roma": {"declared_by": "Zoe Ray", "on": "2026-11-01"}}
    seen = seen_by(held, "coalition")
    assert (seen.get("decision", OPEN["decision"]) or {})["positions"] == {member: {"position": "agree"}}
    assert (seen.get("member", member) or {})["led_by"] == {"roma": {"on": "2026-11-01"}}


def test_notes_of_entries_and_their_lines_are_for_coordinators() -> None:
    held = open_ledger()
    held.told = [entry("member", OPEN["member"], {"name": "Greens"}, note=SECRET)]
    (told,) = seen_by(held, "coalition").unshared()
    assert (told.set, told.note, told.body, told.line, told.by) == ({"name": "Greens"}, None, None, b"", "")
    assert SECRET not in sentence(seen_by(held, "coalition"), told)
    assert seen_by(held, "coordinators").unshared() == held.told
