"""What can't be taken is refused in one line with a hint and a code, and the ledger stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from allied.commands.errors import Exit
from allied.store.journal import disk

from .conftest import Allied, Outcome, bytes_of, run

BIG = "x" * 70 * 1024

# What is typed; its exit code; what the one line must speak of.
REFUSED: tuple[tuple[list[str], int, str], ...] = (
    (["member", "add", ""], 4, "name"),
    (["member", "add", "..."], 4, "name"),
    (["member", "add", "Red\x1b[31m"], 4, "U+001B"),
    (["member", "add", "Two\nlines"], 4, "U+000A"),
    (["member", "add", "Flip\u202e"], 4, "U+202E"),
    (["member", "add", "Half\udc80"], 4, "U+DC80"),
    (["member", "add", "End [/] of"], 4, "[/"),
    (["member", "add", "Twin", "--handle", "edri"], 4, "edri"),
    (["member", "add", "Odd", "--handle", "Not a handle"], 4, "handle"),
    (["member", "add", "Big", "--note", BIG], 4, "KiB"),
    (["member", "add", "Odd", "--kind", "club"], 4, "organisation"),
    (["member", "add", "Odd", "--capacity", "-1"], 4, "capacity"),
    (["member", "add", "Odd", "--capacity", "many"], 4, "capacity"),
    (["member", "add", "Odd", "--website", "not a site"], 4, "web address"),
    (["member", "add", "Odd", "--joined", "someday"], 4, "date"),
    (["member", "add", "Odd", "--part-of", "nobody"], 3, "nobody"),
    (["member", "set", "edri", "--name", ""], 4, "name"),
    (["member", "set", "edri", "--colour", "red"], 2, "--colour"),
    (["member", "set", "nobody", "--note", "x"], 3, "nobody"),
    (["member", "show", "edrii"], 3, "edrii"),
    (["member", "list", "--where", "colour=red"], 2, "colour"),
    (["member", "list", "--status", "gone"], 4, "gone"),
    (["member", "list", "--limit", "few"], 2, "--limit"),
    (["action", "list", "--due", "someday"], 4, "someday"),
    (["contact", "add", "Nobody"], 2, "member"),
    (["contact", "add", "Both", "--member", "edri", "--coordination"], 2, "member"),
    (["action", "add", " "], 4, "title"),
    (["action", "add", "Late", "--due", "2026-02-30"], 4, "2026-02-30"),
    (["action", "add", "Free", "--hours", "0"], 4, "hours"),
    (["action", "add", "Whose", "--owner", "nobody"], 3, "nobody"),
    (["action", "done", "ffff"], 3, "ffff"),
    (["optin", "in", "edri", "nothing"], 3, "nothing"),
    (["optin", "plan", "edri", "letter"], 4, "withdrawn"),
    (["optin", "in", "edri", "letter", "--level", "boss"], 4, "boss"),
    (["initiative", "add", "Odd", "--needs", "members"], 4, "needs"),
    (["initiative", "add", "Odd", "--ask", "@nowhere.txt"], 3, "nowhere.txt"),
    (["show", "nothing"], 3, "nothing"),
    (["log", "nothing"], 3, "nothing"),
    (["undo", "ffff"], 3, "ffff"),
    (["undo", "not-a-step"], 3, "not-a-step"),
    (["import", "members", "nowhere.csv"], 3, "nowhere.csv"),
    (["import", "members", "empty.json"], 4, "empty.json"),
    (["import", "members", "twice.json"], 4, "trouble"),
    (["import", "members", "twice.json", "--map", "name"], 2, "--map"),
    (["import", "members", "twice.json", "--on-duplicate", "perhaps"], 2, "--on-duplicate"),
    (["init", ".", "--name", "Again"], 4, "already"),
    (["init", "new", "--no-input"], 2, "name"),
)


@pytest.fixture
def peopled(allied: Allied, ledger: Path) -> Path:
    """A ledger with two members and an initiative, and files to import."""
    for line in (
        ["member", "add", "European Digital Rights", "--handle", "edri"],
        ["member", "add", "Les Amis", "--handle", "amis"],
        ["initiative", "add", "Open letter", "--handle", "letter"],
        ["optin", "in", "edri", "letter"],
    ):
        assert allied(*line).code == 0, line
    (ledger / "empty.json").write_text("[]")
    (ledger / "twice.json").write_text('[{"name": "Les Amis"}, {"name": "New"}]')
    return ledger


@pytest.mark.parametrize(("line", "code", "says"), REFUSED, ids=lambda value: str(value)[:40])
def test_bad_input_is_refused_and_nothing_changes(
    peopled: Path, line: list[str], code: int, says: str
) -> None:
    before = bytes_of(peopled)
    outcome = run(*line)
    assert outcome.code == code, outcome.err
    assert_one_line(outcome)
    assert says in outcome.err
    assert bytes_of(peopled) == before


def assert_one_line(outcome: Outcome) -> None:
    """One line says what is wrong, one at most how to mend it; rows of a file in trouble come before."""
    assert outcome.out == b""
    lines = [line for line in outcome.err.splitlines() if not line.startswith("row ")]
    assert lines[0].startswith("allied: ")
    assert [line.partition(": ")[0] for line in lines[1:]] in ([], ["hint"])
    assert all(line.isprintable() for line in lines)
    assert "Something is wrong in Allied" not in outcome.err
    assert "Traceback" not in outcome.err


def test_the_nearest_names_are_offered(peopled: Path) -> None:
    assert "edri" in run("member", "show", "edrii").err.splitlines()[1]
    assert "--region" in run("member", "add", "X", "--regions", "EU").err.splitlines()[1]


def test_a_start_of_several_ids_needs_a_person(peopled: Path) -> None:
    for number in range(17):
        assert run("action", "add", f"Letter {number}").code == 0
    starts: dict[str, int] = {}
    for line in run("action", "list").text.splitlines()[1:]:
        starts[line[:1]] = starts.get(line[:1], 0) + 1
    start = next(start for start, count in starts.items() if count > 1)
    outcome = run("action", "show", start)
    assert outcome.code == Exit.NEEDS_PERSON
    assert_one_line(outcome)


def test_a_name_that_two_have_needs_a_person(peopled: Path) -> None:
    assert run("contact", "add", "Bo Berg", "--member", "edri").code == 0
    assert run("contact", "add", "Bo Berg", "--member", "amis").code == 0
    outcome = run("contact", "show", "Bo Berg")
    assert outcome.code == Exit.NEEDS_PERSON
    assert_one_line(outcome)


def test_a_folder_that_is_no_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for line in (["status"], ["member", "add", "X"], ["today"], ["undo"]):
        outcome = run(*line)
        assert outcome.code == Exit.NOT_FOUND
        assert_one_line(outcome)
        assert "init" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_somebody_holds(peopled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    before = bytes_of(peopled)
    with open(peopled / ".git" / "allied" / "lock", "r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        outcome = run("member", "add", "X")
    assert outcome.code == Exit.LOCKED
    assert_one_line(outcome)
    assert bytes_of(peopled) == before


@pytest.mark.parametrize("fault", ["ENOSPC", "EROFS", "EIO"])
def test_a_disk_that_refuses(peopled: Path, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    before = bytes_of(peopled)
    number = getattr(errno, fault)

    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(disk, "_fsync", refuse)
        outcome = run("member", "add", "X")
    assert outcome.code == Exit.FAILURE
    assert_one_line(outcome)
    assert bytes_of(peopled) == before


def test_a_read_only_folder(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is read-only to root")
    folder = tmp_path / "fixed"
    folder.mkdir(mode=0o500)
    outcome = run("init", str(folder / "ledger"), "--name", "X")
    assert outcome.code == Exit.FAILURE
    assert_one_line(outcome)


def test_where_an_error_came_from_is_shown_on_demand_without_anyones_data(peopled: Path) -> None:
    outcome = run("member", "add", "Secret\x1bname", "--debug")
    assert outcome.code == Exit.INVALID
    assert ".py:" in outcome.err
    trace = outcome.err.partition("allied: ")[0]
    assert "Secret" not in trace


def test_an_interrupt_ends_quietly(peopled: Path) -> None:
    """Interrupted while it waits for the lock, a command leaves with 130 and has written nothing."""
    import fcntl
    import signal
    import time

    before = bytes_of(peopled)
    with open(peopled / ".git" / "allied" / "lock", "r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = subprocess.Popen(
            [sys.executable, "-m", "allied.commands", "member", "add", "X"],
            cwd=peopled,
            env={**os.environ, "ALLIED_LOCK_WAIT": "20"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # A shell that runs this in the background has interrupts ignored, and a child inherits that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        for _ in range(200):
            if f"/{waiting.pid}/" and _is_waiting(waiting.pid):
                break
            time.sleep(0.02)
        waiting.send_signal(signal.SIGINT)
        out, err = waiting.communicate(timeout=20)
    assert (waiting.returncode, out, err) == (130, b"", b"")
    assert bytes_of(peopled) == before


def _is_waiting(pid: int) -> bool:
    """Return whether a process has the lock's file open."""
    folder = Path(f"/proc/{pid}/fd")
    try:
        return any(os.readlink(fd).endswith("/allied/lock") for fd in folder.iterdir())
    except OSError:
        return False


def test_exit_codes_are_what_scripts_were_told() -> None:
    assert {code.name: int(code) for code in Exit} == {
        "OK": 0,
        "FAILURE": 1,
        "USAGE": 2,
        "NOT_FOUND": 3,
        "INVALID": 4,
        "NEEDS_PERSON": 5,
        "LOCKED": 6,
        "GIT": 7,
        "DAMAGED": 8,
        "INTERRUPTED": 130,
    }
