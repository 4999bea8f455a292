"""Drop-downs and bounds of the open cells: lists stand in a sheet of their own, which every office program reads."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from renaksi.sheets.columns import (
    CHALLENGE_OF,
    COLUMNS,
    LISTS_SHEET,
    LONGEST_REASON,
    LONGEST_TEXT,
    OPEN,
    REACHED,
    SheetColumn,
)

if TYPE_CHECKING:
    from renaksi.sheets.writing import WrittenRow

# Twelve digits before the comma, as the form takes them.
_MOST = 999_999_999_999
_FIRST_DAY, _LAST_DAY = 36_526, 73_050  # 1 Jan 2000 and 31 Dec 2099 as spreadsheets count days
# Excel shows no more of a prompt.
_LONGEST_PROMPT = 255


class Lists(NamedTuple):
    """In the order of their columns in the sheet of lists."""

    steps: tuple[str, ...]
    institutions: tuple[str, ...]
    yes_no: tuple[str, ...]


def add_validations(sheet: Any, rows: Iterable["WrittenRow"], lists: Lists, *, first_row: int) -> None:
    found = [(number, row.line) for number, row in enumerate(rows, first_row) if row.line.is_open]
    for place, column in enumerate(COLUMNS, 1):
        if column not in OPEN:
            continue
        letter = get_column_letter(place)
        kinds = ({True}, {False}) if column.key == REACHED else ({True, False},)
        for kind in kinds:
            cells = [f"{letter}{number}" for number, line in found if line.is_quantity in kind]
            rule = _rule(column, lists, is_quantity=True in kind)
            if cells and rule is not None:
                sheet.add_data_validation(rule)
                for cell in cells:
                    rule.add(cell)


def _rule(column: SheetColumn, lists: Lists, *, is_quantity: bool) -> DataValidation | None:
    if column.key == REACHED and not is_quantity:
        rule = _list(lists, "steps")
    elif column.key == REACHED:
        rule = _between("decimal", -_MOST, _MOST, _("Tulis angka saja, misalnya 7,5."))
    elif column.key in CHALLENGE_OF:
        rule = _list(lists, "yes_no")
    elif column.key == "blocked_by":
        if not lists.institutions:
            return None
        rule = _list(lists, "institutions")
    elif column.key == "blocked_since":
        rule = _between("date", _FIRST_DAY, _LAST_DAY, _("Tulis tanggal, misalnya 5 Okt 2026."))
    else:
        most = LONGEST_REASON if column.key == "blocked_reason" else LONGEST_TEXT
        rule = _between("textLength", 0, most, _("Paling banyak %(most)s huruf.") % {"most": most})
    rule.allow_blank = True
    rule.showErrorMessage = True
    rule.errorTitle = _("Belum dapat dipakai")
    if column.hint:
        rule.showInputMessage = True
        rule.promptTitle = str(column.header)[:32]
        rule.prompt = str(column.hint)[:_LONGEST_PROMPT]
    return rule


def _list(lists: Lists, name: str) -> DataValidation:
    letter = get_column_letter(lists._fields.index(name) + 1)
    last = len(getattr(lists, name))
    rule = DataValidation(type="list", formula1=f"{LISTS_SHEET}!${letter}$1:${letter}${last}")
    rule.error = _("Pilih dari daftar di sel ini.")
    return rule


def _between(kind: str, least: int, most: int, error: str) -> DataValidation:
    rule = DataValidation(type=kind, operator="between", formula1=str(least), formula2=str(most))
    rule.error = error
    return rule
