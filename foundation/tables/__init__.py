"""One table of typed cells; every file that leaves (CSV, XLSX, JSON) is written from it."""

from foundation.tables.cells import neutralise, without_control_characters
from foundation.tables.table import Column, Kind, Table
from foundation.tables.text_files import write_csv, write_json
from foundation.tables.workbook import write_xlsx

__all__ = [
    "Column",
    "Kind",
    "Table",
    "neutralise",
    "without_control_characters",
    "write_csv",
    "write_json",
    "write_xlsx",
]
