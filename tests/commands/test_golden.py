"""Scripts read these bytes: a change here is a change of what people's scripts get.

`ALLIED_GOLDEN=write pytest tests/commands/test_golden.py` writes the files anew; look at the difference.
"""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path

import pytest

from . import day
from .conftest import Outcome, run

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "commands"
FORMATS = ("table", "json", "jsonl", "csv", "tsv")
WRITES = os.environ.get("ALLIED_GOLDEN") == "write"

VIEWS: dict[str, tuple[str, ...]] = {
    **{
        f"{kind}-list": (kind, "list")
        for kind in ("member", "contact", "group", "initiative", "optin", "action", "meeting")
    },
    "decision-list": ("decision", "list"),
    "member-show": ("member", "show", "edri"),
    "contact-show": ("contact", "show", "Bo Berg"),
    "group-show": ("group", "show", "core"),
    "initiative-show": ("initiative", "show", "letter"),
    "optin-show": ("optin", "show", "edri", "letter"),
    "coalition-show": ("coalition", "show"),
    "me": ("me",),
    "show": ("show", "amis"),
    "meeting-show": ("meeting", "show", "Monday round"),
    "initiative-mix": ("initiative", "mix", "letter"),
    "initiative-credit": ("initiative", "credit", "letter"),
    "optin-matrix": ("optin", "matrix"),
    "optin-proof": ("optin", "proof", "edri", "letter"),
    "today": ("today",),
    "today-for": ("today", "--for", "edri"),
    "chase": ("chase",),
    "workload": ("workload",),
    "participation": ("participation",),
    "stale": ("stale",),
    "sunsets": ("sunsets", "--within", "365"),
    "crossed": ("crossed",),
    "history": ("history", "letter"),
    "public": ("member", "list", "--audience", "public"),
    "log": ("log",),
    "log-thing": ("log", "edri"),
    "status": ("status",),
    "none": ("member", "list", "--region", "Atlantis"),
}


@pytest.fixture(scope="module")
def spent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger after the day, read only."""
    import random

    from .conftest import NOW

    root = tmp_path_factory.mktemp("day") / "ledger"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"ALLIED_NOW": NOW, "TZ": "UTC", "ALLIED_LEDGER": str(root)}.items():
            patch.setenv(name, value)
        patch.setattr(os, "urandom", random.Random(7).randbytes)
        assert run("init", str(root), "--name", "Open Rivers").code == 0
        transcript = day.spend()
    said = "".join(_said(line, outcome) for line, outcome in transcript)
    (root.parent / "day.txt").write_bytes(said.replace(str(root), "LEDGER").encode())
    return root


def _said(line: list[str], outcome: Outcome) -> str:
    return f"$ allied {shlex.join(line)}\n{outcome.text}{outcome.err}[{outcome.code}]\n\n"


def _same(name: str, found: bytes) -> None:
    path = FOLDER / name
    if WRITES:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(found)
    assert found == path.read_bytes()


def test_a_first_day_goes_as_it_is_written_down(spent: Path) -> None:
    _same("day.txt", (spent.parent / "day.txt").read_bytes())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("view", VIEWS)
def test_what_is_shown(view: str, form: str, spent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIED_LEDGER", str(spent))
    outcome = run(*VIEWS[view], "--format", form)
    assert outcome.code == 0, outcome.err
    _same(f"{view}.{form}", outcome.out.replace(str(spent).encode(), b"LEDGER"))


@pytest.mark.parametrize("form", FORMATS)
def test_decisions_are_shown_with_their_dissent(
    form: str, spent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLIED_LEDGER", str(spent))
    decision = json.loads(run("decision", "list", "holidays", "--json").out)["items"][0]["id"]
    _same(f"decision-show.{form}", run("decision", "show", decision, "--format", form).out)


@pytest.mark.parametrize("view", VIEWS)
def test_json_is_an_envelope_with_sorted_keys(
    view: str, spent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLIED_LEDGER", str(spent))
    out = run(*VIEWS[view], "--json").out
    envelope = json.loads(out)
    assert envelope["allied"] == 1 and isinstance(envelope["kind"], str)
    if "items" in envelope:
        assert set(envelope) - {"audience", "left_out"} == {"allied", "kind", "count", "items"}
        assert envelope["count"] == len(envelope["items"])
    else:
        assert set(envelope) == {"allied", "kind", "item"}
    again = json.dumps(envelope, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    assert again == out


def test_both_writers_of_json_write_the_same(spent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from allied.commands.shown import shapes

    monkeypatch.setenv("ALLIED_LEDGER", str(spent))
    for view in VIEWS.values():
        small = run(*view, "--json").out
        monkeypatch.setattr(shapes, "MANY", 0)
        assert run(*view, "--json").out == small
        monkeypatch.undo()
        monkeypatch.setenv("ALLIED_LEDGER", str(spent))
