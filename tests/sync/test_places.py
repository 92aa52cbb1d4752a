"""Where a ledger may lie and how it may be reached: work trees, folders, shallow clones, servers."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from .clones import BRANCH, Clone, bare, cloned, copied, found, git
from .served import Server

GIT: Final = 7
INVALID: Final = 4


@pytest.fixture
def shared(tmp_path: Path) -> tuple[Path, Clone]:
    """A remote, and a clone that has synced with it."""
    remote = bare(tmp_path / "remote.git")
    first = found(tmp_path / "c0")
    first.allied("remote", "add", str(remote))
    first.add("ours")
    first.sync()
    git(remote, "symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
    return remote, first


def both_ways(first: Clone, other: Clone) -> None:
    """See that what is written in each arrives in the other."""
    word = f"from {other.root.name}"
    other.add(word)
    other.sync()
    first.add(f"to {other.root.name}")
    first.sync()
    other.sync()
    assert word in first.titles() and f"to {other.root.name}" in other.titles()
    assert first.titles() == other.titles()
    assert first.status() == other.status() == ""
    assert other.allied("check").code == 0


def test_joining(shared: tuple[Path, Clone], tmp_path: Path) -> None:
    remote, first = shared
    ran = first.allied("join", str(remote), str(tmp_path / "joined"), "--me", "Ana Lima")
    assert "can read all of it" in ran.err
    both_ways(first, Clone(tmp_path / "joined"))


@pytest.mark.parametrize(
    "how", [["--depth", "1"], ["--filter=blob:none"], ["--filter=tree:0"], ["--single-branch"]]
)
def test_clones_that_lack_something(shared: tuple[Path, Clone], tmp_path: Path, how: list[str]) -> None:
    remote, first = shared
    git(remote, "config", "uploadpack.allowFilter", "true")
    git(remote, "config", "uploadpack.allowAnySHA1InWant", "true")
    for word in ("two", "three"):
        first.add(word)
        first.sync()
    git(tmp_path, "clone", "--quiet", *how, f"file://{remote}", str(tmp_path / "less"))
    both_ways(first, Clone(tmp_path / "less"))


def test_a_work_tree(shared: tuple[Path, Clone], tmp_path: Path) -> None:
    remote, first = shared
    git(first.root, "worktree", "add", "--quiet", "-b", "side", str(tmp_path / "side"))
    side = Clone(tmp_path / "side")
    side.add("on the side")
    side.sync()
    assert first.titles() == ["ours"]
    git(first.root, "fetch", "--quiet", "origin")
    git(first.root, "merge", "--quiet", "--no-edit", "origin/side")
    first.sync()
    assert cloned(remote, tmp_path / "again").titles() == ["on the side", "ours"]


def test_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    remote = bare(tmp_path / "remote.git")
    top = tmp_path / "whole"
    top.mkdir()
    git(top, "init", "--quiet", "--initial-branch=main")
    (top / "code.txt").write_text("theirs\n")
    git(top, "add", ".")
    git(top, "commit", "--quiet", "-m", "code")
    first = found(top / "deep" / "ledger")
    first.allied("remote", "add", str(remote))
    first.add("ours")
    first.sync()
    there = git(remote, "ls-tree", "-r", "--name-only", BRANCH).out.split()
    assert {"code.txt", "deep/ledger/allied.toml"} <= set(there)
    git(remote, "symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
    first.allied("join", str(remote), str(tmp_path / "other"))
    other = Clone(tmp_path / "other" / "deep" / "ledger")
    assert (tmp_path / "other" / "code.txt").read_text() == "theirs\n"
    both_ways(first, other)
    # Somebody goes on with the code, in commits of their own, on both sides.
    (top / "new.txt").write_text("new\n")
    git(top, "add", "new.txt")
    git(top, "commit", "--quiet", "-m", "new")
    both_ways(first, other)
    assert (tmp_path / "other" / "new.txt").read_text() == "new\n"
    # What they changed or removed is taken where nobody here has touched it, and else left to git.
    (top / "code.txt").write_text("edited\n")
    git(top, "rm", "--quiet", "new.txt")
    git(top, "commit", "--quiet", "-am", "edit")
    both_ways(first, other)
    assert (tmp_path / "other" / "code.txt").read_text() == "edited\n"
    assert not (tmp_path / "other" / "new.txt").exists()
    (top / "code.txt").write_text("edited again\n")
    git(top, "commit", "--quiet", "-am", "edit")
    first.sync()
    (tmp_path / "other" / "code.txt").write_text("mine\n")
    ran = other.sync(check=False)
    assert ran.code == GIT and "code.txt" in ran.err and "git pull" in ran.err
    assert (tmp_path / "other" / "code.txt").read_text() == "mine\n"
    git(other.root, "commit", "--quiet", "-am", "mine")
    assert other.sync(check=False).code == GIT
    git(other.root, "pull", "--quiet", "--no-rebase", "-X", "ours", "--no-edit", "origin", BRANCH)
    both_ways(first, other)


def test_a_users_own_files_stay_as_they_are(shared: tuple[Path, Clone], tmp_path: Path) -> None:
    remote, first = shared
    other = cloned(remote, tmp_path / "other")
    (first.root / "notes.txt").write_text("committed\n")
    git(first.root, "add", "notes.txt")
    git(first.root, "commit", "--quiet", "-m", "notes")
    (first.root / "staged.txt").write_text("staged\n")
    git(first.root, "add", "staged.txt")
    (first.root / "notes.txt").write_text("edited, not staged\n")
    (first.root / "untracked.txt").write_text("untracked\n")
    git(first.root, "rm", "--quiet", "--cached", "README.md")
    before = git(first.root, "status", "--porcelain").out
    other.add("theirs")
    other.sync()
    first.add("mine")
    first.sync()
    assert git(first.root, "status", "--porcelain").out == before
    assert (first.root / "notes.txt").read_text() == "edited, not staged\n"
    assert git(first.root, "show", ":staged.txt").out == "staged\n"
    assert first.titles() == ["mine", "ours", "theirs"]
    git(first.root, "commit", "--quiet", "-am", "all of it")
    assert set(first.sealed()) == set(git(first.root, "ls-files", "feeds").out.split())


def test_a_busy_index_stops_a_save_and_nothing_is_lost(shared: tuple[Path, Clone]) -> None:
    _, first = shared
    first.add("more")
    lock = first.root / ".git" / "index.lock"
    lock.write_bytes(b"")
    head = git(first.root, "rev-parse", "HEAD").out
    ran = first.allied("save", check=False)
    assert ran.code == GIT and "index" in ran.err
    assert git(first.root, "rev-parse", "HEAD").out == head
    lock.unlink()
    first.sync()
    assert first.status() == "" and first.titles() == ["more", "ours"]


@pytest.mark.parametrize(
    "setting", ["core.autocrlf=true", "core.autocrlf=input", "core.eol=crlf", "core.ignoreCase=true"]
)
def test_settings_that_rewrite_files(shared: tuple[Path, Clone], tmp_path: Path, setting: str) -> None:
    remote, first = shared
    git(tmp_path, "clone", "--quiet", "-c", setting, str(remote), str(tmp_path / "other"))
    both_ways(first, Clone(tmp_path / "other"))


def test_a_fork_is_a_remote_like_any_other(shared: tuple[Path, Clone], tmp_path: Path) -> None:
    remote, first = shared
    fork = Path(shutil.copytree(remote, tmp_path / "fork.git"))
    other = cloned(fork, tmp_path / "other")
    other.add("in the fork")
    other.sync()
    first.allied("remote", "add", str(fork), "--name", "fork")
    first.sync("--remote", "fork", "--no-push")
    first.sync("--remote", "origin")
    assert cloned(remote, tmp_path / "third").titles() == ["in the fork", "ours"]


def test_one_person_on_two_machines(shared: tuple[Path, Clone], tmp_path: Path) -> None:
    remote, first = shared
    first.allied("me", "Ana Lima")
    first.sync()
    other = cloned(remote, tmp_path / "other")
    other.allied("me", "Ana Lima")
    both_ways(first, other)
    writers = {path.split("/")[1] for path in first.sealed()}
    assert len(writers) == 2
    assert "Ana Lima" in first.allied("log").out


def test_a_copied_clone_is_given_a_name_of_its_own(shared: tuple[Path, Clone], tmp_path: Path) -> None:
    _, first = shared
    copy = copied(first, tmp_path / "copy")
    both_ways(first, copy)
    assert "--new-writer" in copy.allied("doctor").out
    copy.allied("doctor", "--new-writer")
    before = {path.split("/")[1] for path in copy.sealed()}
    both_ways(first, copy)
    assert len({path.split("/")[1] for path in copy.sealed()} - before) == 1


def test_nothing_is_written_or_shared_on_a_detached_head(shared: tuple[Path, Clone]) -> None:
    _, first = shared
    git(first.root, "checkout", "--quiet", "--detach")
    for line in (["sync"], ["save"]):
        ran = first.allied(*line, check=False)
        assert ran.code == INVALID and "git switch" in ran.err, ran
    assert first.allied("check").code == 0


# What people see of it in git


def test_commits_say_nothing_of_people(shared: tuple[Path, Clone]) -> None:
    _, first = shared
    first.allied("me", "Ana Lima")
    first.allied("member", "add", "Secret Society")
    first.sync()
    log = git(first.root, "log", "--format=%an %ae %cn %ce %ai %s %b").out
    assert "Ana" not in log and "Secret" not in log and "somebody" not in log
    writer = first.sealed().popitem()[0].split("/")[1]
    assert f"{writer} {writer}@allied.invalid" in log
    assert all(" +0000 " in line for line in log.splitlines() if line)
    assert "changes" in log


def test_a_coalition_may_choose_the_names_that_git_has(shared: tuple[Path, Clone]) -> None:
    _, first = shared
    git(first.root, "config", "user.name", "Ana Lima")
    git(first.root, "config", "user.email", "ana@example.invalid")
    first.allied("coalition", "set", "--commit-names", "git")
    first.add("more")
    first.sync()
    assert git(first.root, "log", "-1", "--format=%an %ae").out.strip() == "Ana Lima ana@example.invalid"


# Servers


def test_over_https_with_a_password(
    shared: tuple[Path, Clone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remote, first = shared
    with Server(tmp_path / "srv", remote, password="let-me-in") as server:
        monkeypatch.setenv("HOME", str(server.home))
        git(first.root, "remote", "set-url", "origin", server.url)
        first.add("over https")
        first.sync()
        first.allied("join", server.url, str(tmp_path / "other"))
        both_ways(first, Clone(tmp_path / "other"))


def test_a_first_push_where_anybody_can_read_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remote, first = bare(tmp_path / "remote.git"), found(tmp_path / "c0")
    git(remote, "config", "http.receivepack", "true")
    with Server(tmp_path / "srv", remote) as server:
        monkeypatch.setenv("HOME", str(server.home))
        first.allied("remote", "add", server.url)
        ran = first.sync(check=False)
        assert ran.code == INVALID and "--public" in ran.err and "anybody" in ran.err.lower(), ran
        assert git(remote, "for-each-ref").out == ""
        first.sync("--public")
        first.add("and then no more is asked")
        first.sync()
    assert git(remote, "for-each-ref").out != ""


def test_over_ssh(shared: tuple[Path, Clone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of ours stands in for ssh, as a setting can: git talks to it as it would over the network."""
    remote, first = shared
    program = tmp_path / "ssh"
    program.write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\nfor last; do :; done\nexec sh -c "$last"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("ALLIED_SSH", str(program))
    git(first.root, "remote", "set-url", "origin", f"ssh://git@example.invalid{remote}")
    first.add("over ssh")
    first.sync()
    first.allied("join", f"git@example.invalid:{remote}", str(tmp_path / "other"))
    both_ways(first, Clone(tmp_path / "other"))
    assert "git@example.invalid" in (tmp_path / "asked").read_text()


