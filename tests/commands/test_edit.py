"""A thing as a form in the person's own editor: a script plays the person."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

from .conftest import Allied, bytes_of

Editor = Any


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Let EDITOR be a script that does *code* to `text`, the form."""

    def write(code: str) -> None:
        script = tmp_path / "editor.py"
        script.write_text(
            "import sys, pathlib\n"
            "path = pathlib.Path(sys.argv[-1])\n"
            "text = path.read_text(encoding='utf-8')\n"
            f"{code}\n"
            "path.write_text(text, encoding='utf-8')\n"
        )
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}")
        monkeypatch.setenv("TMPDIR", str(tmp_path / "forms"))
        (tmp_path / "forms").mkdir(exist_ok=True)
        import tempfile

        monkeypatch.setattr(tempfile, "tempdir", None)

    return write


@pytest.fixture
def amis(allied: Allied) -> Allied:
    assert allied("member", "add", "Amis", "--region", "FR", "--note", "Old note.").code == 0
    return allied


def forms(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "forms").rglob("*.md"))


def shown(allied: Allied) -> dict[str, Any]:
    return json.loads(allied("member", "show", "amis", "--json").out)["item"]


def test_what_changed_becomes_one_entry(amis: Allied, editor: Editor, tmp_path: Path) -> None:
    editor("text = text.replace('Old note.', 'New note.').replace('name = \"Amis\"', 'name = \"Amies\"')")
    assert amis("edit", "amis").code == 0
    assert (shown(amis)["name"], shown(amis)["note"], shown(amis)["regions"]) == (
        "Amies",
        "New note.",
        ["FR"],
    )
    log = json.loads(amis("log", "--limit", "1", "--json").out)["items"]
    assert log[0]["entries"] == 1
    assert forms(tmp_path) == []


def test_nothing_changed_writes_nothing(amis: Allied, editor: Editor, ledger: Path, tmp_path: Path) -> None:
    before = bytes_of(ledger)
    for code in ("pass", "text = text.replace('name = \"Amis\"', 'name  =  \"Amis\"')"):
        editor(code)
        outcome = amis("edit", "amis")
        assert outcome.code == 0 and outcome.out == b"" and "Nothing changed" in outcome.err
    assert bytes_of(ledger) == before and forms(tmp_path) == []


def test_an_invalid_form_is_marked_and_kept(
    amis: Allied, editor: Editor, ledger: Path, tmp_path: Path
) -> None:
    before = bytes_of(ledger)
    editor("text = text.replace('status = \"active\"', 'status = \"gone\"').replace('Old', 'My long new')")
    outcome = amis("edit", "amis")
    assert outcome.code == 4 and outcome.out == b""
    assert bytes_of(ledger) == before
    (kept,) = forms(tmp_path)
    text = kept.read_text()
    assert str(kept) in outcome.err and "My long new note." in text
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("status"))
    assert "gone" in lines[at - 1] and not lines[at - 1].startswith("status")


def test_an_editor_that_fails_or_is_not_there(
    amis: Allied, editor: Editor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editor("sys.exit(3)")
    outcome = amis("edit", "amis")
    assert outcome.code == 1 and "exit code 3" in outcome.err
    monkeypatch.setenv("EDITOR", "no-such-editor")
    outcome = amis("edit", "amis")
    assert outcome.code == 1 and "no such program here" in outcome.err and "Set EDITOR" in outcome.err
    assert forms(tmp_path) == []
    assert amis("edit", "nobody").code == 3
    assert amis("edit", "amis", "--no-input").code == 2
    assert amis("edit", "amis", "--audience", "public").code == 2


def test_a_form_comes_back_to_the_person_with_the_fault_marked(
    amis: Allied, editor: Editor, ledger: Path, tmp_path: Path
) -> None:
    editor(
        "text = text.replace('\"gone\"', '\"paused\"') if 'gone' in text else "
        "text.replace('\"active\"', '\"gone\"')"
    )
    import os

    child = pexpect.spawn(
        sys.executable,
        ["-m", "allied.commands", "-C", str(ledger), "edit", "amis"],
        env=os.environ,  # pyright: ignore[reportArgumentType]
        timeout=30,
        encoding="utf-8",
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.before
    assert shown(amis)["status"] == "paused"
    assert forms(tmp_path) == []
