"""What is still to be shared and what came in: were one of these to fail, people would be told something untrue."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from allied.store.journal import last
from allied.store.ledger import Change, Ledger
from allied.store.sync import git, joining, remotes, saving, syncing
from allied.store.views.audience import seen_by

ONE, TWO = "1".ljust(32, "0"), "2".ljust(32, "0")


@pytest.fixture
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setenv("CI", "1")
    monkeypatch.setenv("ALLIED_WRITER", "coordinator0")
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(remote)], check=True)
    root = tmp_path / "ledger"
    root.mkdir()
    ledger = Ledger.create(root, name="Coalition")
    ledger.write([Change("action", ONE, {"title": "Draft it", "status": "todo"})])
    before = ledger.version()
    remotes.add(root, str(remote))
    assert ledger.version() != before  # with nobody to share with, only what isn't saved waits
    return ledger


def test_what_was_only_sent_is_seen_as_something_new(first: Ledger) -> None:
    syncing.sync(first)
    assert first.unshared() == []
    first.write([Change("action", ONE, {"status": "doing"})])
    saving.save(first)
    first.refresh()
    before, waiting = first.version(), first.unshared()
    syncing.sync(Ledger.open(first.root))
    assert len(waiting) == 1 and first.unshared() == []
    assert first.version() != before
    assert first.version() == first.version()


def test_the_last_sync_and_what_came_with_it_are_told(
    first: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert last.read(first.place.private) is None and first.arrived() == []
    syncing.sync(first)
    root = joining.join(str(tmp_path / "remote.git"), tmp_path / "other")
    monkeypatch.setenv("ALLIED_WRITER", "elsewhere000")
    other = Ledger.open(root)
    other.write([Change("action", ONE, {"title": "Send it"}), Change("action", TWO, {"title": "Call"})])
    syncing.sync(other)
    monkeypatch.setenv("ALLIED_NOW", "2026-11-24T10:00:00.000Z")
    syncing.sync(first, syncing.Wish(dry=True))
    assert (told := last.read(first.place.private)) is not None and told.came == 0
    syncing.sync(first)
    told = last.read(first.place.private)
    assert told is not None
    assert (told.at, told.remote, told.branch) == ("2026-11-24T10:00:00.000Z", "origin", "main")
    assert (told.sent, told.came) == (0, 2)
    assert [entry.by for entry in first.arrived()] == ["elsewhere000", "elsewhere000"]
    assert seen_by(first, "public").arrived() == []
    syncing.sync(first)
    assert first.arrived() == []


def test_a_note_of_the_last_sync_that_somebody_has_spoilt_says_nothing(first: Ledger) -> None:
    place = first.place.private / "synced"
    for spoilt in ("", "[]", '{"at": 1}', json.dumps({"came_in": None})):
        place.write_text(spoilt)
        assert last.read(first.place.private) is None and first.arrived() == []
    note = last.Last("2026", "origin", "main", 0, 1, ("../../etc/passwd", "feeds/none"))
    last.note(first.place.private, note)
    assert last.read(first.place.private) == note and first.arrived() == []


def test_no_name_or_password_of_an_address_is_shown(tmp_path: Path, first: Ledger) -> None:
    assert remotes.shown("https://ada:s3cret@example.org/a.git") == "https://example.org/a.git"
    assert remotes.shown("ssh://git@example.org/a\x1b[2J") == "ssh://example.org/a‹001B›[2J"
    assert remotes.shown("git@example.org:a.git") == "git@example.org:a.git"
    _, _, why = git.tried(first.root, "ls-remote", "https://ada:s3cret@127.0.0.1:1/a.git")
    assert why and "s3cret" not in why and "ada" not in why


def test_a_listed_address_can_be_given_again_but_for_its_password(first: Ledger) -> None:
    for name, address, said in (
        ("one", "https://ada:s3cret@example.org/a.git", "https://ada@example.org/a.git"),
        ("two", "ssh://git@example.org:22/a.git", "ssh://git@example.org:22/a.git"),
        ("three", "git@example.org:a.git", "git@example.org:a.git"),
    ):
        subprocess.run(["git", "-C", str(first.root), "remote", "add", name, address], check=True)
        assert remotes.listed(first.root, name) == said
