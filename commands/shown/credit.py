"""What an initiative brought about and who is credited for it: shown as each chose, and recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from .columns import column
from .documents import wrote
from .layout import Item
from .output import Table

if TYPE_CHECKING:
    from ...store.ledger import Step
    from ...store.verbs.done import Done
    from ..run import Run

FIELDS: Final = ("output", "what", "link", "on", "member", "name", "part", "personal_capacity", "alias")
_COLUMNS: Final = (
    column("OUTPUT", "what", wide=True),
    column("ON", "on"),
    column("CREDITED", "name", wide=True),
    column("PART", "part", wide=True),
)
_MEMBERS: Final = (column("MAY BE NAMED", "name", wide=True), column("VISIBILITY", "visibility"))
_ASIDE: Final = (column("NOT NAMED", "member_name", wide=True), column("WHY", "why", wide=True))


def show_credit(run: Run, key: str) -> None:
    """Show the credit of an initiative as the audience may see it, the public unless another was said."""
    from ...store.views.credit import credit
    from ...store.views.plain import plain

    reader = run.ledger
    doc = reader.read("initiative", key).doc
    audience = run.settings.audience or "public"
    found: Item = plain(credit(reader, doc, audience))
    found |= {"initiative": key, "initiative_handle": reader.handle("initiative", key), "for": audience}
    found["aside_count"] = len(found["aside"])
    if run.audience is None:
        for one in found["aside"]:
            one["member_name"] = reader.label("member", one["member"])
        found["aside"].sort(key=itemgetter("member_name"))
    else:  # who is not to be named isn't, here either
        found["aside"] = []
    run.out.tables("credit", found, _tables(found, audience))


def _tables(found: Item, audience: str) -> list[Table]:
    rows: list[Item] = []
    for output in found["outputs"]:
        beside = {"output": output["id"], "what": output["what"], "link": output["link"], "on": output["on"]}
        rows += [beside | one for one in output["credited"]] or [beside]
    who = "the public" if audience == "public" else f"the {audience}"
    tables = [
        Table(f"what came of it, for {who}" if rows else "", rows, _COLUMNS, FIELDS),
        Table("members that are in", found["members"], _MEMBERS, ("member", "name", "visibility")),
    ]
    if found["aside"]:
        tables.append(Table("not to be named", found["aside"], _ASIDE, ("member", "why")))
    return tables


class Credits:
    """An output of an initiative, and those credited for it."""

    def __init__(self, run: Run, key: str, output: str) -> None:
        """Speak of an output by what it is, or by the start of its id."""
        self._run = run
        self._key = key
        self._output = output

    def add(
        self,
        members: Sequence[str],
        *,
        link: str | None,
        on: str | None,
        called: str | None,
        part: str | None,
    ) -> None:
        """Credit members for the output, which is added where it isn't there; all of it as one step."""
        from ...store.errors import NotFound
        from ...store.verbs import outputs
        from ..typed.named import keys

        run, ledger = self._run, self._run.ledger
        day = run.day(on).isoformat() if on else None
        who = keys(run, "member", members)
        with ledger.batch() as batch:
            done: Done | None = None
            try:
                output = outputs.find(ledger, ledger.read("initiative", self._key).doc, self._output)
            except NotFound:
                done, output = outputs.add(ledger, self._key, self._output, link=link, on=day)
            else:
                _refuse_anew(link or day or not who)
            for member in who:
                done = outputs.credit(ledger, self._key, output, member, name=called, part=part)
        assert done is not None  # it is new, or there was somebody to credit
        self._wrote(done, batch.step)

    def remove(self, members: Sequence[str]) -> None:
        """Take back the credit of members; without any, the output itself."""
        from ...store.verbs import outputs
        from ..typed.named import keys

        run, ledger = self._run, self._run.ledger
        output = outputs.find(ledger, ledger.read("initiative", self._key).doc, self._output)
        who = keys(run, "member", members)
        with ledger.batch() as batch:
            gone = [outputs.uncredit(ledger, self._key, output, member) for member in who]
            done = gone[-1] if gone else outputs.remove(ledger, self._key, output)
        self._wrote(done, batch.step)

    def _wrote(self, done: Done, step: Step) -> None:
        wrote(self._run, replace(done, step=step))


def _refuse_anew(said: object) -> None:
    """Raise `Invalid` where something was said of an output that is there as only a new one takes it."""
    from ...store.errors import Invalid

    if said:
        raise Invalid(
            "The output is there already.", "Name the members to credit for it; --remove takes it out."
        )
