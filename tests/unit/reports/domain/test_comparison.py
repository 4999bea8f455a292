"""What differs between two reports."""

from dataclasses import replace

import pytest

from reports.document import DataColumn, DataTable, Payload, State, Words
from reports.domain.comparison import ChangedValue, ChangeKind, Comparison, Direction, compare
from tests.report_payloads import NO_EVIDENCE, SUBSTANTIAL, bilingual_payload, sample_payload

TITLE = "=Komitmen contoh nomor 1"


def with_table(payload: Payload, table: DataTable) -> Payload:
    """The sample with this one in the place of the one that has its key, or at the end."""
    kept = tuple(table if one.key == table.key else one for one in payload.main.tables)
    tables = kept if table in kept else (*kept, table)
    return replace(payload, editions=(replace(payload.main, tables=tables), *payload.editions[1:]))


def with_value(payload: Payload, column: str, value: object, *, row: int = 0) -> Payload:
    table = payload.main.table("commitments")
    place = table.place(column)
    rows = [list(one) for one in table.rows]
    rows[row][place] = value
    return with_table(payload, replace(table, rows=tuple(map(tuple, rows))))


def told(found: Comparison) -> list[tuple[object, ...]]:
    return [
        (row.table, row.key, row.title, row.kind, row.column and row.column.key, row.old, row.new)
        for row in found.rows
    ]


def test_the_same_report_differs_in_nothing():
    assert compare(sample_payload(), sample_payload()) == Comparison(())


@pytest.mark.parametrize(
    ("column", "value", "old", "direction"),
    [
        ("verified", 75.5, 50.25, Direction.UP),
        ("verified", 25, 50.25, Direction.DOWN),
        ("overdue", 0, 1, Direction.DOWN),
        ("verified", None, 50.25, Direction.NONE),
        ("status", NO_EVIDENCE, SUBSTANTIAL, Direction.NONE),
        ("last_evidence", "2026-10-20", "2026-10-12", Direction.NONE),
        ("title", "Judul baru", TITLE, Direction.NONE),
    ],
)
def test_a_changed_value_tells_old_and_new_and_which_way(column, value, old, direction):
    new = with_value(sample_payload(), column, value)
    (row,) = compare(sample_payload(), new).rows
    assert (row.table, row.table_title, row.key, row.kind) == (
        "commitments",
        "Komitmen",
        "rencana-contoh/1",
        ChangeKind.CHANGED,
    )
    assert (row.column.key, row.old, row.new, row.direction) == (column, old, value, direction)


def test_an_unknown_that_became_a_number_has_no_direction():
    known = with_value(sample_payload(), "verified", 10, row=1)
    (row,) = compare(sample_payload(), known).rows
    assert (row.old, row.new, row.direction) == (None, 10, Direction.NONE)


def test_zero_is_no_unknown():
    zero, unknown = (with_value(sample_payload(), "verified", value) for value in (0, None))
    assert [(row.old, row.new) for row in compare(unknown, zero).rows] == [(None, 0)]


def test_rows_that_came_and_went_are_one_line_each_the_gone_ones_last():
    few, many = sample_payload(commitments=1), sample_payload(commitments=3)
    second = ("commitments", "rencana-contoh/2", "=Komitmen contoh nomor 2")
    third = ("commitments", "rencana-contoh/3", "=Komitmen contoh nomor 3")
    blank = (None, None, None)
    assert told(compare(few, many)) == [
        (*second, ChangeKind.ADDED, *blank),
        (*third, ChangeKind.ADDED, *blank),
    ]
    assert told(compare(many, few)) == [
        (*second, ChangeKind.REMOVED, *blank),
        (*third, ChangeKind.REMOVED, *blank),
    ]


def test_order_is_that_of_the_newer_report():
    old, new = sample_payload(commitments=2), sample_payload(commitments=2)
    table = new.main.table("commitments")
    turned = with_table(new, replace(table, rows=table.rows[::-1]))
    changed = with_value(with_value(turned, "overdue", 5, row=0), "overdue", 7, row=1)
    assert [row.key for row in compare(old, changed).rows] == ["rencana-contoh/2", "rencana-contoh/1"]


