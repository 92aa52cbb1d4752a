"""What the log says, sentence by sentence."""

from __future__ import annotations

import pytest
from allied.store.book.undoing import Change
from allied.store.ledger import Ledger
from allied.store.verbs import (
    actions,
    contacts,
    decisions,
    documents,
    groups,
    initiatives,
    meetings,
    members,
    merging,
    optins,
    outputs,
    stages,
)
from allied.store.views.sentences import IMPORTED, sentence

from ..verbs.scene import Scene

FIRST = "00000000"


def last(scene: Scene) -> str:
    """Return what the step written last is said to have done, without who did it."""
    newest = scene.ledger.newest(300)
    step = [entry for entry in newest if entry.step == newest[0].step][::-1]
    said = sentence(scene.ledger, step)
    who = scene.ledger.writer_name(newest[0].by)
    assert said.startswith(f"{who} ")
    return said.removeprefix(f"{who} ")


def test_the_writer_is_named_once_it_has_a_name(scene: Scene) -> None:
    writer = scene.ledger.writer
    (first,) = scene.ledger.newest(1)
    assert sentence(scene.ledger, first) == f"{writer} started the ledger of River Coalition"
    contacts.me(scene.ledger, "Ada")
    assert sentence(scene.ledger, first) == "Ada started the ledger of River Coalition"
    assert last(scene) == "added the contact Ada of the coordination"
    contacts.me(scene.ledger, "Bo")
    assert (
        sentence(scene.ledger, scene.ledger.newest(2)[::-1]) == "Bo added the contact Bo of the coordination"
    )
    contacts.me(scene.ledger, "Ada")
    assert last(scene) == "is who writes from this clone, as “Ada”"


def test_members_contacts_and_groups(scene: Scene) -> None:
    greens = scene.member("Greens")
    assert last(scene) == "added the member Greens"
    scene.member("Reds", status="prospect")
    assert last(scene) == "added the member Reds, a prospect"
    scene.contact("Ada", greens)
    assert last(scene) == "added the contact Ada at Greens"
    members.change(scene.ledger, greens, {"website": "https://greens.example"})
    assert last(scene) == "changed the website of Greens to https://greens.example"
    members.change(scene.ledger, greens, {"regions": ["Bonn"], "website": None})
    assert last(scene) == "added Bonn to the regions of Greens and cleared the website of Greens"
    members.change(scene.ledger, greens, {"regions": [], "capacity": 4, "note": "x"})
    assert last(scene) == "changed capacity, note and regions of Greens"
    members.change(scene.ledger, greens, {"status": "paused"})
    assert last(scene) == "recorded that Greens pauses"
    members.change(scene.ledger, greens, {"status": "left"})
    assert last(scene) == "recorded that Greens has left the coalition"
    core = groups.add(scene.ledger, "Core").key
    assert last(scene) == "added the group Core"
    documents.change(scene.ledger, "group", core, {"members": {greens: {"role": "chair"}}})
    assert last(scene) == "put Greens in Core as chair"
    documents.change(scene.ledger, "group", core, {"members": {greens: None}})
    assert last(scene) == "took Greens out of Core"


def test_opt_ins(scene: Scene) -> None:
    greens, rivers = scene.member("Greens"), scene.initiative("Clean rivers")
    optins.plan(scene.ledger, greens, rivers)
    assert last(scene) == "planned to ask Greens about Clean rivers"
    optins.ask(scene.ledger, greens, rivers, {"method": "email"})
    assert last(scene) == "recorded that Greens was asked about Clean rivers, by email"
    optins.consider(scene.ledger, greens, rivers)
    assert last(scene) == "recorded that Greens is considering Clean rivers"
    optins.record(scene.ledger, greens, rivers, {"visibility": "public", "method": "call"})
    assert last(scene) == "recorded that Greens opted in to Clean rivers, publicly, by phone"
    optins.change(scene.ledger, optins.key_of(scene.ledger, rivers, greens), {"visibility": "private"})
    assert last(scene) == "set Greens to take part in Clean rivers behind the scenes"
    optins.withdraw(scene.ledger, greens, rivers)
    assert last(scene) == "recorded that Greens withdrew from Clean rivers"
    optins.decline(
        scene.ledger, scene.member("Reds"), rivers, {"reason_kind": "capacity", "reason": "Two ill."}
    )
    assert last(scene) == "recorded that Reds declined Clean rivers, for lack of capacity: Two ill."
    given = {"level": "lead", "terms": [{"text": "No logo", "state": "open"}], "given_by": "Zoe"}
    optins.record(scene.ledger, scene.member("Blues"), rivers, given)
    assert last(scene) == "recorded that Blues opted in to Clean rivers, as lead, on conditions, through Zoe"
    key = optins.key_of(scene.ledger, rivers, greens)
    documents.comment(scene.ledger, "optin", key, "Ask again in May.")
    assert last(scene) == "commented on the opt-in of Greens to Clean rivers: Ask again in May."
    optins.change(scene.ledger, key, {"expected_by": "2026-12-01", "roles": ["speaker"]})
    assert last(scene) == "changed expected by, roles of the opt-in of Greens to Clean rivers"


