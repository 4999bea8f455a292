from renaksi.importing.cells import Reading
from renaksi.importing.notes import RowNotes
from renaksi.importing.workbook import Row

ROW = Row(12, {"start": "3/4/2019", "title": "x" * 100}, {"start": "P", "title": "Q"})


def test_a_note_names_row_column_value_and_what_is_allowed() -> None:
    notes = RowNotes(ROW)
    notes.refuse("start", "bukan tanggal", "2016 atau 2016-12-31")

    assert [str(note) for note in notes.refusals] == [
        "baris 12, kolom start (P12), nilai “3/4/2019”: bukan tanggal; yang boleh: 2016 atau 2016-12-31"
    ]


def test_a_note_on_a_whole_row_names_the_row() -> None:
    notes = RowNotes(ROW)
    notes.refuse("", "sudah terbit")

    assert str(notes.refusals[0]) == "baris 12: sudah terbit"


def test_long_values_are_shortened() -> None:
    notes = RowNotes(ROW)
    notes.warn("title", "terlalu panjang")

    assert notes.warnings[0].value == "x" * 79 + "…"


def test_taking_a_reading_keeps_its_warning() -> None:
    notes = RowNotes(ROW)

    assert notes.take("start", Reading(7)) == 7
    assert notes.take("start", Reading(warning="tidak pasti")) is None
    assert [note.message for note in notes.warnings] == ["tidak pasti"]
