"""What is done with each noun, by the commands that do it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .conftest import Allied, bytes_of, done, item, items, run


@pytest.fixture
def scene(allied: Allied) -> Allied:
    done("me", "Ana Lima")
    for name in ("Amis", "Bund", "Clube"):
        done("member", "add", name, "--status", "active", "--region", name[0] * 2)
    done("contact", "add", "Bo Berg", "--member", "bund")
    done("initiative", "add", "Night trains", "--handle", "trains", "--ask", "We ask for night trains.")
    return allied


# Members


def test_two_records_become_one_and_two_again(scene: Allied) -> None:
    done("optin", "in", "bund", "trains")
    done("action", "add", "Call", "--owner", "bund")
    outcome = done("member", "merge", "amis", "bund")
    assert [one["handle"] for one in items("member", "list")] == ["amis", "clube"]
    assert items("optin", "list")[0]["member_handle"] == "amis"
    assert item("action", "show", "Call")["owner_handle"] == "amis"
    assert "Amis" in outcome.text
    done("undo")
    assert [one["handle"] for one in items("member", "list")] == ["amis", "bund", "clube"]
    assert items("optin", "list")[0]["member_handle"] == "bund"
    assert scene("member", "merge", "amis", "amis").code == 4


def test_a_merge_names_what_has_two_answers(scene: Allied) -> None:
    done("optin", "in", "amis", "trains")
    done("optin", "decline", "bund", "trains")
    outcome = done("member", "merge", "amis", "bund")
    assert "Two answers now" in outcome.err and "allied crossed" in outcome.err


def test_members_pause_come_back_and_leave(scene: Allied) -> None:
    assert item("member", "pause", "amis")["status"] == "paused"
    assert item("member", "resume", "amis")["status"] == "active"
    assert item("member", "capacity", "amis", "12")["capacity"] == 12
    assert item("member", "capacity", "amis", "none")["capacity"] is None
    done("action", "add", "Call", "--owner", "bund")
    done("optin", "in", "bund", "trains")
    outcome = done("member", "leave", "bund", "--on", "2026-11-20")
    assert "1 open action, 1 standing opt-in, 1 contact" in outcome.err
    assert item("member", "show", "bund")["left"] == "2026-11-20"
    assert scene("member", "leave", "amis", "--on", "+3d").code == 4
    assert scene("member", "capacity", "amis", "many").code == 4


# Initiatives


def test_an_initiative_goes_through_its_stages(scene: Allied) -> None:
    assert item("initiative", "stage", "trains", "forming")["stage"] == "forming"
    assert scene("initiative", "stage", "trains", "closed").code == 4
    assert scene("initiative", "stage", "trains", "grown").code == 4


def test_a_mix_says_what_is_missing(scene: Allied) -> None:
    outcome = done("initiative", "mix", "trains")
    assert "names nothing as needed" in outcome.err
    done("initiative", "needs", "trains", "members=2", "regions=2", "role:spokesperson=1")
    done("optin", "in", "amis", "bund", "trains", "--role", "spokesperson")
    done("optin", "withdraw", "bund", "trains")
    mix = item("initiative", "mix", "trains")
    assert mix["reached"] is False
    found = {one["what"]: (one["have"], one["need"], one["missing"]) for one in mix["elements"]}
    assert found == {"members": (1, 2, 1), "regions": (1, 2, 1), "role:spokesperson": (1, 1, 0)}
    done("initiative", "needs", "trains", "regions=", "members=1")
    assert item("initiative", "mix", "trains")["reached"] is True
    assert run("initiative", "mix", "trains", "--format", "csv").text.startswith("what,have,need,missing\r\n")
    assert scene("initiative", "needs", "trains", "members").code == 2
    assert scene("initiative", "needs", "trains", "luck=1").code == 4


def test_a_new_text_says_whom_to_notify_and_what_went_stale(scene: Allied, tmp_path: Path) -> None:
    done("optin", "in", "bund", "trains", "--given-by", "Bo Berg")
    assert scene("initiative", "ask", "trains", "We ask for trains.").code == 4
    told = item("initiative", "ask", "trains", "We ask for night trains!", "--editorial")
    assert [(one["member_handle"], one["contact_name"]) for one in told["notify"]] == [("bund", "Bo Berg")]
    assert told["stale"] == [] and {"what": "new", "text": "trains!"} in told["diff"]
    (tmp_path / "ask.txt").write_text("We demand night trains.\n")
    text = done("initiative", "ask", "trains", f"@{tmp_path / 'ask.txt'}", "--material").text
    assert "[-ask for-]" in text and "stale until they reconfirm: bund (Bo Berg)" in text
    assert scene("initiative", "ask", "trains", "x", "--material", "--editorial").code == 2
    french = item(
        "initiative", "ask", "trains", "Nous demandons.", "--language", "fr", "--plain", "Des trains."
    )
    assert french["notify"] == []
    stale = item("optin", "proof", "bund", "trains")
    assert (stale["holds"], stale["why_not"]) == (False, "stale")
    done("optin", "reconfirm", "bund", "trains", "--method", "call", "--given-by", "Bo Berg")
    assert item("optin", "proof", "bund", "trains")["holds"] is True
    assert scene("optin", "reconfirm", "amis", "trains").code == 4


def test_credit_is_as_each_chose(scene: Allied) -> None:
    done("optin", "in", "amis", "trains", "--visibility", "public", "--sign-as", "Les Amis")
    done("optin", "in", "bund", "trains", "--visibility", "private")
    done(
        "initiative",
        "credit",
        "trains",
        "amis",
        "--output",
        "A letter",
        "--on",
        "2026-11-20",
        "--part",
        "Text",
    )
    assert scene("initiative", "credit", "trains", "bund", "--output", "a LETTER").code == 4
    done("member", "set", "amis", "--audience", "public")
    found = item("initiative", "credit", "trains")
    assert [(one["name"], one["part"]) for one in found["outputs"][0]["credited"]] == [("Les Amis", "Text")]
    assert [(one["member_name"], one["why"]) for one in found["aside"]] == [("bund", "behind the scenes")]
    assert scene("initiative", "credit", "trains", "--audience", "public").code == 3
    done("initiative", "set", "trains", "--audience", "public")
    public = item("initiative", "credit", "trains", "--audience", "public")
    assert (public["aside"], public["aside_count"]) == ([], 1)
    assert scene("initiative", "credit", "trains", "--output", "A letter").code == 4
    assert scene("initiative", "credit", "trains", "amis").code == 2
    done("initiative", "credit", "trains", "amis", "--output", "A letter", "--remove")
    done("initiative", "credit", "trains", "--output", "A letter", "--remove")
    assert item("initiative", "credit", "trains")["outputs"] == []
    assert scene("initiative", "credit", "trains", "--output", "A letter", "--remove").code == 3


def test_closing_goes_by_its_checklist(scene: Allied, ledger: Path) -> None:
    done("optin", "in", "amis", "trains")
    done("action", "add", "Thank them", "--initiative", "trains", "--hours", "3")
    before = bytes_of(ledger)
    outcome = scene("initiative", "close", "trains", "--outcome", "They run.", "--json")
    assert outcome.code == 5 and "Not closed yet" in outcome.err
    assert json.loads(outcome.out)["item"]["missing"] == ["lessons", "actions", "thanks"]
    assert bytes_of(ledger) == before
    done("action", "done", "Thank them")
    closed = item(
        "initiative", "close", "trains", "--outcome", "They run.", "--lessons", "Begin early.", "--thanked"
    )
    assert closed["closed"] is True and closed["hours"] == {"spent": 3, "open": 0, "not_estimated": 0}
    assert item("initiative", "show", "trains")["stage"] == "closed"
    assert scene("initiative", "close", "trains").code == 4
    done("initiative", "add", "Boats")
    assert item("initiative", "close", "boats", "--force")["closed"] is True


# Opt-ins


def test_what_is_beside_an_answer_can_be_changed_alone(scene: Allied) -> None:
    done("optin", "in", "amis", "trains", "--method", "call")
    changed = item("optin", "set", "amis", "trains", "--visibility", "public", "--role", "host")
    assert (changed["visibility"], changed["roles"], changed["method"]) == ("public", ["host"], "call")
    assert scene("optin", "set", "bund", "trains", "--visibility", "public").code == 3
    assert scene("optin", "set", "amis", "trains").code == 2


def test_the_matrix_has_a_word_in_each_cell(scene: Allied) -> None:
    done("initiative", "add", "Boats")
    done("optin", "in", "amis", "trains", "--level", "lead", "--visibility", "private")
    done("optin", "plan", "bund", "boats")
    outcome = done("optin", "matrix")
    assert [re.split(r"  +", line.strip()) for line in outcome.text.splitlines()] == [
        ["MEMBER", "BOATS", "TRAINS"],
        ["amis", "lead, behind the scenes"],
        ["bund", "planned"],
        ["clube"],
    ]
    assert "trains 1 in" in outcome.err
    assert (
        run("optin", "matrix", "trains", "--format", "tsv").text.splitlines()[0] == "id\thandle\tname\ttrains"
    )
    found = item("optin", "matrix", "--member", "amis")
    assert [row["handle"] for row in found["members"]] == ["amis"]
    assert found["members"][0]["cells"][1]["level"] == "lead"


def test_a_proof_shows_who_when_how_and_to_which_words(scene: Allied) -> None:
    line = ("--given-by", "Bo Berg", "--authority", "director", "--method", "call", "--evidence", "minutes 4")
    done("optin", "in", "bund", "trains", *line)
    proof = item("optin", "proof", "bund", "trains")
    (stated,) = proof["statements"]
    assert proof["agreed"] and proof["holds"] and proof["missing"] == []
    assert (stated["given_by_name"], stated["authority"]) == ("Bo Berg", "director")
    assert (stated["method"], stated["evidence"]) == ("call", "minutes 4")
    assert stated["words"]["text"] == "We ask for night trains."
    text = done("optin", "proof", "bund", "trains").text
    for said in (
        "given by: Bo Berg",
        "authority: director",
        "method: call",
        "words: We ask for night trains.",
    ):
        assert said in text
    assert scene("optin", "proof", "amis", "trains").code == 3


REPLIES = "Org,Answer,Who\nAmis,Oui,Eva\nBund,Non,Bo Berg\n"


def test_replies_from_a_form_come_with_their_evidence(scene: Allied, ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "replies.csv"
    file.write_text(REPLIES)
    line = ("import", "optins", str(file), "--initiative", "trains", "--source", "form 7")
    mapped = ("--map", "member=Org", "--map", "state=Answer", "--map", "given_by=Who")
    before = bytes_of(ledger)
    outcome = scene(*line, *mapped)
    assert outcome.code == 4 and "2 of 2 rows are in trouble" in outcome.err and "row 2: Amis" in outcome.err
    words = ("--word", "Oui=in", "--word", "Non=declined")
    assert item(*line, *mapped, *words, "--dry-run")["added"] == 2
    assert bytes_of(ledger) == before
    assert item(*line, *mapped, *words)["added"] == 2
    amis = item("optin", "show", "amis", "trains")
    assert (amis["state"], amis["method"]) == ("in", "form") and "form 7" in amis["evidence"]
    assert item(*line, *mapped, *words)["same"] == 2
    done("undo")
    assert items("optin", "list") == []
    assert scene(*line, "--map", "member").code == 2
    assert scene(*line, *mapped, "--word", "Oui").code == 2
    assert scene(*line, *mapped, "--on-answered", "shout").code == 2
    assert scene("import", "optins", "nowhere.csv", "--initiative", "trains").code in (3, 4)


# Actions


def test_actions_wait_block_and_come_again(scene: Allied) -> None:
    for title in ("Write", "Print", "Send"):
        done("action", "add", title)
    done("action", "wait-on", "Print", "Write")
    done("action", "wait-on", "Send", "Print", "Write")
    circle = scene("action", "wait-on", "Write", "Send")
    assert circle.code == 4 and circle.err.startswith("allied: ")
    assert item("action", "wait-on", "Send", "--no-more", "Write")["waits_on_name"] == ["Print"]
    assert scene("action", "wait-on", "Send", "--no-more", "Write").code == 4
    assert scene("action", "wait-on", "Send").code == 2
    done("action", "add", "Buy paper")
    blocked = item("action", "block", "Write", "--reason", "No paper.", "--on", "Buy paper")
    assert (blocked["status"], blocked["waits_on_name"]) == ("blocked", ["Buy paper"])
    assert [one["text"] for one in blocked["comments"].values()] == ["No paper."]


def test_an_action_blocked_on_what_waits_on_it_is_refused(scene: Allied) -> None:
    done("action", "add", "Write")
    done("action", "add", "Send")
    done("action", "wait-on", "Send", "Write")
    assert scene("action", "block", "Write", "--on", "Send").code == 4
    assert item("action", "show", "Write")["status"] == "todo"


def test_naming_one_sets_both(scene: Allied) -> None:
    done("action", "add", "Write")
    found = item("action", "assign", "Write", "Bo Berg")
    assert (found["assignee_name"], found["owner_handle"]) == ("Bo Berg", "bund")
    found = item("action", "assign", "Write", "none")
    assert (found["assignee"], found["owner"]) == (None, None)
    assert item("action", "assign", "Write", "amis")["owner_handle"] == "amis"
    assert scene("action", "assign", "Write", "nobody").code == 3


def test_an_action_that_comes_again_is_there_once_it_is_done(scene: Allied) -> None:
    done("action", "add", "Report")
    assert scene("action", "recur", "Report", "weekly").code == 4
    done("action", "recur", "Report", "every 2 weeks", "--due", "fri")
    done("action", "done", "Report")
    found = {one["due"]: one["status"] for one in items("action", "list")}
    assert found == {"2026-11-27": "done", "2026-12-11": "todo"}
    assert scene("action", "recur", "Report", "sometimes").code in (4, 5)


# Decisions and meetings


def test_bad_decisions_are_refused_with_what_would_be_right(scene: Allied) -> None:
    over = scene("decision", "add", "Too much?", "--quorum", "3/2")
    assert over.code == 4 and over.err.count("\n") == 2
    done("decision", "add", "Do we?", "--initiative", "trains", "--closes", "2026-12-01")
    early = scene("decision", "review", "Do we?", "2026-11-25")
    assert early.code == 4 and "2026-12-01" in early.err
    done("optin", "in", "amis", "bund", "trains")
    done("decision", "open", "Do we?")
    nobody = scene("decision", "answer", "Do we?", "amis", "addressed", "--words", "x")
    assert nobody.code == 4 and "no objection" in nobody.err
    assert item("decision", "review", "Do we?", "2027-01-10")["review"] == "2027-01-10"
    assert item("decision", "review", "Do we?", "none")["review"] is None


def test_positions_of_many_are_one_step(scene: Allied) -> None:
    done("decision", "add", "Do we?", "--initiative", "trains")
    done("optin", "in", "amis", "bund", "clube", "trains")
    done("decision", "open", "Do we?")
    done("decision", "position", "Do we?", "amis", "bund", "agree")
    shown = item("decision", "show", "Do we?")
    assert len(shown["positions"]) == 2
    done("undo")
    assert item("decision", "show", "Do we?")["positions"] == {}


def test_a_decision_takes_the_place_of_another(scene: Allied) -> None:
    done("decision", "record", "Blue?", "--outcome", "Blue.")
    done("decision", "record", "Green?", "--outcome", "Green.")
    done("decision", "supersede", "Green?", "Blue?")
    assert item("decision", "show", "Blue?")["status"] == "superseded"
    assert scene("decision", "supersede", "Blue?", "Green?").code == 4


def test_what_is_written_while_a_meeting_runs_is_in_its_minutes(scene: Allied) -> None:
    done("meeting", "add", "Planning", "--starts", "2026-11-30 10:00 Europe/Lisbon")
    meeting = item("meeting", "begin", "Monday", "--initiative", "trains")["id"]
    done("meeting", "attend", "Monday", "Ana Lima", "bund")
    done("optin", "in", "amis", "trains")
    done("action", "add", "Book the hall", "--owner", "amis")
    done("decision", "record", "Who speaks?", "--outcome", "Bund.")
    done("comment", "trains", "They liked it.")
    assert item("action", "show", "Book the hall")["meeting"] == meeting
    done("meeting", "end")
    done("action", "add", "Later")
    assert item("action", "show", "Later")["meeting"] is None
    shown = item("meeting", "show", "Monday")
    assert [(one["section"], one["text"]) for one in shown["minutes"]] == [
        ("decisions", "“Who speaks?” adopted: Bund."),
        ("opt-ins", "Amis on Night trains: in"),
        ("actions", "Book the hall, Amis"),
        ("comments", "on Night trains: They liked it."),
    ]
    assert sorted(shown["attendees_name"]) == ["Ana Lima", "bund"]
    assert "Book the hall, Amis" in done("meeting", "show", "Monday").text
    assert item("meeting", "attend", "Monday", "--not", "bund")["attendees_name"] == ["Ana Lima"]
    assert scene("meeting", "end").code == 3
    assert scene("meeting", "begin", "--planned", "Monday").code == 4
    done("meeting", "begin", "--planned", "Planning")
    done("action", "add", "At planning")
    assert item("action", "show", "At planning")["meeting"] == item("meeting", "show", "Planning")["id"]
    assert scene("meeting", "set", "Planning", "--ends", "2020-01-01 10:00 UTC").code == 4
    assert [one["title"] for one in items("meeting", "list")] == ["Monday", "Planning"]


def test_undo_redo_undo(scene: Allied) -> None:
    done("member", "pause", "amis")
    done("undo")
    said = done("redo").text
    assert said.startswith("Written again: ") and "took back" not in said
    assert item("member", "show", "amis")["status"] == "paused"
    done("undo")
    assert item("member", "show", "amis")["status"] == "active"
    done("member", "pause", "bund")
    assert scene("redo").code == 4


# What is said beside


def test_what_a_coordinator_should_know_is_said_beside(scene: Allied) -> None:
    again = done("member", "add", "AMIS")
    assert "amis is called so too" in again.err
    private = done("optin", "in", "amis", "trains", "--visibility", "private")
    assert "A label is no lock" in private.err and "A label" not in done("optin", "in", "bund", "trains").err
    done("action", "add", "Write")
    done("action", "add", "Print")
    done("action", "wait-on", "Print", "Write")
    assert "It waits on Write, which is not done." in done("action", "start", "Print").err
    done("action", "recur", "Write", "weekly", "--due", "fri")
    assert "the next is due 2026-12-04" in done("action", "done", "Write").err
    done("decision", "add", "Do we?")
    done("decision", "open", "Do we?", "--asked", "amis")
    assert "bund wasn't asked" in done("decision", "position", "Do we?", "bund", "agree").err


def test_the_other_languages_of_an_ask_that_are_behind_are_named(scene: Allied) -> None:
    done("initiative", "ask", "trains", "Nous demandons.", "--language", "fr")
    told = item("initiative", "ask", "trains", "We demand.", "--material")
    assert told["behind"] == ["fr"]
    done("initiative", "ask", "trains", "Nous exigeons.", "--language", "fr", "--material")
    assert item("initiative", "ask", "trains", "We demand!", "--editorial")["behind"] == ["fr"]


def test_nothing_is_asked_or_reworded_of_what_is_closed(scene: Allied) -> None:
    done("optin", "in", "amis", "trains")
    done("initiative", "close", "trains", "--force")
    for line in (
        ["initiative", "ask", "trains", "Other words.", "--material"],
        ["optin", "ask", "bund", "trains"],
    ):
        outcome = scene(*line)
        assert outcome.code == 4 and "is closed" in outcome.err
    assert item("optin", "withdraw", "amis", "trains")["state"] == "withdrawn"


def test_minutes_keep_what_gave_way_later(scene: Allied) -> None:
    done("optin", "in", "amis", "bund", "trains")
    done("decision", "add", "Do we?", "--initiative", "trains")
    done("decision", "open", "Do we?")
    done("meeting", "begin", "Monday")
    done("decision", "position", "Do we?", "bund", "block", "--reason", "Too dear.")
    done("decision", "answer", "Do we?", "bund", "addressed", "--words", "Cheaper now.")
    done("decision", "position", "Do we?", "bund", "stand-aside", "--reason", "Still dear.")
    texts = [one["text"] for one in item("meeting", "show", "Monday")["minutes"]]
    assert texts == [
        "question put: “Do we?”, open: 1 of 2 stated; dissent: Bund: stand aside",
        "Bund on “Do we?”: block: Too dear.",
        "Bund on “Do we?”: stand aside: Still dear.",
        "to Bund on “Do we?”: addressed: Cheaper now.",
    ]


def test_terms_that_are_open_need_somebody(scene: Allied) -> None:
    done("optin", "in", "amis", "trains", "--term", "If Lyon is named.")
    (need,) = (one for one in items("today") if one["section"] == "conditions")
    assert need["text"] == "Amis is in on Night trains on conditions: If Lyon is named."


def test_a_review_before_a_decision_opened_is_refused(scene: Allied) -> None:
    done("optin", "in", "amis", "trains")
    done("decision", "add", "Do we?", "--initiative", "trains")
    done("decision", "open", "Do we?")
    assert scene("decision", "review", "Do we?", "2026-11-01").code == 4
