from datetime import date
from fractions import Fraction
from html.parser import HTMLParser

from django.template import Context, Template

from foundation.tables import Column, Table

COLUMNS = (
    Column("name", "Nama"),
    Column("count", "Jumlah", "number"),
    Column("progress", "Kemajuan", "percent"),
    Column("due", "Tenggat", "date"),
)


class Cells(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str | None, str]] = []
        self.open: tuple[str, str | None] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"caption", "th", "td"}:
            self.open = (tag, dict(attrs).get("scope"))

    def handle_data(self, data: str) -> None:
        if self.open:
            self.found.append((*self.open, data))
            self.open = None


def cells(rows: list[dict[str, object]], arguments: str = "") -> list[tuple[str, str | None, str]]:
    template = Template(f"{{% load tables %}}{{% data_table table {arguments} %}}")
    return Cells(template.render(Context({"table": Table("Judul", COLUMNS, rows)}))).found


def test_a_table_has_caption_headers_and_formatted_cells() -> None:
    row = {"name": "A & <b>", "count": 1234, "progress": Fraction(128, 3), "due": date(2017, 3, 31)}
    assert cells([row]) == [
        ("caption", None, "Judul"),
        *[("th", "col", column.header) for column in COLUMNS],
        ("th", "row", "A & <b>"),
        ("td", None, "1.234"),
        ("td", None, "42 %"),
        ("td", None, "31 Mar 2017"),
    ]


def test_unknowns_and_words_in_a_table() -> None:
    row = {"name": "B", "count": Fraction(1, 2), "due": "2022-12"}
    assert [text for *_, text in cells([row], '"belum ada bukti"')[5:]] == [
        "B",
        "0,50",
        "belum ada bukti",
        "2022-12",
    ]


def test_a_share_below_one_percent_in_a_table() -> None:
    assert cells([{"name": "C", "count": 0, "progress": Fraction(1, 2), "due": None}])[-2:] == [
        ("td", None, "< 1 %"),
        ("td", None, "—"),
    ]
