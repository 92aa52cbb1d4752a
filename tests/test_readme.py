"""What the README promises a new user is run as it stands there."""

from __future__ import annotations

import os
import pwd
import re
import shlex
import subprocess
import sys
from pathlib import Path

from allied.commands.errors import Exit

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")
ALLIED = Path(sys.executable).parent / "allied"


def first_day() -> list[str]:
    section = README.partition("## A first day")[2].partition("```\n")[2].partition("```")[0]
    return [line.partition("  #")[0].strip() for line in section.splitlines() if line.strip()]


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program, *arguments = shlex.split(line)
    assert program == "allied"
    return subprocess.run(
        [ALLIED, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_first_day_goes_as_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text(
        "name,country\nRiver Watch,Perú\nGreen Roofs,France\n", encoding="utf-8"
    )
    (tmp_path / "ask.txt").write_text("We ask the council to publish its minutes.\n")
    folder = tmp_path
    for line in first_day():
        if line.startswith("cd "):
            folder = folder / line.removeprefix("cd ")
            continue
        if line == "allied":  # opens the full screen, where there is a terminal
            assert run(line, folder).returncode == Exit.USAGE
            continue
        done = run(line, folder)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


def test_the_exit_codes_are_told_as_they_are() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert told == {int(code) for code in Exit}


def test_the_two_commands_stand_ready_to_copy() -> None:
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert [line.rpartition("&&")[2].split()[:1] for line in lines] == [
        [".venv/bin/allied"],
        [".venv/bin/python"],
    ]


def test_no_path_of_a_machine_and_no_index_is_named() -> None:
    root = Path(__file__).resolve().parent.parent
    for name in ("README.md", "CONTRIBUTING.md", "pyproject.toml", "constraints.txt", ".ci/run"):
        text = (root / name).read_text(encoding="utf-8")
        assert pwd.getpwuid(os.getuid()).pw_dir + os.sep not in text, name
        assert "index-url" not in text and "find-links" not in text, name
