"""The entry: one immutable change, one line of canonical JSON whose head binds its body by a digest."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, cast

from . import canonical
from .canonical import BadJson, Json

VERSION = 1
MAX_LINE = 64 * 1024

BODY = b"allied/body/1\0"
HEAD = b"allied/head/1\0"

_HEX = frozenset("0123456789abcdef")
_WRITER = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_HEAD_KEYS = frozenset(("at", "bh", "by", "ledger", "prev", "seq", "v"))
_SHAPE = "0000-00-00T00:00:00.000Z"
_DIGITS = str.maketrans("123456789", "000000000")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class BadLine(ValueError):
    """A line that isn't an entry of this ledger; `reason` completes "the line …"."""

    def __init__(self, reason: str, *, newer: bool = False) -> None:
        """Hold the reason, and whether it is that a later version wrote the line."""
        super().__init__(reason)
        self.reason = reason
        self.newer = newer


class Entry(NamedTuple):
    """One change: head, the known fields of its body, the whole `body` (`None` once erased), and its line.

    `line` has no newline. What an erased or a future body doesn't say is empty here.
    """

    id: str
    at: str
    by: str
    seq: int
    prev: tuple[str, ...]
    kind: str
    key: str
    set: dict[str, Json]
    over: tuple[str, ...]
    step: tuple[str, int]
    undoes: str | None
    note: str | None
    body: dict[str, Json] | None
    line: bytes


def make(
    *, ledger: str, by: str, seq: int, prev: Sequence[str], at: str, body: Mapping[str, Json], salt: str
) -> Entry:
    """Return a new entry; raises `BadJson` or `BadLine` where what it is made of can't be one."""
    whole = dict(body)
    bound = canonical.dumps(whole)
    head: dict[str, Json] = {
        "at": at,
        "bh": hmac.digest(bytes.fromhex(salt), BODY + bound, "sha256").hex(),
        "by": by,
        "ledger": ledger,
        "prev": sorted(prev),
        "seq": seq,
        "v": VERSION,
    }
    line = b'{"body":%b,"head":%b,"salt":"%b"}' % (bound, canonical.dumps(head), salt.encode())
    return parse(line, ledger)


def parse(line: bytes, ledger: str) -> Entry:
    """Return the entry that a line holds, all of it checked; raises `BadLine`."""
    whole = _values(line)
    head, body, salt = whole.get("head"), whole.get("body"), whole.get("salt")
    bare, bound = canonical.encode(head).encode(), canonical.encode(body).encode()
    if len(whole) == 3 and type(salt) is str:
        same = b'{"body":%b,"head":%b,"salt":%b}' % (bound, bare, canonical.encode(salt).encode()) == line
    else:
        same = canonical.encode(whole).encode() == line
    if not same:
        raise BadLine("is not in canonical form")
    if type(head) is not dict:
        raise BadLine("has no head")
    head = cast("dict[str, Json]", head)
    _check_head(head, ledger)
    entry_id = hashlib.sha256(HEAD + bare).hexdigest()
    if "body" not in whole and "salt" not in whole:
        return _entry(entry_id, head, None, line)
    if type(body) is not dict:
        raise BadLine("has a salt but no body")
    if not is_hex(salt, 64):
        raise BadLine("has no salt of 64 hex digits")
    if hmac.digest(bytes.fromhex(cast(str, salt)), BODY + bound, "sha256").hex() != head["bh"]:
        raise BadLine("holds a body that its head does not vouch for")
    body = cast("dict[str, Json]", body)
    _check_body(body)
    return _entry(entry_id, head, body, line)


def is_signature(line: bytes) -> bool:
    """Return whether a line is what a later version may end a segment with: a seal over its lines."""
    if not line.startswith(b'{"seal":{'):
        return False
    try:
        found = _values(line)
    except BadLine:
        return False
    return canonical.encode(found).encode() == line and "head" not in found and "body" not in found


def _values(line: bytes) -> dict[str, Json]:
    if len(line) > MAX_LINE:
        raise BadLine(f"is longer than {MAX_LINE} bytes")
    if not line:
        raise BadLine("is empty")
    try:
        whole: Json = canonical.strict(line)
    except BadJson as error:
        raise BadLine(str(error)) from None
    if type(whole) is not dict:
        raise BadLine("is no JSON object")
    return cast("dict[str, Json]", whole)


