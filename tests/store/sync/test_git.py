"""Git runs nothing of a ledger's own making, and what it can't do is said in plain words."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from allied.store.errors import GitTrouble
from allied.store.sync import git


def test_a_new_ledger_is_on_main_without_hooks(tmp_path: Path) -> None:
    git.init(tmp_path / "deep" / "ledger")
    assert (tmp_path / "deep/ledger/.git/HEAD").read_text() == "ref: refs/heads/main\n"
    assert not (tmp_path / "deep/ledger/.git/hooks").exists()


def test_a_folder_in_a_repository_stays_in_it(tmp_path: Path) -> None:
    git.init(tmp_path)
    git.init(tmp_path / "inside")
    assert not (tmp_path / "inside" / ".git").exists()


def test_a_users_default_branch_and_template_play_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "template" / "hooks"
    template.mkdir(parents=True)
    (template / "post-commit").write_text("#!/bin/sh\n")
    monkeypatch.setenv("GIT_TEMPLATE_DIR", str(template.parent))
    config = Path(os.environ["HOME"]) / ".gitconfig"
    config.write_text("[init]\n\tdefaultBranch = trunk\n")
    try:
        git.init(tmp_path / "ledger")
    finally:
        config.unlink()
    assert "main" in (tmp_path / "ledger/.git/HEAD").read_text()
    assert not (tmp_path / "ledger/.git/hooks").exists()


def test_a_repository_elsewhere_named_by_the_environment_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    git.init(tmp_path / "ledger")
    assert (tmp_path / "ledger" / ".git").is_dir()
    assert not (tmp_path / "other").exists()


def test_a_monitor_that_a_checkout_brings_along_is_not_run(tmp_path: Path) -> None:
    git.init(tmp_path)
    mark = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch '{mark}'\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "core.hooksPath"):
        subprocess.run(["git", "config", key, str(program)], cwd=tmp_path, check=True)
    git.run(tmp_path, "status", "--porcelain", "-z")
    assert not mark.exists()


def test_git_missing_is_said_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitTrouble, match="not installed") as caught:
        git.init(tmp_path / "ledger")
    assert caught.value.hint is not None


def test_what_git_says_reaches_people_on_one_line_and_harmless(tmp_path: Path) -> None:
    git.init(tmp_path)
    with pytest.raises(GitTrouble) as caught:
        git.run(tmp_path, "rev-parse", "--verify", "--end-of-options", "no\x1b]52;c;YQ==\x07such")
    assert "\x1b" not in caught.value.message
    assert "\n" not in caught.value.message


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GitTrouble, match="can't be made"):
        git.init(tmp_path / "file" / "ledger")


@pytest.mark.parametrize("value", ["", "-x", "--upload-pack=touch", "a\nb", "a\0b"])
def test_a_value_that_could_be_an_option_is_refused(value: str) -> None:
    with pytest.raises(GitTrouble):
        git.plain(value)


def test_an_ordinary_value_passes() -> None:
    assert git.plain("refs/heads/main") == "refs/heads/main"


def test_the_branch_is_told_and_a_detached_head_is_none(tmp_path: Path) -> None:
    git.init(tmp_path)
    assert git.head(tmp_path / ".git") == "refs/heads/main"
    (tmp_path / ".git" / "HEAD").write_text("1" * 40 + "\n")
    assert git.head(tmp_path / ".git") is None
