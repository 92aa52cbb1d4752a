"""A ledger in which every text means harm, as no command writes it but anybody could, and what gives harm away."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Change, Ledger
from allied.store.schema import keys, kinds
from allied.store.schema.field import Field, Json
from textual.app import App

from .conftest import key

MARK = "HOSTILE"
PAYLOADS = (
    f"\x1b]52;c;{MARK}\x07",
    f"\x1b[31m{MARK}\x1b[0m",
    f"\x9b31m{MARK}",
    f"\u202e{MARK}\u2066",
    f"[@click=app.quit]{MARK}[/]",
    f"[/]{MARK}[bold",
    f"\x08\r\x00{MARK}\ue000",
    f"\x1b]8;;http://{MARK}\x1b\\{MARK}",
    f"\x1bP1$r{MARK}\x1b\\\x90{MARK}\x9c",
    f"\x1b[777;7H\x1b[6n{MARK}\x85\u2028",
)
"""What a terminal or a markup would obey: clipboard, colours, links, answers typed by the terminal, turned text."""
BAD = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}

_OWN = re.compile(
    r"\x1b(?:\]22;[a-z-]*\x07|\[\?[\d;]*(?:[hl]|\$p)|\[[<>=][\d;]*u|\[>[\d;]*[mq]|\[\?u|\[[\d;]*[mH]|\[c|[78])"
)
"""What the full screen itself says to a terminal besides text: modes, colours, where the cursor is, how it looks."""
_COPIED = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
"""What somebody has copied: safe too, or it would act where it is pasted."""


def acting(app: App[Any]) -> list[str]:
    """Return the lines on the terminal that hold a character or a link that could act."""
    found = []
    for strip in app.screen._compositor.render_strips():
        if any(unicodedata.category(c) in BAD and c not in "\u200c\u200d" for c in strip.text):
            found.append(ascii(strip.text))
        for segment in strip:
            if segment.style and segment.style.meta and "@click" in segment.style.meta:
                found.append(f"a link: {segment.text!r}")
            if segment.style and segment.style.link:
                found.append(f"a link: {segment.text!r}")
    return found


def foreign(output: bytes) -> list[str]:
    """Return what of a program's output a terminal would act on, but for the full screen's own."""
    text = output.decode("utf-8", "surrogateescape")
    found = [text[at : at + 40] for at in _payloads(text)]
    rest = _OWN.sub("", _COPIED.sub(_copied, text))
    for line in re.split(r"[\r\n]+", rest):
        if not line.isprintable():  # of very much output nearly all is
            found += [
                line[max(0, n - 20) : n + 20]
                for n, c in enumerate(line)
                if unicodedata.category(c) in BAD and c not in "\u200c\u200d"
            ]
    return [ascii(one) for one in found]


def _copied(said: re.Match[str]) -> str:
    """Return the text that was copied, on one line; what was sent as it is, where that is no copy of ours."""
    try:
        return b64decode(said[1], validate=True).decode().replace("\n", " ")
    except ValueError:
        return said[0]


def _payloads(text: str) -> Iterator[int]:
    """Give where what comes before a mark stands as it is in the ledger, even if it were the full screen's own."""
    for payload in PAYLOADS:
        head = payload.split(MARK)[0]
        if not head.isprintable():
            yield from (hit.start() for hit in re.finditer(re.escape(head + MARK), text))


# What can't be any text if a thing is to be shown where it belongs, by kind; "{n}" is the number of its payload.
_SOUND: dict[str, dict[str, Json]] = {
    "member": {"status": "active"},
    "contact": {"coordination": True},
    "initiative": {"stage": "active", "sunset": "2026-11-30", "needs/members": 99},
    "optin": {"expected_by": "2026-11-20"},
    "action": {"due": "2026-11-01", "hours": 3},
    "decision": {"closes": {"at": "2026-11-24T10:00:00.000Z", "zone": "UTC"}, "rule": "consent"},
    "meeting": {"starts": {"at": "2026-11-23T10:00:00.000Z", "zone": "UTC"}},
}
_STATES = ("in", "asked", "considering", "declined", "withdrawn", "planned")
_STATUSES = ("todo", "doing", "blocked")
_TEXTS = {"Name", "Text", "Words", "Handle", "Url", "Email", "Phone", "Language", "Zone", "Who"}


