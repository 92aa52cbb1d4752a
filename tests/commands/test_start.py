"""What costs nothing must stay so, and a command line that is wrong must say how it would be right."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from allied.commands import main as entry
from allied.commands.version import VERSION

from .conftest import Allied, run

ROOT = Path(__file__).resolve().parents[2]


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION
    assert run("--version") == (0, f"allied {VERSION}\n".encode(), "")


def test_the_entry_imports_sys_and_os_only() -> None:
    tree = ast.parse(Path(entry.__file__).read_text())
    names = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    assert names == {"sys", "os"}
    assert not [node for node in tree.body if isinstance(node, ast.ImportFrom)]


def test_a_bare_call_off_a_terminal_prints_help_and_fails() -> None:
    bare, asked = run(), run("--help")
    assert (bare.code, asked.code) == (2, 0)
    assert bare.out == asked.out
    assert b"member" in bare.out and b"today" in bare.out
    for more in (["-C", "."], ["--color", "never"]):
        assert run(*more) == bare


@pytest.mark.parametrize(
    ("line", "says", "hint"),
    [
        (["membr"], "no command 'membr'", "allied member"),
        (["member", "ad"], "no command 'ad'", "allied member add"),
        (["member"], "Missing command", "allied member --help"),
        (["member", "add"], "NAME", "allied member add --help"),
        (["member", "add", "X", "--regoin", "EU"], "--regoin", "--region"),
        (["member", "add", "X", "Y"], "unexpected", "allied member add --help"),
        (["member", "list", "--limit"], "--limit", "--help"),
        (["--format", "xml", "member", "list"], "--format is one of", ""),
        (["member", "list", "--json", "--format", "csv"], "contradict", "one of the two"),
        (["--nonsense"], "--nonsense", "--help"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_a_hint(line: list[str], says: str, hint: str) -> None:
    outcome = run(*line)
    assert (outcome.code, outcome.out) == (2, b"")
    error, *hints = outcome.err.splitlines()
    assert error.startswith("allied: ") and says in error
    assert [h.partition(": ")[0] for h in hints] == (["hint"] if hints else [])
    assert hint in "".join(hints)


def test_what_was_typed_is_made_safe_before_it_is_echoed() -> None:
    for line in (["\x1b[31mx"], ["member", "\x1b]52;c;aGk=\x07"], ["member", "add", "x", "--\u202eevil"]):
        outcome = run(*line)
        assert outcome.code == 2
        assert outcome.err.isprintable() or outcome.err.replace("\n", "").isprintable()


def test_an_answer_nobody_reads_to_its_end_is_no_error(ledger: Path) -> None:
    for number in range(30):
        assert run("action", "add", f"Write letter {number}").code == 0
    allied = [sys.executable, "-m", "allied.commands", "action", "list", "--format", "csv"]
    done = subprocess.Popen(allied, cwd=ledger, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.stdout is not None and done.stderr is not None
    done.stdout.close()
    assert done.wait(20) == 0
    assert done.stderr.read() == b""


def test_the_folder_is_named_by_option_or_environment(
    allied: Allied, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("status").code == 3
    assert run("-C", str(ledger), "status").code == 0
    assert run("status", "-C", str(ledger)).code == 0
    monkeypatch.setenv("ALLIED_LEDGER", str(ledger))
    assert run("status").code == 0


def test_an_answer_that_cannot_be_written_is_an_error(ledger: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this machine has no /dev/full")
    for line in (["--version"], ["--help"], ["status"]):
        with open("/dev/full", "wb") as full:
            allied = [sys.executable, "-m", "allied.commands", *line]
            done = subprocess.run(allied, cwd=ledger, stdout=full, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 1
        assert done.stderr.startswith(b"allied: No space left on device")
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", True), ("tui", True), ("-C .", True), ("-C . tui", True), ("-C", False), ("-C no-such-place tui", False),
        ("tui --help", False), ("--json tui", False), ("today", False), ("-C . today", False), ("--help", False),
    ],
)  # fmt: skip
def test_the_full_screen_is_opened_without_a_parser(
    line: str, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from allied.commands.full_screen import asked_for

    monkeypatch.setenv("TERM", "xterm-256color")
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: True)
    assert asked_for(line.split()) is wanted
    monkeypatch.setenv("TERM", "dumb")
    assert not asked_for(line.split())
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    assert not asked_for(line.split())


def test_nothing_of_the_parser_is_loaded_for_the_full_screen() -> None:
    code = (
        "import os, sys; os.environ['TERM'] = 'xterm-256color'\n"
        "sys.stdin.isatty = sys.stdout.isatty = sys.stderr.isatty = lambda: True\n"
        "import allied.tui.app as app; app.run = lambda path: print(path, 'typer' in sys.modules) or 0\n"
        "from allied.commands.main import main; main(['-C', '.', 'tui'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [".", "False"]
