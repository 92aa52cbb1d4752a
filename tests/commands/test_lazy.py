"""Help and completion read a table instead of loading commands: the table must say what the commands do."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import import_module

import pytest
from allied.commands.lazy import command_of, root
from allied.commands.table import COMMANDS
from allied.commands.verb import Verb
from typer import Typer

from .conftest import run

PATHS = [(noun, verb) for noun, entry in COMMANDS.items() for verb in (entry.verbs or {noun: entry.help})]


@pytest.mark.parametrize(("noun", "verb"), PATHS)
def test_a_stub_says_what_the_command_says(noun: str, verb: str) -> None:
    entry = COMMANDS[noun]
    command = command_of(entry, verb)
    said = entry.verbs[verb] if entry.verbs is not None else entry.help
    assert isinstance(command, Verb)
    assert inspect.cleandoc(command.help or "").splitlines()[0] == said
    assert said.endswith(".") and said[0].isupper()


@pytest.mark.parametrize("noun", COMMANDS)
def test_the_table_names_every_verb_of_a_module_and_no_other(noun: str) -> None:
    entry = COMMANDS[noun]
    app = import_module(f"allied.commands.{entry.module}").app
    assert isinstance(app, Typer)
    assert [info.name for info in app.registered_commands] == list(entry.verbs or {noun: ""})


@pytest.mark.parametrize(("noun", "verb"), PATHS)
def test_help_of_every_command_is_shown(noun: str, verb: str) -> None:
    line = [noun] if noun == verb else [noun, verb]
    outcome = run(*line, "--help")
    assert (outcome.code, outcome.err) == (0, "")
    assert f"Usage: allied {' '.join(line)}" in outcome.text
    for option in ("--json", "--format", "--quiet", "--no-input", "-C DIR"):
        assert option in outcome.text


def test_help_of_every_option_says_something() -> None:
    for noun, verb in PATHS:
        for param in command_of(COMMANDS[noun], verb).params:
            assert getattr(param, "help", None), (noun, verb, param.name)


def test_help_names_every_command() -> None:
    text = run("--help").text
    assert all(f"\n  {noun} " in text for noun in COMMANDS)
    assert list(root().commands) == list(COMMANDS)
    for noun, entry in COMMANDS.items():
        if entry.verbs is not None:
            listed = run(noun, "--help").text
            assert all(f"\n  {verb} " in listed for verb in entry.verbs)


def test_help_loads_no_command_and_no_ledger() -> None:
    show = "import sys; from allied.commands.main import main; main(sys.argv[1:]); print(*sys.modules)"
    for line in (["--help"], ["member", "--help"]):
        done = subprocess.run([sys.executable, "-c", show, *line], capture_output=True, text=True, check=True)
        loaded = set(done.stdout.split())
        assert "allied.commands.lazy" in loaded
        assert loaded.isdisjoint({"allied.commands.member", "allied.store.ledger", "rich", "textual", "json"})
