"""What the coalition does and decides."""

from __future__ import annotations

from ..verbs import actions, decisions, documents
from .stage import Stage

# title; owner; initiative; due, days from today; hours; priority; tags; how far it is
ACTIONS = (
    "Send the letter to print; Maas Zonder Plastic; outfalls; -4; 2; urgent; print; todo",
    "Collect the signed forms in Borsod; Hidrovita Kör; outfalls; -2; 6; high; ; doing",
    "Invoice the bus company; Klub Přátel Vltavy; ; -9; 1; low; money; todo",
    "Brief the spokespeople; Elbe-Rat der Anwohnenden; outfalls; 0; 3; high; press; todo",
    "Ask the data office for the outfall list; Wisła Wolna; outfalls; 1; 4; normal; data; doing",
    "Translate the ask into Tamil; Tamizh Thames Collective; outfalls; 2; 5; normal; languages; todo",
    "Book the hall in Lyon; Jeunes pour le Rhône; river-day; 3; 2; normal; venue; todo",
    "Sign interpreters for River Day; Silent Banks; river-day; 5; 8; high; access; blocked",
    "Poster in nine languages; Amis de la Loire sauvage; river-day; 8; 10; normal; print, languages; todo",
    "Count the fish at Kupa weir; Sava Without Borders; weirs; 10; 12; normal; data; doing",
    "Thank the forty councils; Sava Without Borders; weirs; 12; 3; low; ; todo",
    "Insurance for the boats; Barka Boat People; river-day; 14; ; normal; money; todo",
    "Find a second spokesperson; Elbe-Rat der Anwohnenden; outfalls; 6; 2; high; press; todo",
    "Photographs from the lagoon; Laguna Aperta; outfalls; -15; 3; normal; press; done",
    "Legal view on fines; Réseau Eau et Santé; outfalls; -12; 9; high; law; done",
    "Draft the first letter; Elbe-Rat der Anwohnenden; outfalls; -28; 7; high; ; done",
    "Rent a kayak fleet; Cork Harbour Swimmers; river-day; -6; 4; low; ; dropped",
)


def add_actions(stage: Stage) -> None:
    """Add everything that is to be done."""
    for line in ACTIONS:
        title, owner, initiative, due, hours, priority, tags, _ = (part.strip() for part in line.split(";"))
        values = {
            "owner": stage.member(owner),
            "initiative": stage.initiative(initiative) if initiative else None,
            "due": stage.day(int(due)),
            "hours": int(hours) if hours else None,
            "priority": priority,
            "tags": [tag.strip() for tag in tags.split(",") if tag.strip()],
        }
        actions.add(stage.ledger, title, values)


def move_actions(stage: Stage) -> None:
    """Record how far each has come."""
    keys = {doc["title"]: key for key, doc in stage.ledger.table("action").items()}
    verbs = {"doing": actions.start, "blocked": actions.block, "done": actions.done, "dropped": actions.drop}
    for line in ACTIONS:
        parts = [part.strip() for part in line.split(";")]
        if verb := verbs.get(parts[-1]):
            verb(stage.ledger, keys[parts[0]])


def decide_early(stage: Stage) -> None:
    """Take one decision with two standing aside, and enter one that was taken before there was a ledger."""
    ledger = stage.ledger
    decisions.record(
        ledger,
        "Meetings are held in two languages at least",
        {"outcome": "Agreed in Ghent; the host finds the interpreters.", "decided": stage.day(-90)},
    )
    board = ledger.find("group", "board")[1]
    key = decisions.add(
        ledger,
        "Who speaks for the coalition on outfalls?",
        {"initiative": stage.initiative("outfalls"), "rule": "majority", "quorum": [1, 2]},
    ).key
    decisions.open(ledger, key, {"asked": [f"group:{board}"], "closes": stage.end_of(-20)})
    for name in ("Elbe-Rat der Anwohnenden", "Maas Zonder Plastic", "Réseau Eau et Santé", "Laguna Aperta"):
        decisions.position(ledger, key, stage.member(name), "agree")
    decisions.position(
        ledger,
        key,
        stage.member("Sámi Joga Searvi"),
        "stand-aside",
        reason="We speak for ourselves.",
        speaks_from="Sámi",
    )
    closing = {
        "status": "adopted",
        "outcome": "Two spokespeople, one of them from a community that lives with an outfall.",
        "rationale": "Four agree, nobody blocks; Sámi Joga Searvi stands aside and is not spoken for.",
    }
    decisions.close(ledger, key, closing)
    for name in ("Sámi Joga Searvi", "Hidrovita Kör"):
        documents.comment(ledger, "decision", key, f"{name} asked to see every press line first.")


def decide_now(stage: Stage) -> None:
    """Open the question that splits the coalition: a block answered, a reservation not yet."""
    ledger = stage.ledger
    key = decisions.add(
        ledger,
        "Do we hand in the letter together with the dockers' union?",
        {
            "initiative": stage.initiative("outfalls"),
            "rule": "consent",
            "context": "They bring 40,000 names, and ask that harbour sewers be named last.",
            "options": ["together", "on the same day, apart", "alone"],
            "consulted": ["boat dwellers"],
        },
    ).key
    decisions.open(ledger, key, {"closes": stage.end_of(1)})
    for name in ("Elbe-Rat der Anwohnenden", "Maas Zonder Plastic", "Wisła Wolna", "Cork Harbour Swimmers"):
        decisions.position(ledger, key, stage.member(name), "agree")
    roma, tisza = stage.member("Hidrovita Kör"), stage.member("Önkormányzat a Tiszáért")
    decisions.position(
        ledger, key, roma, "block", reason="Our harbour is the worst of all.", speaks_from="Roma"
    )
    decisions.answer(
        ledger, key, roma, "addressed", words="Harbours are named first; the union agreed on Monday."
    )
    decisions.position(ledger, key, tisza, "reservations", reason="Who pays for the stage?")
    decisions.position(
        ledger, key, stage.member("Clube do Tejo Limpo"), "stand-aside", reason="No mandate from our board."
    )
