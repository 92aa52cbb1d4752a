"""What a check found, in the forms in which forges show it beside the lines it is about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Final

from ...store.schema import kind as kind_named
from ...store.schema.base import a
from .layout import Item

_GITHUB: Final = {"damage": "error", "invalid": "error", "person": "warning", "note": "notice"}
_WORDS: Final = {
    "value": "a value is none that its field takes",
    "incomplete": "something is missing that it can't do without",
    "nothing": "it names something that is not in this ledger",
    "circle": "it goes round in a circle",
    "two answers": "a question has two answers",
    "handle": "its handle is taken twice",
}
_GITLAB: Final = {"damage": "blocker", "invalid": "major", "person": "minor", "note": "info"}


def of(form: str, items: Sequence[Item]) -> str:
    """Return findings as GitHub's workflow commands, a line each, or as GitLab's code quality report, a JSON list."""
    return "".join(map(_command, items)) if form == "github" else json.dumps([*map(_issue, items)]) + "\n"


def _command(item: Item) -> str:
    where = [f"file={_property(item['file'])}"] if item["file"] else []
    where += [f"line={item['line']}"] if item["line"] else []
    where += [f"title={_property(str(item['code']))}"]
    return f"::{_GITHUB[item['level']]} {','.join(where)}::{_data(_said(item))}\n"


def _issue(item: Item) -> Item:
    said = _said(item)
    mark = "\0".join((item["code"], item["file"], str(item["line"]), said))
    return {
        "description": said,
        "check_name": f"allied-{item['code'].replace(' ', '-')}",
        "fingerprint": hashlib.sha256(mark.encode("utf-8", "replace")).hexdigest(),
        "severity": _GITLAB[item["level"]],
        "location": {"path": item["file"] or "allied.toml", "lines": {"begin": item["line"] or 1}},
    }


def _said(item: Item) -> str:
    """Return what a finding comes to; of a document no name and no value, since logs are read by more than clones."""
    if item["kind"]:
        return f"{a(kind_named(item['kind']).noun).capitalize()}: {_WORDS.get(item['code'], item['code'])}."
    return f"{item['file']} {item['reason']}".strip()


def _data(text: str) -> str:
    """Return text as the message of a workflow command takes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return text as a property of a workflow command takes it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