def test_a_remote_that_is_gone_says_so(shared: tuple[Path, Clone]) -> None:
    remote, first = shared
    first.add("more")
    shutil.rmtree(remote)
    ran = first.sync(check=False)
    assert ran.code == GIT and "Traceback" not in ran.err
    assert first.titles() == ["more", "ours"]
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    ran = first.sync(check=False)
    assert ran.code == 8 and "--restore" in ran.err
    first.sync("--restore")
    assert git(remote, "for-each-ref").out != ""


def test_dry_and_one_way(shared: tuple[Path, Clone], tmp_path: Path) -> None:
    remote, first = shared
    other = cloned(remote, tmp_path / "other")
    other.add("theirs")
    other.sync()
    first.add("mine")
    before = git(first.root, "rev-parse", "HEAD").out
    assert "1 would be sent, 1 would come in" in first.sync("--dry-run").out
    assert git(first.root, "rev-parse", "HEAD").out == before and first.titles() == ["mine", "ours"]
    assert "1 came in" in first.sync("--no-push").out
    assert cloned(remote, tmp_path / "third").titles() == ["ours", "theirs"]
    assert "1 sent" in first.sync().out


def test_crossed_answers_are_told_and_settled(shared: tuple[Path, Clone], tmp_path: Path) -> None:
    remote, first = shared
    first.allied("member", "add", "Amis")
    first.sync()
    other = cloned(remote, tmp_path / "other")
    first.allied("member", "set", "amis", "--region", "FR", "--note", "one")
    other.allied("member", "set", "amis", "--note", "two")
    other.sync()
    ran = first.sync()
    assert "1 question has two answers now: allied crossed shows them." in ran.err
    assert "note" in first.allied("crossed").out
    assert first.allied("check", check=False).code == 5
    first.allied("settle", "amis", "note", "--take", "2")
    first.sync()
    other.sync()
    assert other.allied("check").code == 0 and first.documents() == other.documents()
