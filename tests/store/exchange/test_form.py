"""A form to edit: what is left alone stays, what is changed is all that is written, faults say where."""

from __future__ import annotations

from typing import Any

import pytest
from allied.store.errors import Invalid
from allied.store.exchange import form, form_reading
from allied.store.ledger import Ledger, Snapshot
from allied.store.schema import NAMES
from allied.store.schema import kind as kind_named
from allied.store.schema.addresses import Email, Handle, Language, Phone, Url
from allied.store.schema.numbers import Count, Flag, Share
from allied.store.schema.record import Record
from allied.store.schema.recurrence import Recurrence
from allied.store.schema.refs import Id, Ref
from allied.store.schema.times import Date, Instant, Zone
from allied.store.schema.types import Choice, Text, Type
from allied.store.verbs import actions, contacts, decisions, documents, groups, initiatives, members, optins
from hypothesis import given, settings
from hypothesis import strategies as st

LINE = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=12).filter(
    lambda text: "[/" not in text and any(c.isalnum() for c in text)
)
LONG = st.lists(
    st.one_of(
        LINE,
        st.sampled_from(
            ["", "# note", "\\# note", "# goal", "+++", "<!-- !! x -->", "# !! y", '"""', " ", "\t"]
        ),
    ),
    min_size=1,
).map(lambda lines: "\n".join(lines).strip("\n"))


def of_type(of: Type) -> st.SearchStrategy[Any]:
    """Return values of a type, as documents hold them."""
    plain: dict[type, st.SearchStrategy[Any]] = {
        Text: LONG.filter(str.strip),
        Flag: st.booleans(),
        Date: st.dates().map(lambda day: day.isoformat()),
        Url: st.just("https://example.org/a?b=c"),
        Email: st.just("a@example.org"),
        Phone: st.just("+49 30 123456"),
        Handle: st.just("greens-2"),
        Language: st.sampled_from(["de", "pt-BR"]),
        Zone: st.just("Europe/Paris"),
        Recurrence: st.just("FREQ=WEEKLY;BYDAY=MO"),
        Share: st.just([2, 3]),
        Instant: st.just({"at": "2026-12-01T16:00:00.000Z", "zone": "Europe/Paris"}),
        Id: st.just("0123456789abcdef"),
    }
    if type(of) in plain:
        return plain[type(of)]
    if isinstance(of, Count):
        return st.integers(of.least, 10**6)
    if isinstance(of, Choice):
        return st.sampled_from(of.words)
    if isinstance(of, Ref):
        return st.just("ab" * 16)
    if isinstance(of, Record):
        return st.fixed_dictionaries(
            {n: of_field(f) for n, f in of.fields.items() if f.required},
            optional={n: of_field(f) for n, f in of.fields.items() if not f.required},
        )
    return LINE


def of_field(field: Any) -> st.SearchStrategy[Any]:
    one = of_type(field.type)
    if field.map is not None:
        return st.dictionaries(of_type(field.map), one, min_size=1, max_size=2)
    return st.lists(one, min_size=1, max_size=3) if field.many else one


