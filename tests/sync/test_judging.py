"""`check`, `diff`, `doctor` and what `ci` writes: what they find, and that they find it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from allied.store.ledger import Change, Ledger

from .clones import _MAIN, BRANCH, Clone, bare, cloned, found, git

DAMAGED: Final = 8
INVALID: Final = 4
NEEDS_PERSON: Final = 5


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A clone with two commits, shared."""
    remote = bare(tmp_path / "remote.git")
    first = found(tmp_path / "ledger")
    first.allied("remote", "add", str(remote))
    first.add("one")
    first.sync()
    first.allied("member", "add", "Amis", "--audience", "public")
    first.sync()
    git(remote, "symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
    return first


def items(clone: Clone, *line: str) -> list[dict[str, Any]]:
    return json.loads(clone.allied(*line, "--json", check=False).out)["items"]


def commit(clone: Clone) -> None:
    git(clone.root, "add", "--all")
    git(clone.root, "commit", "--quiet", "-m", "by hand")


# check


def test_a_sound_ledger(clone: Clone) -> None:
    assert items(clone, "check") == []
    assert clone.allied("check", "--since", "HEAD~1").code == 0
    assert clone.allied("check", "--format", "github").out == ""
    assert json.loads(clone.allied("check", "--format", "gitlab").out) == []


def test_a_segment_that_was_removed_or_changed_since(clone: Clone) -> None:
    first, second = sorted(clone.sealed(), key=lambda path: int(path.rpartition("/")[2].partition("-")[0]))
    (clone.root / first).unlink()
    commit(clone)
    assert clone.allied("check", check=False).code == 0  # nothing says what was there once
    (one,) = [one for one in items(clone, "check", "--since", "HEAD~1") if one["level"] == "damage"]
    assert (one["file"], one["reason"]) == (first, "was removed, which no segment ever is")
    assert clone.allied("check", "--since", "HEAD").code == 0
    (clone.root / second).unlink()  # as before a commit, which a hook would be asked about
    assert clone.allied("check", "--since", "HEAD", check=False).code == DAMAGED
    git(clone.root, "checkout", "--quiet", "--", second)
    git(clone.root, "reset", "--quiet", "--hard", "HEAD~1")
    (clone.root / second).write_bytes((clone.root / second).read_bytes().replace(b"Amis", b"Amos"))
    commit(clone)
    ran = clone.allied("check", "--since", "HEAD~1", "--format", "github", check=False)
    assert ran.code == DAMAGED and f"::error file={second}," in ran.out
    found = items(clone, "check", "--since", "HEAD~1")
    assert {one["level"] for one in found} == {"damage"}
    assert {(one["file"], one["line"]) for one in found} >= {(second, 0), (second, 1)}


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("notes.txt", "is no segment"),
        ("aaaaaaaaaaaa/2026-11/1-0123456789ab.jsonl", ""),
    ],
)
def test_what_has_no_place_among_segments(clone: Clone, name: str, what: str) -> None:
    path = clone.root / "feeds" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x\n")
    ran = clone.allied("check", "--json", check=False)
    assert ran.code == DAMAGED
    found = [one for one in json.loads(ran.out)["items"] if one["file"] == f"feeds/{name}"]
    assert found and all(what in one["reason"] for one in found)


def test_a_link_among_segments(clone: Clone) -> None:
    (clone.root / "feeds" / "aaaaaaaaaaaa").symlink_to("/etc")
    assert clone.allied("check", check=False).code == DAMAGED


def test_what_no_version_should_have_written(clone: Clone) -> None:
    ledger = Ledger.open(clone.root)
    key = ledger.find("member", "amis")[1]
    ledger.write([Change("member", key, {"status": "delighted", "joined": "someday", "regions/": 3})])
    clone.allied("save")
    ran = clone.allied("check", "--json", check=False)
    assert ran.code == INVALID
    reasons = " ".join(one["reason"] for one in json.loads(ran.out)["items"])
    assert "delighted" in reasons and "someday" in reasons
    located = json.loads(ran.out)["items"][0]
    assert located["file"] in clone.sealed() and located["line"] == 1


