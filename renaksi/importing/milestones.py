"""The columns of the curated file of milestones (`renaksi/seed_data/milestones.csv`)."""

from django.utils.translation import gettext as _

from renaksi.importing.cells import read_line, read_number
from renaksi.importing.commitments import first_address
from renaksi.importing.dates import read_date
from renaksi.importing.notes import RowNotes
from renaksi.importing.read_rows import FieldValue, MilestoneRow
from renaksi.importing.workbook import Row

SOURCE = "milestones.csv"
COLUMNS = ("code", "order", "year_or_due", "milestone_en", "milestone_id", "source_url")

_FIELD_COLUMNS = {
    "number": "order", "title": "milestone_id", "title_en": "milestone_en", "due_on": "year_or_due",
    "source_url": "source_url",
}  # fmt: skip
_HIGHEST_ORDER = 999


def read_milestone(row: Row) -> MilestoneRow:
    notes = RowNotes(row)
    code = notes.take("code", read_line(row["code"]))
    if code is None:
        notes.refuse("code", _("kode komitmen kosong, sehingga komitmennya tidak dapat dicari"))
    order = _read_order(notes)
    fields = _read_fields(notes) | {"number": str(order)}
    return MilestoneRow(
        notes=notes,
        code=code or "",
        number=str(order),
        order=order,
        fields=fields,
        columns=_FIELD_COLUMNS,
        url=read_line(row["source_url"]).value or "",
    )


def _read_order(notes: RowNotes) -> int:
    text = notes.take("order", read_number(notes.row["order"])) or ""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= _HIGHEST_ORDER:
        return int(text)
    notes.refuse(
        "order", _("bukan nomor urut"), _("bilangan bulat 1 sampai %(most)s") % {"most": _HIGHEST_ORDER}
    )
    return 0


def _read_fields(notes: RowNotes) -> dict[str, FieldValue]:
    row = notes.row
    title_en = notes.take("milestone_en", read_line(row["milestone_en"]))
    title = notes.take("milestone_id", read_line(row["milestone_id"])) or title_en
    if title is None:
        notes.refuse("milestone_id", _("tonggak kosong; isi milestone_id atau milestone_en"))
    values = {
        "title": title,
        "title_en": title_en,
        "due_on": notes.take("year_or_due", read_date(row["year_or_due"])),
        "source_url": first_address(row["source_url"]),
    }
    return {name: value for name, value in values.items() if value}
