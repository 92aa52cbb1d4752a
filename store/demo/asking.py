"""Three initiatives, and what the members answered to them."""

from __future__ import annotations

from typing import Any

from ..verbs import initiatives, optins
from . import cast
from .stage import Stage


def propose(stage: Stage) -> None:
    """Propose the initiatives: one to run, one still forming, one about to end."""
    initiatives.add(
        stage.ledger,
        "An open register of sewage outfalls",
        {
            "handle": "outfalls",
            "stage": "active",
            "goal": "Everyone can see what enters their river, the week it does.",
            "why_now": "The directive is revised this winter; the next chance is in ten years.",
            "ask": _wording(1, cast.ASK, language="en", authoritative=True),
            "lead": stage.member("Elbe-Rat der Anwohnenden"),
            "needs": {"members": 12, "regions": 8, "communities": 4, "role:spokesperson": 2},
            "default_scope": ["name", "logo"],
            "soft_sign_by": stage.end_of(9),
            "sign_by": stage.end_of(16),
            "delivery": stage.end_of(23),
            "sunset": stage.day(60),
            "success_test": "Three ministries publish every outfall within a year.",
        },
    )
    initiatives.add(
        stage.ledger,
        "River Day: one weekend, every bank",
        {
            "handle": "river-day",
            "stage": "forming",
            "goal": "Ten thousand people at their river on one weekend in June.",
            "ask": _wording(
                2, "We hold something at our river on River Day, and count who comes.", language="en"
            ),
            "lead": stage.member("Jeunes pour le Rhône"),
            "needs": {"members": 15, "regions": 10, "led-by": 3},
            "sunset": stage.day(210),
        },
    )
    initiatives.add(
        stage.ledger,
        "Take down forty dead weirs",
        {
            "handle": "weirs",
            "stage": "active",
            "goal": "Forty weirs that serve nobody are gone, and the fish are back.",
            "ask": _wording(
                3, "We ask the councils to take down every weir without a licence.", language="en"
            ),
            "lead": stage.member("Sava Without Borders"),
            "needs": {"members": 6, "regions": 5},
            "sunset": stage.day(3),
        },
    )


def change_ask(stage: Stage) -> None:
    """Change in substance what members are asked: who said yes before has to confirm."""
    changed = _wording(4, cast.ASK_CHANGED, language="en", authoritative=True, change="material")
    initiatives.change(stage.ledger, stage.initiative("outfalls"), {"ask": changed})
    french = _wording(5, cast.ASK_IN_FRENCH, language="fr")
    initiatives.change(stage.ledger, stage.initiative("outfalls"), {"ask": french})


def early_answers(stage: Stage) -> None:
    """Record who was in before the ask changed, and has not confirmed since."""
    _in(
        stage,
        "Laguna Aperta",
        "outfalls",
        level="supporting",
        method="email",
        given_by=stage.contact("Chiara Zennaro"),
    )
    _in(stage, "Gælic Rivers Trust", "weirs", level="active")
    _in(stage, "Sava Without Borders", "weirs", level="lead", method="meeting")
    _in(stage, "Deltafiskarna", "weirs", level="active", given_by=stage.contact("Ingrid Låftman"))
    _in(stage, "Asociación Ribera Viva", "weirs", level="endorsing")
    _in(stage, "Amis de la Loire sauvage", "weirs", level="supporting")
    _in(stage, "Wisła Wolna", "weirs", level="supporting")
    _in(stage, "Dunărea Noastră", "weirs", level="endorsing")
    _no(stage, "Unione dei Mugnai", "weirs", "disagreement", "Our members mill at some of these weirs.")


