"""How answers come: fields that were chosen, one screen at a time, and what waits for a person."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pexpect
import pytest

from .conftest import Allied, run


@pytest.fixture
def two(allied: Allied) -> Allied:
    assert allied("member", "add", "Amis", "--region", "FR", "--region", "BE").code == 0
    assert allied("member", "add", "Bund", "--note", "Two\nlines").code == 0
    return allied


def test_only_the_fields_that_were_chosen(two: Allied) -> None:
    assert two("member", "list", "--fields", "handle,regions").text.split("\n") == [
        "HANDLE  REGIONS",
        "amis    BE, FR",
        "bund",
        "",
    ]
    assert json.loads(two("member", "list", "--fields", "regions", "--json").out)["items"] == [
        {"regions": ["BE", "FR"]},
        {"regions": []},
    ]
    assert two("member", "list", "--fields", "handle,part-of-handle", "--format", "csv").text == (
        "handle,part_of_handle\r\namis,\r\nbund,\r\n"
    )
    assert two("member", "show", "bund", "--fields", "note").text == "Two\nlines\n"
    assert (
        two("member", "show", "bund", "--fields", "handle,status").text
        == "  handle  bund\n  status  active\n"
    )
    assert two("today", "--fields", "text").code == 0


def test_a_written_id_is_enough_for_a_script(two: Allied) -> None:
    said = two("member", "add", "Clube", "--fields", "id").text
    assert len(said.strip()) == 32
    assert two("member", "show", said.strip()).code == 0


@pytest.mark.parametrize(
    "line", [["member", "list"], ["member", "list", "nothing"], ["member", "show", "amis"], ["today"]]
)
def test_a_field_that_is_not_there_is_named_with_its_nearest(two: Allied, line: list[str]) -> None:
    outcome = two(*line, "--fields", "handel")
    assert outcome.code == 2 and outcome.out == b""
    assert "no field 'handel'" in outcome.err and "handle" in outcome.err


def test_a_list_by_a_field_in_the_singular(two: Allied) -> None:
    assert json.loads(two("member", "list", "--where", "region=FR", "--json").out)["count"] == 1
    assert two("member", "list", "--sort", "region").code == 0


# A terminal


def screen(ledger: Path, *line: str, pager: str | None, rows: int = 10) -> str:
    """Return what a terminal of ten lines is sent."""
    import os

    environment = {**os.environ, "TERM": "xterm", "ALLIED_LEDGER": str(ledger)}
    environment.pop("COLUMNS", None)
    if pager is not None:
        environment["ALLIED_PAGER"] = pager
    child = pexpect.spawn(
        sys.executable,
        ["-m", "allied.commands", *line],
        env=environment,  # pyright: ignore[reportArgumentType]
        dimensions=(rows, 80),
        timeout=30,
        encoding="utf-8",
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return str(child.before)


def test_what_is_longer_than_the_screen_is_paged(allied: Allied, ledger: Path) -> None:
    names = "".join(f"Member {n}\n" for n in range(30))
    assert run("member", "add", "-", stdin=names).code == 0
    pager = f"{sys.executable} -c \"import sys; print('PAGED', len(sys.stdin.readlines()))\""
    assert "PAGED 31" in screen(ledger, "member", "list", pager=pager)
    assert "PAGED" not in screen(ledger, "member", "list", "--no-pager", pager=pager)
    assert "PAGED" not in screen(ledger, "member", "list", "--json", pager=pager)
    assert "PAGED" not in screen(ledger, "member", "list", "--limit", "3", pager=pager)
    assert "member-29" in screen(ledger, "member", "list", pager="cat")
    assert "member-29" in screen(ledger, "member", "list", pager="no-such-pager")
    assert "member-29" in screen(ledger, "member", "list", pager="")
