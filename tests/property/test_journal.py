"""The fast and the slow way of reading entries never disagree; links hold in any order that files come."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from allied.store.journal import codec
from allied.store.journal.codec import Line
from allied.store.journal.entry import BadLine, Entry, make
from allied.store.journal.feed import Feed
from hypothesis import given
from hypothesis import strategies as st

LEDGER = "ab" * 16
AT = "2026-11-23T10:20:01.123Z"
SALT = "5a" * 32

TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["e\u0301", "\u212b", "\u2028", 'a\\"b', "\x00\x1f\x7f", "{[{[" * 5, "\u0301x", "\n\u0301", "1.5"]
    ),
)
NUMBERS = st.one_of(
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.sampled_from([2**53, 2**53 - 1, -(2**53), 2**64, True, False, None, -0.0]),
)
VALUES = st.recursive(
    st.one_of(TEXTS, NUMBERS),
    lambda v: st.one_of(st.lists(v, max_size=4), st.dictionaries(TEXTS, v, max_size=4)),
    max_leaves=8,
)
HEX = st.sampled_from(
    [
        "cd" * 32,
        "0e" * 32,
        "CD" * 32,
        "cd" * 31,
        "cd" * 31 + "c ",
        "zz" * 32,
        "٣" * 64,
        "",
        1,
        None,
        ["cd" * 32],
    ]
)
ODD = st.one_of(
    VALUES, HEX, st.lists(HEX, max_size=3), st.tuples(HEX, st.sampled_from([1, 2, 0, -1, True, 1.0, "1"]))
)


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@st.composite
def objects(draw: st.DrawFn) -> bytes:
    """Lines whose digests are right, with a few odd things in them."""
    values = draw(st.dictionaries(TEXTS, VALUES, max_size=3))
    body: dict[str, Any] = {
        "key": "0" * 32,
        "kind": "action",
        "over": [],
        "set": values,
        "step": ["cd" * 32, 1],
    }
    if draw(st.booleans()):
        body["set"]["deep"] = deep(draw(st.integers(10, 18)))
    for name in draw(
        st.lists(st.sampled_from(["key", "kind", "note", "over", "set", "step", "undoes", "x"]), max_size=2)
    ):
        body[name] = draw(ODD)
    for name in draw(st.lists(st.sampled_from(["key", "kind", "over", "set", "step"]), max_size=1)):
        body.pop(name, None)
    ascii_only = draw(st.integers(0, 9)) == 0
    bound = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=ascii_only).encode(
        "utf-8", "surrogatepass"
    )
    bh = hmac.digest(bytes.fromhex(SALT), b"allied/body/1\0" + bound, "sha256").hex()
    head: dict[str, Any] = {
        "at": AT,
        "bh": bh,
        "by": "k3v9x0q2m7ab",
        "ledger": LEDGER,
        "prev": [],
        "seq": 1,
        "v": 1,
    }
    for name in draw(st.lists(st.sampled_from([*head, "x"]), max_size=1)):
        head[name] = draw(
            st.one_of(
                ODD, st.sampled_from(["2026-02-29T10:20:01.123Z", "2026-11-23T29:20:01.123Z", "1" * 12, 7])
            )
        )
    whole: dict[str, Any] = {"body": body, "head": head, "salt": SALT}
    for name in draw(st.lists(st.sampled_from(["body", "head", "salt", "zz"]), max_size=1)):
        whole[name] = draw(ODD)
    for name in draw(st.lists(st.sampled_from(["body", "salt", "head"]), max_size=1)):
        whole.pop(name, None)
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=ascii_only).encode(
        "utf-8", "surrogatepass"
    )


@st.composite
def hostile(draw: st.DrawFn) -> bytes:
    """Lines in part right, in part edited by the byte."""
    line = draw(objects())
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(line)))
        line = (
            line[:at]
            + draw(st.one_of(st.binary(max_size=2), st.sampled_from([b'"a":1,', b"NaN", b" ", b"\\u0041"])))
            + line[at + draw(st.integers(0, 1)) :]
        )
    return line


def said(line: Line) -> object:
    return line.reason if isinstance(line, BadLine) else line


@given(st.lists(st.one_of(objects(), hostile(), st.binary(max_size=40)), max_size=6), st.booleans())
def test_both_ways_of_reading_say_the_same(lines: list[bytes], ended: bool) -> None:
    data = b"\n".join(lines) + (b"\n" if ended else b"")
    slow = codec.reader(bulk=False)(data, LEDGER)
    fast = codec.reader(bulk=True)(data, LEDGER)
    assert [said(line) for line in fast] == [said(line) for line in slow]
    assert [repr(line) for line in fast] == [repr(line) for line in slow], "1 and true are different answers"


@given(objects())
def test_what_is_read_is_canonical(line: bytes) -> None:
    for found in codec.lines(line + b"\n", LEDGER):
        if isinstance(found, Entry):
            assert found.line == line
            again = json.dumps(json.loads(line), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            assert again.encode() == line
            assert found.id == hashlib.sha256(b"allied/head/1\0" + json.dumps(
                json.loads(line)["head"], sort_keys=True, separators=(",", ":"), ensure_ascii=False
            ).encode()).hexdigest()  # fmt: skip


@st.composite
def feeds(draw: st.DrawFn) -> list[Entry]:
    """One writer's entries with forks and joins, each following any that came before."""
    found: list[Entry] = []
    for number in range(draw(st.integers(1, 12))):
        prev = draw(st.lists(st.sampled_from(found), max_size=3, unique_by=lambda e: e.id)) if found else []
        seq = max((entry.seq for entry in prev), default=0) + 1
        body = {
            "key": f"{number:032x}",
            "kind": "action",
            "over": [],
            "set": {},
            "step": [f"{number:064x}", 1],
        }
        found.append(
            make(
                ledger=LEDGER,
                by="k3v9x0q2m7ab",
                seq=seq,
                prev=[e.id for e in prev],
                at=AT,
                body=body,
                salt=SALT,
            )
        )
    return found


@given(feeds(), st.data())
def test_links_are_judged_the_same_however_files_are_cut_and_read(
    entries: list[Entry], data: st.DataObject
) -> None:
    followed = {link for entry in entries for link in entry.prev}
    heads = sorted(entry.id for entry in entries if entry.id not in followed)
    order = data.draw(st.permutations(entries))
    cut = data.draw(st.integers(0, len(order)))
    first, second = order[:cut], order[cut:]
    before = Feed("k3v9x0q2m7ab")
    kept = before.take("one", first) + before.settle()
    after = Feed("k3v9x0q2m7ab", before.state())
    kept += after.take("two", second) + after.settle(lambda _: {entry.id: entry.seq for entry in first})
    assert sorted(entry.id for entry in kept) == sorted(entry.id for entry in entries)
    assert after.heads() == heads
    assert after.state()[1] == []
    assert not [problem for problem in [*before.problems, *after.problems] if problem.damage]