def answers(stage: Stage) -> None:
    """Record what the members answered to the ask as it now stands."""
    _in(
        stage,
        "Elbe-Rat der Anwohnenden",
        "outfalls",
        level="lead",
        visibility="public",
        roles=["spokesperson"],
    )
    _in(stage, "Maas Zonder Plastic", "outfalls", level="active", visibility="public", method="call")
    _in(
        stage,
        "Wisła Wolna",
        "outfalls",
        level="active",
        given_by=stage.contact("Jakub Wójcik"),
        method="message",
    )
    _in(stage, "Clube do Tejo Limpo", "outfalls", level="endorsing", scope=["name"])
    _in(stage, "Cork Harbour Swimmers", "outfalls", level="supporting", visibility="public")
    _in(
        stage, "Hidrovita Kör", "outfalls", level="active", visibility="private", scope=[], method="in-person"
    )
    _in(
        stage,
        "Önkormányzat a Tiszáért",
        "outfalls",
        level="endorsing",
        terms=[{"text": "Only if the fines go downstream.", "state": "open"}],
    )
    noor = stage.contact("Noor Haddad")
    _in(
        stage,
        "Réseau Eau et Santé",
        "outfalls",
        level="supporting",
        sign_as="Réseau Eau et Santé asbl",
        given_by=noor,
        authority="board resolution",
        valid_until=stage.day(6),
        ask_language="fr",
    )
    _in(stage, "Klub Přátel Vltavy", "outfalls", level="endorsing")


def refusals(stage: Stage) -> None:
    """Record who said no, each in its own way, and who changed its mind."""
    _no(stage, "Northern Weir Anglers", "outfalls", "capacity", "Two volunteers, and the season begins.")
    _no(stage, "Vesi Kuuluu Kaikille", "outfalls", "priorities", "Our year goes to drinking water.")
    _no(stage, "Unione dei Mugnai", "outfalls", "disagreement", "Fines would close the small mills first.")
    _no(stage, "Silent Banks", "river-day", "other", "We will hold a day of our own, in sign.")
    _in(stage, "Panta Rhei Ελλάδα", "outfalls", level="endorsing")


def open_questions(stage: Stage) -> None:
    """Ask some, plan to ask others, one planned for each coordinator."""
    optins.withdraw(stage.ledger, *_pair(stage, "Panta Rhei Ελλάδα", "outfalls"), {"reason": "A new board."})
    first, second = stage.contact(cast.FIRST), stage.contact(cast.SECOND)
    for name, handle, asker, expected in (
        ("Jeunes pour le Rhône", "outfalls", first, -2),
        ("Federación de Regantes Justos", "outfalls", first, 3),
        ("Bäche für Alle", "river-day", second, -5),
        ("Kadın Su Meclisi", "river-day", second, 4),
        ("Agua Clara del Valle", "river-day", first, 8),
    ):
        values = {"asker": asker, "method": "email", "expected_by": stage.day(expected)}
        optins.ask(stage.ledger, *_pair(stage, name, handle), values)
    optins.consider(stage.ledger, *_pair(stage, "Tamizh Thames Collective", "outfalls"), {"asker": first})
    optins.consider(stage.ledger, *_pair(stage, "Grannar vid älven", "river-day"), {"asker": second})
    _in(stage, "Jeunes pour le Rhône", "river-day", level="lead", visibility="public", roles=["spokesperson"])
    _in(stage, "Barka Boat People", "river-day", level="active")
    _in(stage, "Tamizh Thames Collective", "river-day", level="active")
    _in(stage, "Klub Přátel Vltavy", "river-day", level="supporting")
    plans = (("Barka Boat People", "outfalls", first), ("Lietuvos upių draugija", "outfalls", second))
    for name, handle, asker in plans:
        optins.plan(stage.ledger, *_pair(stage, name, handle), {"asker": asker, "expected_by": stage.day(7)})
    initiatives.change(stage.ledger, stage.initiative("weirs"), {"stage": "closing"})


def _wording(number: int, text: str, **more: Any) -> dict[str, Any]:
    return {f"{number:016x}": {"text": text, **more}}


def _pair(stage: Stage, name: str, handle: str) -> tuple[str, str]:
    return stage.member(name), stage.initiative(handle)


def _in(stage: Stage, name: str, handle: str, **values: Any) -> None:
    optins.record(stage.ledger, *_pair(stage, name, handle), values)


def _no(stage: Stage, name: str, handle: str, kind: str, reason: str) -> None:
    optins.decline(stage.ledger, *_pair(stage, name, handle), {"reason_kind": kind, "reason": reason})
