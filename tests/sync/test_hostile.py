"""What a remote, or a checkout that somebody else prepared, may try: nothing of theirs runs, and all is refused."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from .clones import BRANCH, Clone, Ran, bare, cloned, found, git

DAMAGED: Final = 8
GIT: Final = 7
MIB: Final = 1024 * 1024


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Clone, Clone]:
    """A remote, a clone that has synced with it, and a second one in which somebody means ill."""
    remote = bare(tmp_path / "remote.git")
    good = found(tmp_path / "good")
    good.allied("remote", "add", str(remote))
    good.add("ours")
    good.sync()
    git(remote, "symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
    bad = cloned(remote, tmp_path / "bad")
    good.add("not shared yet")
    return remote, good, bad


def tree(root: Path, extra: dict[str, tuple[str, str]]) -> None:
    """Commit files, mode and object by path, without a work tree to mind them, and push."""
    rows = "".join(f"{mode} {oid}\t{path}\n" for path, (mode, oid) in extra.items())
    subprocess.run(["git", "update-index", "--index-info"], cwd=root, input=rows.encode(), check=True)
    git(root, "commit", "--quiet", "-m", "ill")
    git(root, "push", "--quiet", "--no-verify", "origin", f"HEAD:{BRANCH}")


def blob(root: Path, data: bytes) -> str:
    done = subprocess.run(
        ["git", "hash-object", "-w", "--stdin"], cwd=root, input=data, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def raw_tree(root: Path, rows: bytes) -> None:
    """Push a commit of a tree that git itself would not make: *rows* go in beside what is there."""
    whole = git(root, "ls-tree", "HEAD").out.encode() + rows
    done = subprocess.run(
        ["git", "mktree", "--missing"], cwd=root, input=whole, capture_output=True, check=True
    )
    commit = git(root, "commit-tree", "-p", "HEAD", "-m", "ill", done.stdout.decode().strip()).out.strip()
    git(root, "push", "--quiet", "origin", f"{commit}:{BRANCH}")


def segment_of(clone: Clone) -> str:
    return sorted(clone.sealed())[0]


def reordered(data: bytes) -> bytes:
    """Return the lines of a segment in another order."""
    return b"\n".join(reversed(data.rstrip(b"\n").split(b"\n"))) + b"\n"


def changed(how: Callable[[bytes], bytes]) -> Callable[[Clone], None]:
    def do(bad: Clone) -> None:
        path = segment_of(bad)
        oid = blob(bad.root, how((bad.root / path).read_bytes()))
        tree(bad.root, {path: ("100644", oid)})

    return do


def added(path: str, mode: str = "100644", data: bytes = b"x\n") -> Callable[[Clone], None]:
    def do(bad: Clone) -> None:
        name = path.replace("SEGMENT", segment_of(bad))
        tree(bad.root, {name: (mode, blob(bad.root, data))})

    return do


def large(bad: Clone) -> None:
    oid = blob(bad.root, bytes(1024 * MIB))  # which git packs into a megabyte
    tree(bad.root, {f"{HERS}/1-0123456789ab.jsonl": ("100644", oid)})


def submodule(bad: Clone) -> None:
    head = git(bad.root, "rev-parse", "HEAD").out.strip()
    tree(bad.root, {"feeds/aaaaaaaaaaaa": ("160000", head)})


def dot_git(bad: Clone) -> None:
    hook = blob(bad.root, b"#!/bin/sh")
    inner = subprocess.run(
        ["git", "mktree"], cwd=bad.root, input=f"100755 blob {hook}\tpost-checkout\n".encode(),
        capture_output=True, check=True,
    ).stdout.decode().strip()  # fmt: skip
    raw_tree(bad.root, f"040000 tree {inner}\t.git\n".encode())


def marker(text: str) -> Callable[[Clone], None]:
    def do(bad: Clone) -> None:
        before = (bad.root / "allied.toml").read_text()
        new = text.replace("LEDGER", next(line for line in before.splitlines() if line.startswith("ledger")))
        tree(bad.root, {"allied.toml": ("100644", blob(bad.root, new.encode()))})

    return do


HERS: Final = "feeds/aaaaaaaaaaaa/2026-11"
NO_NAME: Final = "not the name of a segment"
SEEN_BEFORE: Final = (
    "an edited line",
    "another ledger",
    "another epoch",
)  # who joins has nothing to hold it against

# What is tried, and what the refusal names.
ILL: Final[dict[str, tuple[Callable[[Clone], None], str]]] = {
    "a symbolic link among the segments": (added(f"{HERS}/1-0123456789ab.jsonl", "120000"), "no plain file"),
    "a symbolic link in place of feeds": (added("feeds/aaaaaaaaaaaa", "120000", b"/etc"), "no plain file"),
    "an executable segment": (added(f"{HERS}/1-0123456789ab.jsonl", "100755"), "no plain file"),
    "a submodule": (submodule, "feeds/aaaaaaaaaaaa"),
    "a .git in the tree": (dot_git, ".git"),
    "a name that isn't a segment's": (added(f"{HERS}/notes.txt"), NO_NAME),
    "a segment of a name that climbs": (added("feeds/aaaaaaaaaaaa/..-11/1-0123456789ab.jsonl"), NO_NAME),
    "names that differ by case": (added("FEEDS/aaaaaaaaaaaa/2026-11/1-0123456789ab.jsonl"), "FEEDS"),
    "a segment twice but for case": (added(f"{HERS}/1-0123456789AB.jsonl"), NO_NAME),
    "a digest that is not the file's": (added(f"{HERS}/1-0123456789ab.jsonl"), "another digest"),
    "an edited line": (changed(lambda data: data.replace(b"ours", b"hers")), "was changed"),
    "reordered lines": (changed(reordered), "was changed"),
    "a cut-off segment": (changed(lambda data: data[:-40]), "was changed"),
    "a gigabyte in a small pack": (large, "too large"),
    "another ledger": (marker('ledger = "' + "0" * 32 + '"\nformat = 1\nepoch = 1\n'), "another ledger"),
    "another epoch": (marker("LEDGER\nformat = 1\nepoch = 2\n"), "another epoch"),
    "a future format": (marker("LEDGER\nformat = 99\nepoch = 1\n"), "format 99"),
    "a name with escape sequences": (added('feeds/\x1b]0;owned\x07/x'), NO_NAME),
}  # fmt: skip


def state(clone: Clone) -> tuple[object, ...]:
    head = git(clone.root, "rev-parse", "HEAD").out
    return (
        head,
        clone.sealed(),
        (clone.root / "allied.toml").read_bytes(),
        git(clone.root, "remote", "-v").out,
    )


def refused(ran: Ran) -> None:
    """A refusal is one line and a hint, with nothing in it that a terminal would act on."""
    said = [line for line in ran.err.splitlines() if line.startswith(("allied: ", "hint: "))]
    assert len([line for line in said if line.startswith("allied: ")]) == 1, ran
    assert "Traceback" not in ran.err
    assert not any(ord(letter) < 32 and letter != "\n" for letter in ran.err), ran


@pytest.mark.parametrize("ill", ILL)
def test_what_comes_is_refused_as_a_whole(pair: tuple[Path, Clone, Clone], ill: str) -> None:
    _, good, bad = pair
    do, named = ILL[ill]
    do(bad)
    good.allied("save")
    before = state(good)
    ran = good.sync(check=False)
    assert ran.code in (GIT, DAMAGED), ran
    assert named in ran.err, ran
    refused(ran)
    assert state(good) == before
    assert good.status() == ""
    assert good.titles() == ["not shared yet", "ours"]


@pytest.mark.parametrize("ill", [name for name in ILL if name not in SEEN_BEFORE])
def test_it_can_not_be_joined(pair: tuple[Path, Clone, Clone], tmp_path: Path, ill: str) -> None:
    remote, good, bad = pair
    ILL[ill][0](bad)
    ran = good.allied("join", str(remote), str(tmp_path / "joined"), check=False)
    assert ran.code in (GIT, DAMAGED), ran
    refused(ran)
    assert not (tmp_path / "joined").exists()


# Settings of a checkout by which git would run a program.
SETTINGS: Final = {
    "core.fsmonitor": "PROGRAM",
    "core.sshCommand": "PROGRAM",
    "core.hooksPath": "HOOKS",
    "core.gitProxy": "PROGRAM",
    "filter.x.clean": "PROGRAM",
    "filter.x.smudge": "PROGRAM",
    "filter.x.process": "PROGRAM",
    "remote.origin.uploadpack": "PROGRAM",
    "remote.origin.receivepack": "PROGRAM",
    "credential.helper": "!PROGRAM",
    "include.path": "/nowhere",
    "core.askPass": "PROGRAM",
    "diff.external": "PROGRAM",
    "diff.x.textconv": "PROGRAM",
    "merge.x.driver": "PROGRAM",
    "gpg.program": "PROGRAM",
    "url.ext::.insteadOf": "/",
    "core.alternateRefsCommand": "PROGRAM",
}


@pytest.mark.parametrize("key", SETTINGS)
def test_a_prepared_checkout_runs_nothing(pair: tuple[Path, Clone, Clone], tmp_path: Path, key: str) -> None:
    _, good, _ = pair
    ran_it, program, hooks = tmp_path / "ran", tmp_path / "program", tmp_path / "hooks"
    program.write_text(f"#!/bin/sh\ntouch {ran_it}\n")
    program.chmod(0o755)
    hooks.mkdir()
    for folder in (hooks, good.root / ".git" / "hooks"):
        folder.mkdir(exist_ok=True)
        for name in ("pre-commit", "post-commit", "pre-push", "reference-transaction", "post-index-change",
                     "post-checkout", "post-merge", "fsmonitor-watchman"):  # fmt: skip
            (folder / name).write_text(program.read_text())
            (folder / name).chmod(0o755)
    value = SETTINGS[key].replace("PROGRAM", str(program)).replace("HOOKS", str(hooks))
    (good.root / ".git" / "info").mkdir(exist_ok=True)
    (good.root / ".git" / "info" / "attributes").write_text("* filter=x diff=x merge=x\n")
    git(good.root, "config", key, value)
    for line in (["save"], ["sync"], ["check"], ["diff"], ["doctor"], ["status"], ["remote", "show"]):
        ran = good.allied(*line, check=False)
        refused(ran) if ran.code not in (0, 5) else None
    assert not ran_it.exists()
    if key != "core.hooksPath":  # which is answered by ours
        ran = good.sync(check=False)
        assert ran.code == GIT and key.lower() in ran.err.lower(), ran


ADDRESSES: Final = (
    "ext::sh -c 'touch RAN'",
    "--upload-pack=touch RAN",
    "-oProxyCommand=touch RAN",
    "ssh://-oProxyCommand=touch RAN/x",
    "fd::17/x",
    "http://127.0.0.1:9/x.git",
    "git://127.0.0.1:9/x.git",
    "ftp://127.0.0.1/x.git",
    "x\ny",
    "",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_means_more_is_refused(tmp_path: Path, address: str) -> None:
    clone = found(tmp_path / "one")
    said = address.replace("RAN", str(tmp_path / "ran"))
    for line in (
        ["remote", "add", said],
        ["remote", "add", "--", said],
        ["join", "--", said, str(tmp_path / "two")],
    ):
        ran = clone.allied(*line, check=False)
        if ran.code == 0:  # it can be noted, and leads nowhere
            ran = clone.sync(check=False)
            git(clone.root, "remote", "remove", "origin")
        assert ran.code in (2, 4, GIT), (line, ran)
        assert "Traceback" not in ran.err
    assert not (tmp_path / "ran").exists()
    assert not (tmp_path / "two").exists()


@pytest.mark.parametrize("name", ["--upload-pack=x", "a b", "../x", "x\ny", "a:b", ""])
def test_a_remote_of_an_odd_name_is_refused(tmp_path: Path, name: str) -> None:
    clone = found(tmp_path / "one")
    ran = clone.allied("remote", "add", str(bare(tmp_path / "r.git")), f"--name={name}", check=False)
    assert ran.code in (2, 4), ran
    assert git(clone.root, "remote").out == ""


@pytest.mark.parametrize("branch", ["-x", "--upload-pack=x", "a b", "x..y"])
def test_a_branch_of_an_odd_name_does_no_harm(pair: tuple[Path, Clone, Clone], branch: str) -> None:
    """Git itself makes none of these; a file can. It stays a name, or is refused."""
    remote, good, _ = pair
    (good.root / ".git" / "HEAD").write_text(f"ref: refs/heads/{branch}\n")
    ran = good.sync(check=False)
    assert "Traceback" not in ran.err, ran
    there = set(git(remote, "for-each-ref", "--format=%(refname)", "refs/heads").out.splitlines())
    assert there - {f"refs/heads/{BRANCH}"} <= {f"refs/heads/{branch}"}, ran


def test_what_a_server_says_is_made_safe(pair: tuple[Path, Clone, Clone]) -> None:
    remote, good, _ = pair
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nprintf '\\033]0;owned\\007\\033[2Jno entry\\n' >&2\nexit 1\n")
    hook.chmod(0o755)
    ran = good.sync(check=False)
    assert ran.code == GIT, ran
    refused(ran)
    hook.unlink()
    good.sync()
    assert good.titles() == ["not shared yet", "ours"]
