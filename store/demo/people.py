"""The members, by import as a coordinator would bring them in, and the people."""

from __future__ import annotations

from ..exchange import members as exchange
from ..exchange.rows import Row
from ..schema.keys import COALITION
from ..verbs import contacts, documents, groups, members
from . import cast
from .stage import Stage


def coalition(stage: Stage) -> None:
    """Say what the coalition is for, and who keeps this clone."""
    documents.change(stage.ledger, "coalition", COALITION, cast.COALITION)
    for name in (cast.FIRST, cast.SECOND):
        contacts.add(stage.ledger, name, coordination=True, values={"role": "coordinator"})
    contacts.me(stage.ledger, cast.FIRST)


def import_members(stage: Stage) -> None:
    """Import all members in one step, then what a list of theirs would not have told."""
    columns = ("name", "kind", "regions", "topics", "communities", "languages", "capacity", "former_names")
    rows = [
        Row(
            number,
            {c: cell.strip().replace(",", ";") for c, cell in zip(columns, line.split(";"), strict=True)},
        )
        for number, line in enumerate(cast.MEMBERS, start=1)
    ]
    exchange.apply(stage.ledger, exchange.plan(stage.ledger, rows, {}))


def add_contacts(stage: Stage) -> None:
    """Add the people at members, and what became known of their members."""
    for line in cast.CONTACTS:
        name, member, role, mandate = (part.strip() for part in line.split(";"))
        contacts.add(
            stage.ledger,
            name,
            stage.member(member),
            values={"role": role, "mandate": mandate, "primary": True},
        )
    biret = stage.contact("Biret Somby")
    led = {"Sámi": {"declared_by": biret, "on": stage.day(-38)}}
    members.change(stage.ledger, stage.member("Sámi Joga Searvi"), {"led_by": led})
    members.change(stage.ledger, stage.member("Hidrovita Kör"), {"exposure": "careful", "sign_off_days": 10})
    kadin = {"exposure": "at-risk", "alias": "A women's assembly in Artvin"}
    members.change(stage.ledger, stage.member("Kadın Su Meclisi"), kadin)
    members.change(
        stage.ledger, stage.member("Fljótið okkar"), {"status": "paused", "note": "Back after winter."}
    )


def add_group(stage: Stage) -> None:
    """Make the board that some decisions are asked of."""
    names = {
        "Elbe-Rat der Anwohnenden": "chair",
        "Hidrovita Kör": "member",
        "Laguna Aperta": "member",
        "Maas Zonder Plastic": "member",
        "Réseau Eau et Santé": "member",
        "Sava Without Borders": "member",
        "Sámi Joga Searvi": "member",
        "Silent Banks": "observer",
    }
    roles = {stage.member(name): {"role": role} for name, role in names.items()}
    groups.add(
        stage.ledger,
        "River board",
        {"handle": "board", "kind": "board", "remit": "decides", "members": roles},
    )