def test_initiatives(scene: Scene) -> None:
    key = scene.initiative("Clean rivers")
    assert last(scene) == "added the initiative Clean rivers"

    def change(**fields: str | list[str]) -> str:
        initiatives.change(scene.ledger, key, scene.values("initiative", fields))
        return last(scene)

    assert change(ask=["We ask for A."]) == "wrote the ask of Clean rivers: We ask for A."
    assert change(ask=["We ask for B."]) == (
        "changed the ask of Clean rivers in substance; opt-ins to the words before are stale"
    )
    assert change(ask=["fr=Nous demandons B."]) == "added the ask of Clean rivers in fr"
    initiatives.change(
        scene.ledger, key, {"ask": {"f" * 16: {"text": "We ask for B!", "change": "editorial"}}}
    )
    assert last(scene) == "reworded the ask of Clean rivers; opt-ins stand"
    assert change(stage="forming") == "moved Clean rivers to forming"
    assert change(sunset="2026-12-24") == "changed the sunset of Clean rivers to 2026-12-24"
    scene.member("Greens")
    assert change(lead="greens") == "changed the lead of Clean rivers to Greens"
    assert (
        change(goal="Rivers\nto drink from.") == "changed the goal of Clean rivers to “Rivers to drink from.”"
    )
    assert change(needs=["members=3"]) == "set what Clean rivers needs: members 3"


def test_actions(scene: Scene) -> None:
    greens = scene.member("Greens")
    ada = scene.contact("Ada", greens)
    rivers = scene.initiative("Clean rivers")
    key = actions.add(scene.ledger, "Call", {"due": "2026-12-01", "owner": greens, "initiative": rivers}).key
    assert last(scene) == "added the action “Call” for Ada at Greens, within Clean rivers, by 2026-12-01"
    actions.start(scene.ledger, key)
    assert last(scene) == "recorded that “Call” is being done"
    actions.done(scene.ledger, key)
    assert last(scene) == "recorded that “Call” is done"
    actions.change(scene.ledger, key, {"due": "2026-12-03"})
    assert last(scene) == "set “Call” to be done by 2026-12-03"
    other = actions.add(scene.ledger, "Write").key
    assert last(scene) == "added the action “Write”"
    actions.change(scene.ledger, other, {"assignee": ada})
    assert last(scene) == "gave “Write” to Ada at Greens"
    actions.change(scene.ledger, other, {"waits_on": [key]})
    assert last(scene) == "made “Write” wait on “Call”"


def test_decisions(scene: Scene) -> None:
    greens, reds = scene.member("Greens"), scene.member("Reds")
    key = scene.draft("Do we march?")
    assert last(scene) == "drafted the decision “Do we march?”"
    decisions.open(scene.ledger, key, scene.values("decision", {"closes": "2026-11-30"}))
    assert last(scene) == "opened “Do we march?” for positions, asking 2 members, until 2026-11-30 23:59 UTC"
    decisions.position(scene.ledger, key, greens, "block", reason="Too hot")
    assert last(scene) == "recorded that Greens blocks “Do we march?”: Too hot"
    decisions.answer(scene.ledger, key, greens, "addressed", words="At dawn.")
    assert last(scene) == "recorded that the objection of Greens to “Do we march?” was addressed: At dawn."
    decisions.position(scene.ledger, key, greens, "block", reason="And far")
    assert last(scene) == "recorded that Greens blocks “Do we march?”: And far"
    for position, said in (
        ("agree", "agrees on"),
        ("reservations", "has reservations about"),
        ("stand-aside", "stands aside on"),
        ("abstain", "abstains on"),
    ):
        decisions.position(scene.ledger, key, reds, position)
        assert last(scene) == f"recorded that Reds {said} “Do we march?”"
    closing = {"status": "adopted", "outcome": "On Sunday.", "rationale": "It can't wait."}
    decisions.close(scene.ledger, key, closing, despite_blocks=True)
    assert last(scene) == "closed “Do we march?” as adopted, despite an open block: On Sunday."
    decisions.record(scene.ledger, "Do we dance?", {"outcome": "Yes."})
    assert last(scene) == "recorded that “Do we dance?” was adopted: Yes."
    decisions.change(scene.ledger, key, {"review": "2027-01-01"})
    assert last(scene) == "changed the review of “Do we march?” to 2027-01-01"


def test_a_step_on_many_documents_is_counted(scene: Scene) -> None:
    drafts = [Change("member", f"{n:032x}", {"name": f"M{n}", "handle": f"m{n}"}) for n in range(1, 222)]
    scene.ledger.write(drafts)
    assert last(scene) == "added 221 members"
    scene.ledger.undo()
    others = [Change("member", f"{n + 300:032x}", draft.set) for n, draft in enumerate(drafts)]
    scene.ledger.write(others, IMPORTED)
    assert last(scene) == "imported 221 members"
    scene.ledger.undo()
    assert last(scene) == "took back: imported 221 members"
    mixed = [Change("action", f"{n:032x}", {"title": "x"}) for n in (501, 502)]
    scene.ledger.write([*mixed, Change("optin", f"{503:032x}", {"initiative": "0" * 32, "member": "0" * 32})])
    assert last(scene) == "added 2 actions, 1 opt-in"
    scene.ledger.write(
        [Change(c.kind, c.key, {"title": "y"}) for c in mixed] + [Change("meeting", "9" * 32, {"title": "M"})]
    )
    assert last(scene) == "added 1 meeting and changed 2 actions"


