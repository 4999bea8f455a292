"""One table of typed cells; every file that leaves (CSV, XLSX, JSON) is written from it."""

from foundation.tables.cells import neutralise, without_control_characters
from foundation.tables.excel_limits import fits_cell
from foundation.tables.table import Column, Kind, Table
from foundation.tables.text_files import write_csv, write_json
from foundation.tables.workbook import add_notes_sheet, add_sheet, write_xlsx

__all__ = [
    "Column",
    "Kind",
    "Table",
    "add_notes_sheet",
    "add_sheet",
    "fits_cell",
    "neutralise",
    "without_control_characters",
    "write_csv",
    "write_json",
    "write_xlsx",
]