def test_a_table_that_only_one_has_came_or_went_with_its_rows():
    columns = (DataColumn("period", "Periode"), DataColumn("rate", "Angka", "percent"))
    extra = with_table(sample_payload(), DataTable("rates", "Pelaporan", columns, (("B09-2026", 80),)))
    assert told(compare(sample_payload(), extra)) == [
        ("rates", "B09-2026", "B09-2026", ChangeKind.ADDED, None, None, None)
    ]
    assert told(compare(extra, sample_payload())) == [
        ("rates", "B09-2026", "B09-2026", ChangeKind.REMOVED, None, None, None)
    ]


def test_rows_with_one_key_are_compared_in_their_order():
    columns = (DataColumn("key", "Kunci"), DataColumn("title", "Judul"))
    once, twice = (
        with_table(sample_payload(), DataTable("proofs", "Bukti", columns, rows))
        for rows in ((("a", "Satu"),), (("a", "Satu"), ("a", "Dua")))
    )
    assert told(compare(once, twice)) == [("proofs", "a", "Dua", ChangeKind.ADDED, None, None, None)]


def test_a_commitment_in_several_periods_is_one_row_for_each():
    columns = (DataColumn("commitment", "Komitmen"), DataColumn("period", "Periode"), DataColumn("n", "N"))
    first, second = ("a", "B06-2026", 1), ("a", "B09-2026", 2)
    old, new = (
        with_table(sample_payload(), DataTable("grid", "Kisi", columns, rows))
        for rows in ((second,), (first, second))
    )
    assert told(compare(old, new)) == [("grid", "a B06-2026", "a", ChangeKind.ADDED, None, None, None)]


def test_a_column_that_only_one_has_is_no_change():
    old, new = (
        with_table(sample_payload(), DataTable("t", "T", columns, rows))
        for columns, rows in (
            ((DataColumn("key", "Kunci"), DataColumn("gone", "Lama")), (("a", "x"),)),
            ((DataColumn("key", "Kunci"), DataColumn("came", "Baru")), (("a", "y"),)),
        )
    )
    assert compare(old, new) == Comparison(())


def test_columns_are_found_by_their_name_wherever_they_stand():
    key, first, second = DataColumn("key", "Kunci"), DataColumn("a", "A"), DataColumn("b", "B")
    old = with_table(sample_payload(), DataTable("t", "T", (key, first, second), (("k", 1, 2),)))
    new = with_table(sample_payload(), DataTable("t", "T", (key, second, first), (("k", 2, 1),)))
    assert compare(old, new) == Comparison(())


def test_a_mark_of_language_and_another_word_for_a_status_are_no_changes():
    marked = with_value(sample_payload(), "title", Words(TITLE, "en"))
    worded = with_value(marked, "status", State(SUBSTANTIAL.code, "Substantial"))
    assert compare(sample_payload(), worded) == Comparison(())


def test_reports_in_two_languages_are_compared_in_the_one_they_share():
    english = replace(bilingual_payload(), editions=bilingual_payload().editions[1:])
    assert compare(bilingual_payload(), with_value(english, "title", "New title")).has_texts
    assert [row.new for row in compare(bilingual_payload(), with_value(english, "title", "New")).rows] == [
        "New"
    ]


def test_reports_that_share_no_language_are_compared_without_their_texts():
    english = sample_payload(lang="en")
    changed = with_value(with_value(english, "title", "Commitment 1"), "overdue", 9)
    found = compare(sample_payload(), changed)
    assert found.has_texts is False
    assert [(row.column.key, row.old, row.new) for row in found.rows] == [("overdue", 1, 9)]


def test_counts_are_by_table_in_their_order():
    new = with_value(sample_payload(commitments=3), "overdue", 4)
    assert dict(compare(sample_payload(), new).counts()) == {("commitments", "Komitmen"): 2}
    assert compare(sample_payload(), sample_payload()).counts() == {}


def test_a_row_without_a_title_is_called_by_its_key():
    columns = (DataColumn("key", "Kunci"), DataColumn("title", "Judul"))
    extra = with_table(sample_payload(), DataTable("t", "T", columns, (("k1", None),)))
    assert compare(sample_payload(), extra).rows == (ChangedValue("t", "T", "k1", "k1", ChangeKind.ADDED),)
