"""A slow start, a store that needs a terminal or a wheel that installs too much is found here."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from . import hygiene

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("commands", "store", "tui")


def test_the_store_loads_no_terminal_library() -> None:
    assert hygiene.loaded_by_store().isdisjoint(hygiene.TERMINAL)


def test_commands_that_read_or_write_load_nothing_to_draw_with(tmp_path: Path) -> None:
    for arguments, forbidden in hygiene.commands(tmp_path / "ledger"):
        code, modules = hygiene.loaded_by(arguments)
        assert code == 0, arguments
        assert modules.isdisjoint(forbidden), arguments


def test_the_arrows_between_the_rooms_go_down_only() -> None:
    done = _run("-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_package_is_named_in_the_project_file() -> None:
    inits = (path.parent for room in ROOMS for path in (ROOT / room).rglob("__init__.py"))
    there = {".".join(("allied", *folder.relative_to(ROOT).parts)) for folder in inits}
    assert set(_project()["tool"]["setuptools"]["packages"]) == there


def test_no_file_lies_in_a_folder_that_is_no_package() -> None:
    lost = [
        str(p)
        for room in ROOMS
        for p in (ROOT / room).rglob("*.py")
        if not (p.parent / "__init__.py").exists()
    ]
    assert lost == []


def test_no_committed_file_says_where_packages_came_from() -> None:
    names = set(_tracked())
    locks = {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "package-lock.json", "pylock.toml"}
    assert names.isdisjoint(locks)
    pins = (ROOT / "constraints.txt").read_text().splitlines()
    assert all("==" in pin and "/" not in pin for pin in pins if pin and not pin.startswith("#"))


def test_every_test_package_is_pinned() -> None:
    project = _project()["project"]
    wanted = [
        *project["dependencies"],
        *project["optional-dependencies"]["test"],
        *project["optional-dependencies"]["dev"],
    ]
    pins = {line.partition("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines()}
    names = {want.partition(">")[0].partition("[")[0].partition(";")[0].strip().lower() for want in wanted}
    assert names - {"allied"} <= pins


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Sequence[str]:
    """Return the names of all files in a wheel built from the files as they lie."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in (*ROOMS, "bin"):  # a copy, so that no build folder of an earlier day is taken along
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    done = _run(
        "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(folder), str(source)
    )
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        return archive.namelist()


def test_the_wheel_installs_allied_and_nothing_else(wheel: Sequence[str]) -> None:
    tops = {name.split("/")[0] for name in wheel}
    assert {top for top in tops if not top.startswith("allied-")} == {"allied"}
    assert any(name.endswith(".data/scripts/allied") for name in wheel)


def test_the_wheel_holds_every_module_and_style_sheet(wheel: Sequence[str]) -> None:
    files = [path for room in ROOMS for suffix in ("*.py", "*.tcss") for path in (ROOT / room).rglob(suffix)]
    assert {f"allied/{path.relative_to(ROOT).as_posix()}" for path in files} <= set(wheel)


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def _tracked() -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("these files are no clone")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [Path(name).name for name in done.stdout.split("\0") if name]


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
