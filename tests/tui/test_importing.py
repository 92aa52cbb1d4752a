"""Were one of these to fail, somebody's file would be taken in wrongly, in part, or without being seen first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from allied.store.ledger import Ledger
from allied.store.verbs import initiatives
from allied.tui.app import Allied
from allied.tui.dialogs.importing import Importing, Paths
from textual.widgets import Input, Select

from .conftest import lines
from .test_flows import at, told


def seen(app: Allied) -> str:
    return "\n".join(lines(app))


async def asked(app: Allied, pilot: Any, until: Any, path: Path) -> Importing:
    """Open the form on a screen, and name a file."""
    await pilot.press("I")
    await until(pilot, lambda: isinstance(app.screen, Importing) and app.focused)
    form = app.screen
    assert isinstance(form, Importing)
    form._of("file").text = str(path)
    return form


async def test_members_come_as_one_step_after_a_look(coalition: Path, tmp_path: Path, until: Any) -> None:
    path = tmp_path / "members.csv"
    path.write_text("Organisation,Country,Remark\nNew Friends,France,x\nOld Friends,Spain,y\n")
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "members", "2")
        before = Ledger.open(coalition).version()
        form = await asked(app, pilot, until, path)
        await until(pilot, lambda: form._of("map").text == "name=Organisation, regions=Country")
        await until(pilot, lambda: "would be 2 added; not used: Remark" in seen(app))
        assert Ledger.open(coalition).version() == before
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "members.csv: 2 added" in told(app))
        ledger = Ledger.open(coalition)
        assert ledger.get(*ledger.find("member", "new-friends"))["regions"] == ["France"]  # type: ignore[index]
        assert len(ledger.step(ledger.newest(1)[0].step[0])) == 2
        await pilot.press("u")
        await until(pilot, lambda: len(Ledger.open(coalition).table("member")) == 3)


async def test_a_bad_file_says_the_row_and_leaves_the_form_filled(
    coalition: Path, tmp_path: Path, until: Any
) -> None:
    path = tmp_path / "members.csv"
    path.write_text("name,website\nNew Friends,https://a.example\nEuropean Digital Rights,\n")
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "members", "2")
        form = await asked(app, pilot, until, path)
        await until(pilot, lambda: "row 3: European Digital Rights" in seen(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "row 3" in told(app))
        assert app.screen is form and form._of("file").text == str(path)
        assert len(Ledger.open(coalition).table("member")) == 3
        form._of("on_duplicate").query_one(Select).value = "skip"
        await until(pilot, lambda: "would be 1 added, 1 skipped" in seen(app))
        path.write_text('name,website\n"New Friends,https://a.example\n')
        form._of("file").query_one(Input).value = f"{path} "
        await until(pilot, lambda: "Row 2 of members.csv can't be read" in seen(app))


async def test_replies_come_for_the_initiative_in_view(coalition: Path, tmp_path: Path, until: Any) -> None:
    initiatives.add(Ledger.open(coalition), "Open letter", {"handle": "letter"})
    path = tmp_path / "replies.csv"
    path.write_text("Organisation,Answer\nedri,Oui\nberlin,Non\n")
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "initiatives", "3")
        form = await asked(app, pilot, until, path)
        await until(pilot, lambda: form._of("initiative").text == "letter")
        await until(pilot, lambda: form._of("map").text == "member=Organisation, state=Answer")
        await until(pilot, lambda: "row 2" in seen(app))
        form._of("words").text = "Oui=in, Non=declined"
        await until(pilot, lambda: "would be 2 added" in seen(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "replies.csv: 2 added" in told(app))
        states = sorted(doc["state"] for doc in Ledger.open(coalition).table("optin").values())
        assert states == ["declined", "in"]


async def test_paths_are_completed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "replies.csv").touch()
    (tmp_path / "folder" / "replies.txt").touch()
    paths = Paths()
    assert await paths.get_suggestion(f"{tmp_path}/fol") == f"{tmp_path}/folder/"
    assert await paths.get_suggestion(f"{tmp_path}/folder/rep") == f"{tmp_path}/folder/replies.csv"
    assert await paths.get_suggestion(f"{tmp_path}/nowhere/rep") is None
