"""Nothing that is for fewer gets out of any command, in any format, and what is for all of them does."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from allied.commands.lazy import command_of
from allied.commands.settings import FORMATS
from allied.commands.table import COMMANDS
from allied.commands.verb import Alone, Planning, Writing
from allied.store import schema
from allied.store.schema.record import Record

from .conftest import NOW, Outcome, run
from .secrets import COORDINATORS, NAMES, PLAN, Scene, Secret, found, rules

LISTED: Final = ("member", "contact", "group", "initiative", "optin", "action", "decision", "meeting")
NARROWER: Final = NAMES[:COORDINATORS]
# The documents that `allied me` made, which are not in the plan and for the coordinators.
UNPLANNED: Final = {"contact": 1, "writer": 1}
NEEDS_PERSON: Final = 5
ABSENT: Final = "zqabsent"

_WRITER: Final = "the id of the writer"
_SHAPES: Final = (
    re.compile(r"zq[a-z]{6}", re.IGNORECASE),
    re.compile(r"(?<!\w)70\d{4}(?!\w)"),
    re.compile(r"(?:19[3-9]|20[3-9])\d-\d\d-\d\d"),
    re.compile(r"29\d{6}"),
    re.compile(r"(?:Pacific|Antarctica|Indian)/\w+(?:/\w+)?"),
    re.compile(r"(?<![0-9a-f])[0-9a-f]{8}"),
)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The ledger, only read here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLIED_NOW", NOW)
        patch.setattr(os, "urandom", random.Random(7).randbytes)
        return found(tmp_path_factory.mktemp("secrets") / "ledger")


@pytest.fixture
def own(scene: Scene, tmp_path: Path) -> Scene:
    """A copy of the ledger, to be written to."""
    shutil.copytree(scene.root, tmp_path / "own", symlinks=True, ignore=shutil.ignore_patterns("lock"))
    copied = Scene(tmp_path / "own")
    copied.secrets, copied.fields, copied.relations = scene.secrets, scene.fields, scene.relations
    return copied


def told(scene: Scene, *args: str, audience: str | None = None, stdin: str = "") -> Outcome:
    """Run a command line on the ledger, for an audience."""
    said = ["--audience", audience] if audience else []
    return run("-C", str(scene.root), "--no-pager", *said, *args, stdin=stdin)


@cache
def looked(scene: Scene, audience: str | None, *args: str) -> Outcome:
    """Return the same of a command that only reads, which answers the same every time."""
    return told(scene, *args, audience=audience)


def values_in(scene: Scene, text: str) -> Iterator[Secret]:
    """Yield every value of the ledger, and every document's id, that is somewhere in a text."""
    known = {shown.key[:8]: shown for shown in scene.documents.values()}
    yield from (one for one in scene.secrets.values() if one.where == _WRITER and one.text in text)
    for shape in _SHAPES:
        for word in set(shape.findall(text)):
            if word.lower() in scene.secrets or word in scene.secrets:
                yield scene.secrets.get(word) or scene.secrets[word.lower()]
            elif word in known:
                shown = known[word]
                yield Secret(word, shown.plan.seen, f"the id of {shown.kind} {shown.plan.name}")


def leaks(scene: Scene, outcome: Outcome, audience: str, args: Sequence[str] = ()) -> list[str]:
    """Return what an answer gives away, but for what the person had typed; a fault of ours is one too."""
    rank = NAMES.index(audience)
    both = f"{outcome.text}\n{outcome.err}"
    typed = " ".join(args).lower()
    gone = [
        f"{one.where}: {one.text}"
        for one in values_in(scene, both)
        if one.rank > rank and one.text.lower() not in typed
    ]
    return sorted(gone) + (["a fault in Allied itself"] if "wrong in Allied" in outcome.err else [])


# What there is to look at


def commands() -> dict[str, type]:
    """Return every command with its class."""
    every = {
        f"{name} {verb}".strip(): type(command_of(noun, verb or name))
        for name, noun in COMMANDS.items()
        for verb in (noun.verbs or ("",))
    }
    assert len(every) > 60
    return every


OUTSIDE: Final = {
    **dict.fromkeys(("init", "join", "demo"), "makes a ledger"),
    **dict.fromkeys(("ci pre-receive", "ci receive"), "is for a server, and reads no ledger of this clone's"),
    **dict.fromkeys(("tui", "serve"), "opens no command"),
}
WRITES: Final = (Writing, Planning, Alone)


