"""What the entries add up to: the same in any order, however often they come, and nothing silently lost."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from allied.store.book.documents import document, united
from allied.store.book.fold import Folding, States, fold, fold_all, lines, whole
from allied.store.book.state import State, same
from allied.store.book.undoing import undoing
from hypothesis import given, settings
from hypothesis import strategies as st

REGISTERS = ("title", "status", "note", "tags/a", "tags/b")
VALUES = st.sampled_from([None, "todo", "done", "x", True])


@dataclass
class Written:
    """An entry as a fold sees it."""

    id: str
    at: str
    by: str
    seq: int
    set: dict[str, Any]
    over: tuple[str, ...] = ()
    kind: str = "action"
    key: str = "0" * 32
    step: tuple[str, int] = field(default=("", 1))
    undoes: str | None = None


@st.composite
def histories(draw: st.DrawFn) -> list[Written]:
    """Entries on one document by several people, each over some of what was written before."""
    written: list[Written] = []
    for number in range(draw(st.integers(1, 9))):
        registers = draw(st.lists(st.sampled_from(REGISTERS), min_size=1, max_size=3, unique=True))
        over = draw(st.lists(st.sampled_from([w.id for w in written]), unique=True)) if written else []
        at = f"20{draw(st.integers(16, 36))}-01-01T00:00:00.000Z"
        values = {register: draw(VALUES) for register in registers}
        by = draw(st.sampled_from("ab")) * 12
        step = (f"step{number}", 1)
        written.append(Written(f"{number:064x}", at, by, number, values, tuple(over), step=step))
    return written


def folded(entries: Sequence[Written]) -> State:
    states: Folding = {}
    fold_all(states, entries)  # type: ignore[arg-type]
    return whole(states)["action"]["0" * 32]


def live(state: State) -> dict[str, Any]:
    return {
        register: [(s.mark.id, s.value) for s in state.live(register)]
        for register in sorted(state.registers())
    }


def oracle(entries: Sequence[Written]) -> dict[str, set[str]]:
    """Return the live entries of each register straight from the definition."""
    found: dict[str, set[str]] = {}
    for x in entries:
        for register in x.set:
            if not any(x.id in y.over and register in y.set for y in entries):
                found.setdefault(register, set()).add(x.id)
    return found


@given(histories(), st.data())
def test_any_order_and_repetition_gives_the_same(entries: list[Written], data: st.DataObject) -> None:
    once = folded(entries)
    again = data.draw(st.lists(st.sampled_from(entries), max_size=6))
    shuffled = folded(data.draw(st.permutations([*entries, *again])))
    assert live(shuffled) == live(once)
    assert document("action", (shuffled,), {}) == document("action", (once,), {})


@given(histories())
def test_the_live_values_are_those_of_the_definition(entries: list[Written]) -> None:
    found = {register: {i for i, _ in settings} for register, settings in live(folded(entries)).items()}
    assert found == oracle(entries)


@given(histories(), st.data())
def test_a_stored_state_goes_on_as_if_it_had_never_been_stored(
    entries: list[Written], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(entries))
    cut = data.draw(st.integers(0, len(order)))
    whole = folded(order)
    if cut:
        stored = State.from_json(json.loads(json.dumps(folded(order[:cut]).to_json())))
        states: States = {"action": {"0" * 32: stored}}
        fold(states, order[cut:], lambda *_: None)  # type: ignore[arg-type]
        assert live(states["action"]["0" * 32]) == live(whole)


@given(histories(), st.integers(-10, 10))
def test_clocks_only_choose_what_is_shown_first(entries: list[Written], years: int) -> None:
    before = document("action", (folded(entries),), {})
    for entry in entries[::2]:
        entry.at = f"{int(entry.at[:4]) + years:04d}{entry.at[4:]}"
    assert document("action", (folded(entries),), {}) == before


@given(histories(), histories(), st.data())
def test_two_records_of_one_thing_unite_in_any_order(
    first: list[Written], second: list[Written], data: st.DataObject
) -> None:
    for entry in second:
        entry.key, entry.id = "1" * 32, "f" + entry.id[1:]
        entry.over = tuple("f" + x[1:] for x in entry.over)
    aliases = {"1" * 32: "0" * 32}
    entries = [*first, *second]
    expected = oracle(entries)
    for order in (entries, data.draw(st.permutations(entries))):
        folding: Folding = {}
        fold_all(folding, order)  # type: ignore[arg-type]
        states = whole(folding)
        found = united(list(states["action"].values()), aliases)
        assert {r: {s.mark.id for s in ss} for r, ss in found.items() if ss} == expected
        made, _ = lines(states, aliases, {"0" * 32: ["0" * 32, "1" * 32]})
        assert made["action"]["1" * 32].endswith(b":null")


@given(histories())
@settings(max_examples=60)
def test_undo_gives_back_what_stood_before_the_last_step(entries: list[Written]) -> None:
    before, last = entries[:-1], entries[-1]
    if not before:
        return
    state = folded(before)
    # The last writer had in view all that was live of what they set, as every command has.
    last.over = tuple(sorted({s.mark.id for r in last.set for s in state.live(r)}))
    after = folded(entries)
    by_id = {entry.id: entry for entry in entries}
    now = {register: after.live(register) for register in after.registers()}
    changes, skipped = undoing("action", last.key, [last], now, by_id.get)  # type: ignore[arg-type]
    assert not skipped
    undone = [
        Written(
            f"{900 + n:064x}", "2030", "c" * 12, n, dict(change.set), change.over or (), undoes=last.step[0]
        )
        for n, change in enumerate(changes)
    ]
    result = folded([*entries, *undone])
    for register in REGISTERS:
        wanted = sorted((repr(s.value) for s in state.live(register)), key=str)
        found = sorted((repr(s.value) for s in result.live(register)), key=str)
        assert set(found) == set(wanted or ["None"]) or (not wanted and not found)


def test_undo_does_not_bring_back_what_was_passed_long_before() -> None:
    """What an entry had in view for one register may have lost its say in another before."""
    told = (
        {"title": "a", "note": "x"},
        (),
        {"title": "b"},
        (0,),
        {"title": "c"},
        (1,),
        {"title": "d", "note": "y"},
        (0, 2),
    )
    entries = [
        Written(
            f"{n:064x}",
            "2026",
            "a" * 12,
            n,
            dict(values),
            tuple(f"{o:064x}" for o in over),
            step=(f"s{n}", 1),
        )
        for n, (values, over) in enumerate(zip(told[::2], told[1::2], strict=True))
    ]
    after = folded(entries)
    now = {register: after.live(register) for register in after.registers()}
    by_id = {entry.id: entry for entry in entries}
    (change,), skipped = undoing("action", entries[-1].key, [entries[-1]], now, by_id.get)  # type: ignore[arg-type]
    assert (dict(change.set), skipped) == ({"title": "c", "note": "x"}, [])


def test_true_is_not_one() -> None:
    assert not same(True, 1)
    assert not same({"a": True}, {"a": 1})
    assert same({"a": [1, None]}, {"a": [1, None]})
