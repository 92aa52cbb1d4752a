"""The tours in docs/ are what a new coordinator reads first: each runs as it stands, and prints what its page says.

`ALLIED_GOLDEN=write pytest tests/commands/test_tours.py` writes the pages anew; look at the difference.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
TOURS = ("campaign", "week")
WRITES = os.environ.get("ALLIED_GOLDEN") == "write"
SHELLS = [shell for shell in ("sh", "bash") if shutil.which(shell)]


@pytest.mark.parametrize("tour", TOURS)
@pytest.mark.parametrize("shell", SHELLS)
def test_a_tour_prints_what_its_page_says(shell: str, tour: str, tmp_path: Path) -> None:
    temporary, here = tmp_path / "temporary", tmp_path / "here"
    temporary.mkdir()
    here.mkdir()
    ran, page = _run(shell, tour, temporary, here), DOCS / f"{tour}.txt"
    assert ran.returncode == 0, ran.stdout.decode()[-3000:] + ran.stderr.decode()
    assert ran.stderr == b""
    assert [*temporary.iterdir(), *here.iterdir()] == [], "it leaves something behind"
    if WRITES and shell == SHELLS[0]:
        page.write_bytes(ran.stdout)
    assert ran.stdout.decode() == page.read_text("utf-8")


@pytest.mark.parametrize("tour", TOURS)
@pytest.mark.parametrize("shell", SHELLS)
def test_a_tour_that_goes_wrong_says_so_and_leaves_nothing(shell: str, tour: str, tmp_path: Path) -> None:
    temporary, here, poor = tmp_path / "temporary", tmp_path / "here", tmp_path / "poor"
    for folder in (temporary, here, poor):
        folder.mkdir()
    failing = poor / "allied"
    failing.write_text("#!/bin/sh\necho 'allied: No room.' >&2\nexit 1\n")
    failing.chmod(0o755)
    ran = _run(shell, tour, temporary, here, first=str(poor))
    assert ran.returncode == 1
    assert ran.stdout.decode().endswith("allied: No room.\n[exit 1]\n")
    assert [*temporary.iterdir(), *here.iterdir()] == []


def _run(
    shell: str, tour: str, temporary: Path, here: Path, first: str = os.path.join(sys.prefix, "bin")
) -> subprocess.CompletedProcess[bytes]:
    """Run the script in an environment that holds nothing but where things are found."""
    paths = [first, *os.environ.get("PATH", os.defpath).split(os.pathsep)]
    return subprocess.run(
        [shell, str(DOCS / f"{tour}.sh")],
        cwd=here,
        env={"PATH": os.pathsep.join(paths), "TMPDIR": str(temporary)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=240,
        check=False,
    )
