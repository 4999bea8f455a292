"""A sheet that came back damaged: what is recognised, what is refused as a whole, what row by row."""

import pytest

from evidence.domain.workbook import CellKind, RawCell, RawRow, RawSheet
from renaksi.sheets.columns import COLUMNS
from renaksi.sheets.rows import RowFault, SheetRefused, read_report, restored, stored
from renaksi.sheets.tokens import DIGESTED, MARK, ForeignToken, Token, TokenLine, digests_of, signed, unsigned

HEADERS = {place: str(column.header) for place, column in enumerate(COLUMNS, 1)}
PLACES = {column.key: place for place, column in enumerate(COLUMNS, 1)}
TOLD = {
    "1": {
        "milestone": "Dataset terbit",
        "commitment": "Data",
        "measure": "Jumlah",
        "target": "120",
        "unit": "dataset",
    },
    "2": {"milestone": "Peraturan disahkan", "commitment": "Data", "measure": "Tahap", "state": "Draf"},
    "3": {
        "milestone": "Dataset terbit",
        "commitment": "Layanan",
        "measure": "Jumlah",
        "target": "40",
        "unit": "desa",
    },
}
TOKEN = Token(
    period_id=5,
    institution_id=6,
    lines={key: TokenLine(10 + int(key), int(key) - 1, digests_of(told)) for key, told in TOLD.items()},
)


def text(words):
    return RawCell(CellKind.TEXT, words)


def row(key, number=0, **filled):
    """As it was told, with what was filled in or changed."""
    words = {**TOLD.get(key, {}), **filled}
    cells = {PLACES[name]: text(word) for name, word in words.items() if word is not None}
    return RawRow(number or 3 + int(key), {PLACES["number"]: RawCell(CellKind.NUMBER, key), **cells})


def header(names=HEADERS):
    return RawRow(3, {place: text(name) for place, name in names.items()})


def lists(token=TOKEN):
    pieces = [RawRow(number, {4: text(piece)}) for number, piece in enumerate(signed(token), 1)]
    return RawSheet("Daftar", tuple(pieces), has_more=False)


def book(*rows, head=None, hidden=None, name="Laporan", has_more=False):
    above = RawRow(1, {1: text("Lembar laporan B09 2026 · Dinas")})
    report = RawSheet(name, (above, head or header(), *rows), has_more)
    return (RawSheet("Petunjuk", (), has_more=False), report, hidden or lists())


ALL = (row("1"), row("2"), row("3"))


def faults(*rows):
    _token, found = read_report(book(*rows))
    return [(one.key, one.number, one.fault) for one in found]


def test_untouched_sheet_has_no_fault():
    token, found = read_report(book(*ALL))
    assert token == TOKEN
    assert [(one.key, one.number, one.milestone_id, one.revision, one.slips, one.fault) for one in found] == [
        ("1", 4, 11, 0, (), None),
        ("2", 5, 12, 1, (), None),
        ("3", 6, 13, 2, (), None),
    ]


def test_rows_may_stand_in_any_order_and_lower():
    rows = (row("3", 7), row("1", 9), row("2", 30))
    assert faults(*rows) == [("3", 7, None), ("1", 9, None), ("2", 30, None)]


def test_columns_may_be_moved_with_their_headers():
    order = [*list(HEADERS)[5:], *list(HEADERS)[:5]]
    moved = {place: HEADERS[old] for place, old in enumerate(order, 1)}
    place_of = {old: place for place, old in enumerate(order, 1)}
    rows = [RawRow(one.number, {place_of[old]: cell for old, cell in one.cells.items()}) for one in ALL]
    _token, found = read_report(book(*rows, head=header(moved)))
    assert [one.fault for one in found] == [None, None, None]


def test_filled_cell_knows_where_it_stands():
    _token, [found, *_others] = read_report(book(row("1", reached="7,5"), *ALL[1:]))
    assert {key: cell.address for key, cell in found.cells.items() if key == "reached"} == {"reached": "J4"}


def test_headers_in_other_capitals_and_lines_are_the_same():
    shouted = {place: f" {name.upper()}\n" for place, name in HEADERS.items()}
    _token, found = read_report(book(*ALL, head=header(shouted)))
    assert len(found) == 3


def test_a_told_cell_that_changed_is_no_fault():
    _token, [first, *_others] = read_report(book(row("1", target="9"), *ALL[1:]))
    assert (first.slips, first.fault) == (("E4",), None)


