"""A file of rows is read as it was meant, or the row that can't be is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from allied.store.errors import Invalid, NotFound
from allied.store.exchange.rows import Row, columns, read, texts


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_csv_as_spreadsheets_write_it(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.csv", b'\xef\xbb\xbfname,topics\r\n"Caf\xc3\xa9, ""Noir""",water;air\r\n\r\nB,\r\n'
    )
    assert read(path) == [
        Row(2, {"name": 'Café, "Noir"', "topics": "water;air"}),
        Row(4, {"name": "B", "topics": ""}),
    ]


def test_csv_parted_by_semicolons_as_in_much_of_europe(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", 'name;topics\nRäte;"water;air"\n')
    assert read(path)[0].cells == {"name": "Räte", "topics": "water;air"}


def test_a_line_break_in_a_cell_keeps_the_rows_numbers_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", 'name,note\nA,"one\ntwo"\nB,\n')
    assert [row.number for row in read(path)] == [2, 3]


def test_json_nested_and_in_lists(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a.json",
        '[{"name": " A ", "n": 3, "yes": true, "none": null, "at": {"to": ["x", ["y", ""]]},'
        ' "l": [{"k": 1}, {"k": 2}], "a.b": 7}]',
    )
    row = read(path)[0]
    assert texts(row, "name") == ["A"]
    assert texts(row, "n") == ["3"]
    assert texts(row, "yes") == ["yes"]
    assert texts(row, "none") == []
    assert texts(row, "at.to") == ["x", "y"]
    assert texts(row, "l.k") == ["1", "2"]
    assert texts(row, "a.b") == ["7"]
    assert texts(row, "at.nowhere.deeper") == []
    assert columns([row])[:2] == ["name", "n"]


def test_an_object_where_a_value_is_wanted_names_a_way_in(tmp_path: Path) -> None:
    row = read(write(tmp_path, "a.json", '[{"at": {"country": "x"}}]'))[0]
    with pytest.raises(Invalid) as caught:
        texts(row, "at")
    assert "at.country" in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.json", "{", "line 1"),
        ("a.json", "{}", "no array"),
        ("a.json", '[{"name": "A"}, 3]', "Row 2"),
        ("a.json", "[]", "no rows"),
        ("a.json", "[" * 100_000, "nesting"),
        ("a.json", '[{"n": ' + "9" * 5000 + "}]", "number"),
        ("a.csv", "", "no rows"),
        ("a.csv", "name\n", "no rows"),
        ("a.csv", "name,a\nx\n", "Row 2"),
        ("a.csv", "name,a\nx,y,z\n", "3 cells"),
        ("a.csv", 'name,a\n"x,y\n', "Row 2"),
        ("a.csv", "name,name\nx,y\n", "twice"),
        ("a.csv", b"name\nRa\xe4te\n", "UTF-8"),
        ("a.xlsx", "x", "neither"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(
    tmp_path: Path, name: str, content: str | bytes, said: str
) -> None:
    with pytest.raises(Invalid, match=said):
        read(write(tmp_path, name, content))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"gone\.csv"):
        read(tmp_path / "gone.csv")
