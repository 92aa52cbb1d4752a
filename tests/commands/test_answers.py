"""The answers coordinators ask for, worked out by hand, through the commands that give them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Ledger
from allied.store.verbs import initiatives

from .conftest import Allied, Outcome, bytes_of, done, item, items, run

LATER = "2026-12-03T10:20:00Z"


@pytest.fixture
def working(allied: Allied, monkeypatch: pytest.MonkeyPatch) -> Allied:
    """Four members, two initiatives; ten days later two have answered of three that were asked."""
    done("me", "Ana Lima")
    done("coalition", "set", "--time-zone", "UTC")
    for name, community in (("Amis", "youth"), ("Bund", "youth"), ("Clube", "farmers"), ("Delta", "farmers")):
        done("member", "add", name, "--community", community)
    done("initiative", "add", "Letter", "--ask", "We ask.", "--sunset", "2026-12-10")
    done("initiative", "add", "Film")
    done("optin", "ask", "amis", "bund", "clube", "letter", "--expected-by", "2026-11-30")
    done("optin", "ask", "amis", "film", "--asker", "@me")
    monkeypatch.setenv("ALLIED_NOW", LATER)
    done("optin", "in", "bund", "letter", "--valid-until", "2026-12-04")
    done("optin", "decline", "clube", "letter", "--reason-kind", "capacity")
    done("optin", "in", "delta", "letter")  # nobody had asked
    return allied


# Chase


def test_the_silent_and_the_response_rates(working: Allied) -> None:
    found = item("chase")
    silent = [(one["member_handle"], one["initiative_handle"], one["days"]) for one in found["silent"]]
    assert silent == [("amis", "film", 10), ("amis", "letter", 10)]
    assert [one["overdue"] for one in found["silent"]] == [False, True]
    letter = next(one for one in found["initiatives"] if one["name"] == "letter")
    assert (letter["asked"], letter["answered"], letter["silent"], letter["unasked"]) == (3, 2, 1, 1)
    assert letter["asked_share"] == [3, 4]
    assert letter["answered_share"] == [2, 3] and letter["silent_share"] == [1, 3]
    assert found["total"]["asked_share"] == [4, 8] and found["total"]["answered_share"] == [2, 4]
    text = done("chase").text
    assert "3/4 75%" in text and "2/3 67%" in text and "2/4 50%" in text
    assert [one["member_handle"] for one in found["quiet"]] == ["amis"]


def test_chasing_some_only(working: Allied) -> None:
    assert len(item("chase", "--initiative", "film")["silent"]) == 1
    assert item("chase", "--days", "11")["silent"] == []
    assert item("chase", "--days", "10", "--mine")["total"]["asked"] == 4
    assert "Nobody has been silent for 11 days" in done("chase", "--days", "11").err


def test_mine_is_nobodys_until_somebody_says_who_they_are(allied: Allied) -> None:
    done("member", "add", "Amis")
    done("initiative", "add", "Letter")
    done("optin", "ask", "amis", "letter")
    outcome = done("chase", "--mine")
    assert outcome.err == "Nobody has said who uses this clone: allied me NAME.\n"
    assert len(item("chase")["silent"]) == 1


# Workload, participation


def test_hours_promised_and_owed(working: Allied) -> None:
    done("member", "capacity", "amis", "5")
    done("member", "capacity", "bund", "5")
    for title, owner, hours in (
        ("A", "amis", "4"),
        ("B", "amis", "3"),
        ("C", "bund", "2"),
        ("D", "bund", ""),
    ):
        done("action", "add", title, "--owner", owner, "--hours", hours, "--due", "2026-12-20")
    done("action", "add", "E", "--hours", "9", "--due", "2027-01-20")
    found = item("workload")
    loads = {one["member_handle"]: one for one in found["members"]}
    assert (loads["amis"]["promised"], loads["amis"]["owed"], loads["amis"]["over"]) == (5, 7, True)
    assert (loads["bund"]["owed"], loads["bund"]["over"]) == (2, False)
    assert loads["bund"]["not_estimated_share"] == [1, 2]
    assert found["nobody"]["owed"] == 9 and found["total"]["not_estimated_share"] == [1, 5]
    assert "over by 2" in done("workload").text
    assert item("workload", "--until", "2026-12-31")["nobody"]["actions"] == 0
    rows = list(csv.DictReader(io.StringIO(run("workload", "--format", "csv").text)))
    assert [row["member_handle"] for row in rows] == ["amis", "bund"]
    lines = [json.loads(line) for line in done("workload", "--format", "jsonl").text.splitlines()]
    assert sum(line["owed"] for line in lines) == 9, "what all owe, and what nobody owns, is no member's"
    assert "nobody's yet" in done("workload").text


def test_who_is_asked_and_who_is_heard(working: Allied) -> None:
    done("decision", "add", "Do we?", "--initiative", "letter")
    done("decision", "open", "Do we?", "--asked", "amis", "--asked", "bund", "--asked", "clube")
    done("decision", "position", "Do we?", "bund", "agree")
    done("decision", "position", "Do we?", "clube", "reservations", "--reason", "Dear.")
    done("decision", "answer", "Do we?", "clube", "addressed", "--words", "Cheaper.")
    found = item("participation")
    voices = {one["community"]: one for one in found["communities"]}
    assert voices["youth"]["stated_share"] == [1, 2] and voices["youth"]["replied_share"] == [1, 3]
    assert voices["farmers"]["stated_share"] == [1, 1] and voices["farmers"]["heard_share"] == [1, 1]
    assert voices["farmers"]["replied_share"] == [1, 1] and voices["farmers"]["joined_share"] == [0, 1]
    assert found["total"]["stated_share"] == [2, 3]
    parts = {one["member_handle"]: one for one in found["members"]}
    assert (parts["delta"]["invited"], parts["delta"]["unprompted"]) == (0, 1)


# Stale, sunsets, today


def test_what_no_longer_holds(working: Allied, monkeypatch: pytest.MonkeyPatch) -> None:
    assert items("stale") == []
    done("initiative", "ask", "letter", "We demand.", "--material")
    monkeypatch.setenv("ALLIED_NOW", "2026-12-06T10:20:00Z")
    found = {one["member_handle"]: one for one in items("stale")}
    assert (found["bund"]["older_words"], found["bund"]["past_date"], found["bund"]["days_past"]) == (
        True,
        True,
        2,
    )
    assert (found["delta"]["older_words"], found["delta"]["past_date"]) == (True, False)
    assert items("stale", "--initiative", "film") == []
    done("optin", "reconfirm", "bund", "delta", "letter")
    assert items("stale") == []


def test_what_is_due_to_end(working: Allied) -> None:
    assert [(one["handle"], one["left"]) for one in items("sunsets")] == [("letter", 7)]
    assert items("sunsets", "--within", "6") == []
    assert "in 7 days" in done("sunsets").text


def test_today_is_for_somebody(working: Allied) -> None:
    done("action", "add", "Mine", "--assignee", "@me", "--due", "2026-12-01")
    done("action", "add", "Theirs", "--owner", "bund", "--due", "2026-12-01")
    assert {one["text"].split(" ")[0] for one in items("today", "--mine") if one["section"] == "overdue"} == {
        "Mine"
    }
    about = items("today", "--for", "bund")
    assert {(one["section"], one["kind"]) for one in about} == {("overdue", "action"), ("lapsing", "optin")}
    assert "Theirs" in about[0]["text"]
    assert all("Amis" in one["text"] for one in items("today", "--for", "amis"))
    shared = [one for one in items("today") if one["section"] == "not shared yet"]
    assert "the oldest for 10 days" in shared[0]["text"]


# History


def test_what_was_recorded_since_and_by_whom(working: Allied) -> None:
    since = items("log", "--since", "2026-12-01", "--limit", "100")
    assert [one["sentence"] for one in since][-1] == "Ana Lima recorded that Bund opted in to Letter"
    assert len(since) == 3
    before = items("log", "--until", "2026-11-23", "--limit", "100")
    assert len(before) + len(since) == len(items("log", "--limit", "100"))
    assert len(items("log", "--by", "ana lima", "--limit", "2")) == 2
    assert items("log", "--by", "somebody") == []
    assert {one["kind"] for one in items("log", "--kind", "opt-ins")} == {"optin"}
    story = items("history", "letter")
    assert [one["sentence"] for one in story] == ["Ana Lima added the initiative Letter"]
    assert item("coalition", "show")["id"] in {one["key"] for one in before}
    assert len(items("history", "bund", "--limit", "1")) == 1


# What can't be asked, and the forms of an answer


@pytest.mark.parametrize(
    ("line", "code", "said", "hint"),
    [
        ("chase --initiative nothing", 3, "no initiative called “nothing”", "initiative list"),
        ("chase --days -1", 2, "'--days': -1", "chase --help"),
        ("chase --quiet-for 0", 2, "'--quiet-for': 0", "chase --help"),
        ("workload --until someday", 4, "“someday” is no date", "2026-12-01"),
        ("stale --initiative nothing", 3, "no initiative called “nothing”", "initiative list"),
        ("sunsets --within -1", 2, "'--within': -1", "sunsets --help"),
        ("today --for nobody", 3, "no member called “nobody”", "member list"),
        ("history nothing", 3, "called “nothing”", "Give a handle"),
        ("history letter --until someday", 4, "“someday” is no date", "2026-12-01"),
        ("log --since someday", 4, "“someday” is no date", "2026-12-01"),
        ("log --limit 0", 2, "'--limit': 0", "log --help"),
        ("crossed letter", 2, "letter", "crossed --help"),
    ],
)
def test_what_cant_be_asked(working: Allied, line: str, code: int, said: str, hint: str) -> None:
    outcome = working(*line.split())
    error, mended = outcome.err.splitlines()
    assert (outcome.code, outcome.out) == (code, b"")
    assert error.startswith("allied: ") and said in error
    assert mended.startswith("hint: ") and hint in mended


def in_order(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON, whose keys must be sorted."""
    assert [name for name, _ in pairs] == sorted(name for name, _ in pairs)
    return dict(pairs)


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("today", None),
        ("today --for bund", None),
        ("chase", "silent"),
        ("workload", "members"),
        ("participation", "members"),
        ("stale", None),
        ("sunsets", None),
        ("history bund", None),
        ("log", None),
    ],
)
def test_every_form_tells_of_the_same_things(
    working: Allied, monkeypatch: pytest.MonkeyPatch, line: str, first: str | None
) -> None:
    done("action", "add", 'Call, then "write"', "--owner", "bund", "--due", "2026-12-01", "--hours", "2")
    monkeypatch.setenv("ALLIED_NOW", "2026-12-05T10:20:00Z")  # the opt-in of bund has lapsed
    answer = json.loads(done(*line.split(), "--json").out, object_pairs_hook=in_order)
    told = answer["items"] if first is None else answer["item"][first]
    assert told
    lines = done(*line.split(), "--format", "jsonl").text.splitlines()
    assert [json.loads(one, object_pairs_hook=in_order) for one in lines] == told
    for form, between in (("csv", ","), ("tsv", "\t")):
        text = done(*line.split(), "--format", form).text
        rows = list(csv.DictReader(io.StringIO(text), delimiter=between))
        assert len(rows) == len(told)
        for row, one in zip(rows, told, strict=True):
            assert row.keys() <= one.keys() and None not in row.values()