def documents_of(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    parts = {field.name: of_field(field) for field in form.fields(kind)}
    return st.fixed_dictionaries({}, optional=parts)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return Ledger.create(tmp_path_factory.mktemp("form") / "ledger", name="River Coalition")


@pytest.mark.parametrize("kind", NAMES)
@settings(max_examples=20)
@given(data=st.data())
def test_a_form_that_nobody_touched_changes_nothing(empty: Ledger, kind: str, data: st.DataObject) -> None:
    seen = Snapshot(kind, "0" * 32, data.draw(documents_of(kind)), {})
    reading = form_reading.read(empty, seen, form.render(empty, seen))
    assert (dict(reading.values), reading.faults) == ({}, ())


@pytest.mark.parametrize("kind", ["member", "action", "contact", "coalition", "decision", "meeting"])
@settings(max_examples=20)
@given(data=st.data())
def test_a_form_says_all_that_its_document_does(empty: Ledger, kind: str, data: st.DataObject) -> None:
    """What another document's form says, read beside an empty one, is that document."""
    schema = kind_named(kind)
    readable = [f for f in form.fields(kind) if not f.kinds and f.name != "defaults" and f.map is None]
    doc = data.draw(st.fixed_dictionaries({}, optional={f.name: of_field(f) for f in readable}))
    doc = {
        name: schema.fields[name].check(value) for name, value in doc.items() if _sound(schema, name, value)
    }
    text = form.render(empty, Snapshot(kind, "0" * 32, doc, {}))
    reading = form_reading.read(empty, Snapshot(kind, "0" * 32, {}, {}), text)
    assert reading.faults == () and reading.values == doc


def _sound(schema: Any, name: str, value: Any) -> bool:
    try:
        return bool(schema.fields[name].check(value) is not None)
    except Invalid:
        return False


def edited(ledger: Ledger, kind: str, key: str, *swaps: tuple[str, str]) -> form_reading.Written:
    seen = ledger.read(kind, key)
    text = form.render(ledger, seen)
    for old, new in swaps:
        assert old in text, text
        text = text.replace(old, new)
    return form_reading.write(ledger, seen, text)


def test_what_was_changed_is_one_entry_of_just_that(ledger: Ledger) -> None:
    union = members.add(ledger, "Union").key
    key = members.add(ledger, "Greens", {"topics": ["air", "water"], "note": "Old.", "capacity": 4}).key
    written = edited(
        ledger,
        "member",
        key,
        ('name = "Greens"', 'name = "The Greens"'),
        ('topics = ["air", "water"]', 'topics = ["water", "soil"]'),
        ("capacity = 4\n", ""),
        ("# part_of =", 'part_of = "union" #'),
        ("# note\n\nOld.", "# note\n\nNew.\n\n- and more\n"),
    )
    assert written.done is not None
    (entry,) = written.done.step.entries
    assert entry.set == {
        "name": "The Greens",
        "topics/soil": True,
        "topics/air": None,
        "capacity": None,
        "part_of": union,
        "note": "New.\n\n- and more",
    }


def test_nothing_changed_writes_nothing(ledger: Ledger) -> None:
    key = members.add(ledger, "Greens").key
    written = edited(ledger, "member", key)
    assert written.done is not None and not written.done.changed


def test_what_others_wrote_meanwhile_is_not_written_over(ledger: Ledger) -> None:
    key = members.add(ledger, "Greens").key
    seen = ledger.read("member", key)
    text = form.render(ledger, seen)
    members.change(ledger, key, {"name": "Theirs", "website": "https://example.org"})
    form_reading.write(ledger, seen, text.replace("Greens", "Mine"))
    (crossed,) = ledger.crossed()
    assert crossed.register == "name" and {a.value for a in crossed.answers} == {"Mine", "Theirs"}
    assert (ledger.get("member", key) or {})["website"] == "https://example.org"


def test_tables_lists_of_parts_and_references(ledger: Ledger) -> None:
    greens = members.add(ledger, "Greens").key
    members.add(ledger, "Reds")
    ada = contacts.add(ledger, "Ada", greens).key
    group = groups.add(ledger, "Board", {"members": {greens: {"role": "chair"}}}).key
    written = edited(
        ledger,
        "group",
        group,
        ("[members.greens]\n", '[members.reds]\nrole = "observer"\n[members.greens]\n'),
    )
    assert written.done is not None and len(written.done.doc["members"]) == 2
    pact = initiatives.add(ledger, "Pact", {"needs": {"members": 3, "role:cook": 1}}).key
    written = edited(
        ledger,
        "initiative",
        pact,
        ("members = 3", "members = 5"),
        ('"role:cook" = 1\n', ""),
        ("+++\n\n#", '[outputs.new]\nwhat = "A letter"\n+++\n\n#'),
    )
    assert written.done is not None and written.done.doc["needs"] == {"members": 5}
    assert [one["what"] for one in written.done.doc["outputs"].values()] == ["A letter"]
    optin = optins.record(ledger, greens, pact, {"terms": [{"text": "No logo", "state": "open"}]}).key
    written = edited(
        ledger,
        "optin",
        optin,
        ('state = "open" }]', 'state = "met" }, { text = "Late" }]'),
        ("# given_by =", 'given_by = "Ada" #'),
    )
    assert written.done is not None, written.faults
    assert (written.done.doc["given_by"], len(written.done.doc["terms"])) == (ada, 2)
    assert len(written.done.step.entries) == 1
    action = actions.add(ledger, "Call", {"owner": greens, "due": "2026-12-01"}).key
    assert 'owner = "greens"' in form.render(ledger, ledger.read("action", action))
    written = edited(ledger, "action", action, ('due = "2026-12-01"', "due = 2026-12-24"))
    assert written.done is not None and written.done.doc["due"] == "2026-12-24"


def test_every_fault_is_marked_where_it_is_and_gone_once_mended(ledger: Ledger) -> None:
    key = members.add(ledger, "Greens", {"capacity": 4, "status": "active"}).key
    seen = ledger.read("member", key)
    text = form.render(ledger, seen)
    bad = text.replace('status = "active"', 'status = "activ"').replace("capacity = 4", 'capacity = "many"')
    bad = bad.replace('name = "Greens"', 'name = "Greens"\ncolour = "green"')
    written = form_reading.write(ledger, seen, bad)
    assert written.done is None
    marks = {fault.field: fault for fault in written.faults}
    assert set(marks) == {"colour", "status", "capacity"}
    lines = bad.split("\n")
    assert all(lines[fault.line - 1].startswith(field) for field, fault in marks.items())
    assert marks["status"].hint == "Did you mean active?"
    marked = form_reading.marked(bad, written.faults)
    assert "# !! status: “activ” is none of prospect, active, paused, left. Did you mean active?" in marked
    assert form_reading.marked(marked, ()) == bad
    mended = marked.replace('"activ"', '"paused"').replace('"many"', "7").replace('colour = "green"\n', "")
    done = form_reading.write(ledger, seen, mended).done
    assert done is not None and (done.doc["status"], done.doc["capacity"]) == ("paused", 7)


def test_forms_that_cant_be_read_say_at_which_line(ledger: Ledger) -> None:
    key = members.add(ledger, "Greens", {"note": "x"}).key
    seen = ledger.read("member", key)
    text = form.render(ledger, seen)
    (fault,) = form_reading.read(ledger, seen, text.replace('"Greens"', "Greens")).faults
    at = next(n for n, line in enumerate(text.split("\n"), 1) if line.startswith("name"))
    assert fault.line == at and "quotation marks" in str(fault.hint)
    assert "# !! " in form_reading.marked(text, [fault])
    (fault,) = form_reading.read(ledger, seen, text.replace("+++", "---")).faults
    assert fault.line == 1
    (fault,) = form_reading.read(ledger, seen, text + "\n# note\n\nagain").faults
    assert "twice" in fault.message and fault.field == "note"
    (fault,) = form_reading.read(ledger, seen, text.replace("# note\n", "stray\n\n# note\n")).faults
    assert "under no heading" in fault.message
    marked = form_reading.marked(text.replace("# note\n", "stray\n\n# note\n"), [fault])
    assert "<!-- !! This text stands under no heading." in marked


def test_what_a_rule_refuses_is_marked_too(ledger: Ledger) -> None:
    members.add(ledger, "Reds")
    key = members.add(ledger, "Greens").key
    seen = ledger.read("member", key)
    text = form.render(ledger, seen).replace('handle = "greens"', 'handle = "reds"')
    (fault,) = form_reading.write(ledger, seen, text).faults
    assert fault.field == "handle" and "is taken by" in fault.message
    assert text.split("\n")[fault.line - 1].startswith("handle")
    text = form.render(ledger, seen).replace('name = "Greens"\n', "")
    (fault,) = form_reading.write(ledger, seen, text).faults
    assert fault.field == "name" and "needs a name" in fault.message


def test_what_has_a_verb_of_its_own_is_not_in_the_form(ledger: Ledger) -> None:
    key = decisions.record(ledger, "Go?", {"outcome": "Yes."}).key
    text = form.render(ledger, ledger.read("decision", key))
    assert "status" not in text and "outcome" not in text
    documents.comment(ledger, "decision", key, "Well.")
    assert "Well." not in form.render(ledger, ledger.read("decision", key))
