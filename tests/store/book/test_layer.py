"""Sheets: found by key without being read whole, and known at once when somebody changed them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from allied.store.book import layer
from allied.store.book.layer import Sheet, Torn
from hypothesis import given
from hypothesis import strategies as st

KEYS = st.text(st.characters(codec="utf-8"), max_size=8)


def made(path: Path, members: dict[str, Any]) -> Sheet:
    layer.write(path, {key: layer.line(key, layer.dump(value)) for key, value in members.items()})
    return Sheet(path, layer.fingerprint(path))


@given(st.dictionaries(KEYS, st.text(max_size=5), max_size=40), st.lists(KEYS, max_size=10))
def test_a_sheet_answers_as_the_mapping_does(
    tmp_path_factory: pytest.TempPathFactory, members: dict[str, str], others: list[str]
) -> None:
    path = tmp_path_factory.mktemp("sheet") / "sheet.json"
    with made(path, members) as sheet:
        assert json.loads(path.read_bytes()) == members == sheet.load()
        for key in [*members, *others]:
            assert sheet.get(key) == (key in members, members.get(key))
            for start in (key[:1], key[:2], key):
                assert set(sheet.starting(start)) == {k for k in members if k.startswith(start)}
        assert {k: json.loads(b"{" + line + b"}")[k] for k, line in sheet.lines().items()} == members


@pytest.mark.parametrize("cut", [0, 1, 5, -1])
def test_a_sheet_cut_short_is_not_read(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "sheet.json"
    made(path, {"a": "1", "b": "2"}).close()
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(Torn):
        Sheet(path, layer.fingerprint(path))


def test_a_sheet_that_somebody_edited_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "sheet.json"
    made(path, {"a": "1"}).close()
    before = layer.fingerprint(path)
    path.write_bytes(path.read_bytes().replace(b'"1"', b'"22"'))
    with pytest.raises(Torn):
        Sheet(path, before)
