"""The commands across nouns: a ledger made, filled from a file, looked at, and taken back."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .conftest import Allied, Outcome, run


def data(outcome: Outcome) -> dict[str, Any]:
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)


def test_a_ledger_is_made_where_one_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = data(run("init", "there", "--name", "Open Rivers", "--json"))
    assert made["kind"] == "ledger" and made["item"]["path"] == str(tmp_path / "there")
    assert data(run("-C", "there", "status", "--json"))["item"]["name"] == "Open Rivers"
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert run("init", "--name", "Here").code == 0
    assert data(run("status", "--json"))["item"]["name"] == "Here"


def test_status_tells_whose_ledger_it_is_and_what_it_holds(allied: Allied) -> None:
    assert allied("me", "Ana").code == 0
    assert allied("member", "add", "Amis").code == 0
    item = data(allied("status", "--json"))["item"]
    assert item["me_name"] == "Ana"
    assert item["counts"]["member"] == 1 and item["counts"]["contact"] == 1
    assert item["unsaved"] > 0 and item["crossed"] == 0 and item["problems"] == []
    assert data(allied("me", "--json"))["item"]["name"] == "Ana"


def test_status_names_what_waits_on_other_branches_and_what_the_branch_lost(
    allied: Allied, ledger: Path
) -> None:
    from allied.store.ledger import Ledger

    assert allied("member", "add", "Amis").code == 0
    sealed = Ledger.open(ledger).seal()
    assert sealed is not None
    assert allied("member", "add", "Bund").code == 0
    (ledger / ".git" / "HEAD").write_text("ref: refs/heads/other\n")
    sealed.unlink()
    item = data(allied("status", "--json"))["item"]
    assert item["elsewhere"] == ["main"]
    assert item["missing"] == [str(sealed.relative_to(ledger))]
    assert item["counts"]["member"] == 0


def test_every_write_names_its_step_and_undo_takes_it_back(allied: Allied) -> None:
    first = data(allied("member", "add", "Amis", "--json"))
    second = data(allied("member", "set", "amis", "--status", "paused", "--json"))
    assert second["item"]["status"] == "paused" and first["step"] != second["step"]
    undone = data(allied("undo", "--json"))
    assert undone["item"]["undone"] == second["step"]
    assert data(allied("member", "show", "amis", "--json"))["item"]["status"] == "active"
    assert data(allied("undo", undone["step"][:10], "--json"))["item"]["undone"] == undone["step"]
    assert data(allied("member", "show", "amis", "--json"))["item"]["status"] == "paused"


def test_undo_says_what_it_left_alone_and_who_changed_it(allied: Allied) -> None:
    assert allied("me", "Ana").code == 0
    assert allied("member", "add", "Amis", "--website", "https://one.example").code == 0
    step = data(allied("member", "set", "amis", "--website", "https://two.example", "--note", "n", "--json"))[
        "step"
    ]
    assert allied("member", "set", "amis", "--website", "https://three.example").code == 0
    outcome = allied("undo", step)
    assert outcome.code == 0
    assert "website" in outcome.err and "Ana has changed it since" in outcome.err
    item = data(allied("member", "show", "amis", "--json"))["item"]
    assert (item["website"], item["note"]) == ("https://three.example", None)


def test_a_change_that_changes_nothing_writes_nothing(allied: Allied) -> None:
    assert allied("member", "add", "Amis", "--status", "paused").code == 0
    outcome = allied("member", "set", "amis", "--status", "paused")
    assert outcome.code == 0 and "already" in outcome.err
    assert "step" not in data(allied("member", "set", "amis", "--status", "paused", "--json"))
    assert allied("member", "set", "amis").code == 2


def test_the_log_tells_steps_newest_first(allied: Allied) -> None:
    for name in ("One", "Two", "Three"):
        assert allied("member", "add", name).code == 0
    items = data(allied("log", "--json"))["items"]
    assert ["Three" in items[0]["sentence"], "One" in items[2]["sentence"]] == [True, True]
    assert {"id", "at", "by", "by_name", "sentence", "kind", "key", "handle", "step"} <= set(items[0])
    assert len(data(allied("log", "--limit", "2", "--json"))["items"]) == 2
    assert len(data(allied("log", "two", "--json"))["items"]) == 1
    assert allied("log", "--limit", "0").code == 2


def test_a_file_of_members_comes_in_as_one_step(allied: Allied, tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    file.write_text("Group,Where,Old\nAmis,FR; BE,\nBäche,DE,Brooks\n", encoding="utf-8")
    maps = ["--map", "name=Group", "--map", "regions=Where", "--map", "former_names=Old"]
    would = data(allied("import", "members", str(file), *maps, "--dry-run", "--json"))
    assert would["item"]["added"] == 2 and would["item"]["dry_run"] is True and "step" not in would
    assert data(allied("member", "list", "--json"))["count"] == 0
    done = data(allied("import", "members", str(file), *maps, "--json"))
    assert done["item"]["added"] == 2 and done["step"]
    assert data(allied("member", "show", "brooks", "--json"))["item"]["regions"] == ["DE"]
    again = allied("import", "members", str(file), *maps)
    assert again.code == 4 and again.err.count("row ") >= 2
    assert (
        data(allied("import", "members", str(file), *maps, "--on-duplicate", "skip", "--json"))["item"][
            "skipped"
        ]
        == 2
    )
    assert allied("undo").code == 0
    assert data(allied("member", "list", "--json"))["count"] == 0


def test_a_text_may_come_from_a_file_or_standard_input(allied: Allied, tmp_path: Path) -> None:
    (tmp_path / "ask.txt").write_text("Take the dams down.\nAll of them.\n", encoding="utf-8")
    assert allied("initiative", "add", "A", "--handle", "a", "--ask", f"@{tmp_path}/ask.txt").code == 0
    asks = data(allied("initiative", "show", "a", "--json"))["item"]["ask"]
    assert [ask["text"] for ask in asks.values()] == ["Take the dams down.\nAll of them."]
    assert run("member", "add", "B", "--note", "@-", stdin="from a pipe").code == 0
    assert data(allied("member", "show", "b", "--json"))["item"]["note"] == "from a pipe"
    assert allied("member", "set", "b", "--note", "@@home").code == 0
    assert data(allied("member", "show", "b", "--json"))["item"]["note"] == "@home"


def test_an_empty_text_clears_a_field(allied: Allied) -> None:
    assert allied("member", "add", "A", "--website", "https://a.example", "--region", "FR").code == 0
    item = data(allied("member", "set", "a", "--website", "", "--region", "", "--json"))["item"]
    assert (item["website"], item["regions"]) == (None, [])


def test_the_demo_is_made_and_shown(tmp_path: Path) -> None:
    root = tmp_path / "demo"
    outcome = run("demo", str(root), "--no-input")
    assert outcome.code == 0
    assert b"overdue" in outcome.out and str(root) in outcome.err
    assert data(run("-C", str(root), "status", "--json"))["item"]["crossed"] == 2
    shutil.rmtree(root)
    made = data(run("demo", str(root), "--json"))
    assert made["item"]["path"] == str(root)


def test_the_tui_is_for_terminals(allied: Allied) -> None:
    outcome = allied("tui")
    assert (outcome.code, outcome.out) == (2, b"")
    assert "allied today" in outcome.err


def test_damage_is_told_and_the_rest_is_read(allied: Allied, ledger: Path) -> None:
    from allied.store.ledger import Ledger

    assert allied("member", "add", "Amis").code == 0
    path = Ledger.open(ledger).seal()
    assert path is not None
    path.write_bytes(path.read_bytes().replace(b"Amis", b"Anis"))
    assert allied("member", "add", "Bäche").code == 0
    outcome = allied("member", "list", "--json")
    assert outcome.code == 0
    assert "Bäche" in outcome.text
    warnings = [line for line in outcome.err.splitlines() if line.startswith("warning: ")]
    assert warnings and all(line.isprintable() for line in warnings)
    assert str(path.name) in outcome.err
    assert allied("status").code == 8


def test_an_initiative_shows_its_mix_and_a_decision_its_dissent(allied: Allied) -> None:
    for line in (
        ["member", "add", "Amis", "--region", "FR"],
        ["initiative", "add", "L", "--handle", "l", "--needs", "members=1", "--needs", "regions=2"],
        ["optin", "in", "amis", "l"],
    ):
        assert allied(*line).code == 0
    mix = data(allied("initiative", "show", "l", "--json"))["item"]["mix"]
    assert mix["reached"] is False
    assert {"what": "regions", "have": 1, "need": 2, "missing": 1} in mix["elements"]
    decision = data(allied("decision", "add", "Now?", "--initiative", "l", "--json"))["item"]["id"]
    assert allied("decision", "open", decision[:12]).code == 0
    assert allied("decision", "position", decision, "amis", "block", "--reason", "Too early.").code == 0
    assert allied("decision", "close", decision, "adopted", "--outcome", "Yes").code == 4
    forced = ["--outcome", "Yes", "--rationale", "The date is fixed.", "--despite-blocks"]
    assert allied("decision", "close", decision, "adopted", *forced).code == 0
    item = data(allied("decision", "show", decision, "--json"))["item"]
    assert item["dissent"][0]["reason"] == "Too early." and item["despite_blocks"] is True
    assert data(allied("decision", "list", "--json"))["items"][0]["dissent"] == item["dissent"]
    assert "1 block" in allied("decision", "list").text


def test_a_ledger_is_made_in_a_folder_of_a_larger_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)
    assert run("init", "work/ledger", "--name", "Within").code == 0
    assert run("-C", "work/ledger", "member", "add", "Amis").code == 0
    assert not (tmp_path / "work" / "ledger" / ".git").exists()
    assert data(run("-C", "work/ledger", "status", "--json"))["item"]["counts"]["member"] == 1