# Two answers


def clone(ledger: Path, tmp_path: Path) -> Path:
    """Return a clone of a ledger, which writes a feed of its own."""
    Ledger.open(ledger).seal()
    other = tmp_path / "other"
    shutil.copytree(ledger, other, symlinks=True, ignore=shutil.ignore_patterns("book"))
    (other / ".git" / "allied" / "writer.toml").unlink()
    return other


def bring(other: Path, ledger: Path) -> None:
    """Bring what a clone has written into a ledger."""
    Ledger.open(other).seal()
    shutil.copytree(other / "feeds", ledger / "feeds", dirs_exist_ok=True)


@pytest.fixture
def rivals(working: Allied, ledger: Path, tmp_path: Path) -> Allied:
    """Another coordinator, in a clone of her own, answered otherwise, and her feed has come in."""
    other = clone(ledger, tmp_path)
    there: Callable[..., Outcome] = lambda *line: run("-C", str(other), *line)  # noqa: E731
    assert there("me", "Bo Berg").code == 0
    assert there("member", "set", "amis", "--name", "Les Amis", "--capacity", "4").code == 0
    assert there("optin", "in", "amis", "letter").code == 0
    done("member", "set", "amis", "--name", "Amies")
    done("optin", "decline", "amis", "letter", "--reason-kind", "priorities")
    bring(other, ledger)
    return working


