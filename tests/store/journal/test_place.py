"""A ledger is found from anywhere in it, without a process, and what can't be relied on is said."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from allied.store.errors import Damaged, FromTheFuture, GitTrouble, Invalid, NotALedger
from allied.store.journal.journal import Journal
from allied.store.journal.place import MARKER, find, read_config, write_config

from . import making


@pytest.fixture(autouse=True)
def no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "posix_spawn", lambda *_: pytest.fail("a process was started"))


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.invalid"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def repository(root: Path) -> Path:
    root.mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    return root


def test_it_is_found_from_below(journal: Journal) -> None:
    below = journal.place.root / "feeds" / "deep"
    below.mkdir(parents=True)
    place = find(below)
    assert place == journal.place
    assert (place.prefix, place.ref) == ("", "refs/heads/main")
    assert place.private == place.git_dir / "allied" and place.index == place.git_dir / "index"


def test_no_ledger_anywhere(tmp_path: Path) -> None:
    with pytest.raises(NotALedger) as missing:
        find(tmp_path)
    assert missing.value.hint and "allied init" in missing.value.hint


def test_a_ledger_outside_of_git(tmp_path: Path) -> None:
    write_config(tmp_path, making.LEDGER)
    with pytest.raises(NotALedger) as missing:
        find(tmp_path)
    assert missing.value.hint and "git init" in missing.value.hint


def test_a_folder_inside_another_repository(tmp_path: Path) -> None:
    root = repository(tmp_path / "outer") / "a" / "b"
    root.mkdir(parents=True)
    write_config(root, making.LEDGER)
    place = find(root)
    assert (place.root, place.prefix, place.git_dir) == (root, "a/b/", tmp_path / "outer" / ".git")


def test_a_linked_work_tree_shares_what_is_private(tmp_path: Path) -> None:
    root = repository(tmp_path / "main")
    write_config(root, making.LEDGER)
    git(root, "add", ".")
    git(root, "commit", "-qm", "x")
    git(root, "worktree", "add", "-q", "-b", "side", "../linked")
    place = find(tmp_path / "linked")
    assert place.ref == "refs/heads/side" and place.root == tmp_path / "linked"
    assert place.private == root / ".git" / "allied"
    assert place.index == place.git_dir / "index" and place.git_dir.parent.name == "worktrees"
    git(tmp_path / "linked", "checkout", "-q", "--detach")
    assert find(tmp_path / "linked").ref is None


def test_a_branch_that_only_git_can_tell(journal: Journal) -> None:
    (journal.place.git_dir / "HEAD").write_text("ref: refs/heads/.invalid\n")
    with pytest.raises(GitTrouble):
        find(journal.place.root)
    assert find(journal.place.root, lambda _: "refs/heads/asked").ref == "refs/heads/asked"


def test_a_detached_head_takes_no_writes(journal: Journal) -> None:
    making.fill(journal, 1)
    (journal.place.git_dir / "HEAD").write_text("0" * 40 + "\n")
    with pytest.raises(Invalid) as refused:
        making.write(journal, making.body())
    assert refused.value.hint and "git switch" in refused.value.hint
    assert making.whole(journal).entries == [] and making.seal(journal) is None
    assert journal.other_refs() == ["main"]


def test_a_dot_git_that_leads_nowhere(tmp_path: Path) -> None:
    write_config(tmp_path, making.LEDGER)
    for text in ("gitdir: ../away\n", "nonsense\n"):
        (tmp_path / ".git").write_text(text)
        with pytest.raises(GitTrouble):
            find(tmp_path)


@pytest.mark.parametrize(
    ("patterns", "hidden"),
    [
        ("/*\n!/*/\n/feeds/\n", False),
        ("/*\n!/*/\n", True),
        ("/*\n!/*/\n/feeds/\n!/feeds/*/\n/feeds/aaaaaaaaaaaa/\n", True),
        ("/*\n", False),
        ("/*\n!/feeds\n", True),
        ("feeds\n", False),
        ("# nothing\n\n/docs/\n", True),
    ],
)
def test_sparse_checkouts(journal: Journal, patterns: str, hidden: bool) -> None:
    git_dir = journal.place.git_dir
    (git_dir / "info").mkdir()
    (git_dir / "info" / "sparse-checkout").write_text(patterns)
    find(journal.place.root)
    (git_dir / "config").write_text("[core]\n\tsparseCheckout = true\n")
    if hidden:
        with pytest.raises(Invalid, match="sparse"):
            find(journal.place.root)
    else:
        find(journal.place.root)


def test_what_git_itself_makes_sparse(tmp_path: Path) -> None:
    root = repository(tmp_path / "main")
    write_config(root, making.LEDGER)
    journal = Journal.open(root)
    making.fill(journal, 1, sealed_every=1)
    (root / "docs").mkdir()
    (root / "docs" / "x").write_text("x")
    git(root, "add", ".")
    git(root, "commit", "-qm", "x")
    git(root, "sparse-checkout", "set", "docs")
    with pytest.raises(Invalid):
        find(root)
    git(root, "sparse-checkout", "set", "docs", "feeds")
    assert len(making.whole(Journal.open(root)).entries) == 1
    git(root, "sparse-checkout", "disable")
    assert len(making.whole(Journal.open(root)).entries) == 1


def test_the_marker_reads_back_and_needs_no_toml_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    write_config(tmp_path, making.LEDGER)
    monkeypatch.setitem(sys.modules, "tomllib", None)
    config = read_config(tmp_path)
    assert (config.ledger, config.format, config.epoch) == (making.LEDGER, 1, 1)


def test_a_marker_that_somebody_wrote_by_hand(tmp_path: Path) -> None:
    text = f"ledger='{making.LEDGER}' # ours\r\nformat = 1\n\n[extra]\nx = 1.5\n"
    (tmp_path / MARKER).write_text(text)
    assert read_config(tmp_path).ledger == making.LEDGER


@pytest.mark.parametrize(
    "text",
    [
        "",
        "format = 1\n",
        "<<<<<<< ours\n",
        f'ledger = "{"AB" * 16}"\nformat = 1\n',
        'ledger = "x"\nformat = 1\n',
        "\0",
    ],
)
def test_a_marker_that_says_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / MARKER).write_text(text)
    with pytest.raises(Damaged) as damaged:
        read_config(tmp_path)
    assert damaged.value.hint


def test_a_format_of_the_future(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_text(f'ledger = "{making.LEDGER}"\nformat = 2\nshape = "x"\n')
    with pytest.raises(FromTheFuture, match="format 2"):
        read_config(tmp_path)
