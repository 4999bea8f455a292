"""Names and lengths that Excel accepts."""

import pytest

from foundation.tables.excel_limits import cut_to_cell, fits_cell, headers, sheet_name, table_name

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("Komitmen", ("komitmen", "Komitmen 2"), "Komitmen 3"),
        ("x" * 40, ("x" * 31,), f"{'x' * 29} 2"),
        ("History", (), "History 2"),
        ("Baris\nbaru\x00", (), "Baris baru"),
        ("", ("Data",), "Data 2"),
    ],
)
def test_sheets_have_names_of_their_own(title: str, taken: tuple[str, ...], name: str) -> None:
    assert sheet_name(title, taken) == name


@pytest.mark.parametrize(
    ("key", "taken", "name"),
    [
        ("commitments", (), "commitments"),
        ("commitments", ("Commitments",), "commitments_2"),
        ("daftar bukti!", (), "daftar_bukti_"),
        ("B09", (), "_B09"),
        ("r1c1", (), "_r1c1"),
        ("c", (), "_c"),
        ("2026", (), "_2026"),
        ("", (), "_"),
    ],
)
def test_tables_have_names_that_are_no_cells(key: str, taken: tuple[str, ...], name: str) -> None:
    assert table_name(key, taken) == name


def test_headers_are_neither_blank_nor_the_same() -> None:
    assert headers(["Nama", "nama", "", "x" * 300, "x" * 300]) == (
        "Nama",
        "nama 2",
        "Data",
        "x" * 255,
        f"{'x' * 253} 2",
    )


def test_texts_end_where_cells_do() -> None:
    whole = "x" * 32_767
    emoji = "\U0001f600" * 16_384
    assert [fits_cell(text) for text in (whole, f"{whole}x", emoji[:-1], emoji)] == [True, False, True, False]
    assert [cut_to_cell(text) for text in (whole, f"{whole}x", emoji)] == [
        whole,
        f"{'x' * 32_766}…",
        f"{emoji[:-1]}…",
    ]