def reading() -> list[str]:
    return [n for n, of in commands().items() if not issubclass(of, WRITES) and n not in OUTSIDE]


def writing() -> list[str]:
    return [name for name, of in commands().items() if issubclass(of, WRITES) and name not in OUTSIDE]


def _one_of_each(scene: Scene, kind: str) -> list[list[str]]:
    return [
        [scene.key(kind, plan.name)] for plan in PLAN[kind] if plan.name in ("pub", "far", "coord", "risk")
    ]


def _all_of(scene: Scene, kind: str) -> list[list[str]]:
    return [[scene.key(kind, plan.name)] for plan in PLAN[kind]]


def _everything(scene: Scene) -> list[list[str]]:
    return [[shown.key] for shown in scene.documents.values()]


def _members(scene: Scene) -> list[list[str]]:
    return [[], *(["--for", key] for (key,) in _all_of(scene, "member"))]


# How a command that takes more than its name is called; one that isn't here is called by its name alone.
ARGUMENTS: Final[dict[str, Callable[[Scene], list[list[str]]]]] = {
    "show": _everything,
    "history": lambda scene: [line for kind in schema.NAMES for line in _one_of_each(scene, kind)],
    "log": lambda scene: [["--limit", "99999"], *_one_of_each(scene, "initiative")],
    "today": _members,
    "optin proof": lambda scene: _all_of(scene, "optin"),
    "initiative mix": lambda scene: _all_of(scene, "initiative"),
    "optin matrix": lambda scene: [[], ["--closed"], *_one_of_each(scene, "initiative")],
    "chase": lambda scene: [[], ["--quiet-for", "1"]],
    "completion": lambda scene: [["bash"], ["zsh"], ["fish"]],
    "sunsets": lambda scene: [["--within", "99999"]],
    "workload": lambda scene: [[], ["--until", "2099-01-01"]],
    **{f"{kind} show": (lambda scene, kind=kind: _one_of_each(scene, kind)) for kind in LISTED},
}


@cache
def _answers(scene: Scene, audience: str, format: str) -> list[tuple[str, list[str], Outcome]]:
    """Return what every command that shows something answers; for some formats of a few things only."""
    answers: list[tuple[str, list[str], Outcome]] = []
    for name in reading():
        lines = ARGUMENTS.get(name, lambda _: [[]])(scene)
        for args in lines if format in ("json", "table") else lines[:3]:
            line = [*name.split(), *args, "--format", format]
            answers.append((name, line, looked(scene, audience, *line)))
    return answers


# The rule itself


@pytest.mark.parametrize("kind", schema.NAMES)
def test_every_field_is_said_who_may_see_it(kind: str) -> None:
    wanted: set[str] = set()
    for name, field in schema.kind(kind).fields.items():
        wanted.add(name)
        if isinstance(field.type, Record):
            wanted |= {f"{name}.{part}" for part in field.type.fields}
    assert set(rules(kind)) == wanted


@pytest.mark.parametrize("kind", schema.NAMES)
def test_every_field_holds_something(scene: Scene, kind: str) -> None:
    """Else what is shown of it would prove nothing."""
    held = {name for plan in PLAN[kind] for name in scene.fields[kind, plan.name]}
    assert held == set(schema.kind(kind).fields) - {"same"}


def test_the_ledger_holds_what_was_made_up(scene: Scene) -> None:
    for shown in scene.documents.values():
        item = json.loads(told(scene, "show", shown.key, "--json").out)["item"]
        for name, value in scene.fields[shown.kind, shown.plan.name].items():
            assert (name in item["crossed"]) or bool(item[name]) == bool(value), (shown, name)


# What is shown


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("audience", NARROWER)
def test_no_command_shows_what_is_for_fewer(scene: Scene, audience: str, format: str) -> None:
    gone = {
        " ".join(line): given
        for _, line, outcome in _answers(scene, audience, format)
        if (given := leaks(scene, outcome, audience, line))
    }
    assert gone == {}


