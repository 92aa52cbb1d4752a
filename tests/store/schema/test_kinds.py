"""Every kind: what is encoded is gathered again, and nothing outside of a field's type gets in."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from allied.store import schema
from allied.store.errors import Invalid
from allied.store.schema.describe import describe
from allied.store.schema.field import Field
from allied.store.schema.keys import COALITION, optin_key, writer_key
from hypothesis import given, settings
from hypothesis import strategies as st

from .samples import KEY, Context, bad_for, documents_of, every_field, values_for

FIELDS = dict(every_field())


@pytest.mark.parametrize("name", schema.NAMES)
def test_a_document_comes_back_as_it_was_written(name: str) -> None:
    kind = schema.kind(name)

    @settings(max_examples=60, deadline=None)
    @given(documents_of(name))
    def check(doc: dict[str, Any]) -> None:
        registers = kind.encode(doc)
        assert kind.gather(registers) == doc
        assert kind.encode(kind.gather(registers)) == registers

    check()


@pytest.mark.parametrize("where", [where for where in FIELDS if where.count(".") == 1])
def test_every_field_comes_back_alone(where: str) -> None:
    name, field = where.split(".")[0], FIELDS[where]
    kind = schema.kind(name)

    lead = kind.records[field.record].lead if field.record else field

    @settings(max_examples=8, deadline=None)
    @given(values_for(field), values_for(lead))
    def check(value: Any, leading: Any) -> None:
        doc = {lead.name: leading, field.name: value}
        assert kind.gather(kind.encode(doc))[field.name] == value

    check()


@pytest.mark.parametrize("where", FIELDS)
def test_what_a_field_cannot_hold_is_refused_by_name_with_a_hint(where: str) -> None:
    field = FIELDS[where]
    for bad in bad_for(field.type):
        value = {next(iter(_keys(field))): bad} if field.map else [bad] if field.many else bad
        if bad is None and field.map:
            continue
        with pytest.raises(Invalid) as refused:
            field.check(value)
        assert refused.value.message and refused.value.hint
        assert refused.value.message.isprintable(), "what is refused can't steer the terminal that shows it"
        assert "\n" not in (refused.value.hint or "")
        if field.type.words:
            assert all(word in refused.value.message for word in field.type.words)


@pytest.mark.parametrize("where", [where for where, field in FIELDS.items() if field.map])
def test_the_keys_of_a_map_are_checked(where: str) -> None:
    field = FIELDS[where]
    assert field.map is not None
    for bad in bad_for(field.map):
        with pytest.raises(Invalid):
            field.check({bad: None})


def _keys(field: Field) -> list[str]:
    assert field.map is not None
    by_type = {
        "id": KEY[:16],
        "ref": KEY,
        "need": "members",
        "kind.field": "optin.level",
        "output:member": f"{KEY[:16]}:{KEY}",
        "choice": "member",
        "name": "roma",
    }
    return [by_type[field.map.name]]


@pytest.mark.parametrize("name", schema.NAMES)
def test_an_unknown_field_is_refused_with_the_nearest(name: str) -> None:
    kind = schema.kind(name)
    with pytest.raises(Invalid, match="no field") as refused:
        kind.encode({"audienc": "public"})
    assert refused.value.hint == "Did you mean audience?"
    with pytest.raises(Invalid) as refused:
        kind.encode({"zzz": 1})
    assert "audience" in (refused.value.hint or "")


def test_a_word_outside_a_vocabulary_brings_the_nearest() -> None:
    with pytest.raises(Invalid) as refused:
        schema.kind("action").encode({"status": "don"})
    assert refused.value.message == "status: “don” is none of todo, doing, blocked, done, dropped."
    assert refused.value.hint == "Did you mean done?"


def test_what_is_required_cannot_be_cleared_or_left_out() -> None:
    for name, kind in schema.kinds().items():
        for field in kind.fields.values():
            if field.required and not field.record:
                with pytest.raises(Invalid, match="needs"):
                    kind.encode({field.name: None})
                with pytest.raises(Invalid, match="needs"):
                    kind.require({})
        assert name in schema.NAMES
    with pytest.raises(Invalid, match=r"^An opt-in needs an initiative\.$"):
        schema.kind("optin").require({"member": KEY})


def test_what_is_stated_together_is_one_register() -> None:
    kind = schema.kind("optin")
    values = {
        "state": "in",
        "level": "lead",
        "scope": ["name"],
        "visibility": "public",
        "sign_as": None,
        "terms": [],
    }
    assert kind.encode(values) == {
        "answer": {"state": "in", "level": "lead", "scope": ["name"]},
        "visibility": "public",
    }
    with pytest.raises(Invalid, match="together with the state"):
        kind.encode({"level": "lead"})
    before = kind.gather({"answer": {"state": "in", "level": "active"}, "visibility": "public"})
    assert kind.encode(kind.carried(before, {"level": "lead"})) == {
        "answer": {"state": "in", "level": "lead"}
    }
    assert kind.carried(before, {"visibility": "private"}) == {"visibility": "private"}
    assert kind.encode({"state": None, "level": None}) == {"answer": None}


def test_elements_of_sets_are_registers_of_their_own() -> None:
    kind = schema.kind("action")
    assert kind.encode({"tags": ["a/b", "c~d", "e\u0301"]}) == {
        "tags/a~1b": True,
        "tags/c~0d": True,
        "tags/é": True,
    }
    assert kind.gather({"tags/a~1b": True, "tags/c~0d": True, "tags/x": None, "tags/~01": True})["tags"] == [
        "a/b",
        "c~d",
        "~1",
    ]
    assert kind.encode({"tags": []}) == kind.encode({"tags": None}) == {}
    assert kind.encode_removals("tags", ["a/b"]) == {"tags/a~1b": None}
    assert kind.replace("tags", ["a", "b"], ["b", "c"]) == {"tags/a": None, "tags/c": True}
    with pytest.raises(Invalid, match="more than 200"):
        schema.kind("member").encode({"topics": ["ä" * 101]})


def test_entries_of_maps_are_registers_of_their_own() -> None:
    kind = schema.kind("initiative")
    assert kind.encode({"needs": {"members": 3, "regions": None}}) == {
        "needs/members": 3,
        "needs/regions": None,
    }
    assert kind.replace("needs", {"members": 3, "regions": 2}, {"members": 4}) == {
        "needs/regions": None,
        "needs/members": 4,
    }
    group = schema.kind("group")
    assert group.gather({f"members/{KEY}": {"role": "chair"}}) == {"members": {KEY: {"role": "chair"}}}


def test_unknown_registers_are_kept_and_never_take_a_fields_place() -> None:
    kind = schema.kind("decision")
    hostile: dict[str, Any] = {
        "aura": {"hue": 7},
        "aura/x": 1,
        "question": {"a": 1},
        "options": "a string",
        "options/x": "not true",
        "opens": {"at": 5},
        "quorum": [1, 0],
        f"positions/{KEY}": {"reason": "no position"},
        "closing": {"outcome": "no status"},
        "positions/": {},
    }
    assert kind.gather(hostile) == {
        "aura": {"hue": 7},
        "aura/x": 1,
        "question/": {"a": 1},
        "options/": "a string",
        "options/x": "not true",
        "opens/": {"at": 5},
        "quorum/": [1, 0],
        f"positions/{KEY}": {"reason": "no position"},
        "closing": {"outcome": "no status"},
        "positions/": {},
    }
    assert kind.gather({"closing": {"status": "open", "context": "not its own"}}) == {
        "status": "open",
        "closing/context": "not its own",
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize("name", schema.NAMES)
def test_whatever_registers_hold_fields_hold_what_they_promise(name: str) -> None:
    kind = schema.kind(name)
    registers = st.sampled_from([*kind.fields, *kind.records, "other"])
    names = registers | registers.flatmap(lambda field: st.text(max_size=4).map(f"{field}/{{}}".format))

    @settings(max_examples=80, deadline=None)
    @given(st.dictionaries(names, JSON, max_size=6))
    def check(values: dict[str, Any]) -> None:
        doc = kind.gather(values)
        assert None not in doc.values()
        for field, value in doc.items():
            if known := kind.fields.get(field):
                assert isinstance(
                    value, list if known.many else dict if known.map else known.type.shape | object
                )
                parts = value if known.many else value.values() if known.map else [value]
                assert all(known.type.fits(part) for part in parts)
        kind.title(doc)

    check()


def test_a_kind_of_a_later_version_takes_any_register() -> None:
    kind = schema.kind("treaty")
    assert kind.gather({"name": "x", "a/b": {"c": 1}, "n": None}) == {"name": "x", "a/b": {"c": 1}}
    assert kind.title({"name": "x"}) == "x"
    assert kind.title({"name": {"a": 1}}) == ""
    assert schema.audience_of("treaty", "name") == "coordinators"


def test_what_people_type_is_read() -> None:
    ctx = Context()

    def typed(kind: str, field: str, text: str | list[str]) -> Any:
        return schema.kind(kind).fields[field].parse(text, ctx)

    assert typed("action", "status", " Done ") == "done"
    assert typed("action", "due", "fri") == "2026-11-27"
    assert typed("action", "owner", "greens") == KEY
    assert typed("action", "hours", "3h") == 3
    assert typed("action", "recurrence", "every 2 weeks") == "FREQ=WEEKLY;INTERVAL=2"
    assert typed("action", "tags", ["a", "b"]) == ["a", "b"]
    assert typed("member", "exposure", "At Risk") == "at-risk"
    assert typed("member", "led_by", ["roma=Anna"]) == {"roma": {"declared_by": KEY}}
    assert typed("member", "website", "example.org/x") == "https://example.org/x"
    assert typed("group", "members", "greens=Chair") == {KEY: {"role": "chair"}}
    assert typed("initiative", "needs", ["members=3", "roles:spokesperson=1", "regions="]) == {
        "members": 3,
        "role:spokesperson": 1,
        "regions": None,
    }
    assert typed("initiative", "sign_by", "2026-12-01 17:00") == {
        "at": "2026-12-01T16:00:00.000Z",
        "zone": "Europe/Paris",
    }
    assert typed("optin", "given_by", "Anna") == KEY
    assert typed("optin", "given_by", "Somebody Else") == "Somebody Else"
    assert typed("optin", "terms", ["met: No logo", "Free of charge: always"]) == [
        {"text": "No logo", "state": "met"},
        {"text": "Free of charge: always", "state": "open"},
    ]
    assert typed("optin", "personal_capacity", "yes") is True
    assert typed("decision", "quorum", "60%") == [3, 5]
    assert typed("decision", "quorum", "2 / 3") == [2, 3]
    assert typed("decision", "asked", ["group:greens", "greens"]) == [f"group:{KEY}", KEY]
    assert typed("coalition", "defaults", "optin.visibility=private") == {"optin.visibility": "private"}
    assert typed("coalition", "words", "member=partner") == {"member": "partner"}
    (wording,) = typed("initiative", "ask", "fr=Nous demandons").values()
    assert wording == {"text": "Nous demandons", "language": "fr"}
    (wording,) = typed("initiative", "ask", "We ask: a=b").values()
    assert wording == {"text": "We ask: a=b"}
    (output,) = typed("initiative", "outputs", "Open letter=https://a.example/x=1").values()
    assert output == {"what": "Open letter", "link": "https://a.example/x=1"}
    assert typed("initiative", "credits", f"{KEY[:16]}:greens=The Greens") == {
        f"{KEY[:16]}:{KEY}": {"name": "The Greens"}
    }


@pytest.mark.parametrize(
    ("kind", "field", "text"),
    [
        ("action", "hours", "0"),
        ("action", "hours", "1.5"),
        ("action", "hours", "9" * 400),
        ("action", "due", ["fri", "sat"]),
        ("initiative", "needs", "members"),
        ("initiative", "needs", "friends=2"),
        ("decision", "quorum", "120%"),
        ("decision", "quorum", "1/0"),
        ("decision", "quorum", "1e99999999"),
        ("optin", "personal_capacity", "perhaps"),
        ("coalition", "defaults", "optin.visibility=loud"),
        ("initiative", "ask", '{"text": 5}'),
        ("initiative", "ask", "{nonsense"),
    ],
)
def test_what_cannot_be_read_is_refused(kind: str, field: str, text: str | list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        schema.kind(kind).fields[field].parse(text, Context())
    assert refused.value.hint
    assert ": " in refused.value.message, "the field, or the part of it, is named"


def test_defaults_of_the_coalition_are_values_of_their_fields() -> None:
    kind = schema.kind("coalition")
    assert kind.encode({"defaults": {"decision.quorum": [1, 2]}}) == {"defaults/decision.quorum": [1, 2]}
    with pytest.raises(Invalid):
        kind.encode({"defaults": {"decision.quorum": "much"}})


def test_every_default_is_a_value_of_its_field() -> None:
    for _, field in every_field():
        if field.default is not None:
            assert field.check(field.default) == field.default


def test_every_field_says_what_it_is_for_and_who_may_see_it() -> None:
    for where, field in every_field():
        assert field.help.endswith(".") and field.help[0].isupper(), where
        assert field.audience in (None, *schema.AUDIENCES), where
    for name, kind in schema.kinds().items():
        for field in kind.fields:
            assert schema.audience_of(name, field) in schema.AUDIENCES
    for field in ("email", "phone", "note"):
        assert schema.audience_of("contact", field) == "coordinators"
    assert schema.audience_of("optin", "reason") == "coordinators"
    assert schema.audience_of("decision", "positions") == "coalition"
    assert schema.audience_of("member", "name") == "public"
    assert schema.audience_of("initiative", "ask") == "public"
    assert schema.audience_of("member", "no such field") == "coordinators"


def test_the_schema_is_plain_data() -> None:
    import json

    described = describe()
    assert set(described["kinds"]) == set(schema.NAMES)
    assert json.loads(json.dumps(described)) == described


def test_blank_names_every_field() -> None:
    for kind in schema.kinds().values():
        assert list(kind.blank) == list(kind.fields)


def test_titles_are_one_line_where_there_is_a_name() -> None:
    assert schema.kind("decision").title({"question": "Shall we?"}) == "Shall we?"
    assert schema.kind("optin").title({"state": "in"}) == ""
    starts = {"at": "2026-12-01T16:00:00.000Z", "zone": "Europe/Paris"}
    assert schema.kind("meeting").title({"starts": starts}) == "2026-12-01 17:00 Europe/Paris"


def test_keys_that_two_clones_work_out_alike_stay_as_they_are() -> None:
    assert COALITION == "b0b6eae422515d9fb2e64b54909f2f49"
    assert optin_key("0" * 32, "1" * 32) == "fd0e28e5048012fcbb62c65200114525"
    assert optin_key("1" * 32, "0" * 32) != optin_key("0" * 32, "1" * 32)
    assert writer_key("k3v9x0q2m7ab") == "e4cfb2622f5601e3ff98c6b96c370c6d"


def test_a_kind_loads_nothing_that_its_commands_do_not_need() -> None:
    code = (
        "import sys; from allied.store import schema; k = schema.kind('action');"
        "k.encode({'title': 'x', 'due': '2026-12-01', 'status': 'todo', 'tags': ['a']});"
        "k.gather({'title': 'x', 'tags/a': True}); print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"datetime", "zoneinfo", "unicodedata", "json", "difflib", "re", "dataclasses", "decimal"}
    kinds = {f"allied.store.schema.{name}" for name in schema.NAMES if name != "action"}
    # What starts the interpreter with an editable installation may load `re`; nothing else here does.
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not (heavy | kinds).intersection(loaded) - set(bare)
