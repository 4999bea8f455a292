"""`{% load tables %}`: `{% data_table chart.table %}` shows a Table, such as the twin of a chart."""

from typing import Any

from django import template

from foundation import formats
from foundation.tables import Column, Table
from foundation.tables.cells import Cell, typed_cell

register = template.Library()


@register.inclusion_tag("foundation/data_table.html")
def data_table(table: Table, none_text: str = "—") -> dict[str, Any]:
    """`none_text` is the word for an unknown."""
    rows = [
        [_shown(column, row.get(column.key), none_text) for column in table.columns] for row in table.rows
    ]
    return {"title": table.title, "columns": table.columns, "rows": rows}


def _shown(column: Column, raw: Any, none_text: str) -> dict[str, str]:
    return {"kind": column.kind, "text": _text(column, raw, none_text)}


def _text(column: Column, raw: Any, none_text: str) -> str:
    value: Cell = typed_cell(column, raw)
    if value is None:
        return none_text
    if isinstance(value, str):
        return value
    if column.kind == "percent":
        return formats.percent(raw, none_text)
    if column.kind == "date":
        return formats.long_date(raw)
    return formats.decimal_comma(raw, 0 if value == int(raw) else 2)
