"""Many things in one step: named, read from standard input, found by a filter, or in a file of commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Allied, bytes_of, data, run


def statuses(kind: str = "member") -> dict[str, str]:
    items = data(run(kind, "list", "--json"))["items"]
    return {item.get("handle") or item["title"]: item["status"] for item in items}


def steps() -> int:
    return len(data(run("log", "--limit", "1000", "--json"))["items"])


@pytest.fixture
def three(allied: Allied) -> Allied:
    for name in ("Amis", "Bund", "Clube"):
        assert allied("member", "add", name, "--status", "active").code == 0
    return allied


def test_names_are_read_from_standard_input_as_one_step(allied: Allied) -> None:
    before = steps()
    made = data(run("member", "add", "-", "--region", "EU", "--json", stdin="Amis\n\n  Les Bleus \n"))
    assert [item["handle"] for item in made["items"]] == ["amis", "les-bleus"]
    assert all(item["regions"] == ["EU"] for item in made["items"])
    assert steps() == before + 1 and len(made["step"]) == 64
    assert allied("undo").code == 0
    assert statuses() == {}


def test_many_members_change_as_one_step_and_undo_takes_it_all_back(three: Allied) -> None:
    before = steps()
    done = data(three("member", "pause", "amis", "bund", "amis", "--json"))
    assert [item["handle"] for item in done["items"]] == ["amis", "bund"] and done["count"] == 2
    assert statuses() == {"amis": "paused", "bund": "paused", "clube": "active"}
    assert steps() == before + 1
    assert three("undo").code == 0
    assert set(statuses().values()) == {"active"}


@pytest.mark.parametrize("form", ["jsonl", "tsv", "table", "plain"])
def test_what_a_list_writes_can_be_read(three: Allied, form: str) -> None:
    if form == "plain":
        text = "amis\nBund\n"
    elif form == "table":
        text = three("member", "list", "a", "--fields", "id").text
    else:
        text = three("member", "list", "a", "--format", form).text
    done = data(run("member", "pause", "-", "--json", stdin=text))
    assert done["count"] == len(done["items"]) > 0
    assert all(item["status"] == "paused" for item in done["items"])


def test_one_of_many_that_fails_leaves_nothing_half_done(three: Allied, ledger: Path) -> None:
    assert three("member", "leave", "clube").code == 0
    assert three("initiative", "add", "Letter").code == 0
    before = bytes_of(ledger)
    outcome = three("optin", "in", "amis", "clube", "bund", "letter")
    assert outcome.code == 4 and "clube: Clube has left" in outcome.err and outcome.out == b""
    assert three("member", "pause", "amis", "nobody").code == 3
    assert run("member", "pause", "-", stdin='{"x": 1}\n').code == 4
    assert bytes_of(ledger) == before


def test_nothing_named_is_nothing_done(three: Allied) -> None:
    outcome = run("member", "pause", "-", stdin="\n")
    assert (outcome.code, outcome.out) == (0, b"") and "Nothing was named." in outcome.err
    assert data(run("member", "pause", "-", "--json", stdin=""))["items"] == []


@pytest.mark.parametrize(
    "line",
    [
        ["member", "add", "Delta"],
        ["member", "pause", "amis", "bund"],
        ["optin", "ask", "letter", "--all-where", "status=active"],
        ["action", "add", "Call"],
        ["meeting", "begin", "Monday"],
        ["comment", "amis", "Hello"],
    ],
)
def test_a_dry_run_shows_and_writes_nothing(three: Allied, ledger: Path, line: list[str]) -> None:
    assert three("initiative", "add", "Letter").code == 0
    before = bytes_of(ledger)
    outcome = three(*line, "--dry-run", "--json")
    answer = data(outcome)
    assert answer["dry_run"] is True and "step" not in answer
    assert answer.get("items") or answer.get("item")
    assert "Nothing was written" in outcome.err
    assert bytes_of(ledger) == before
    assert three(*line).code == 0
    assert bytes_of(ledger) != before


def test_all_members_that_a_filter_finds_are_asked(three: Allied) -> None:
    assert three("initiative", "add", "Letter", "--sign-by", "+3d").code == 0
    assert three("member", "set", "bund", "--sign-off-days", "10").code == 0
    assert three("member", "leave", "clube").code == 0
    before = steps()
    asked = data(three("optin", "ask", "letter", "--all-where", "kind=organisation", "--json"))
    assert {item["member_handle"]: item["what"] for item in asked["items"]} == {
        "amis": "asked",
        "bund": "asked",
    }
    warned = {item["member_handle"]: item["warnings"] for item in asked["items"]}
    assert warned["amis"] == [] and "approvals take 10 days" in warned["bund"][0]
    assert steps() == before + 1
    again = three("optin", "ask", "letter", "--all-where", "kind=organisation")
    assert "2 so already" in again.err
    assert three("optin", "ask", "amis", "letter", "--all-where", "kind=organisation").code == 2
    assert three("optin", "ask", "letter", "--all-where", "colour=red").code == 2


# Files of commands

LINES = """
["member", "add", "Delta"]
{"command": "member set", "arguments": ["delta"], "options": {"status": "paused", "region": ["A", "B"]}}