@pytest.mark.parametrize("audience", NARROWER)
def test_every_command_answers(scene: Scene, audience: str) -> None:
    """One that is called wrongly here would give nothing away and prove nothing."""
    codes = {}
    for name, _, outcome in _answers(scene, audience, "json"):
        codes.setdefault(name, set()).add(outcome.code)
    assert codes.pop("check") == {NEEDS_PERSON}  # there are two answers
    unheard = {name for name, found in codes.items() if 0 not in found or not found <= {0, 3}}
    assert unheard - {f"{kind} show" for kind in LISTED} == set()


@cache
def _shown(scene: Scene, audience: str | None) -> dict[str, tuple[Outcome, dict[str, Any]]]:
    """Return what `show` answers for each document that may be seen, by its id."""
    answers = {
        shown.key: looked(scene, audience, "show", shown.key, "--format", "json")
        for shown in scene.documents.values()
    }
    return {key: (one, json.loads(one.out)["item"]) for key, one in answers.items() if one.code == 0}


@pytest.mark.parametrize("audience", (None, *NAMES))
def test_what_an_audience_may_see_is_shown(scene: Scene, audience: str | None) -> None:
    rank = NAMES.index(audience) if audience else COORDINATORS
    answers = _shown(scene, audience)
    assert set(answers) == {one.key for one in scene.documents.values() if one.plan.seen <= rank}
    texts = [one.text for one, _ in answers.values()] + [
        told(scene, "crossed", "--json", audience=audience).text
    ]
    shown = {one.text for one in values_in(scene, "".join(texts))}
    missing = [
        one
        for one in scene.secrets.values()
        if one.rank <= rank and one.text not in shown and not one.where.endswith(_UNSHOWN)
    ]
    assert missing == []


# What `show` has no room for: the log has.
_UNSHOWN: Final = ("note of an entry", "the name of the writer", _WRITER, "unknown field")


def test_the_log_tells_coordinators_who_wrote_and_what_they_noted(scene: Scene) -> None:
    log = told(scene, "log", "--limit", "99999", "--json", audience="coordinators").text
    shown = {one.where for one in values_in(scene, log)}
    assert {one.where for one in scene.secrets.values() if one.where.endswith(_UNSHOWN[:3])} <= shown


@pytest.mark.parametrize("audience", (None, *NAMES))
def test_references_are_shown_to_those_who_may_see_both_ends(scene: Scene, audience: str | None) -> None:
    rank = NAMES.index(audience) if audience else COORDINATORS
    items = {key: item for key, (_, item) in _shown(scene, audience).items()}
    for (kind, name, field), related in scene.relations.items():
        item = items.get(scene.key(kind, name))
        if item is None:
            continue
        value: Any = item[field]
        parts = [value] if isinstance(value, str) else [*(value or ())]
        seen = {part.partition(":")[2] if field == "credits" else part for part in parts}
        assert seen == {key for key, widest in related.items() if widest <= rank}, (kind, name, field)


@pytest.mark.parametrize("audience", NARROWER)
def test_a_field_that_is_not_shown_is_empty_whatever_it_holds(scene: Scene, audience: str) -> None:
    """A default in its place would be a statement, and a wrong one: an active member, an open one."""
    rank = NAMES.index(audience)
    for (kind, name), shown in scene.documents.items():
        _, item = _shown(scene, audience).get(shown.key, (None, {}))
        for field in schema.kind(kind).fields if item else ():
            if scene.rank(kind, shown.plan, field) > rank and (kind, field) != ("member", "name"):
                assert item[field] in (None, [], {}), (kind, name, field)


@pytest.mark.parametrize("audience", NARROWER)
def test_a_member_at_risk_goes_by_its_alias(scene: Scene, audience: str) -> None:
    rank = NAMES.index(audience)
    for name in ("risk", "careful", "bare"):
        fields, key = scene.fields["member", name], scene.key("member", name)
        called = fields.get("alias", "a member that is not named")
        called = called if scene.masked(name) > rank else fields["name"]
        optins = json.loads(told(scene, "optin", "list", "--json", audience=audience).out)["items"]
        assert _shown(scene, audience)[key][1]["name"] == called
        assert {one["member_handle"] for one in optins if one["member"] == key} == {
            called if scene.masked(name) > rank else fields["handle"]
        }
        assert called in told(scene, "member", "list", audience=audience).text


# What is left out is counted


