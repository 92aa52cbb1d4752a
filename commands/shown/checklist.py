"""What there is to see to before an initiative is closed, and what is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .layout import Item, page

if TYPE_CHECKING:
    from ...store.views.checklist import Checklist
    from ...store.views.checklist import Item as Entry
    from ..run import Run

FIELDS: Final = ("initiative", "closed", "missing", "hours", "outcome", "success_test", "outputs")
_NAMED: Final = 12


def show_checklist(run: Run, key: str, found: Checklist, closed: Item | None, step: str | None) -> None:
    """Show the checklist of an initiative; *closed* is what was written of it, if it was closed."""
    reader = run.reader
    found = found if run.audience is None else _narrowed(run, key, found)
    hours = found.hours
    data: Item = {
        "initiative": key,
        "initiative_handle": reader.handle("initiative", key),
        "closed": closed is not None,
        "missing": [one.name for one in found.missing],
        "checklist": [
            {
                "name": one.name,
                "done": one.done,
                "text": one.text,
                "about": [
                    {"kind": kind, "id": about, "label": name} for name, kind, about in _about(run, one)
                ],
            }
            for one in found.items
        ],
        "hours": {"spent": hours.spent, "open": hours.open, "not_estimated": hours.not_estimated},
        "outcome": found.outcome,
        "success_test": found.success_test,
        "outputs": list(found.outputs),
    }

    def text() -> str:
        spent = f"{hours.spent} h done, {hours.open} h open, {hours.not_estimated} not estimated"
        pairs = [(one.name, _said(run, one)) for one in found.items]
        beside = [
            ("hours", spent),
            ("success test", found.success_test or "none was named"),
            ("what came of it", found.outcome or "nobody has said"),
            ("outputs", "; ".join(found.outputs) or "none recorded"),
        ]
        state = "closed" if closed else "to see to before it closes"
        return page(
            f"{reader.label('initiative', key)}: {state}", pairs, [("spent, and for what", _rows(beside))]
        )

    run.out.item("closing", data, text, FIELDS, step=step, left_out={})


def _narrowed(run: Run, key: str, found: Checklist) -> Checklist:
    """Return a checklist made of what the audience may see; what somebody said was seen to is."""
    from ...store.views.checklist import checklist

    said = {one.name for one in found.items if one.done}
    doc = run.reader.get("initiative", key) or {"id": key}
    return checklist(run.reader, doc, thanked="thanks" in said, let_go="data" in said)


def _about(run: Run, one: Entry) -> list[tuple[str, str, str]]:
    """Return label, kind and key of what an entry is about, by label."""
    from ...store.schema.text import fold

    found = [(run.reader.label(kind, key), kind, key) for kind, key in one.about]
    return sorted(found, key=lambda told: (fold(told[0]), *told))


def _said(run: Run, one: Entry) -> str:
    names = [name for name, _, _ in _about(run, one)]
    if len(names) > _NAMED:
        names = [*names[:_NAMED], f"and {len(one.about) - _NAMED} more"]
    about = f": {', '.join(names)}" if names and not one.done else ""
    return f"{'✓' if one.done else '·'} {one.text}{about}"


def _rows(pairs: list[tuple[str, str]]) -> list[str]:
    wide = max(len(name) for name, _ in pairs)
    return [f"{name.ljust(wide)}  {' '.join(value.split())}" for name, value in pairs]
