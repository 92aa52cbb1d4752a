"""What is asked of an initiative: how far it is, its exact words, who is credited, and how it closes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Literal

from ...store.errors import Invalid
from .. import words
from ..doing.many import called, counted, each, left
from ..messages import Written
from . import plans
from .plans import Ask, Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ..reasons.taking import Taken

_YES: Final = ("yes",)


def staging(taken: Taken) -> Plan:
    """Return the form that says how far initiatives have come."""
    from ...store.schema import kind as kind_named

    _, title, doc = _in_view(taken)
    stages = tuple(one for one in kind_named("initiative").fields["stage"].words if one != "closed")

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import stages as verbs

        done = each(ledger, taken.things, lambda _, key: verbs.stage(ledger, key, texts["stage"]))
        if not any(one.changed for one in done):
            return Written("It is so already: nothing was written.", taken.key)
        return Written(f"✓ {called(ledger, taken)}: {texts['stage']}" + left(ledger, taken), taken.key)

    what = counted(taken)
    asked = f"How far are {what}?" if taken.many else f"How far is {title}?"
    start = "" if taken.many else str(doc.get("stage") or "idea")
    ask = Ask("stage", "stage", "How far it has come; x closes it, with a checklist.", True, choices=stages,
              example=start)  # fmt: skip
    return Plan(asked, "initiative", (ask,), write, checked=False, blank=True)


def needing(taken: Taken) -> Plan:
    """Return the form for the sufficient mix: what an initiative needs before it acts."""
    plan = plans.editing("initiative", _in_view(taken)[0])
    plan.asks = tuple(ask for ask in plan.asks if ask.name == "needs")
    plan.title = "What it needs before it acts"
    return plan


def wording(taken: Taken) -> Plan:
    """Return the form for the exact text that members agree to; it says what becomes of answers given before."""
    key, title, _ = _in_view(taken)

    def prepare(ledger: Ledger) -> Mapping[str, str]:
        from ...store.schema import asks

        texts: dict[str, Any] = (ledger.get("initiative", key) or {}).get("ask") or {}
        holds = asks.authoritative(texts)
        now_said: dict[str, Any] = texts[holds] if holds is not None else {}
        return {name: str(now_said[name]) for name in ("text", "language", "plain") if now_said.get(name)}

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import asking

        said = {**prepare(ledger), **texts}
        change: Literal["editorial", "material"] | None = None
        if said.get("change") in ("editorial", "material"):
            change = "editorial" if said["change"] == "editorial" else "material"
        made = asking.ask(
            ledger, key, said.get("text", ""), change=change, language=said.get("language") or None,
            plain=said.get("plain") or None, authoritative=True if said.get("authoritative") == "yes" else None,
        )  # fmt: skip
        stale, told = len(made.stale), len(made.notify)
        rest = (
            f"\n{words.count(stale, 'answer goes', 'answers go')} stale until reconfirmed." if stale else ""
        )
        rest += f"\n{words.count(told, 'member is', 'members are')} to be told." if told else ""
        return Written(f"✓ {title}: the ask has new words.{rest}", key)

    asks = (
        Ask("text", "ask", "The exact text that members agree to.", True, long=True),
        Ask("change", "change", "Editorial: answers stand, and are told. Material: they go stale until reconfirmed.",
            choices=("editorial", "material"), example="needed where there was a text before"),
        Ask("language", "language", "The language it is in.", example="a code, such as en"),
        Ask("plain", "plain words", "The same in plain words.", long=True),
        Ask("authoritative", "this one holds", "Where texts differ by language, this one holds.", choices=_YES,
            example="no"),
    )  # fmt: skip
    return Plan(f"The ask of {title}", "initiative", asks, write, prepare, checked=False)


def crediting(taken: Taken) -> Plan:
    """Return the form that credits members for something an initiative brought about, or takes that back."""
    key, title, _ = _in_view(taken)

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.errors import NotFound
        from ...store.schema import kind as kind_named
        from ...store.verbs import outputs
        from ...store.verbs.fields import context

        what = texts.get("output", "").strip()
        members = [
            ledger.find("member", part.strip())[1]
            for part in texts.get("members", "").split(",")
            if part.strip()
        ]
        doc = ledger.read("initiative", key).doc
        with ledger.batch():
            if texts.get("remove") == "yes":
                for member in members:
                    outputs.uncredit(ledger, key, what, member)
                if not members:
                    outputs.remove(ledger, key, what)
                return Written("✓ taken back", key)
            try:
                output = outputs.find(ledger, doc, what)
            except NotFound:
                on = texts.get("on", "").strip()
                day = kind_named("action").fields["due"].parse(on, context(ledger)) if on else None
                output = outputs.add(ledger, key, what, link=texts.get("link", "").strip() or None, on=day)[1]
            for member in members:
                outputs.credit(
                    ledger, key, output, member,
                    name=texts.get("as", "").strip() or None, part=texts.get("part", "").strip() or None,
                )  # fmt: skip
        credited = f", {words.count(len(members), 'member')} credited" if members else ""
        return Written(f"✓ {what}{credited}", key)

    asks = (
        Ask("output", "what", "Something that it brought about: added where it isn't there.", True),
        Ask("members", "members", "Who is credited for it, each as it signs.", kinds=("member",),
            example="names or handles, commas between several"),
        Ask("as", "as", "Another name to credit by, if it agreed to that.", example="as the member signs"),
        Ask("part", "part", "What the member did.", example="optional"),
        Ask("link", "link", "Where a new output can be found.", example="https://…"),
        Ask("on", "on", "The day of a new output.", example="today, 2026-12-01"),
        Ask("remove", "take back", "The credit; without members, the output.", choices=_YES, example="no"),
    )  # fmt: skip
    return Plan(f"Credit for {title}", "initiative", asks, write, checked=False, blank=True)


def renewing(taken: Taken) -> Plan:
    """Return the form that moves the day on which an initiative ends."""
    key, title, _ = _in_view(taken)
    plan = plans.editing("initiative", key)
    asks = tuple(ask for ask in plan.asks if ask.name == "sunset")
    return replace(plan, title=f"Until when does {title} go on?", asks=asks)


def closing(taken: Taken) -> Plan:
    """Return the form that closes an initiative; what is still to be seen to is said, and the form stays."""
    key, title, _ = _in_view(taken)
    fields = {ask.name: ask for ask in plans.asks("initiative")}

    def prepare(ledger: Ledger) -> Mapping[str, str]:
        doc = ledger.get("initiative", key) or {}
        return {
            n: plans.read_back(ledger, "initiative", n, doc) for n in ("outcome", "lessons") if doc.get(n)
        }

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import stages

        said = {**prepare(ledger), **texts}
        found = stages.close(
            ledger, key, {n: said[n].strip() for n in ("outcome", "lessons") if said.get(n, "").strip()},
            thanked=said.get("thanked") == "yes", let_go=said.get("let_go") == "yes",
            force=said.get("force") == "yes",
        )  # fmt: skip
        if found.done is None:
            missing = "; ".join(f"{one.name}: {one.text}" for one in found.checklist.missing)
            raise Invalid(f"Not closed yet: {missing}", "See to it, or close it all the same below.")
        return Written(f"■ {title} is closed. What came of it, and what was learned, stays.", key)

    asks = (
        fields["outcome"],
        fields["lessons"],
        Ask("thanked", "thanked", "Those who took part were thanked.", choices=_YES, example="not yet"),
        Ask("let_go", "data let go", "The data that was kept for this alone is gone.", choices=_YES,
            example="not yet"),
        Ask("force", "all the same", "Close it with the checklist unfinished.", choices=_YES, example="no"),
    )  # fmt: skip
    return Plan(f"Close {title}", "initiative", asks, write, prepare, checked=False, always=True)


def _in_view(taken: Taken) -> tuple[str, str, Mapping[str, Any]]:
    doc = taken.first.doc or {}
    return str(doc.get("id", "")), str(doc.get("title") or "it"), doc