def test_spaces_around_what_is_told_are_no_change():
    _token, [first, *_others] = read_report(book(row("1", target=" 120\u00a0"), *ALL[1:]))
    assert first.slips == ()


def test_cells_that_slid_to_the_right_are_noticed():
    first = ALL[0]
    slid = {place + (place > 3): cell for place, cell in first.cells.items()}
    assert faults(RawRow(4, slid), *ALL[1:])[0] == ("1", 4, RowFault.SHIFTED)


def test_swapped_numbers_are_noticed_though_both_milestones_have_the_same_name():
    swapped = (row("1", commitment="Layanan"), row("2"), row("3", commitment="Data"))
    assert faults(*swapped) == [("1", 4, RowFault.SHIFTED), ("2", 5, None), ("3", 6, RowFault.SHIFTED)]


def test_doubled_deleted_and_foreign_rows():
    rows = (row("1"), row("1", 5), row("9", 6, narrative="Baru"), row("2", 7))
    assert faults(*rows) == [
        ("1", 4, RowFault.TWICE),
        ("1", 5, RowFault.TWICE),
        ("9", 6, RowFault.UNKNOWN),
        ("2", 7, None),
        ("3", 0, RowFault.MISSING),
    ]


def test_row_without_number_is_foreign_if_something_is_filled_in():
    nameless = RawRow(8, {PLACES["narrative"]: text("Tanpa nomor")})
    note = RawRow(9, {PLACES["milestone"]: text("Catatan saya")})
    assert faults(*ALL, nameless, note)[3:] == [("", 8, RowFault.UNKNOWN)]


def refusal_of(*rows, **given):
    with pytest.raises(SheetRefused) as refused:
        read_report(book(*rows, **given))
    return str(refused.value)


NOT_OURS = (
    "Berkas ini tidak dikenali: tanda pengenalnya tidak ada atau berubah. Unduh lembar baru, salin isian Anda ke sana, "
    "lalu unggah."
)


def forged(pieces):
    rows = [RawRow(number, {4: text(piece)}) for number, piece in enumerate(pieces, 1)]
    return RawSheet("Daftar", tuple(rows), has_more=False)


def test_sheet_that_is_not_ours_is_refused():
    [piece] = signed(TOKEN)
    assert refusal_of(*ALL, hidden=forged([])) == NOT_OURS
    assert refusal_of(*ALL, hidden=forged([MARK])) == NOT_OURS
    assert refusal_of(*ALL, hidden=forged([piece[:-1] + ("a" if piece[-1] != "a" else "b")])) == NOT_OURS


def test_sheet_without_its_table_is_refused():
    told = "Lembar “Laporan” tidak ada dalam berkas ini. Unggah berkas yang diunduh dari sini."
    assert refusal_of(*ALL, name="Sheet1") == told
    missing = {place: name for place, name in HEADERS.items() if name not in {"Perkembangan", "Satuan"}}
    told = "Kolom “Satuan”, “Perkembangan” tidak ada. Kembalikan judul kolomnya, atau unduh lembar baru."
    assert refusal_of(*ALL, head=header(missing)) == told
    twice = {**HEADERS, 40: "Perkembangan"}
    told = "Kolom “Perkembangan” ada lebih dari sekali. Hapus yang berlebih, lalu unggah lagi."
    assert refusal_of(*ALL, head=header(twice)) == told


def test_sheet_that_goes_on_far_beyond_its_table_is_refused():
    told = "Lembar “Laporan” berisi jauh di luar tabelnya. Hapus baris dan kolom tambahan, lalu unggah lagi."
    assert refusal_of(*ALL, has_more=True) == told


def test_what_was_read_is_kept_without_what_was_only_told():
    _token, rows = read_report(book(row("1", reached="tujuh", target="9"), *ALL[1:]))
    kept = [stored(one) for one in rows]
    assert kept[0]["cells"] == {"reached": ["J4", "s", "tujuh"]}
    again = [restored(one) for one in kept]
    assert [stored(one) for one in again] == kept
    assert [one.slips for one in again] == [("E4",), (), ()]


def test_token_of_many_rows_fits_into_cells():
    told = [{name: f"{name} {number}" for name in DIGESTED} for number in range(1500)]
    many = Token(1, 2, {str(n): TokenLine(n, n, digests_of(one)) for n, one in enumerate(told)})
    pieces = signed(many)
    assert len(pieces) > 1
    assert max(map(len, pieces)) < 32_767
    assert unsigned(pieces) == many
    with pytest.raises(ForeignToken):
        unsigned(pieces[:-1])
