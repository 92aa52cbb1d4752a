"""Help, the reference and the manual pages say what the commands do, all of it, from one source."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from allied.commands.errors import Exit
from allied.commands.lazy import command_of
from allied.commands.reference.man import pages
from allied.commands.reference.markdown import markdown
from allied.commands.reference.positions import kinds_at
from allied.commands.reference.topics import ENVIRONMENT, TOPICS
from allied.commands.table import COMMANDS

from .conftest import run

WRITES = os.environ.get("ALLIED_GOLDEN") == "write"
ROOT = Path(__file__).resolve().parents[2]
PATHS = [(noun, verb) for noun, entry in COMMANDS.items() for verb in (entry.verbs or {noun: entry.help})]


def test_the_reference_is_not_stale() -> None:
    path = ROOT / "docs" / "commands.md"
    if WRITES:
        path.write_text(markdown(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == markdown(), "ALLIED_GOLDEN=write pytest writes it anew"


def test_the_reference_names_every_command_and_option() -> None:
    text = markdown()
    for noun, verb in PATHS:
        words = noun if noun == verb else f"{noun} {verb}"
        assert f"\nallied {words}" in text and f"# {words}\n" in text
        for param in command_of(COMMANDS[noun], verb).params:
            for option in param.opts:
                assert option in text or param.param_type_name == "argument"


# Topics


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_shown_as_text_and_as_data(topic: str) -> None:
    text = run("help", topic).text
    assert all(name in text for name in TOPICS[topic].lines)
    item = json.loads(run("help", topic, "--json").out)["item"]
    assert item["lines"] == dict(TOPICS[topic].lines)


def test_every_exit_code_is_explained() -> None:
    assert set(TOPICS["exit-codes"].lines) == {str(int(code)) for code in Exit}


def test_every_variable_that_is_read_is_explained() -> None:
    """A variable is read by `os.environ`, or through a constant whose text is its name."""
    read: set[str] = set()
    for folder in ("store", "commands", "tui"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            if "os.environ" not in text:
                continue
            read |= set(re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', text))
            read |= set(re.findall(r'^[A-Z_]+(?:: Final)? = "((?:ALLIED_)[A-Z_]+)"', text, re.MULTILINE))
            read |= set(re.findall(r'"(VISUAL|EDITOR)"', text))
    read -= {"TYPER_USE_RICH"}
    assert {"ALLIED_LEDGER", "NO_COLOR", "EDITOR"} <= read
    assert read <= set(ENVIRONMENT)


def test_help_on_a_command_is_its_own_help() -> None:
    assert run("help", "member", "add").text.strip() == run("member", "add", "--help").text.strip()
    assert run("help", "member").text.strip() == run("member", "--help").text.strip()
    assert "allied help TOPIC" in run("help").text and "exit-codes" in run("help").text
    for words in (["nothing"], ["member", "grow"], ["today", "too"]):
        outcome = run("help", *words)
        assert outcome.code == 2 and outcome.err.count("\n") == 2


# Manual pages


def test_manual_pages_are_made_of_the_same(tmp_path: Path) -> None:
    found = dict(pages())
    assert set(found) >= {"allied.1", "allied-member-add.1", "allied-today.1", "allied-exit-codes.7"}
    for name, text in found.items():
        assert text.startswith(".TH ") and ".SH NAME\n" in text, name
        for line in text.splitlines():
            assert not line.startswith("'"), (name, line)
            assert not line.startswith(".") or re.match(r"\.(TH|SH|TP|B|nf|fi)\b", line), (name, line)


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_troff_takes_the_manual_pages(tmp_path: Path) -> None:
    for name, text in pages():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        done = subprocess.run(
            ["groff", "-K", "utf8", "-man", "-ww", "-z", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), name


# What completion knows without loading a command


@pytest.mark.parametrize(("noun", "verb"), PATHS)
def test_what_an_argument_names_is_what_the_command_takes(noun: str, verb: str) -> None:
    arguments = [p for p in command_of(COMMANDS[noun], verb).params if p.param_type_name == "argument"]
    named = {
        "MEMBER": "member",
        "OTHER": {"member": "member", "action": "action"}.get(noun, ""),
        "OLDER": "decision",
        "CONTACT": "contact",
        "GROUP": "group",
        "INITIATIVE": "initiative",
        "ACTION": "action",
        "DECISION": "decision",
        "MEETING": "meeting",
        "THING": "member",
        "WHO": "contact",
        "OPTIN": "optin",
    }
    for place, argument in enumerate(arguments):
        words = str(argument.metavar).strip("[].").split("|")  # pyright: ignore[reportAttributeAccessIssue]
        kinds = {named[word] for word in words if word in named}
        if kinds:
            assert kinds & set(kinds_at(noun, verb, place)), (noun, verb, argument.name)