def test_two_answers_are_shown_with_who_gave_them(rivals: Allied) -> None:
    found = item("crossed")["answers"]
    assert [(one["kind"], one["register"]) for one in found] == [("member", "name"), ("optin", "answer")]
    names = {answer["take"]: answer for answer in found[0]["answers"]}
    assert {one["value"] for one in names.values()} == {"Amies", "Les Amis"} and set(names) == {1, 2}
    assert {one["given"][0]["by_name"] for one in names.values()} == {"Ana Lima", "Bo Berg"}
    counting = [one["value"]["state"] for one in found[1]["answers"] if one["counts"]]
    assert counting == ["declined"], "the cautious one counts meanwhile"
    outcome = done("crossed")
    assert "Les Amis" in outcome.text and "allied settle" in outcome.err
    rows = list(csv.DictReader(io.StringIO(run("crossed", "--format", "csv").text)))
    assert [row["take"] for row in rows] == ["1", "2", "1", "2"]
    assert item("status")["crossed"] == 2


def test_answers_are_numbered_alike_for_every_audience(allied: Allied, ledger: Path) -> None:
    """Who counts along with an audience settles the answer that was meant, not the one beside it."""
    for name in ("Amis", "Bund", "Clube"):
        done("member", "add", name)
    done("initiative", "add", "Letter")
    held = Ledger.open(ledger)
    letter = item("initiative", "show", "letter")["id"]
    seen = held.read("initiative", letter)
    for name in ("amis", "bund", "clube"):
        initiatives.change(held, letter, {"lead": item("member", "show", name)["id"]}, seen=seen)
    (question,) = item("crossed")["answers"]
    hidden, second, third = (one["value"] for one in question["answers"])
    done("member", "set", hidden, "--audience", "coordinators")
    (question,) = item("crossed", "--audience", "coalition")["answers"]
    assert [(one["take"], one["value"]) for one in question["answers"]] == [(2, second), (3, third)]
    rows = csv.DictReader(io.StringIO(done("crossed", "--audience", "coalition", "--format", "csv").text))
    assert [row["take"] for row in rows] == ["2", "3"]
    assert item("settle", "letter", "lead", "--take", "2")["lead"] == second