def test_what_names_nothing_and_what_goes_round(clone: Clone) -> None:
    ledger = Ledger.open(clone.root)
    key = ledger.find("action", "one")[1]
    other = "ab" * 16
    ledger.write([Change("action", key, {"owner": "cd" * 16, f"waits_on/{other}": True})])
    ledger.write([Change("action", other, {"title": "two", f"waits_on/{key}": True})])
    found = items(clone, "check")
    assert {one["code"] for one in found} == {"nothing", "circle"}
    assert any("one → two → one" in one["reason"] or "two → one → two" in one["reason"] for one in found)
    assert clone.allied("check", check=False).code == NEEDS_PERSON


def test_a_gap_is_no_error(clone: Clone, tmp_path: Path) -> None:
    first = min(clone.sealed(), key=lambda path: int(path.rpartition("/")[2].partition("-")[0]))
    (clone.root / first).unlink()
    ran = clone.allied("check", "--json", check=False)
    assert [one["code"] for one in json.loads(ran.out)["items"] if one["level"] == "note"]
    assert ran.code == 0


def test_since_tells_only_what_came_since(clone: Clone) -> None:
    ledger = Ledger.open(clone.root)
    key = ledger.find("member", "amis")[1]
    ledger.write([Change("member", key, {"status": "delighted"})])
    clone.allied("save")
    clone.add("three")
    clone.allied("save")
    assert clone.allied("check", check=False).code == INVALID
    assert clone.allied("check", "--since", "HEAD~1").code == 0
    assert clone.allied("check", "--since", "HEAD~2", check=False).code == INVALID
    assert clone.allied("check", "--since", "nowhere", check=False).code == 3
    assert clone.allied("check", "--since", "--output=x", check=False).code in (2, 3, 7)


def test_annotations_hold_no_names(clone: Clone) -> None:
    ledger = Ledger.open(clone.root)
    key = ledger.find("member", "amis")[1]
    over = tuple(setting.mark.id for setting in ledger.book.live("member", key)["name"])
    for name in ("Les Amis", "Amis, really"):
        ledger.write([Change("member", key, {"name": name}, over)])
    clone.allied("save")
    for form in ("github", "gitlab"):
        out = clone.allied("check", "--format", form, check=False).out
        assert "Amis" not in out and "two answers" in out
    (issue,) = json.loads(clone.allied("check", "--format", "gitlab", check=False).out)
    assert issue["location"]["path"] in clone.sealed() and issue["severity"] == "minor"
    assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}


# diff


def test_what_a_range_changes(clone: Clone) -> None:
    assert "Nothing changes" in clone.allied("diff").err
    clone.add("two")
    assert [one["sentence"].split(" ", 1)[1] for one in items(clone, "diff")] == ["added the action “two”"]
    clone.sync()
    assert items(clone, "diff") == []
    assert len(items(clone, "diff", "HEAD~2..HEAD")) == 2
    assert len(items(clone, "diff", "HEAD~2..HEAD~1")) == 1
    assert [one["kind"] for one in items(clone, "diff", "HEAD~2..HEAD~1")] == ["member"]
    assert len(items(clone, "diff", "HEAD~1")) == 1
    for odd in ("nowhere..HEAD", "a..b..c", "--output=x..HEAD"):
        assert clone.allied("diff", "--", odd, check=False).code in (3, 4, 7)


def test_a_pull_request_from_where_it_parted(clone: Clone) -> None:
    git(clone.root, "switch", "--quiet", "-c", "topic")
    clone.add("on topic")
    clone.allied("save")
    git(clone.root, "switch", "--quiet", BRANCH)
    clone.add("on main")
    clone.allied("save")
    assert ["on topic" in one["sentence"] for one in items(clone, "diff", f"{BRANCH}...topic")] == [True]


