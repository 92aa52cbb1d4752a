"""Lists are narrowed the same way everywhere: what a filter lets through, and in which order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from allied.commands.lazy import command_of
from allied.commands.table import COMMANDS
from allied.store.ledger import Change, Ledger

from .conftest import run

KINDS = [noun for noun, entry in COMMANDS.items() if entry.verbs and "list" in entry.verbs]


@pytest.fixture
def working(ledger: Path) -> Path:
    """A ledger with a few actions that differ in everything."""
    for line in (
        ["member", "add", "Amis", "--handle", "amis", "--region", "FR", "--region", "BE", "--topic", "law"],
        ["member", "add", "Bäche für Alle", "--handle", "baeche", "--region", "DE", "--status", "paused"],
        ["contact", "add", "Bo Berg", "--member", "amis", "--email", "bo@amis.example"],
        ["initiative", "add", "Letter", "--handle", "letter"],
        [
            "action",
            "add",
            "one",
            "--owner",
            "amis",
            "--due",
            "2026-11-20",
            "--tag",
            "hall",
            "--priority",
            "urgent",
        ],
        [
            "action",
            "add",
            "two",
            "--owner",
            "baeche",
            "--due",
            "2026-11-27",
            "--tag",
            "hall",
            "--tag",
            "press",
        ],
        [
            "action",
            "add",
            "three",
            "--initiative",
            "letter",
            "--note",
            "À côté de la rivière",
            "--hours",
            "12",
        ],
        ["action", "add", "four", "--priority", "low", "--due", "2026-12-24", "--hours", "3"],
        ["decision", "add", "Which?", "--closes", "2026-11-27 23:30 Europe/Lisbon"],
    ):
        outcome = run(*line)
        assert outcome.code == 0, outcome.err
    one = json.loads(run("action", "list", "one", "--json").out)["items"][0]["id"]
    assert run("action", "done", one).code == 0
    return ledger


def titles(kind: str, *said: str) -> list[str]:
    outcome = run(kind, "list", *said, "--json")
    assert outcome.code == 0, outcome.err
    items = json.loads(outcome.out)["items"]
    return [item.get("handle") or item.get("title") or item.get("name") or item["question"] for item in items]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ([], ["two", "three", "four", "one"]),
        (["--status", "todo"], ["two", "three", "four"]),
        (["--state", "todo"], ["two", "three", "four"]),
        (["--status", "todo", "--status", "done"], ["two", "three", "four", "one"]),
        (["--owner", "amis"], ["one"]),
        (["--owner", "none"], ["three", "four"]),
        (["--initiative", "Letter"], ["three"]),
        (["--tag", "hall"], ["two", "one"]),
        (["--tag", "hall", "--tag", "press"], ["two"]),
        (["--due", "before:fri"], ["one"]),
        (["--due", "after:today"], ["two", "four"]),
        (["--due", "fri"], ["two"]),
        (["--due", "on:2026-11-27"], ["two"]),
        (["--due", "none"], ["three"]),
        (["--priority", "urgent", "--priority", "low"], ["four", "one"]),
        (["--where", "priority=normal"], ["two", "three"]),
        (["--where", "status!=done"], ["two", "three", "four"]),
        (["--where", "hours=3"], ["four"]),
        (["--where", "due=before:fri"], ["one"]),
        (["--where", "note=riviere"], ["three"]),
        (["--where", "waits-on="], ["two", "three", "four", "one"]),
        (["--where", "status=todo", "--where", "tags=press"], ["two"]),
        (["cote", "RIVIERE"], ["three"]),
        (["hall"], ["two", "one"]),
        (["hall", "two"], ["two"]),
        (["--sort", "title"], ["four", "one", "three", "two"]),
        (["--sort", "-title"], ["two", "three", "one", "four"]),
        (["--sort", "priority", "--limit", "1"], ["four"]),
        (["--sort", "-priority", "--limit", "1"], ["one"]),
        (["--sort", "urgency"], ["two", "three", "four", "one"]),
        (["--sort", "-urgency"], ["one", "four", "three", "two"]),
        (["--sort", "-hours", "--limit", "2"], ["three", "four"]),
        (["--limit", "2"], ["two", "three"]),
        (["--limit", "0"], []),
        (["--status", "blocked"], []),
    ],
    ids=" ".join,
)
def test_actions(working: Path, said: list[str], found: list[str]) -> None:
    assert titles("action", *said) == found


@pytest.mark.parametrize(
    ("kind", "said", "found"),
    [
        ("member", ["--region", "FR"], ["amis"]),
        ("member", ["--region", "FR", "--region", "BE"], ["amis"]),
        ("member", ["--region", "FR", "--region", "DE"], []),
        ("member", ["--status", "active"], ["amis"]),
        ("member", ["bache"], ["baeche"]),
        ("member", ["--sort", "-handle"], ["baeche", "amis"]),
        ("contact", ["--member", "amis"], ["Bo Berg"]),
        ("contact", ["--member", "baeche"], []),
        ("decision", ["--closes", "on:2026-11-27"], ["Which?"]),
        ("decision", ["--closes", "before:2026-11-27"], []),
        ("decision", ["--status", "draft"], ["Which?"]),
    ],
)
def test_other_kinds(working: Path, kind: str, said: list[str], found: list[str]) -> None:
    assert titles(kind, *said) == found


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_has_the_general_filters(kind: str) -> None:
    params = command_of(COMMANDS[kind], "list").params
    options = {option for param in params for option in param.opts}
    assert {"--where", "--sort", "--limit"} <= options
    if kind in ("action", "decision", "member", "optin", "initiative"):
        assert "--status" in options


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "table"])
def test_an_empty_list_is_no_error_and_no_prose(ledger: Path, kind: str, form: str) -> None:
    outcome = run(kind, "list", "--format", form)
    assert outcome.code == 0
    if form == "json":
        assert json.loads(outcome.out) == {"allied": 1, "kind": kind, "count": 0, "items": []}
    elif form in ("csv", "tsv"):
        assert outcome.out.count(b"\n") == 1 and outcome.out.startswith(b"id")
    else:
        assert outcome.out == b""


def test_csv_and_tsv_hold_what_a_cell_can_hold(ledger: Path) -> None:
    import csv
    import io

    note = 'Said: "a, b"\nand\ta \\ tab; =SUM(A1)'
    assert run("member", "add", "Amis", "--note", note, "--region", "FR", "--region", "BE").code == 0
    text = run("member", "list", "--format", "csv").out.decode()
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["note"], row["regions"], row["website"]) == (note, "BE;FR", "")
    head, line = run("member", "list", "--format", "tsv").out.decode().splitlines()
    cells = dict(zip(head.split("\t"), line.split("\t"), strict=True))
    assert cells["note"].replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\") == note


@pytest.mark.parametrize("value", [5, True, "x", [], ["x"], {}, {"at": 5}, {"x": 1}, [1, 2], [None]])
def test_values_of_no_known_shape_are_listed_all_the_same(ledger: Path, value: object) -> None:
    """A newer version, or somebody's own program, may have written what this version knows no form of."""
    book = Ledger.open(ledger)
    fields = ("due", "hours", "owner", "status", "priority", "note", "title", "tags/x", "recurrence")
    book.write([Change("action", f"{n:032x}", {"title": "t", name: value}) for n, name in enumerate(fields)])
    book.write([Change("decision", f"{99:032x}", {"question": "q", "closes": value, "closing": value})])
    for form in ("json", "csv", "table"):
        for line in (
            ["action", "list"],
            ["action", "list", "--due", "before:fri"],
            ["decision", "list"],
            ["today"],
        ):
            assert run(*line, "--format", form).code == 0, line
        for sort in ("due", "hours", "-status", "title", "tags", "note"):
            assert run("action", "list", "--sort", sort, "--format", form).code == 0, sort