def test_handles_taken_twice_are_shown(working: Allied, ledger: Path, tmp_path: Path) -> None:
    other = clone(ledger, tmp_path)
    assert run("-C", str(other), "member", "add", "Echo, of the south", "--handle", "echo").code == 0
    done("member", "add", "Echo")
    bring(other, ledger)
    found = item("crossed")
    assert found["answers"] == []
    (taken,) = found["handles"]
    assert (taken["handle"], taken["kind"]) == ("echo", "member")
    assert sorted(taken["titles"]) == ["Echo", "Echo, of the south"]
    outcome = done("crossed")
    assert "handles that are taken twice" in outcome.text and "has two answers" not in outcome.err
    assert working("member", "show", "echo").code == 5
    done("member", "set", taken["ids"][0], "--handle", "echo-south")
    assert item("crossed")["handles"] == []


@pytest.mark.parametrize("take", [1, 2])
def test_taking_one_of_them_settles_it(rivals: Allied, take: int) -> None:
    chosen = next(one for one in item("crossed")["answers"][0]["answers"] if one["take"] == take)
    settled = item("settle", "amis", "name", "--take", str(take))
    assert settled["name"] == chosen["value"]
    assert [one["register"] for one in item("crossed")["answers"]] == ["answer"]
    done("undo")
    assert len(item("crossed")["answers"]) == 2


def test_settling_by_another_value(rivals: Allied) -> None:
    optin = item("crossed")["answers"][1]["id"]
    assert item("settle", "amis", "name", "--value", "Amis de tous")["name"] == "Amis de tous"
    settled = item("settle", optin, "state", "--value", "considering")
    assert (settled["state"], settled["reason_kind"]) == ("considering", None)
    assert item("crossed")["answers"] == []
    assert "Nothing has two answers." in done("crossed").err


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (["amis", "name"], 2, "takes one answer"),
        (["amis", "name", "--take", "1", "--value", "x"], 2, "takes one answer"),
        (["amis", "name", "--take", "3"], 4, "numbered 1 to 2"),
        (["amis", "name", "--value", ""], 4, "name"),
        (["amis", "capacity", "--value", "3"], 4, "no two answers to capacity"),
        (["bund", "name", "--take", "1"], 4, "no two answers"),
        (["nobody", "name", "--take", "1"], 3, "nobody"),
    ],
)
def test_settling_what_cant_be(rivals: Allied, ledger: Path, line: list[str], code: int, said: str) -> None:
    before = bytes_of(ledger)
    outcome = rivals("settle", *line)
    assert outcome.code == code and said in outcome.err and len(outcome.err.splitlines()) == 2, outcome.err
    assert bytes_of(ledger) == before


@pytest.mark.parametrize(
    "line",
    [["chase"], ["workload"], ["participation"], ["stale"], ["sunsets"], ["crossed"]],
    ids=" ".join,
)
@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "table"])
def test_an_empty_ledger_has_answers_too(allied: Allied, line: list[str], form: str) -> None:
    outcome = allied(*line, "--format", form)
    assert outcome.code == 0, outcome.err
    if form == "json":
        answer = json.loads(outcome.out, object_pairs_hook=in_order)
        lists = [answer["items"]] if "items" in answer else answer["item"].values()
        assert all(one == [] for one in lists if isinstance(one, list))
    elif form in ("csv", "tsv"):
        assert outcome.out.count(b"\n") == 1
