"""Segments that come in any order, cut anywhere, with looks in between, add up to what a rebuild finds."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from allied.store.book.undoing import Change
from allied.store.ledger import Ledger
from hypothesis import given, settings
from hypothesis import strategies as st

OPERATIONS = st.tuples(
    st.sampled_from("ab"),
    st.integers(0, 3),
    st.sampled_from(["title", "status", "tags/air", "tags/sea", "same"]),
    st.sampled_from(["todo", "done", "x", None]),
    st.booleans(),
)


def cloned(ledger: Ledger, root: Path) -> Ledger:
    shutil.copytree(ledger.root, root)
    shutil.rmtree(root / ".git" / "allied")
    return Ledger.open(root)


def documents(ledger: Ledger) -> tuple[dict[str, Any], list[Any]]:
    return dict(ledger.table("action")), [(c.key, c.register, c.answers) for c in ledger.crossed()]


def value(register: str, word: str | None, number: int) -> Any:
    if register == "same":
        return f"{(number + 1) % 4:032x}" if word == "x" else None
    return word if not register.startswith("tags/") or word is None else True


@settings(max_examples=25)
@given(st.lists(OPERATIONS, min_size=1, max_size=14), st.data())
def test_any_arrival_adds_up_to_the_same(
    tmp_path_factory: pytest.TempPathFactory, operations: list[Any], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("arrival")
    first = Ledger.create(folder / "first", name="Clean Air")
    first.seal()
    writers = {name: cloned(first, folder / name) for name in "ab"}
    for who, number, register, word, seal in operations:
        ledger = writers[who]
        ledger.write([Change("action", f"{number:032x}", {register: value(register, word, number)})])
        if seal:
            ledger.seal()
    reader = cloned(first, folder / "reader")
    came: list[tuple[Path, Path]] = []
    for ledger in writers.values():
        ledger.seal()
        came += [(ledger.root, path.relative_to(ledger.root)) for path in ledger.root.glob("feeds/*/*/*")]
    for root, path in data.draw(st.permutations(came)):
        target = reader.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, target)
        if data.draw(st.booleans()):
            reader.refresh()
            reader.table("action")
    reader.refresh()
    found = documents(reader)
    assert found == documents(Ledger.open(reader.root)), "what the next process reads"
    shutil.rmtree(reader.place.private / "book")
    assert found == documents(Ledger.open(reader.root)), "what a rebuild finds"
    shutil.rmtree(folder)
