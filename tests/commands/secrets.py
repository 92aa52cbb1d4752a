"""A coalition in which every field of every kind holds something that can be told apart, and who may see it.

Who may see what is stated here by hand, not asked of the code that decides it: a field of the schema that no
line of `RULE` names is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple
from zoneinfo import available_timezones

from allied.store import schema
from allied.store.book.undoing import Change
from allied.store.ledger import Ledger
from allied.store.schema import keys
from allied.store.schema.field import Field
from allied.store.schema.record import Record
from allied.store.schema.types import Type
from allied.store.verbs import contacts

PUBLIC, COALITION, COORDINATORS = range(3)
NAMES: Final = ("public", "coalition", "coordinators")

# Each field by the widest audience that may see it; parts of a record after a dot, else they go with it.
_COMMON = "audience=public same comments=coordinators"
RULE: Final[dict[str, str]] = {
    "coalition": """public: name purpose principles time_zone defaults words time_precision commit_names""",
    "member": """
        public: handle name kind part_of regions topics languages website former_names alias
        coalition: status communities led_by led_by.on joined left
        coordinators: led_by.declared_by capacity sign_off_days exposure note""",
    "contact": """
        coalition: name member coordination role may_speak languages pronouns primary
        coordinators: mandate mandate_until email phone time_zone note""",
    "group": """
        public: handle name kind remit
        coalition: members members.role
        coordinators: note""",
    "initiative": """
        public: handle title goal why_now part_of stage ask ask.text ask.language ask.plain ask.authoritative
            ask.change ask.follows ask.translates outputs outputs.what outputs.link outputs.on
            credits credits.name credits.part outcome
        coalition: proposed_by lead soft_sign_by sign_by embargo delivery sunset success_test default_scope
            default_visibility needs lessons
        coordinators: note""",
    "optin": """
        public: initiative member state level sign_as personal_capacity
        coalition: visibility effective valid_until ask ask_language roles
        coordinators: terms terms.text terms.state scope reason_kind reason given_by authority method evidence
            asker expected_by meeting note""",
    "action": """
        public: title status initiative due
        coalition: owner assignee decision start hours priority tags waits_on recurrence series occurrence
            meeting
        coordinators: note""",
    "decision": """
        public: question status outcome rationale decided despite_blocks context options initiative group rule
            quorum threshold opens closes consulted review supersedes
        coalition: decider least_days consent_of asked asked_group meeting
            positions positions.position positions.reason positions.reason_later positions.speaks_from
            positions.recorded_by positions.meeting answers answers.state answers.words answers.by
            answers.meeting
        coordinators: positions.on_behalf note""",
    "meeting": """coalition: title starts ends group initiative attendees notes""",
    "writer": """coordinators: name writer contact""",
}
_EVERY_KIND: Final = """
    public: audience
    coordinators: same comments comments.text comments.by comments.meeting"""
# What is left of a member that goes by its alias.
MASKED: Final = frozenset({"alias", "topics", "kind", "status", "audience"})


def rules(kind: str) -> dict[str, int]:
    """Return the widest audience of each field of a kind, and of each part of a record."""
    found: dict[str, int] = {}
    for text in (RULE[kind], _EVERY_KIND):
        rank = -1
        for word in text.split():
            if word.endswith(":"):
                rank = NAMES.index(word[:-1])
            else:
                found[word] = rank
    return found


class Planned(NamedTuple):
    """A document of the scene: its label, what it points at, and the widest audience that may know of it."""

    name: str
    seen: int
    label: str | None
    about: str | None = None  # an initiative, of an opt-in, an action, a decision, a meeting
    of: str | None = None  # a member, of an opt-in or a contact
    points: str = "pub"  # what single references are to: pub, coal or coord
    fixed: dict[str, Any] = {}  # noqa: RUF012  fields that say who may see the rest


_LABELS: Final = (
    ("pub", PUBLIC, "public", "pub"),
    ("coal", COALITION, "coalition", "coal"),
    ("coord", COORDINATORS, "coordinators", "coord"),
    ("far", PUBLIC, "public", "coord"),
)
_RISK: Final = {"exposure": "at-risk"}


def _plain(unlabelled: int, about: str | None = None, of: str | None = None) -> Iterator[Planned]:
    for name, seen, label, points in _LABELS:
        yield Planned(name, seen, label, about, of, points)
    yield Planned("none", unlabelled, None, about, of)


PLAN: Final[dict[str, list[Planned]]] = {
    "member": [
        *_plain(COALITION),
        Planned("risk", PUBLIC, "public", fixed=_RISK),
        Planned("bare", PUBLIC, "public", fixed={"exposure": "at-risk", "alias": None}),
        Planned("careful", PUBLIC, "public", fixed={"exposure": "careful"}),
        Planned("behind", PUBLIC, "public"),
        Planned("chapter", PUBLIC, "public", fixed={"part_of": "risk"}),
    ],
    "coalition": [Planned("one", PUBLIC, "public")],
    "contact": [
        *_plain(COORDINATORS, of="pub"),
        Planned("risk", COORDINATORS, "public", of="risk"),
        Planned("careful", COALITION, "public", of="careful"),
        Planned("hidden", COORDINATORS, "public", of="coord"),
        Planned("behind", COALITION, "coalition", of="behind"),
        Planned("office", COALITION, "coalition"),
    ],
    "group": [*_plain(COALITION)],
    "initiative": [
        *_plain(COALITION),
        Planned("embargo", COALITION, "public", fixed={"embargo": "later"}),
    ],
    "optin": [
        Planned("pub", PUBLIC, None, "pub", "pub", fixed={"visibility": "public"}),
        Planned("far", PUBLIC, None, "far", "pub", "coord", {"visibility": "public"}),
        Planned("coal", COALITION, None, "pub", "none", fixed={"visibility": "coalition"}),
        Planned("unsaid", COALITION, None, "coal", "none", fixed={"visibility": None}),
        Planned("private", COORDINATORS, None, "pub", "behind", fixed={"visibility": "private"}),
        Planned("coord", COORDINATORS, "coordinators", "none", "pub", fixed={"visibility": "public"}),
        Planned("risk", PUBLIC, None, "pub", "risk", fixed={"visibility": "public"}),
        Planned("bare", PUBLIC, None, "pub", "bare", fixed={"visibility": "public"}),
        Planned("careful", PUBLIC, None, "pub", "careful", fixed={"visibility": "public"}),
        Planned("of_coal", COALITION, None, "coal", "pub", fixed={"visibility": "public"}),
        Planned("of_coord", COORDINATORS, None, "coord", "pub", fixed={"visibility": "public"}),
        Planned("by_coord", COORDINATORS, None, "pub", "coord", fixed={"visibility": "public"}),
        Planned("embargo", COALITION, None, "embargo", "pub", fixed={"visibility": "public"}),
    ],
    **{
        kind: [
            *_plain(COALITION, about="pub"),
            Planned("hidden", COORDINATORS, "public", "coord"),
            Planned("embargo", COALITION, "public", "embargo"),
            Planned("loose", PUBLIC, "public"),
        ]
        for kind in ("action", "decision", "meeting")
    },
    "writer": [*_plain(COORDINATORS)],
}
# Members that are seen, and initiatives that are, whose opt-ins aren't: no document shows them together.
BEHIND: Final = frozenset({("pub", "behind"), ("none", "pub")})


_FAR_ZONES: Final = ("Pacific/", "Antarctica/", "Indian/")
# Words under which the views have something to tell.
_PICKS: Final[dict[str, tuple[str, ...]]] = {
    "status": ("active", "todo", "open"),
    "stage": ("active",),
    "state": ("in", "asked", "open"),
    "position": ("block", "agree", "stand-aside"),
    "change": ("first",),
    "time_precision": ("exact",),
}


Link = Callable[[str], str]


class Secret(NamedTuple):
    """One value, where it stands, and the widest audience that may see it."""

    text: str
    rank: int
    where: str


class Shown(NamedTuple):
    """A document of the ledger."""

    kind: str
    key: str
    plan: Planned


class Scene:
    """The ledger, with every value in it that nobody could guess."""

    def __init__(self, root: Path) -> None:
        self.secrets: dict[str, Secret] = {}
        self.documents: dict[tuple[str, str], Shown] = {}
        self.fields: dict[tuple[str, str], dict[str, Any]] = {}
        self.relations: dict[tuple[str, str, str], dict[str, int]] = {}
        self.root = root
        self._drawn = 0
        self._picked = 0
        self._zones = sorted(z for z in available_timezones() if z.startswith(_FAR_ZONES))
        for place, (kind, plans) in enumerate(PLAN.items()):
            for number, plan in enumerate(plans):
                key = f"ca{place:02x}{number:02x}fe".ljust(32, "0")
                if kind == "coalition":
                    key = keys.COALITION
                if kind == "optin":
                    key = keys.optin_key(self.key("initiative", plan.about), self.key("member", plan.of))
                self.documents[kind, plan.name] = Shown(kind, key, plan)

    def key(self, kind: str, name: str | None) -> str:
        """Return the key of a document."""
        assert name is not None
        return self.documents[kind, name].key

    def seen(self, kind: str, name: str) -> int:
        """Return the widest audience that may know of a document."""
        return self.documents[kind, name].plan.seen

    # Values

    def draw(self, shape: str, rank: int, where: str) -> Any:
        """Return a value of a shape that stands nowhere else, and remember who may see it."""
        self._drawn += 1
        number = self._drawn
        value: Any
        if shape == "word":
            text, rest = "", number * 7919 + 12345
            for _ in range(6):
                text, rest = text + chr(97 + rest % 26), rest // 26 + number
            value = found = f"zq{text}"
        elif shape == "number":
            value, found = 700_000 + number, str(700_000 + number)
        elif shape in ("day", "past"):
            first = 2030 if shape == "day" else 1930
            value = found = f"{first + number // 144}-{number // 12 % 12 + 1:02}-{_day(number):02}"
        elif shape == "until":
            value = found = f"{2900 + number // 144}{number // 12 % 12 + 1:02}{_day(number):02}"
        else:
            value = found = self._zones.pop()
        assert found not in self.secrets, found
        self.secrets[found] = Secret(found, rank, where)
        return value

    def value(self, type: Type, rank: int, where: str, name: str, link: Link) -> Any:
        """Return a value of a type; *link* gives what it refers to, by kind."""
        known = {
            "number": ("count", "needed"), "day": ("date",), "zone": ("zone",),
            "word": ("line", "name", "text", "handle"),
        }  # fmt: skip
        for shape, types in known.items():
            if type.name in types:
                return self.draw(shape, rank, where)
        return self._particular(type, rank, where, name, link)

    def _particular(self, type: Type, rank: int, where: str, name: str, link: Link) -> Any:
        if isinstance(type, Record):
            return {
                part: self.value(field.type, rank, f"{where}.{part}", part, link)
                for part, field in type.fields.items()
            }
        if type.words:
            self._picked += 1
            picks = [word for word in _PICKS.get(name, ()) if word in type.words] or type.words
            return picks[self._picked % len(picks)]
        word = "word"
        match type.name:
            case "flag":
                return True
            case "phone":
                return f"+49 30 {self.draw('number', rank, where)}"
            case "share":
                return [1, self.draw("number", rank, where)]
            case "url":
                return f"https://{self.draw(word, rank, where)}.example"
            case "email":
                return f"{self.draw(word, rank, where)}@example.org"
            case "language":
                return f"de-{self.draw(word, rank, where)}"
            case "instant":
                shape = "past" if name in ("embargo", "opens", "starts") else "day"
                return {"at": f"{self.draw(shape, rank, where)}T12:00:00.000Z", "zone": "UTC"}
            case "who":
                return self.draw(word, max(rank, COORDINATORS), where)
            case "recurrence":
                return f"FREQ=WEEKLY;UNTIL={self.draw('until', rank, where)}"
            case "id":
                return f"{self._drawn:016x}"
            case "ref" | "asked":
                return link(type.kinds[0])
            case other:
                raise AssertionError(f"Say how to make up a value of the type {other}.")

    # Documents

    def fill(self, kind: str, plan: Planned) -> None:
        """Make up every field of a document."""
        doc = self.fields[kind, plan.name] = {}
        for name, field in schema.kind(kind).fields.items():
            if name == "audience":
                doc[name] = plan.label
            elif name in plan.fixed:
                doc[name] = self._fixed(kind, plan, name, plan.fixed[name])
            elif name in ("same", "visibility", "exposure"):
                doc[name] = None  # what says who may see the rest is said in the plan
            else:
                doc[name] = self.field(kind, plan, field)
        self.fields[kind, plan.name] = {name: value for name, value in doc.items() if value is not None}

    def field(self, kind: str, plan: Planned, field: Field) -> Any:
        """Return a made-up value of a field of a document."""
        rank, where = self.rank(kind, plan, field.name), f"{kind} {plan.name} {field.name}"
        link = partial(self.target, kind=kind, plan=plan, name=field.name)
        if field.map is not None:
            return self._map(kind, plan, field, rank, where)
        if field.kinds and field.many:
            return self._related(kind, plan, field, rank)
        if field.many and field.words:
            return list(field.words)
        if field.many:
            return [self.value(field.type, rank, where, field.name, link) for _ in range(2)]
        value = self.value(field.type, rank, where, field.name, link)
        if value == "":
            return None
        if field.kinds and keys.is_reference(value):
            target = next(shown for shown in self.documents.values() if shown.key == value)
            self.relations[kind, plan.name, field.name] = {value: max(rank, self.beside(kind, plan, target))}
        if field.type.name == "text" and kind != "member":
            value += self._betraying()
        return value

    def rank(self, kind: str, plan: Planned, name: str) -> int:
        """Return the widest audience that may see a field, or a part of one, of a document."""
        rank = max(rules(kind)[name], plan.seen)
        if kind == "member" and "exposure" in plan.fixed and name not in MASKED:
            return COORDINATORS if plan.fixed["exposure"] == "at-risk" else max(rank, COALITION)
        if kind == "optin" and name == "sign_as":
            return max(rank, self.masked(str(plan.of)))
        return rank

    def masked(self, member: str) -> int:
        """Return the widest audience that may know who a member is."""
        exposure = self.documents["member", member].plan.fixed.get("exposure")
        return {"at-risk": COORDINATORS, "careful": COALITION}.get(str(exposure), PUBLIC)

    def target(self, other: str, kind: str, plan: Planned, name: str) -> str:
        """Return the key of what a field that takes one of a kind is set to."""
        if (kind, name) in _ABOUT:
            wanted = plan.of if other == "member" else plan.about
            return self.key(other, wanted) if wanted else ""
        found = self.documents.get((other, plan.points)) or self.documents[other, "coord"]
        return found.key if (other, found.plan.name) != (kind, plan.name) else self.key(other, "none")

    def beside(self, kind: str, plan: Planned, target: Shown) -> int:
        """Return the widest audience that may see something named within a document."""
        about = plan.name if kind == "initiative" else plan.about
        member = target.plan.name if target.kind == "member" else target.plan.of
        behind = target.kind in ("member", "contact") and (about, member) in BEHIND and kind != "optin"
        return COORDINATORS if behind else target.plan.seen

    def _related(self, kind: str, plan: Planned, field: Field, rank: int) -> list[str]:
        """Return the keys of all that a set can name but the document itself."""
        found: list[str] = []
        related = self.relations[kind, plan.name, field.name] = {}
        kinds = (*field.kinds, "group") if field.type.name == "asked" else field.kinds
        for shown in self.documents.values():
            if shown.kind in kinds and (shown.kind, shown.plan.name) != (kind, plan.name):
                text = (
                    f"group:{shown.key}"
                    if shown.kind == "group" and "group" not in field.kinds
                    else shown.key
                )
                related[text] = max(rank, self.beside(kind, plan, shown))
                found.append(text)
        return found

    def _map(self, kind: str, plan: Planned, field: Field, rank: int, where: str) -> dict[str, Any]:
        """Return entries of a map: one for each document that its keys can name."""
        assert field.map is not None
        if field.map.name == "kind.field":
            hidden = self.draw("word", COORDINATORS, where)
            return {"action.title": self.draw("word", rank, where), "member.note": hidden}
        if field.map.name == "need":
            return {
                key: self.draw("number", rank, where)
                for key in (
                    "members",
                    f"region:{self.draw('word', rank, where)}",
                    f"role:{self.draw('word', rank, where)}",
                )
            }
        if not field.map.kinds:
            key = field.map.words[0] if field.map.words else f"{len(self.secrets):016x}"
            key = self.draw("word", rank, where) if field.map.name == "name" else key
            return {key: self._entry(kind, plan, field, rank, where)}
        found: dict[str, Any] = {}
        related = self.relations[kind, plan.name, field.name] = {}
        for shown in list(self.documents.values()):
            if shown.kind == "member":
                of = max(rank, self.beside(kind, plan, shown))
                if field.name == "credits":
                    of_name = max(of, self.masked(shown.plan.name))
                    (output,) = self.fields[kind, plan.name]["outputs"]
                    entry = {
                        "name": self.draw("word", of_name, f"{where} {shown.plan.name}"),
                        "part": self.draw("word", of, f"{where} {shown.plan.name}"),
                    }
                    found[f"{output}:{shown.key}"] = entry
                else:
                    found[shown.key] = self._entry(kind, plan, field, of, f"{where} {shown.plan.name}")
                related[shown.key] = of
        return found

    def _entry(self, kind: str, plan: Planned, field: Field, rank: int, where: str) -> Any:
        link = partial(self.target, kind=kind, plan=plan, name=field.name)
        if not isinstance(field.type, Record):
            return self.value(field.type, rank, where, field.name, link)
        known = rules(kind)
        return {
            part: self.value(
                one.type, max(rank, known[f"{field.name}.{part}"]), f"{where}.{part}", part, link
            )
            if not one.many
            else []
            for part, one in field.type.fields.items()
        }

    def _fixed(self, kind: str, plan: Planned, name: str, value: Any) -> Any:
        if name == "embargo":
            rank = self.rank(kind, plan, name)
            return {
                "at": f"{self.draw('day', rank, f'{kind} {plan.name} {name}')}T12:00:00.000Z",
                "zone": "UTC",
            }
        if name == "part_of":
            self.relations[kind, plan.name, name] = {self.key(kind, value): COORDINATORS}
            return self.key(kind, value)
        return value

    def _betraying(self) -> str:
        """Return words that name a member at risk."""
        member = self.fields["member", "risk"]
        return f", says {member['name']}, once {member['former_names'][0]}, of {member['website']}."


def _day(number: int) -> int:
    """Return a day of a month that is never a week after another: what comes again weekly meets none."""
    return number % 6 + (15 if number % 12 >= 6 else 1)


_ABOUT: Final = frozenset(
    {("optin", "initiative"), ("optin", "member"), ("contact", "member")}
    | {(kind, "initiative") for kind in ("action", "decision", "meeting")}
)


def found(root: Path) -> Scene:
    """Make the ledger in a folder."""
    ledger, scene = Ledger.create(root, name="To be renamed"), Scene(root)
    writer = ledger.ensure_writer()
    scene.secrets[writer] = Secret(writer, COORDINATORS, "the id of the writer")
    contacts.me(ledger, scene.draw("word", COORDINATORS, "the name of the writer"))
    for kind, plans in PLAN.items():
        for plan in plans:
            scene.fill(kind, plan)
            _write(ledger, scene, kind, plan)
    ledger.seal()
    _disagree(ledger, scene)
    return scene


def _write(ledger: Ledger, scene: Scene, kind: str, plan: Planned) -> None:
    """Write a document, and what a newer version might add to it."""
    registers = schema.kind(kind).encode(scene.fields[kind, plan.name])
    registers["newer"] = scene.draw("word", COORDINATORS, f"{kind} {plan.name} unknown field")
    note = scene.draw("word", COORDINATORS, f"{kind} {plan.name} note of an entry")
    key = scene.key(kind, plan.name)
    if plan.points == "coord":
        for name, value in registers.items():
            ledger.write([Change(kind, key, {name: value})], note)
    else:
        ledger.write([Change(kind, key, registers)], note)


def _disagree(ledger: Ledger, scene: Scene) -> None:
    """Give each field of one document of each kind that takes words a second answer."""
    for kind in PLAN:
        plan = PLAN[kind][-1]
        changes: list[Change] = []
        for name, field in schema.kind(kind).fields.items():
            if field.type.name == "text" and not (field.map or field.many or field.record):
                rank = scene.rank(kind, plan, name)
                value = scene.draw("word", rank, f"{kind} {plan.name} {name}, the other answer")
                changes.append(Change(kind, scene.key(kind, plan.name), {name: value}, ()))
        if changes:
            ledger.write(changes)