def hidden(scene: Scene, kind: str, rank: int) -> int:
    """Return how many documents of a kind are for fewer."""
    planned = sum(shown.plan.seen > rank for shown in scene.documents.values() if shown.kind == kind)
    return planned + (UNPLANNED.get(kind, 0) if rank < COORDINATORS else 0)


@pytest.mark.parametrize("kind", LISTED)
@pytest.mark.parametrize("audience", NARROWER)
def test_a_list_counts_what_it_leaves_out(scene: Scene, audience: str, kind: str) -> None:
    rank, noun = NAMES.index(audience), schema.kind(kind).noun
    envelope = json.loads(told(scene, kind, "list", "--json", audience=audience).out)
    count = hidden(scene, kind, rank)
    assert count > 0
    assert envelope["audience"] == audience
    assert envelope["left_out"] == {kind: count}
    assert {one["id"] for one in envelope["items"]} == {
        shown.key for shown in scene.documents.values() if shown.kind == kind and shown.plan.seen <= rank
    }
    for format in FORMATS:
        err = told(scene, kind, "list", "--format", format, audience=audience).err
        assert f"Left out, not for the {audience}: {count} {noun}{'' if count == 1 else 's'}." in err


@pytest.mark.parametrize("audience", NARROWER)
def test_every_answer_says_for_whom_it_is_and_counts_rightly(scene: Scene, audience: str) -> None:
    rank = NAMES.index(audience)
    for name, line, outcome in _answers(scene, audience, "json"):
        if outcome.code or name == "completion":  # which writes a script
            continue
        envelope = json.loads(outcome.out)
        assert envelope["audience"] == audience, line
        counted = {kind: n for kind, n in envelope["left_out"].items() if kind in schema.NAMES}
        if name.split()[-1] != "show":  # which counts by field
            assert counted == {kind: hidden(scene, kind, rank) for kind in counted}, line


@pytest.mark.parametrize("kind", LISTED)
def test_coordinators_see_everything(scene: Scene, kind: str) -> None:
    everything = told(scene, kind, "list", "--json")
    items = json.loads(everything.out)["items"]
    assert len(items) == len(PLAN[kind]) + UNPLANNED.get(kind, 0)
    assert told(scene, kind, "list", "--json", audience="coordinators") == everything


# What is asked for tells nothing either


def _texts(scene: Scene, kind: str, rank: int) -> Iterator[tuple[str, str]]:
    """Yield each field of a kind with a text in it that is for fewer, in documents that may be seen."""
    for (of, _), shown in scene.documents.items():
        if of == kind and shown.plan.seen <= rank:
            for name, value in scene.fields[of, shown.plan.name].items():
                for one in values_in(scene, json.dumps(value, ensure_ascii=False)):
                    if one.rank > rank:
                        yield name, one.text


def _absent(text: str) -> str:
    """Return a value of the same shape that stands nowhere."""
    return (
        re.sub(r"zq[a-z]{6}", ABSENT, "".join("4" if c.isdigit() else c for c in text))
        if not text.isdigit()
        else "4" * len(text)
    )


@pytest.mark.parametrize("kind", LISTED)
@pytest.mark.parametrize("audience", NARROWER)
def test_no_filter_and_no_word_finds_what_is_not_shown(scene: Scene, audience: str, kind: str) -> None:
    rank = NAMES.index(audience)
    tried = dict(_texts(scene, kind, rank))
    assert tried
    for name, text in tried.items():
        field = schema.kind(kind).fields[name]
        if field.type.name == "zone":
            continue  # no other stands nowhere
        day = field.type.name in ("date", "instant")
        for option in (["--where", f"{name}={{}}"], ["--where", f"{name}!={{}}"], ["{}"]):
            lines = [
                [part.format(value) for part in option]
                for value in (text, "1980-01-01" if day else _absent(text))
            ]
            found, nothing = (looked(scene, audience, kind, "list", "--json", *line) for line in lines)
            assert found.out == nothing.out, lines
            assert found.code == nothing.code
            assert found.err.replace(text, "") == nothing.err.replace(
                lines[1][-1].partition("=")[2] or lines[1][-1], ""
            )
            assert leaks(scene, found, audience, lines[0]) == []