def test_the_public_sees_what_is_public_in_ci(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    ran = clone.allied("diff", "HEAD~1..HEAD", "--format", "md")
    assert "Amis" in ran.out and ran.out.startswith("### ")
    writer = next(iter(clone.sealed())).split("/")[1]
    assert writer not in ran.out
    private = clone.allied(
        "diff", "HEAD~2..HEAD", "--audience", "coordinators", "--format", "md", check=False
    )
    assert private.code == 3  # there is no such commit: the first has none before it
    hidden = clone.allied("diff", "--format", "json", "HEAD~1..HEAD", "--audience", "coordinators")
    assert writer in hidden.out


def test_nothing_in_a_comment_is_markup(clone: Clone) -> None:
    clone.add("hi @everyone see #12 <img src=x> [a](b) www.x.example https://x.example `c`")
    out = clone.allied("diff", "--format", "md").out
    assert "@everyone" not in out and "#12" not in out and "://x" not in out and "www.x" not in out
    assert "\\<img" in out and "\\[a\\]" in out and "\\`c\\`" in out


def test_segments_that_went_are_told(clone: Clone) -> None:
    (clone.root / sorted(clone.sealed())[0]).unlink()
    commit(clone)
    assert "gone" in clone.allied("diff", "HEAD~1..HEAD").err
    assert "removed" in clone.allied("diff", "HEAD~1..HEAD", "--format", "md").out


# doctor


def codes(clone: Clone) -> dict[str, str]:
    return {one["code"]: one["do"] for one in items(clone, "doctor")}


def test_a_clone_in_order(clone: Clone) -> None:
    clone.allied("me", "Ana Lima")
    clone.sync()
    assert codes(clone) == {}


def test_what_can_be_wrong_with_a_clone(clone: Clone, tmp_path: Path) -> None:
    assert set(codes(clone)) == {"nobody"}
    clone.add("waiting")
    assert "allied sync" in codes(clone)["unshared"]
    (clone.root / ".git" / "MERGE_HEAD").write_text("0" * 40)
    (clone.root / ".gitattributes").unlink()
    git(clone.root, "remote", "rename", "origin", "one")
    git(clone.root, "remote", "add", "two", "nowhere")
    git(clone.root, "config", "core.fsmonitor", "x")
    assert {"under way", "attributes", "remotes", "settings"} <= set(codes(clone))
    (clone.root / ".git" / "MERGE_HEAD").unlink()
    clone.years = -1
    assert "clock" in codes(clone)
    git(clone.root, "checkout", "--quiet", "--detach")
    assert "detached" in codes(clone)
    git(clone.root, "switch", "--quiet", "-c", "other")
    assert "elsewhere" in codes(clone)
    first = sorted(clone.sealed())[0]
    (clone.root / first).write_bytes(b"x\n")
    ran = clone.allied("doctor", check=False)
    assert ran.code == DAMAGED and "allied check" in ran.out


def test_what_is_gone_is_put_back(clone: Clone) -> None:
    git(clone.root, "reset", "--quiet", "--hard", "HEAD~1")
    assert "--restore" in codes(clone)["gone"]
    clone.sync("--restore")
    assert clone.allied("member", "list").out.count("Amis") == 1
    assert "gone" not in codes(clone)


# ci


@pytest.mark.parametrize(
    ("forge", "path"), [("github", ".github/workflows/ledger.yml"), ("gitlab", ".gitlab-ci.yml")]
)
def test_a_workflow_is_written_once(clone: Clone, forge: str, path: str) -> None:
    clone.allied("ci", forge)
    text = (clone.root / path).read_text()
    assert "@" not in text.replace("actions/checkout@", "").replace("actions/setup-python@", "")
    assert "allied ci" in text and "--since" in text and "--format md" in text
    assert clone.allied("ci", forge, "--print").out == text
    clone.allied("ci", forge)
    (clone.root / path).write_text("mine\n")
    ran = clone.allied("ci", forge, check=False)
    assert ran.code == INVALID and "--print" in ran.err
    assert (clone.root / path).read_text() == "mine\n"


def _script(text: str, name: str) -> str:
    """Return the shell lines of a step of the workflow, as the runner would write them to a file."""
    lines = text.split(f"- name: {name}\n")[1].split("run: |\n")[1].splitlines()
    indent = len(lines[0]) - len(lines[0].lstrip())
    taken = []
    for line in lines:
        if line.strip() and len(line) - len(line.lstrip()) < indent:
            break
        taken.append(line[indent:])
    return "\n".join(taken) + "\n"


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """The environment of a runner: `allied` on the PATH, and a `gh` that notes what it was asked."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    (bin_ / "allied").write_text(f"#!/bin/sh\nexec {sys.executable} -c '{_MAIN}' \"$@\"\n")
    (bin_ / "gh").write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/gh\n')
    for program in bin_.iterdir():
        program.chmod(0o755)
    return {
        **os.environ, "PATH": f"{bin_}:{os.environ['PATH']}", "CI": "true", "LEDGER": ".", "NUMBER": "7",
        "RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }  # fmt: skip


def _step(clone: Clone, env: dict[str, str], name: str, base: str) -> int:
    text = clone.allied("ci", "github", "--print").out
    line = ["bash", "-e", "-c", _script(text, name)]
    return subprocess.run(line, cwd=clone.root, env={**env, "BASE": base}, capture_output=True).returncode


def test_the_workflow_passes_what_is_sound_and_fails_what_tampers(
    clone: Clone, shell: dict[str, str], tmp_path: Path
) -> None:
    assert _step(clone, shell, "Check", "HEAD~1") == 0
    assert _step(clone, shell, "Check", "0" * 40) == 0
    assert _step(clone, shell, "Say what it changes", "HEAD~1") == 0
    assert "Amis" in (tmp_path / "summary").read_text()
    assert "pr comment 7" in (tmp_path / "gh").read_text()
    (clone.root / sorted(clone.sealed())[0]).unlink()
    commit(clone)
    assert _step(clone, shell, "Check", "HEAD~1") != 0


def test_a_server_of_ones_own_refuses_what_tampers(
    clone: Clone, shell: dict[str, str], tmp_path: Path
) -> None:
    remote = tmp_path / "remote.git"
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(clone.allied("ci", "pre-receive").out)
    hook.chmod(0o755)
    os.environ["PATH"], before = shell["PATH"], os.environ["PATH"]
    try:
        clone.add("sound")
        clone.sync()
        bad = cloned(remote, tmp_path / "bad")
        (bad.root / sorted(bad.sealed())[0]).unlink()
        commit(bad)
        ran = git(bad.root, "push", "--quiet", "origin", BRANCH, check=False)
        assert ran.code != 0 and "was removed" in ran.err
        git(bad.root, "reset", "--quiet", "--hard", "HEAD~1")
        (bad.root / "feeds" / "notes.txt").write_text("x")
        commit(bad)
        ran = git(bad.root, "push", "--quiet", "origin", BRANCH, check=False)
        assert ran.code != 0 and "not the name of a segment" in ran.err
        git(bad.root, "push", "--quiet", "origin", "HEAD~1:refs/heads/topic")
        git(bad.root, "push", "--quiet", "origin", ":refs/heads/topic")
        git(bad.root, "reset", "--quiet", "--hard", "HEAD~1")
        git(bad.root, "rm", "-r", "--quiet", "allied.toml")
        git(bad.root, "commit", "--quiet", "-m", "no ledger")
        assert git(bad.root, "push", "--quiet", "origin", BRANCH, check=False).code != 0
    finally:
        os.environ["PATH"] = before
    assert cloned(remote, tmp_path / "after").titles() == ["one", "sound"]


def test_an_older_format_is_raised_and_a_newer_is_left(clone: Clone) -> None:
    from allied.store.errors import FromTheFuture
    from allied.store.journal.place import parse_config, raise_format, read_config

    before = read_config(clone.root)
    assert "newest" in clone.allied("upgrade").out
    assert raise_format(clone.root, 2) == 1
    with pytest.raises(FromTheFuture):
        read_config(clone.root)
    data = (clone.root / "allied.toml").read_bytes().replace(b"format = 2", b"format = 1")
    assert parse_config(data) == before