def is_hex(value: Json, length: int) -> bool:
    """Return whether *value* is a text of so many lowercase hex digits."""
    return type(value) is str and len(value) == length and _HEX.issuperset(value)


def is_writer(value: Json) -> bool:
    """Return whether *value* is a writer's id: 12 of `[a-z0-9]`."""
    return type(value) is str and len(value) == 12 and _WRITER.issuperset(value)


def is_instant(value: Json) -> bool:
    """Return whether *value* is an instant in UTC as entries write it, `YYYY-MM-DDTHH:MM:SS.mmmZ`."""
    if type(value) is not str or not value.isascii() or value.translate(_DIGITS) != _SHAPE:
        return False
    if not (value[11:13] <= "23" and value[14] <= "5" and value[17] <= "5" and value[5:7] <= "12"):
        return False
    year, month, day = int(value[:4]), int(value[5:7]), int(value[8:10])
    if not (month >= 1 and 1 <= day <= _DAYS[month - 1]):
        return False
    return not (month == 2 and day == 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


def _check_head(head: dict[str, Json], ledger: str) -> None:
    version = head.get("v")
    if type(version) is int and version > VERSION:
        raise BadLine(f"is of a newer form ({version}) than this version of Allied reads", newer=True)
    if not _HEAD_KEYS.issubset(head):
        raise BadLine(f"has a head without {', '.join(sorted(_HEAD_KEYS.difference(head)))}")
    if type(version) is not int or version != VERSION:
        raise BadLine("is of no known form")
    if head["ledger"] != ledger:
        raise BadLine("belongs to another ledger")
    if not is_writer(head["by"]):
        raise BadLine("names no writer")
    if not is_instant(head["at"]):
        raise BadLine("has no instant of the form YYYY-MM-DDTHH:MM:SS.mmmZ")
    if not is_hex(head["bh"], 64):
        raise BadLine("has a head that binds no body")
    if type(head["seq"]) is not int or head["seq"] < 1:
        raise BadLine("has no number in its feed")
    prev = head["prev"]
    if not _is_ids(prev) or any(one >= other for one, other in pairwise(prev)):
        raise BadLine("does not name what it follows as sorted ids")


def _check_body(body: dict[str, Json]) -> None:
    """Refuse known fields of a wrong shape; what is missing or unknown is a later version's matter."""
    kind, key, step = body.get("kind", ""), body.get("key", ""), body.get("step")
    if type(kind) is not str or (key != "" and not is_hex(key, 32)):
        raise BadLine("names no document")
    if type(body.get("set", {})) is not dict:
        raise BadLine("sets no registers")
    if not _is_ids(body.get("over", [])):
        raise BadLine("does not name what it is over as ids")
    if "step" in body and not _is_step(step):
        raise BadLine("names no step")
    if "undoes" in body and not is_hex(body["undoes"], 64):
        raise BadLine("does not name the step it undoes")
    if type(body.get("note", "")) is not str:
        raise BadLine("has a note that is no text")


def _is_step(value: Json) -> bool:
    if type(value) is not list:
        return False
    found = cast("list[Json]", value)
    return len(found) == 2 and is_hex(found[0], 64) and type(found[1]) is int and found[1] >= 1


def _is_ids(value: Json) -> bool:
    return type(value) is list and all(is_hex(m, 64) for m in cast("list[Json]", value))


def _entry(entry_id: str, head: dict[str, Json], body: dict[str, Any] | None, line: bytes) -> Entry:
    said: dict[str, Json] = body if body is not None else {}
    step = said.get("step") or ("", 1)
    return Entry(
        entry_id,
        head["at"],
        head["by"],
        head["seq"],
        tuple(head["prev"]),
        said.get("kind", ""),
        said.get("key", ""),
        said.get("set") or {},
        tuple(said.get("over") or ()),
        (step[0], step[1]),
        said.get("undoes"),
        said.get("note"),
        body,
        line,
    )