@pytest.mark.parametrize("kind", LISTED)
@pytest.mark.parametrize("audience", NARROWER)
def test_no_choice_and_no_order_tells_what_is_not_shown(scene: Scene, audience: str, kind: str) -> None:
    """A hidden field of few words finds as much by one word as by another, and sorts as if it were empty."""
    rank = NAMES.index(audience)
    orders: set[str] = set()
    for name, field in schema.kind(kind).fields.items():
        if rules(kind)[name] <= rank:
            continue
        for order in (name, f"-{name}"):
            orders.add(told(scene, kind, "list", "--json", f"--sort={order}", audience=audience).out)
            assert len(orders) == 1, (kind, order)
        if field.words:
            found = {
                told(scene, kind, "list", "--json", "--where", f"{name}={word}", audience=audience).out
                for word in field.words
                if word != field.default
            }
            assert len(found) == 1, (kind, name)


@pytest.mark.parametrize("kind", LISTED)
@pytest.mark.parametrize("audience", NARROWER)
def test_fields_that_are_asked_for_are_not_shown_for_that(scene: Scene, audience: str, kind: str) -> None:
    names = ",".join(["id", *(name for name in schema.kind(kind).fields if name != "same")])
    for format in FORMATS:
        for line in (
            [kind, "list"],
            ["show", scene.key(kind, "pub")],
            ["show", scene.key(kind, "risk" if kind in ("member", "optin") else "far")],
        ):
            if line[0] == "show" and format not in ("json", "table"):
                continue  # they show a list of one
            outcome = told(scene, *line, "--fields", names, "--format", format, audience=audience)
            assert leaks(scene, outcome, audience, line) == []
            assert outcome.code in (0, 3), outcome.err


# What is named


def _names(scene: Scene, rank: int) -> Iterator[tuple[str, str]]:
    """Yield every name of a document that is for fewer, with its kind."""
    for (kind, _), fields in scene.fields.items():
        for field in ("handle", "name", "title", "question", "former_names") if kind in LISTED else ():
            for one in values_in(scene, json.dumps(fields.get(field))):
                if one.rank > rank:
                    yield kind, one.text


@pytest.mark.parametrize("audience", NARROWER)
def test_a_name_that_is_not_shown_names_nothing(scene: Scene, audience: str) -> None:
    """Whether it is right, nearly right or made up: the same answer; a right one would tell who an alias is."""
    for kind, name in _names(scene, NAMES.index(audience)):
        for typed in (name, f"{name[:-1]}0"):
            for line in (["show"], [kind, "show"], ["log"])[: 3 if typed == name else 1]:
                outcome, nothing = (looked(scene, audience, *line, said) for said in (typed, ABSENT))
                assert outcome.code == nothing.code == 3, line
                assert outcome.out == nothing.out == b""
                assert outcome.err.replace(typed, ABSENT) == nothing.err
    assert told(scene, "show", "@me", audience=audience).code == 3


@pytest.mark.parametrize("audience", NARROWER)
def test_a_member_at_risk_is_found_by_its_alias(scene: Scene, audience: str) -> None:
    alias = scene.fields["member", "risk"]["alias"]
    item = json.loads(told(scene, "show", alias, "--json", audience=audience).out)["item"]
    assert (item["id"], item["name"]) == (scene.key("member", "risk"), alias)


@pytest.mark.parametrize("audience", NARROWER)
def test_what_is_hidden_makes_no_name_ambiguous(own: Scene, audience: str) -> None:
    """A second one of a name that only coordinators see: to the others the first is the only one."""
    fields = own.fields["member", "pub"]
    line = ["member", "add", fields["name"], "--handle", "twin", "--audience", "coordinators"]
    assert told(own, *line).code == 0
    assert told(own, "show", fields["name"]).code == 5
    outcome = told(own, "show", fields["name"], "--json", audience=audience)
    assert outcome.code == 0, outcome.err
    assert json.loads(outcome.out)["item"]["id"] == own.key("member", "pub")


# What writes