def test_a_few_of_one_kind_are_said_each(scene: Scene) -> None:
    scene.member("Greens")
    old = decisions.record(scene.ledger, "March?", {"outcome": "Yes"}).key
    key = scene.opened("March again?", supersedes=[old])
    decisions.close(scene.ledger, key, {"status": "adopted", "outcome": "Yes."})
    assert last(scene) == "closed “March again?” as adopted: Yes.; recorded that “March?” is superseded"


def test_undo_and_its_undo(scene: Scene) -> None:
    contacts.me(scene.ledger, "Ada")
    scene.member("Greens")
    undone = scene.ledger.undo()
    assert last(scene) == "took back: added the member Greens"
    again = scene.ledger.undo(undone.id)
    assert last(scene) == "did again: added the member Greens"
    scene.ledger.undo(again.id)
    assert last(scene) == "took back: added the member Greens"


def test_an_undo_says_who_had_done_it_where_that_was_somebody_else(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    contacts.me(scene.ledger, "Ada")
    scene.member("Greens")
    step = scene.ledger.newest(1)[0].step[0]
    monkeypatch.setenv("ALLIED_WRITER", "elsewhere000")
    other = Ledger.open(scene.ledger.root)
    other.undo(step)
    assert last(scene) == "took back: added the member Greens (done by Ada)"


def test_records_that_are_one_comments_and_notes(scene: Scene) -> None:
    greens, other = scene.member("Greens"), scene.member("The Greens")
    documents.comment(scene.ledger, "member", greens, "Call back\non Tuesday.")
    assert last(scene) == "commented on Greens: Call back on Tuesday."
    actions.add(scene.ledger, "Call", note="by phone")
    assert last(scene) == "added the action “Call” (by phone)"
    members.change(scene.ledger, max(greens, other), {"same": min(greens, other)})
    assert last(scene).startswith("made two records of ")


def test_what_others_wrote_is_made_safe_and_short(scene: Scene) -> None:
    title = "\x1b[31mred\u202e" + "x" * 200 + "\nsecond line"
    scene.ledger.write([Change("action", "1" * 32, {"title": title})])
    said = last(scene)
    assert said.isprintable() and "‹001B›" in said and said.endswith("…”")
    assert len(said) < 130


def test_kinds_fields_and_values_of_a_later_version(scene: Scene) -> None:
    scene.ledger.write([Change("treaty", "1" * 32, {"name": "Of the rivers"})])
    assert last(scene) == "added the treaty Of the rivers"
    greens = scene.member("Greens")
    scene.ledger.write([Change("member", greens, {"aura": {"hue": 7}, "status": "dormant"})])
    assert last(scene).endswith("of Greens to dormant")
    scene.ledger.write([Change("optin", "2" * 32, {"answer": {"state": "hesitating"}})])
    assert last(scene).startswith("changed the opt-in of some member to some initiative")


def test_outputs_credits_and_the_end_of_an_initiative(scene: Scene) -> None:
    ledger, greens, pact = scene.ledger, scene.member("Greens"), scene.initiative("Pact")
    _, output = outputs.add(ledger, pact, "A letter")
    assert last(scene) == "recorded that Pact brought about “A letter”"
    outputs.credit(ledger, pact, output, greens)
    assert last(scene) == "credited Greens for “A letter” of Pact"
    outputs.uncredit(ledger, pact, output, greens)
    assert last(scene) == "took the credit of Greens for “A letter” of Pact back"
    stages.needs(ledger, pact, {"members": 3, "regions": 2})
    assert last(scene) == "set what Pact needs: members 3, regions 2"
    stages.needs(ledger, pact, {"members": None})
    assert last(scene) == "took members out of what Pact needs"
    stages.close(ledger, pact, {"outcome": "A law."}, force=True)
    assert last(scene) == "closed Pact: A law."


def test_meetings_merges_and_new_names(scene: Scene) -> None:
    ledger, greens, verts = scene.ledger, scene.member("Greens"), scene.member("Verts")
    key = meetings.add(
        ledger, scene.values("meeting", {"title": "Monday", "starts": "2026-11-20 10:00 UTC"})
    ).key
    assert last(scene).startswith("added the meeting “Monday”, on 2026-11-20 10:00")
    meetings.attendees(ledger, key, [greens, scene.contact("Ada", greens)])
    assert last(scene) in (
        "recorded that Ada and Greens are at “Monday”",
        "recorded that Greens and Ada are at “Monday”",
    )
    meetings.end(ledger, key)
    assert last(scene) == "ended the meeting “Monday”"
    members.change(ledger, greens, {"name": "Green Party"})
    assert last(scene) == "renamed a member to Green Party"
    merging.merge(ledger, greens, verts)
    assert last(scene) == "made two records of Green Party one"
