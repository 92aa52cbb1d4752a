"""Members, or replies to an ask, from somebody's file: what it would write is said before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual.suggester import Suggester
from textual.widgets import Input

from ...store.errors import AlliedError, Invalid
from .. import words
from ..desk.own import own
from ..desk.threads import borrow
from ..messages import Checked, Prepared, Written
from .asked import Asked
from .form import Form
from .plans import Ask, Plan

if TYPE_CHECKING:
    from ...store.exchange.drafts import Trouble
    from ...store.exchange.members import Plan as Members
    from ...store.exchange.optins import Plan as Replies
    from ...store.ledger import Ledger

Texts = Mapping[str, str]
_NAMED: Final = 3
"""So many of the rows in trouble are named."""
_FILES: Final = (".csv", ".json")
_COUNTS: Final = (("add", "added"), ("change", "changed"), ("same", "the same"), ("skip", "skipped"))
_FILE: Final = Ask("file", "file", "A .csv with a header, or a .json array of objects.", True,
                   example="path, such as ~/members.csv")  # fmt: skip
_MAP: Final = Ask("map", "columns", "Which column gives which field, FIELD=COLUMN with commas between: guessed from "
                  "the header, to be mended here.", example="name=Organisation, regions=Country")  # fmt: skip


class Importing(Form):
    """Asks for a file and how it is to be read; it says what would be written as one goes on."""

    def __init__(self, kind: str, initiative: str = "") -> None:
        """Take `member` or `optin`, and for replies the initiative that is in view."""
        self._kind = kind
        title = "Import members" if kind == "member" else "Import replies"
        asks = (_FILE, _duplicate()) if kind == "member" else (_FILE, *_replies())
        start = {"initiative": initiative} if initiative else {}
        plan = Plan(title, kind, (*asks, _MAP), partial(_write, kind=kind), lambda _: start, False, True)
        super().__init__(plan)

    def on_mount(self) -> None:
        """Complete paths as one types."""
        super().on_mount()
        self._of("file").query_one(Input).suggester = Paths()

    def check(self) -> None:
        """Say in a thread what would be written; columns that nobody has typed are guessed first."""
        texts, kind = self._texts(), self._kind
        if texts["file"].strip():
            guessing = texts["map"] == self._start.get("map", "")
            borrow(self, "check", lambda ledger: _tried(ledger, texts, kind, guessing))

    def send(self, texts: Texts) -> None:
        """Have it written, with what was guessed too."""
        every = self._texts()
        own(self).write(lambda ledger: self._plan.write(ledger, every), self)

    def _of(self, name: str) -> Asked:
        return next(asked for asked in self.query(Asked) if asked.ask.name == name)


class Paths(Suggester):
    """Completes the path of a file that can be imported, folder by folder."""

    def __init__(self) -> None:
        """Keep nothing: files come and go."""
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the path completed, `None` where nothing begins so."""
        folder, _, begun = value.rpartition("/")
        at = Path(f"{folder}/" if "/" in value else ".").expanduser()
        try:
            there = sorted(at.iterdir()) if value else []
        except OSError:
            return None
        for path in there:
            name = path.name
            if (
                name.startswith(begun)
                and name.isprintable()
                and (path.is_dir() or path.suffix.lower() in _FILES)
            ):
                return value + name[len(begun) :] + ("/" if path.is_dir() else "")
        return None


def _duplicate() -> Ask:
    return Ask("on_duplicate", "if there", "What to do with members that are there already. Fill: only what is empty "
               "is taken from the file.", choices=("error", "skip", "update", "fill"), example="error")  # fmt: skip


def _replies() -> tuple[Ask, ...]:
    return (
        Ask("initiative", "reply to", "What they reply to.", True, kinds=("initiative",), example="a name or handle"),
        Ask("words", "words", "Which answer a word of the form means.", example="Oui=in, Non=declined"),
        Ask("on_answered", "if answered", "What to do with members that have answered already.",
            choices=("update", "skip", "error"), example="update"),
        Ask("source", "kept at", "Where the replies are kept, as evidence.", example="the file's name"),
    )  # fmt: skip


def _tried(ledger: Ledger, texts: Texts, kind: str, guessing: bool) -> Prepared | Checked:
    """Return the columns as guessed where that is news, else what would be written, or what is in the way."""
    from ...store.exchange import rows
    from ...store.exchange.guessing import guess

    try:
        columns = rows.columns(rows.read(_path(texts)))
        guessed = ", ".join(
            f"{field}={column}" for field, found in guess(kind, columns).items() for column in found
        )
        if guessing and guessed and guessed != texts["map"]:
            return Prepared({"map": guessed}, {})
        if kind == "optin" and not texts["initiative"].strip():
            return Checked({"file": f"columns: {', '.join(columns)}"}, {})
        planned = _plan(ledger, texts, kind)
    except AlliedError as error:
        return Checked({}, {"file": f"{error.message} {error.hint or ''}".rstrip()})
    if planned.troubles:
        return Checked({}, {"file": _in_trouble(planned.troubles)})
    unused = f"; not used: {', '.join(planned.unused)}" if planned.unused else ""
    return Checked({"file": f"would be {_counted(planned)}{unused}"}, {})


def _write(ledger: Ledger, texts: Texts, *, kind: str) -> Written:
    """Write what the file gives as one step; raises `Invalid`, naming the rows, where any is in trouble."""
    from ...store.exchange import members, optins

    planned = _plan(ledger, texts, kind)
    if planned.troubles:
        raise Invalid(_in_trouble(planned.troubles), "Mend the file or the columns; nothing was written.")
    if isinstance(planned, members.Plan):
        members.apply(ledger, planned)
    else:
        optins.apply(ledger, planned)
    return Written(f"✓ {_path(texts).name}: {_counted(planned)}")


def _plan(ledger: Ledger, texts: Texts, kind: str) -> Members | Replies:
    from ...store.exchange import members, optins

    path, mapping = _path(texts), _pairs(texts["map"])
    if kind == "member":
        chosen: Any = texts["on_duplicate"] or "error"
        return members.plan(ledger, members.read(path), mapping, chosen)
    answered: Any = texts["on_answered"] or "update"
    said = {word: states[0] for word, states in _pairs(texts["words"]).items()}
    about = ledger.find("initiative", texts["initiative"])[1]
    source = texts["source"].strip() or path.name
    return optins.plan(
        ledger, optins.read(path), about, mapping, words=said, source=source, on_answered=answered
    )


def _path(texts: Texts) -> Path:
    return Path(texts["file"].strip()).expanduser()


def _pairs(text: str) -> dict[str, list[str]]:
    """Return what stands after each name; raises `Invalid` where one says nothing. A comma may be in a column."""
    found: dict[str, list[str]] = {}
    last: list[str] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if equals and name and value:
            last = found.setdefault(name, [])
            last.append(value)
        elif last and not equals:
            last[-1] += f", {part}"
        else:
            raise Invalid(f"“{part}” says nothing.", "Write name=Organisation, with commas between.")
    return found


def _counted(planned: Members | Replies) -> str:
    said = [f"{count} {word}" for what, word in _COUNTS if (count := planned.count(what))]
    return ", ".join(said) or "nothing to do"


def _in_trouble(troubles: Sequence[Trouble]) -> str:
    said = [f"row {one.row}: {one.name}: {one.reason}" for one in troubles[:_NAMED]]
    more = [f"and {words.count(len(troubles) - _NAMED, 'row')} more"] if len(troubles) > _NAMED else []
    return "\n".join([*said, *more])