def _written(scene: Scene, name: str) -> list[list[str]]:
    """Return how a command that writes is called, on things that may be seen and on things that may not."""
    noun, _, verb = name.partition(" ")
    initiative, goal = scene.key("initiative", "pub"), scene.key("initiative", "embargo")
    hidden = scene.fields["member", "coord"]
    near, handle = f"{hidden['name'][:-1]}0", hidden["handle"]
    members = [scene.key("member", one) for one in ("pub", "risk", "bare", "careful", "behind", "coord")]
    every: dict[str, list[list[str]]] = {
        "member add": [["N", "--handle", handle], ["N", "--part-of", near], [hidden["name"]]],
        "member set": [
            *([one, "--status", "prospect"] for one in members),
            [members[0], "--handle", handle],
            [members[0], "--part-of", near],
            ["-", "--note", "x"],
        ],
        "member capacity": [*([one, "3"] for one in members), [*members, "3"]],
        "member merge": [[members[0], members[1]], [members[1], members[-1]]],
        "contact add": [["N", "--member", near], [scene.fields["contact", "coord"]["name"], "--member", members[1]]],
        "group add": [["N", "--handle", scene.fields["group", "coord"]["handle"]]],
        "group set": [[scene.key("group", "pub"), "--member", f"{one}=chair"] for one in members],
        "initiative add": [["N", "--lead", near]],
        "initiative stage": [[initiative, "closing"], [initiative, "closed"]],
        "initiative needs": [[initiative, "members=5"]],
        "initiative ask": [[initiative, "New", "--material"], [initiative, "New", "--editorial"]],
        "initiative credit": [
            [initiative],
            *([initiative, one, "--output", "Letter"] for one in members),
            [initiative, "--output", "None", "--remove"],
        ],
        "initiative close": [[initiative], [initiative, "--force"], [scene.key("initiative", "far")]],
        "action add": [["N", "--owner", near], ["N", "--owner", members[1], "--initiative", initiative]],
        "action assign": [[scene.key("action", "pub"), one] for one in members],
        # Not the first of a series: the day of the next one, which may be seen, is counted from the first's.
        "action done": [[scene.key("action", one)] for one in ("far", "coord", "hidden")],
        "action recur": [[scene.key("action", "pub"), "weekly"]],
        "action wait-on": [[scene.key("action", "pub"), scene.key("action", "loose")]],
        "decision add": [["N", "--decider", near]],
        "decision record": [["N", "--supersede", scene.key("decision", "pub")], ["N", "--outcome", "x"]],
        "decision position": [[scene.key("decision", "loose"), one, "block"] for one in members],
        "decision answer": [[scene.key("decision", "loose"), one, "addressed"] for one in members],
        "decision close": [
            [scene.key("decision", one), *said]
            for one in ("pub", "far", "loose")
            for said in (["adopted"], ["adopted", "--despite-blocks", "--rationale", "x"], ["withdrawn"])
        ],
        "decision supersede": [[scene.key("decision", "pub"), scene.key("decision", "far")]],
        "decision review": [[scene.key("decision", "pub"), "1999-01-01"]],
        "meeting add": [["N", "--starts", "today", "--group", near]],
        "meeting begin": [["N"], ["--planned", scene.key("meeting", "coal")]],
        "meeting attend": [[scene.key("meeting", "coal"), one] for one in members],
        "coalition set": [["--purpose", "x"]],
        "comment": [[one, "hello"] for one in (*members, initiative, scene.key("decision", "loose"))],
        "settle": [[goal, "goal"], [goal, "note"], [goal, "lessons"], [scene.key("member", "chapter"), "note"]],
        "undo": [[]],
        "redo": [[]],
        "me": [[], [near], [scene.fields["contact", "coord"]["name"]], ["N"]],
        "edit": [[members[1]]],
        "save": [[]],
        "sync": [[]],
        "remote add": [["nowhere"]],
        "doctor": [[], ["--new-writer"]],
        "upgrade": [[]],
        "ci github": [["--print"], []],
        "ci gitlab": [[]],
        "batch": [["-"]],
        "import members": [["members.csv"], ["members.csv", "--on-duplicate", "skip"]],
        "import optins": [["optins.csv", "--initiative", initiative]],
    }  # fmt: skip
    if name in every:
        return every[name]
    if noun == "optin":
        about = [initiative, scene.key("initiative", "none"), scene.key("initiative", "far")]
        more = ["--note", "x"] if verb == "set" else []
        wide = [[f"--all-where=kind={word}", "", one] for word in ("network", "collective") for one in about]
        wide = [] if verb not in ("plan", "ask") else [[line[0], "--initiative", line[2]] for line in wide]
        return [[member, one, *more] for member in members for one in about] + wide
    assert verb in _OF_ONE, f"Say how allied {name} is called."
    return [[scene.key(noun, one), *_OF_ONE[verb]] for one in ("pub", "far", "coord", "none")]


