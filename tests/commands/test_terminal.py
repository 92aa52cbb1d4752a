"""What people see in a terminal, made of ledgers that other people wrote: no byte of theirs may steer it."""

from __future__ import annotations

import os
import pty
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

import pytest
from allied.commands.main import main
from allied.store.ledger import Change, Ledger

from .conftest import run

# Each with what must not reach a terminal.
HOSTILE = (
    ("\x1b]52;c;aGVsbG8=\x07", "\x1b]52"),
    ("\x1b[2J\x1b[1;1H", "\x1b[2J"),
    ("\x9b31m", "\x9b"),
    ("\u202egro.live", "\u202e"),
    ("\u2066inside\u2069", "\u2066"),
    ("back\x08\x08\x08", "\x08"),
    ("line\u2028break", "\u2028"),
    ("over\rwrite", "\rw"),
    ("bell\x07", "\x07"),
    ("null\x00", "\x00"),
    ("\ue000private", "\ue000"),
)
KEYS = ("member", "contact", "group", "initiative", "action", "decision", "meeting")


@pytest.fixture
def hostile(ledger: Path) -> Path:
    """A ledger whose every text was written by somebody who means harm, past all checks."""
    book = Ledger.open(ledger)
    changes: list[Change] = []
    for number, (text, _) in enumerate(HOSTILE):
        member, initiative = f"{number:032x}", f"{number + 100:032x}"
        name = f"n{number} {text}"
        changes += [
            Change(
                "member",
                member,
                {"name": name, "handle": f"m{number}{text}", f"regions/{text}": True, "note": name},
            ),
            Change("initiative", initiative, {"title": name, "handle": f"i{number}{text}", "goal": name}),
            Change(
                "contact",
                f"{number + 200:032x}",
                {"name": name, "role": name, "member": member, "email": name},
            ),
            Change("group", f"{number + 300:032x}", {"name": name, "handle": f"g{number}{text}"}),
            Change(
                "optin",
                f"{number + 400:032x}",
                {"member": member, "initiative": initiative, "answer": {"state": "asked", "reason": name}},
            ),
            Change(
                "action",
                f"{number + 500:032x}",
                {
                    "title": name,
                    "owner": member,
                    "status": "todo",
                    "due": "2026-11-01",
                    f"tags/{text}": True,
                    text: 1,
                },
            ),
            Change(
                "decision",
                f"{number + 600:032x}",
                {
                    "question": name,
                    "closing": {"status": "open", "outcome": name},
                    f"positions/{member}": {"position": "block", "reason": name},
                },
            ),
        ]
    book.write(changes, note="a note " + "".join(text for text, _ in HOSTILE if "\x00" not in text))
    return ledger


@contextmanager
def terminal(columns: int = 100) -> Iterator[list[bytes]]:
    """Let standard output and error be a terminal; what it got is in the list afterwards."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    got: list[bytes] = []

    def read() -> None:
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                return
            if not part:
                return
            got.append(part)

    reader = threading.Thread(target=read)
    reader.start()
    kept = sys.stdout, sys.stderr
    sys.stdout = TextIOWrapper(os.fdopen(theirs, "wb", closefd=False), encoding="utf-8", write_through=True)
    sys.stderr = TextIOWrapper(os.fdopen(os.dup(theirs), "wb"), encoding="utf-8", write_through=True)
    try:
        yield got
    finally:
        sys.stdout.flush()
        sys.stderr.close()
        sys.stdout, sys.stderr = kept
        os.close(theirs)
        reader.join()
        os.close(ours)


def lines(root: Path) -> list[list[str]]:
    """Return a command line for each way to show what is in the hostile ledger."""
    shown = [[kind, verb] for kind in KEYS[:-1] for verb in ("list",)] + [["optin", "list"]]
    shown += [
        ["show", f"{number:032x}"] for base in range(0, 700, 100) for number in (base, base + 3, base + 10)
    ]
    shown += [
        ["today"],
        ["log"],
        ["log", f"{3:032x}"],
        ["status"],
        ["member", "show", "m\x1b[2J"],
        ["undo", "\x1b[2J"],
    ]
    shown += [["member", "list", "--sort", "\x1b[31m"], ["member", "list", "--where", "a\x1b[31m=b"]]
    shown += [
        ["action", "done", f"{500:032x}"],
        ["member", "set", f"{2:032x}", "--status", "active"],
        ["undo"],
    ]
    return shown


def test_nothing_hostile_reaches_a_terminal(hostile: Path) -> None:
    for line in lines(hostile):
        with terminal() as got:
            main([*line])
        text = b"".join(got).decode()
        for _, poison in HOSTILE:
            assert poison not in text, line
        for character in text.replace("\r\n", "\n").replace("\x1b[1m", "").replace("\x1b[0m", ""):
            assert character == "\n" or character.isprintable() or character in "\u200c\u200d", (
                line,
                character,
            )


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "table"])
def test_nothing_hostile_reaches_a_file(hostile: Path, form: str) -> None:
    for line in lines(hostile)[:-3]:
        text = run(*line, "--format", form).out.decode()
        for _, poison in HOSTILE:
            assert poison not in text, line


def test_off_a_terminal_nothing_is_coloured_or_cut(ledger: Path) -> None:
    name = "A name that goes on and on " * 5
    assert run("member", "add", name, "--handle", "long").code == 0
    out = run("member", "list").text
    assert name.strip() in out and "\x1b" not in out and "…" not in out


def test_in_a_terminal_lines_fit_and_short_ids_are_bold(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("COLUMNS")
    assert run("member", "add", "河川を守る会" * 20, "--handle", "kawa").code == 0
    with terminal(60) as got:
        assert main(["member", "list"]) == 0
    text = b"".join(got).decode()
    assert "\x1b[1m" in text and "…" in text
    from rich.cells import cell_len

    plain = text.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert all(cell_len(line) <= 60 for line in plain.splitlines())


@pytest.mark.parametrize(
    ("option", "variable", "colored"), [("auto", "1", False), ("always", "1", True), ("never", "", False)]
)
def test_colour_is_a_choice(
    ledger: Path, option: str, variable: str, colored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", variable)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert run("member", "add", "Name", "--handle", "one").code == 0
    with terminal() as got:
        assert main(["member", "list", "--color", option]) == 0
    assert (b"\x1b[1m" in b"".join(got)) is colored


def test_quiet_says_nothing_but_what_was_asked_for(ledger: Path) -> None:
    quiet = run("member", "add", "Name", "--quiet")
    assert quiet == (0, b"", "")
    assert run("member", "list", "--quiet", "nothing") == (0, b"", "")
    assert run("member", "add", "Other", "--quiet", "--json").out.startswith(b'{"allied":1')
