"""The lines that help gives to begin with: each is carried out, each command has one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from allied.commands.reference.examples import EXAMPLES
from allied.commands.table import COMMANDS

from .conftest import run

LINES = [(f"{noun} {verb}", line) for (noun, verb), lines in EXAMPLES.items() for line in lines]

SCENE = (
    ("me", "Ana Lima"),
    ("coalition", "set", "--time-zone", "Europe/Lisbon"),
    ("member", "add", "Amis", "--region", "FR", "--audience", "public"),
    ("member", "add", "Green Roofs"),
    ("member", "add", "Roofs Green"),
    ("member", "add", "Bund"),
    ("contact", "add", "Bo Berg", "--member", "bund"),
    ("group", "add", "Core group", "--handle", "core", "--remit", "decides", "--member", "amis=chair"),
    ("initiative", "add", "Night trains", "--handle", "trains", "--ask", "We ask for night trains."),
    ("optin", "in", "amis", "bund", "trains", "--visibility", "public"),
    ("optin", "plan", "green-roofs", "trains"),
    ("action", "add", "Book a room", "--tag", "hall", "--due", "fri"),
    ("action", "add", "Print posters"),
    ("decision", "add", "Do we sign?", "--initiative", "trains", "--rule", "consent"),
    ("decision", "open", "Do we sign?", "--asked", "amis", "--asked", "bund", "--asked", "green-roofs"),
    ("decision", "position", "Do we sign?", "bund", "block", "--reason", "Too early."),
    ("decision", "add", "Which city?"),
    ("decision", "record", "Old rule?", "--outcome", "Yes."),
    ("decision", "record", "New rule?", "--outcome", "No."),
    ("meeting", "add", "Planning", "--starts", "2026-11-20 10:00"),
)
FILES = {
    "names.txt": "Hill Farmers\nLake Swimmers\n",
    "titles.txt": "Call the mayor\n",
    "ask.txt": "We demand night trains.\n",
    "lines.jsonl": '["member", "add", "Delta"]\n',
    "members.csv": "name,country\nHill Farmers,PT\n",
    "replies.csv": "Org,Answer\nAmis,Oui\n",
}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which every example makes sense, to be copied and never touched."""
    root = tmp_path_factory.mktemp("examples") / "ledger"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLIED_NOW", "2026-11-23T10:20:00Z")
        patch.delenv("CI", raising=False)
        assert run("init", str(root), "--name", "Rivers").code == 0
        for line in SCENE:
            outcome = run("-C", str(root), *line)
            assert outcome.code == 0, (line, outcome.err)
        _cross(root)
    for name, text in FILES.items():
        (root / name).write_text(text)
    bare = root.parent / "shared.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(bare)], check=True)
    assert run("-C", str(root), "remote", "add", str(bare)).code == 0
    assert run("-C", str(root), "sync").code == 0
    subprocess.run(["git", "remote", "set-url", "origin", "../shared.git"], cwd=root, check=True)
    return root


def _cross(root: Path) -> None:
    """Have two people call one member differently."""
    from allied.store.ledger import Change, Ledger

    ledger = Ledger.open(root)
    key = ledger.find("member", "green-roofs")[1]
    over = tuple(setting.mark.id for setting in ledger.book.live("member", key)["name"])
    for name in ("Green Roofs e.V.", "The Green Roofs"):
        ledger.write([Change("member", key, {"name": name}, over)])


def test_every_command_has_an_example() -> None:
    there = {(noun, verb) for noun, entry in COMMANDS.items() for verb in (entry.verbs or {noun: ""})}
    assert set(EXAMPLES) == there
    assert all(lines for lines in EXAMPLES.values())
    for (noun, verb), lines in EXAMPLES.items():
        words = noun if noun == verb else f"{noun} {verb}"
        assert all(f"allied {words}" in line for line in lines), (noun, verb)


@pytest.mark.parametrize(("command", "line"), LINES, ids=[line for _, line in LINES])
def test_an_example_works(command: str, line: str, scene: Path, tmp_path: Path) -> None:
    root = tmp_path / "ledger"
    shutil.copytree(scene, root, symlinks=True, ignore=shutil.ignore_patterns("book"))
    shutil.copytree(scene.parent / "shared.git", tmp_path / "shared.git")
    found = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{found}{os.pathsep}{os.environ['PATH']}", "EDITOR": "true"}
    environment |= {"ALLIED_NOW": "2026-11-23T10:20:00Z", "TZ": "UTC"}
    for name in ("CI", "VISUAL", "ALLIED_LEDGER", "COLUMNS"):
        environment.pop(name, None)
    if command == "member resume":
        environment["ALLIED_NOW"] = "2026-11-23T10:21:00Z"
    if command == "serve serve":  # it would serve until somebody ends it
        line = f"timeout --signal INT 20 {line} --host 0.0.0.0"
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    if command == "tui tui":
        assert done.returncode == 2 and "in a terminal only" in done.stderr
        return
    if command == "serve serve":
        assert done.returncode == 2 and "this machine alone" in done.stderr
        return
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_help_shows_the_examples() -> None:
    text = run("member", "pause", "--help").text
    assert "Examples:\n  allied member pause amis green-roofs\n" in text


def test_spec_is_all_of_it() -> None:
    spec = json.loads(run("spec", "--json").out)["item"]
    words = [" ".join(one["words"]) for one in spec["commands"]]
    assert {"member add", "optin matrix", "today", "settle"} <= set(words)
    (adding,) = (one for one in spec["commands"] if one["words"] == ["member", "add"])
    fields = {name for one in adding["parameters"] for name in one["names"] if one["section"] == "Fields"}
    assert {"--region", "--capacity", "--exposure", "--audience"} <= fields
    assert adding["examples"] == list(EXAMPLES["member", "add"])
    assert spec["exit_codes"]["needs_person"] == 5 and "member" in spec["schema"]["kinds"]
    assert json.loads(run("spec").out) == spec