["action", "add", "Call", "--owner", "delta"]
{"command": "allied action add", "arguments": ["--odd title"], "options": {"note": "x=y", "hours": 8}}
"""


def test_a_batch_is_one_step(allied: Allied, tmp_path: Path) -> None:
    (tmp_path / "lines").write_text(LINES)
    before = steps()
    tried = data(allied("batch", str(tmp_path / "lines"), "--dry-run", "--json"))
    assert tried["dry_run"] is True and steps() == before
    done = data(allied("batch", str(tmp_path / "lines"), "--json"))
    assert [item["line"] for item in done["items"]] == [2, 3, 5, 6]
    assert [item["title"] for item in done["items"]] == ["Delta", "Delta", "Call", "--odd title"]
    assert steps() == before + 1
    delta = data(allied("member", "show", "delta", "--json"))["item"]
    assert (delta["status"], delta["regions"]) == ("paused", ["A", "B"])
    assert data(allied("action", "show", "Call", "--json"))["item"]["owner_handle"] == "delta"
    assert allied("undo").code == 0
    assert statuses() == {} and statuses("action") == {}


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ('["member", "add", "Amis", "--capacity", "many"]', 4, "Line 2"),
        ('["member", "pause", "nobody"]', 3, "Line 2"),
        ('["member", "grow", "amis"]', 2, "Line 2"),
        ('["member", "list"]', 2, "no command that writes"),
        ('["undo"]', 2, "part of a batch"),
        ('["member", "merge", "amis", "bund"]', 2, "part of a batch"),
        ('["member", "--help"]', 2, "Line 2"),
        ('["batch", "-"]', 2, "Line 2"),
        ('["member", "add", "X", "--dry-run"]', 2, "tried by itself"),
        ('["initiative", "close", "letter"]', 5, "Line 2"),
        ('["import", "members", "x.csv"]', 2, "part of a batch"),
        ('["optin", "ask", "letter", "--all-where", "status=active"]', 2, "part of a batch"),
        ("{}", 4, "names no command"),
        ("[]", 4, "names no command"),
        ("5", 4, "names no command"),
        ("[null]", 4, "names no command"),
        ('{"command": "member add", "what": 1}', 4, "names no command"),
        ("member add", 4, "no JSON"),
    ],
)
def test_a_batch_with_a_bad_line_writes_nothing(
    allied: Allied, ledger: Path, line: str, code: int, said: str
) -> None:
    assert allied("initiative", "add", "Letter").code == 0
    before = bytes_of(ledger)
    outcome = run("batch", "-", stdin=f'["member", "add", "Zeta"]\n{line}\n')
    assert (outcome.code, outcome.out) == (code, b""), outcome.err
    assert said in outcome.err and len(outcome.err.splitlines()) <= 3
    assert bytes_of(ledger) == before


def test_a_batch_that_is_not_there_or_empty(allied: Allied) -> None:
    assert allied("batch", "nowhere").code == 3
    outcome = run("batch", "-", stdin="\n")
    assert outcome.code == 0 and "no commands" in outcome.err


def test_one_word_on_several_things_of_any_kind(three: Allied) -> None:
    assert three("initiative", "add", "Letter").code == 0
    before = steps()
    assert three("comment", "amis", "letter", "Call them.").code == 0
    assert steps() == before + 1
    for line in (["member", "show", "amis"], ["initiative", "show", "letter"]):
        comments = data(three(*line, "--json"))["item"]["comments"]
        assert [one["text"] for one in comments.values()] == ["Call them."]
    assert data(run("comment", "-", "Again.", "--json", stdin="amis\nletter\n"))["count"] == 2


def test_a_step_is_undone_by_the_id_of_any_of_its_entries(three: Allied) -> None:
    assert three("member", "pause", "amis", "bund").code == 0
    (step,) = data(three("log", "--limit", "1", "--json"))["items"]
    assert three("member", "set", "clube", "--note", "x").code == 0
    assert three("undo", step["id"][:10]).code == 0
    assert set(statuses().values()) == {"active"}
    assert three("undo", "ffffffffffff").code == 3
