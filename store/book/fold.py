"""From entries to states, and from states to the lines of a layer."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from typing import cast

from ..journal.entry import Entry
from ..schema import NAMES as KIND_NAMES
from ..schema import kind as kind_named
from . import layer as sheets
from .cache import NAMES, STATES, Lines
from .documents import Doc, document
from .names import NAMED, names
from .names import entry as name_entry
from .state import First, State, as_state, first_json

States = dict[str, dict[str, State]]
Folding = dict[str, dict[str, State | First]]
Touched = set[tuple[str, str]]

_KINDS = frozenset(KIND_NAMES)

# From so many documents on, orjson saves more than importing it costs.
_MANY = 5_000


def fold_all(states: Folding, entries: Iterable[Entry]) -> None:
    """Fold entries into what was folded of a whole journal before; the fast way, for many."""
    for entry in entries:
        kind, key = entry.kind, entry.key
        if kind not in _KINDS:
            # Erased, or a kind of a later version: the journal keeps it.
            continue
        records = states.get(kind)
        if records is None:
            records = states[kind] = {}
        state = records.get(key)
        if state is None and not entry.over:
            records[key] = (entry.id, entry.at, entry.by, entry.seq, entry.set)
            continue
        if state is None:
            state = records[key] = State()
        elif type(state) is tuple:
            state = records[key] = State.of(state)
        cast("State", state).apply(entry, kind_named(kind).traced)


def fold(states: States, entries: Iterable[Entry], stored: Callable[[str, str], State | None]) -> Touched:
    """Fold entries into *states*, fetching what isn't there from *stored*; return the documents touched."""
    touched: Touched = set()
    for entry in entries:
        kind, key = entry.kind, entry.key
        if kind not in _KINDS:
            continue
        records = states.setdefault(kind, {})
        state = records.get(key)
        if state is None:
            state = records[key] = stored(kind, key) or State()
        state.apply(entry, kind_named(kind).traced)
        touched.add((kind, key))
    return touched


def whole(states: Folding) -> States:
    """Return what was folded with every document as a state."""
    return {
        kind: {key: as_state(state) for key, state in records.items()} for kind, records in states.items()
    }


def lines(
    states: Mapping[str, Mapping[str, State | First]],
    aliases: Mapping[str, str],
    classes: Mapping[str, list[str]],
) -> tuple[Lines, Touched]:
    """Return the lines of a layer that holds *states*, and the documents with two answers.

    The states of a class must all be there.
    """
    found: Lines = {}
    crossed: Touched = set()
    dump = _dumper(sum(len(records) for records in states.values()))
    index: dict[str, bytes] = {}
    for kind, records in states.items():
        docs: dict[str, bytes] = {}
        kept: dict[str, bytes] = {}
        gather, named = kind_named(kind).gather, kind in NAMED
        for key, state in records.items():
            name = b'"' + key.encode() + b'":'
            raw: bytes | None = None
            if isinstance(state, tuple):
                kept[key] = name + dump(first_json(state))
                if not aliases:
                    doc = gather(state[4])
                    raw = dump(doc) if doc else b"null"
                    if not _is_safe(raw):
                        raw = None
            else:
                kept[key] = name + dump(state.to_json())
            if raw is None:
                doc = None
                if key not in classes and key not in aliases:
                    doc = document(kind, (as_state(state),), aliases)
                raw = b"null" if doc is None else dump(doc)
                if doc is not None and "crossed" in doc:
                    crossed.add((kind, key))
            docs[key] = name + raw
            if named and raw != b"null":
                _note(kind, key, sheets.parse(raw), index)
        for top in classes:
            group = [as_state(records[key]) for key in classes[top] if key in records]
            doc = document(kind, group, aliases) if group else None
            if doc is not None:
                docs[top] = sheets.line(top, dump(doc))
                _note(kind, top, doc, index)
                if "crossed" in doc:
                    crossed.add((kind, top))
        found[kind] = docs
        found[kind + STATES] = kept
    found[NAMES] = index
    return found, crossed


def _is_safe(raw: bytes) -> bool:
    """Return whether the JSON of a document can hold nothing that `clean` would change."""
    return raw.isascii() and b"\\" not in raw and b"\x7f" not in raw


def _note(kind: str, key: str, doc: Doc, index: dict[str, bytes]) -> None:
    for name, field in names(kind, doc):
        line = name_entry(name, kind, key)
        index[line] = sheets.line(line, sheets.dump(field))


def _dumper(count: int) -> Callable[[object], bytes]:
    if count < _MANY:
        return sheets.dump
    import orjson

    return orjson.dumps


@contextmanager
def undisturbed() -> Generator[None]:
    """Keep the cycle collector away while many objects are made that form no cycle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