def fill(ledger: Ledger) -> None:
    """Write every kind of document with harm in each of its fields: once sound otherwise, once in nothing sound."""
    changes = [Change("coalition", keys.COALITION, _texts("coalition", 0))]
    for n, payload in enumerate(PAYLOADS):
        for kind in kinds():
            if kind != "coalition":
                changes.append(Change(kind, named(kind, n), _sound(kind, n)))
                changes.append(Change(kind, key(f"{kind[:2]}w{n}"), _wild(kind, payload)))
    ledger.write(changes, note=PAYLOADS[0])
    for n, payload in enumerate(PAYLOADS):  # a step each, so that each one's note is in the log
        ledger.write([Change("member", named("member", n), {"topics/x": True})], note=payload)
    for answer in ("one", "two"):
        crossing = {"title": PAYLOADS[1] + answer, "note": PAYLOADS[7] + answer}
        ledger.write([Change("action", named("action", 1), crossing, over=())], note=PAYLOADS[3])


def named(kind: str, n: int) -> str:
    """Return the key of the sound document of a kind that holds a payload."""
    if kind == "optin":
        return keys.optin_key(named("initiative", n), named("member", n))
    if kind == "writer":
        return keys.writer_key("coordinator0" if n == 0 else f"stranger000{n:x}")
    return key(f"{kind[:2]}{n}")


def _sound(kind: str, n: int) -> dict[str, Json]:
    """Return a document as the coalition would have it, but for its texts."""
    made = {**_texts(kind, n), **_SOUND.get(kind, {})}
    member, initiative = named("member", n), named("initiative", n)
    if kind in ("contact", "action", "optin"):
        made["owner" if kind == "action" else "member"] = member
    if kind in ("optin", "action", "decision", "meeting"):
        made["initiative"] = initiative
    if kind == "optin":
        made["answer"] = {**made["answer"], "state": _STATES[n % len(_STATES)]}
    elif kind == "action":
        made |= {"status": _STATUSES[n % 3], "assignee": named("contact", n)}
        made[f"waits_on/{named('action', n + 1)}"] = n + 1 < len(PAYLOADS)
    elif kind == "decision":
        others = [named("member", m) for m in range(len(PAYLOADS))]
        said = {"reason": PAYLOADS[n], "speaks_from": PAYLOADS[n], "on_behalf": PAYLOADS[n]}
        stands = ("block", "agree", "reservations")
        made |= {f"asked/{other}": True for other in others}
        made |= {f"positions/{o}": {**said, "position": stands[m % 3]} for m, o in enumerate(others[:-2])}
        made[f"answers/{others[0]}"] = {"state": "addressed", "words": PAYLOADS[n]}
        made["closing"] = {**made["closing"], "status": ("open", "draft", "adopted")[n % 3]}
    elif kind == "meeting":
        made |= {f"attendees/{named('contact', n)}": True, f"attendees/{member}": True}
    elif kind == "group":
        made[f"members/{member}"] = {"role": "chair"}
    return made


def _texts(kind: str, n: int) -> dict[str, Json]:
    """Return the registers of a kind that hold text, with a payload in each."""
    text, made = PAYLOADS[n], dict[str, Json]()
    for field in kinds()[kind].fields.values():
        value = _value(field, text)
        if value is None:
            continue
        if field.record:
            made.setdefault(field.record, {})[field.name] = value
        elif field.map is not None:
            made[f"{field.name}/{_escaped(text) if type(field.map).__name__ == 'Name' else '61' * 8}"] = value
        elif field.many:
            made[f"{field.name}/{_escaped(text)}"] = True
        else:
            made[field.name] = value
    return made


def _value(field: Field, text: str) -> Json:
    """Return a value of a field that is the text, or has it in its parts; `None` where it can't."""
    if (parts := getattr(field.type, "fields", None)) is not None:
        found = {name: value for name, part in parts.items() if (value := _value(part, text)) is not None}
        return ([found] if field.record and field.many else found) or None
    return text if type(field.type).__name__ in _TEXTS else None


def _wild(kind: str, text: str) -> dict[str, Json]:
    """Return registers that hold the text whatever they should hold, and some that no field has."""
    made: dict[str, Json] = {text: text, f"{_escaped(text)}/{_escaped(text)}": [text, {text: text}]}
    for field in kinds()[kind].fields.values():
        name = field.record or field.name
        if field.record:
            made.setdefault(name, {})[field.name] = text
        elif field.map is not None or field.many:
            parts: dict[str, Json] = {part: text for part in getattr(field.type, "fields", ())}
            made[f"{name}/{_escaped(text)}"] = parts or text
        else:
            made[name] = text
    return made


def _escaped(text: str) -> str:
    """Return a text as the name of a register's element."""
    return text.replace("~", "~0").replace("/", "~1")


@pytest.fixture
def hostile(coalition: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a ledger in which every text is hostile, written in another clone."""
    ledger = Ledger.open(coalition)
    fill(ledger)
    ledger.set_me(named("contact", 2))
    return coalition
