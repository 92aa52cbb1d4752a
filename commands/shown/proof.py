"""Everything that shows that a member agreed, statement by statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from .layout import Item, page

if TYPE_CHECKING:
    from ..run import Run

FIELDS: Final = (
    "optin",
    "member",
    "member_name",
    "initiative",
    "initiative_name",
    "state",
    "visibility",
    "agreed",
    "holds",
    "why_not",
    "crossed",
    "missing",
    "statements",
)
_SHOWN: Final = ("authority", "method", "evidence", "effective", "valid_until", "sign_as", "scope")


def show_proof(run: Run, key: str) -> None:
    """Show the proof of an opt-in; raises `NotFound` where there is none."""
    from ...store.errors import NotFound
    from ...store.views.plain import plain
    from ...store.views.proof import proof

    found = proof(run.reader, key, run.ledger.today())
    if found is None:
        raise NotFound("There is no such opt-in.", "allied optin list shows those that there are.")
    item: Item = plain(found)

    def text() -> str:
        title = f"{item['member_name']} on {item['initiative_name']}: {_state(item)}"
        pairs = [
            ("visibility", str(item["visibility"])),
            ("lacks", ", ".join(item["missing"])),
            ("two answers", ", ".join(item["crossed"])),
        ]
        statements = cast("list[Item]", item["statements"])
        sections = [(_heading(one), _lines(one)) for one in statements]
        return page(title, [pair for pair in pairs if pair[1]], sections)

    run.out.item("proof", item, text, FIELDS)


def _state(item: Item) -> str:
    if not item["agreed"]:
        return str(item["state"] or "no answer")
    return "in" if item["holds"] else f"in, but that doesn't hold: {item['why_not']}"


def _heading(one: Item) -> str:
    return f"{str(one['at'])[:16].replace('T', ' ')} UTC{'' if one['stands'] else ' (no longer stands)'}"


def _lines(one: Item) -> list[str]:
    from .columns import text

    lines = [str(one["sentence"])]
    given = one["given_by_name"] or one["given_by"]
    if given:
        lines.append(f"given by: {given}")
    lines += [
        f"{name.replace('_', ' ')}: {text(one[name])}" for name in _SHOWN if one[name] not in (None, [])
    ]
    words = cast("dict[str, Any] | None", one["words"])
    if words:
        language = f" ({words['language']})" if words["language"] else ""
        lines.append(f"words{language}: {words['text'] or 'not in the ledger any more'}")
        if words["since"]:
            lines.append(
                f"since then reworded {len(words['since'])} time{'s' if len(words['since']) > 1 else ''}"
            )
    if one["note"]:
        lines.append(f"note: {one['note']}")
    return [" ".join(line.split()) for line in lines]
