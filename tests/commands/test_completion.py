"""Completion as the shells ask for it: quick, right, and never a word out of place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from allied.commands.main import main
from allied.commands.reference.completing import complete

from .conftest import Allied, Outcome, run

BIN = Path(sys.executable).parent


@pytest.fixture
def scene(allied: Allied) -> Allied:
    for name in ("Amis", "Amsel Trust", "Bund"):
        assert allied("member", "add", name).code == 0
    assert allied("me", "Ana Lima").code == 0
    assert allied("initiative", "add", "Night trains", "--handle", "trains").code == 0
    assert allied("action", "add", "Book a room").code == 0
    assert allied("decision", "add", "Do we?").code == 0
    return allied


def words(*args: str) -> list[str]:
    return [word for word, _ in complete(args)]


def asked(*args: str, shell: str = "bash") -> Outcome:
    """Return what the shell would be told."""
    import io

    out, err = io.StringIO(), io.StringIO()
    kept = sys.stdout, sys.stderr
    os.environ["_ALLIED_COMPLETE"] = shell
    sys.stdout, sys.stderr = out, err
    try:
        code = main(list(args))
    finally:
        sys.stdout, sys.stderr = kept
        del os.environ["_ALLIED_COMPLETE"]
    return Outcome(code, out.getvalue().encode(), err.getvalue())


def test_nouns_verbs_and_flags(scene: Allied) -> None:
    assert {"member", "optin", "today", "help"} <= set(words(""))
    assert words("mem") == ["member"]
    assert {"add", "set", "merge"} <= set(words("member", ""))
    assert words("member", "me") == ["merge"]
    assert words("nothing", "") == [] and words("member", "nothing", "") == []
    assert {"--region", "--status", "--json"} <= set(words("member", "list", "--"))
    assert words("member", "add", "X", "--expo") == ["--exposure"]
    assert {"--format", "--audience"} <= set(words("--"))
    assert "member" in words("help", "m") and "exit-codes" in words("help", "ex")


def test_handles_and_ids(scene: Allied) -> None:
    assert words("member", "show", "am") == ["amis", "amsel-trust"]
    assert words("member", "show", "amsel-") == words("member", "show", "amsel-tr") == ["amsel-trust"]
    assert words("member", "pause", "amis", "") == ["amis", "amsel-trust", "bund"]
    assert words("optin", "in", "b") == ["bund"]
    assert words("optin", "in", "bund", "tr") == ["trains"]
    assert words("initiative", "credit", "trains", "am") == ["amis", "amsel-trust"]
    (action,) = words("action", "done", "")
    assert len(action) == 8 and run("action", "show", action).code == 0
    assert words("action", "done", action[:3]) == [action]
    assert "@me" in words("contact", "show", "@")
    assert "trains" in words("show", "t") and "amis" in words("history", "am")


def test_values_of_options(scene: Allied) -> None:
    assert words("member", "list", "--status", "p") == ["prospect", "paused"]
    assert words("member", "list", "--status=p") == ["prospect", "paused"]
    assert words("member", "list", "--status", "=", "p") == ["prospect", "paused"]
    assert words("member", "list", "--status", "=") == ["prospect", "active", "paused", "left"]
    assert words("action", "add", "X", "--owner", "am") == ["amis", "amsel-trust"]
    assert words("optin", "list", "--initiative", "t") == ["trains"]
    assert words("member", "list", "--format", "j") == ["json", "jsonl"]
    assert words("action", "set", "--status", "todo", "") == words("action", "set", "")


def test_words_of_a_vocabulary(scene: Allied) -> None:
    assert words("initiative", "stage", "trains", "a") == ["active"]
    (decision,) = words("decision", "show", "")
    assert "block" in words("decision", "position", decision, "amis", "bl")
    assert "adopted" in words("decision", "close", decision, "ad")


def test_the_ledger_that_is_named(scene: Allied, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert words("-C", str(ledger), "member", "show", "am") == ["amis", "amsel-trust"]
    monkeypatch.setenv("ALLIED_LEDGER", str(ledger))
    assert words("member", "show", "am") == ["amis", "amsel-trust"]


def test_what_changed_is_completed_and_what_is_gone_is_not(scene: Allied) -> None:
    assert scene("member", "set", "amis", "--handle", "friends").code == 0
    assert words("member", "show", "") == ["amsel-trust", "bund", "friends"]
    assert scene("action", "done", "Book a room").code == 0
    assert words("action", "done", "") == []


def test_a_handle_that_a_shell_would_act_on_is_not_offered(scene: Allied, ledger: Path) -> None:
    from allied.store.ledger import Change, Ledger

    for number, handle in enumerate(("am$(id)", "am`id`", "am x", "am;id", "am\x1b[2J", "am'x")):
        Ledger.open(ledger).write([Change("member", f"{number:032x}", {"name": "X", "handle": handle})])
    assert asked("member", "show", "am").out == b"amis\namsel-trust\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "", "nothing"])
def test_it_never_fails_aloud(
    shell: str, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (ledger / "feeds").rglob("*.jsonl"):
        path.write_bytes(b"\xff not json\n")
    (ledger / "allied.toml").write_text("damaged = [")
    for args in (
        ["member", "show", "a"],
        ["-C", "/nowhere", "member", "show", ""],
        ["-C"],
        [],
        ["\udcff", ""],
    ):
        outcome = asked(*args, shell=shell)
        assert (outcome.code, outcome.err) == (0, "")
    monkeypatch.chdir(tmp_path)
    assert asked("member", "show", "", shell=shell) == (0, b"", "")


# The shells themselves


def environment(ledger: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALLIED_")}
    return kept | {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "ALLIED_LEDGER": str(ledger),
        "TERM": "dumb",
    }


def shell(ledger: Path, *argv: str) -> list[str]:
    done = subprocess.run(
        argv, env=environment(ledger), capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout.splitlines()


def bash(ledger: Path, *line: str) -> list[str]:
    quoted = " ".join(f"'{word}'" for word in line)
    return shell(
        ledger,
        "bash",
        "-c",
        f'eval "$(allied completion bash)"; COMP_WORDS=({quoted}); COMP_CWORD={len(line) - 1}; '
        '_allied; printf "%s\\n" "${COMPREPLY[@]}"',
    )


def test_bash(scene: Allied, ledger: Path) -> None:
    assert bash(ledger, "allied", "member", "show", "am") == ["amis", "amsel-trust"]
    assert bash(ledger, "allied", "member", "list", "--status", "=", "pa") == ["paused"]
    assert bash(ledger, "allied", "nothing", "") == [""]


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish(scene: Allied, ledger: Path) -> None:
    found = shell(
        ledger, "fish", "-N", "-c", "allied completion fish | source; complete -C 'allied member show am'"
    )
    assert [line.split("\t")[0] for line in found] == ["amis", "amsel-trust"]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh(scene: Allied, ledger: Path) -> None:
    """What zsh's own completion would show is taken from the call that hands it over."""
    code = """
        compdef() { :; }
        eval "$(allied completion zsh)"
        _describe() { print -rl -- "${(@P)3}" }
        _files() { print files }
        words=(allied member show am) CURRENT=4; _allied
        words=(allied nothing "") CURRENT=3; _allied
    """
    found = shell(ledger, "zsh", "-f", "-c", code)
    assert found == ["amis:Amis", "amsel-trust:Amsel Trust", "files"]


def test_there_is_a_script_for_three_shells() -> None:
    for name in ("bash", "zsh", "fish"):
        assert "_ALLIED_COMPLETE" in run("completion", name).text
    assert run("completion", "tcsh").code == 2
