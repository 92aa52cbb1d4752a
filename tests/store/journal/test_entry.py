"""A line that two programs could take for two different things must not get in."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest
from allied.store.journal import canonical
from allied.store.journal.canonical import BadJson
from allied.store.journal.entry import BadLine, Entry, make, parse

from .making import AT, LEDGER, body

BY = "k3v9x0q2m7ab"
SALT = "5a" * 32
BODY = {**body(title="Call"), "step": ["cd" * 32, 1]}


def made(**changes: Any) -> Entry:
    said: dict[str, Any] = {
        "ledger": LEDGER,
        "by": BY,
        "seq": 1,
        "prev": [],
        "at": AT,
        "body": BODY,
        "salt": SALT,
    }
    return make(**{**said, **changes})


def signed(head: dict[str, Any] | None = None, body: Any = BODY, salt: Any = SALT, **more: Any) -> bytes:
    """Return a line whose digests are right, whatever it says."""
    bound = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    bh = hmac.digest(bytes.fromhex(SALT), b"allied/body/1\0" + bound, "sha256").hex()
    full = {"at": AT, "bh": bh, "by": BY, "ledger": LEDGER, "prev": [], "seq": 1, "v": 1, **(head or {})}
    whole = {"body": body, "head": full, "salt": salt, **more}
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def refused(line: bytes) -> str:
    with pytest.raises(BadLine) as bad:
        parse(line, LEDGER)
    return bad.value.reason


def test_what_is_made_reads_back() -> None:
    entry = made(prev=["ff" * 32, "0e" * 32], seq=4)
    assert parse(entry.line, LEDGER) == entry
    assert entry.prev == ("0e" * 32, "ff" * 32)
    assert (entry.kind, entry.key, entry.set, entry.step) == (
        "action",
        "0" * 31 + "1",
        {"title": "Call"},
        ("cd" * 32, 1),
    )


def test_the_digests_are_those_of_the_format() -> None:
    entry = made()
    bound = canonical.dumps(BODY)
    head = canonical.dumps(json.loads(entry.line)["head"])
    assert (
        json.loads(entry.line)["head"]["bh"]
        == hmac.new(bytes.fromhex(SALT), b"allied/body/1\0" + bound, "sha256").hexdigest()
    )
    assert entry.id == hashlib.sha256(b"allied/head/1\0" + head).hexdigest()
    assert entry.line == b'{"body":' + bound + b',"head":' + head + b',"salt":"' + SALT.encode() + b'"}'


def test_a_text_may_hold_what_only_splitlines_would_split() -> None:
    entry = made(body={**BODY, "set": {"title": "one\u2028two\u2029three\x0b\x0c\x1c\x85four"}})
    assert parse(entry.line, LEDGER).set["title"] == "one\u2028two\u2029three\x0b\x0c\x1c\x85four"
    assert b"\n" not in entry.line


def test_unknown_keys_and_fields_and_kinds_are_kept() -> None:
    line = signed({"more": 1}, {**BODY, "kind": "treaty", "colour": ["red"]}, zz={"sig": "x"})
    entry = parse(line, LEDGER)
    assert entry.line == line and entry.kind == "treaty"
    assert entry.body is not None and entry.body["colour"] == ["red"]


def test_an_erased_body_leaves_a_head_that_still_links() -> None:
    entry = made()
    head = json.loads(entry.line)["head"]
    erased = parse(canonical.dumps({"head": head}), LEDGER)
    assert erased.id == entry.id and erased.body is None and erased.set == {} and erased.kind == ""


def test_a_newer_form_is_said_to_be_newer() -> None:
    assert "newer" in refused(signed({"v": 2}))


@pytest.mark.parametrize(
    "head",
    [
        {"v": True},
        {"v": 0},
        {"v": "1"},
        {"ledger": "00" * 16},
        {"by": "K3V9X0Q2M7AB"},
        {"by": "short"},
        {"by": "k3v9x0q2m7ä1"},
        {"seq": 0},
        {"seq": True},
        {"seq": "1"},
        {"at": "2026-11-23T10:20:01Z"},
        {"at": "2026-13-23T10:20:01.123Z"},
        {"at": "2026-02-30T10:20:01.123Z"},
        {"at": "2025-02-29T10:20:01.123Z"},
        {"at": "2026-11-23T24:20:01.123Z"},
        {"at": "2026-11-23T10:60:01.123Z"},
        {"at": "2026-11-23T10:20:61.123Z"},
        {"at": "٢026-11-23T10:20:01.123Z"},
        {"at": None},
        {"prev": ["AB" * 32]},
        {"prev": ["ab" * 32, "ab" * 32]},
        {"prev": ["ff" * 32, "00" * 32]},
        {"prev": ["ab" * 31 + "a "]},
        {"prev": "ab" * 32},
        {"prev": [1]},
        {"bh": "00" * 32},
    ],
)  # fmt: skip
def test_heads_that_are_none(head: dict[str, Any]) -> None:
    assert refused(signed(head))


@pytest.mark.parametrize(
    "change",
    [
        {"key": "AB" * 16}, {"key": 1}, {"kind": 1}, {"set": []}, {"set": "x"}, {"over": "x"},
        {"over": ["x"]}, {"over": {}}, {"step": ["cd" * 32]}, {"step": ["cd" * 32, 0]}, {"step": ["x", 1]},
        {"step": ["cd" * 32, True]}, {"step": "ab"}, {"step": {}}, {"undoes": "x"}, {"note": 1},
        {"note": None}, {"key": "ab"}, {"undoes": None},
    ],
)  # fmt: skip
def test_bodies_that_are_none(change: dict[str, Any]) -> None:
    assert refused(signed(body={**BODY, **change}))


def test_a_missing_part_of_the_head_is_named() -> None:
    whole = json.loads(made().line)
    for part in list(whole["head"]):
        head = {name: value for name, value in whole["head"].items() if name != part}
        assert "without" in refused(canonical.dumps({**whole, "head": head})) or part == "v"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"a":1,"a":1}', "canonical"),
        ('{"b":1,"a":1}', "canonical"),
        ('{"a": 1}', "canonical"),
        (' {"a":1}', "canonical"),
        ('{"a":1}\r', "canonical"),
        ('{"a":NaN}', "NaN"),
        ('{"a":Infinity}', "Infinity"),
        ('{"a":-Infinity}', "Infinity"),
        ('{"a":1.5}', "integer"),
        ('{"a":1.0}', "integer"),
        ('{"a":1e2}', "integer"),
        ('{"a":-0}', "canonical"),
        ('{"a":9007199254740992}', "beyond"),
        ('{"a":-9007199254740992}', "beyond"),
        ('{"a":' + "9" * 5000 + "}", "digits"),
        ('{"a":"\\ud800"}', "surrogate"),
        ('{"\\udfff":1}', "surrogate"),
        ('{"a":"\\u0041"}', "canonical"),
        ('{"a":"\\/"}', "canonical"),
        ('{"a":"\\u00e9"}', "canonical"),
        ('{"a":"\\u001F"}', "canonical"),
        ('{"a":"\\u000a"}', "canonical"),
        ('{"a":"e\u0301"}', "NFC"),
        ('{"e\u0301":1}', "NFC"),
        ('{"a":"\u212b"}', "NFC"),
        ("[" * 17 + "]" * 17, "deep"),
        ('{"a":' * 17 + "1" + "}" * 17, "deep"),
        ("[" * 30000 + "]" * 30000, "deep"),
        ("\ufeff{}", "JSON"),
        ("{}{}", "JSON"),
        ("", "JSON"),
        ("'a'", "JSON"),
    ],
)
def test_json_that_is_not_canonical(text: str, why: str) -> None:
    with pytest.raises(BadJson, match=why):
        canonical.loads(text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    "data", [b"\xff", b'"\xed\xa0\x80"', b'"\xc0\x80"', '{"a":1}'.encode("utf-16"), b'"\x00"']
)
def test_bytes_that_are_no_text(data: bytes) -> None:
    with pytest.raises(BadJson):
        canonical.loads(data)


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), 2**53, "\ud800", "e\u0301", {1: 2}, {"a": {"b": b"x"}}, {"s": {1}}]
)
def test_values_without_a_canonical_form_are_not_written(value: Any) -> None:
    with pytest.raises(BadJson):
        canonical.dumps(value)


def test_sixteen_levels_are_read_and_written_and_seventeen_are_not() -> None:
    deep: Any = "x"
    for _ in range(13):  # below the line, its body and `set`
        deep = [deep]
    assert parse(made(body={**BODY, "set": {"a": deep}}).line, LEDGER).set["a"] == deep
    with pytest.raises((BadJson, BadLine)):
        made(body={**BODY, "set": {"a": [deep]}})


def test_a_line_of_64_kib_is_read_and_a_longer_one_is_not() -> None:
    room = 64 * 1024 - len(made(body={**BODY, "note": ""}).line)
    assert len(made(body={**BODY, "note": "x" * room}).line) == 64 * 1024
    with pytest.raises(BadLine, match="longer"):
        made(body={**BODY, "note": "x" * (room + 1)})


def test_keys_are_sorted_by_code_point() -> None:
    assert (
        canonical.dumps({"\U0001f600": 1, "\uff5e": 2, "z": 3})
        == '{"z":3,"\uff5e":2,"\U0001f600":1}'.encode()
    )