# Verbs of one thing, and what follows it.
_OF_ONE: Final[dict[str, list[str]]] = {
    "set": ["--note", "x"],
    **{verb: [] for verb in ("pause", "resume", "leave", "start", "done", "drop", "block", "open", "end")},
}


def _input(scene: Scene) -> str:
    """Return lines for standard input: names that are for fewer, as plain lines and as a batch."""
    return json.dumps(["member", "set", scene.fields["member", "risk"]["name"], "--note", "x"]) + "\n"


def _files(scene: Scene, folder: Path) -> None:
    """Write what is to be imported: names and handles that are taken, by what may be seen and by what may not."""
    rows = [scene.fields["member", name] for name in ("pub", "risk", "coord")]
    lines = [f"{one['name']},{one['handle']}1,{one['website']}" for one in rows]
    (folder / "members.csv").write_text("name,handle,website\n" + "\n".join(lines) + "\n")
    answers = [f"{one['name']},in" for one in rows]
    (folder / "optins.csv").write_text("member,state\n" + "\n".join(answers) + "\n")


@pytest.mark.parametrize("audience", NARROWER)
def test_no_command_that_writes_says_what_is_for_fewer(own: Scene, audience: str, tmp_path: Path) -> None:
    """What it wrote, and why it wouldn't: refusals, hints and warnings count too."""
    _files(own, tmp_path)
    gone: dict[str, list[str]] = {}
    for name in writing():
        dry = [] if commands()[name] is Alone else ["--dry-run"]
        lines = _written(own, name)
        for args in lines:
            for format in ("json", "table") if args == lines[0] else ("json",):
                line = [*name.split(), *args, *dry, "--no-input", "--format", format]
                outcome = told(own, *line, audience=audience, stdin=_input(own))
                typed = [*line, *(_own_ids(own, args) if name.startswith("optin ") else ())]
                typed += [_input(own)] if "-" in args else []
                typed += [file.read_text() for file in tmp_path.glob("*.csv") if file.name in args]
                if given := leaks(own, outcome, audience, typed):
                    gone[" ".join(line)] = given
    assert gone == {}


def _own_ids(scene: Scene, args: Sequence[str]) -> Iterator[str]:
    """Yield the ids of opt-ins of what was named: they follow from it, whether there is such an opt-in or not."""
    for shown in scene.documents.values():
        if shown.kind == "optin" and scene.key("member", shown.plan.of) in args:
            yield shown.key


@pytest.mark.parametrize("audience", NARROWER)
def test_a_form_is_not_opened_for_an_audience(
    scene: Scene, audience: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form holds every field."""
    monkeypatch.setenv("EDITOR", "cat")
    outcome = told(scene, "edit", scene.key("member", "pub"), audience=audience)
    assert (outcome.code, outcome.out) == (2, b"")


@pytest.mark.parametrize("audience", NARROWER)
def test_what_was_written_is_shown_as_it_may_be_seen(own: Scene, audience: str) -> None:
    """Not its note; and that it may be seen by nobody but those who may."""
    line = ["member", "capacity", own.key("member", "risk"), "77", "--json"]
    item = json.loads(told(own, *line, audience=audience).out)["item"]
    assert (item["name"], item["capacity"]) == (own.fields["member", "risk"]["alias"], None)
    assert json.loads(told(own, "show", own.key("member", "risk"), "--json").out)["item"]["capacity"] == 77


@pytest.mark.parametrize("audience", NARROWER)
def test_to_add_what_is_there_already_does_not_tell_that_it_is(scene: Scene, audience: str) -> None:
    """The name of a member at risk would say whom an alias stands for."""
    for name in ("risk", "coord"):
        called = scene.fields["member", name]["name"]
        outcome, nothing = (
            told(scene, "member", "add", said, "--dry-run", audience=audience) for said in (called, ABSENT)
        )
        assert (outcome.code, outcome.err) == (nothing.code, nothing.err)
