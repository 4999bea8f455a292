"""What a preview holds, told by its manifest: written by the process that reads files, and proven before it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evidence.domain.personal_data import HintKind

TEXT = "text.txt"
TABLES = "tables.json"
THUMBNAIL = "thumbnail.webp"
EXTRACT = "extract.txt"
PAGE_BREAK = "\f"
MOST_PAGES = 20
MOST_TABLES = 5
_MOST_SIDE = 10_000
_MOST_NUMBER = 10**9
_MOST_NAME = 100
_MOST_CODE = 40


@dataclass(frozen=True, slots=True)
class PageSize:
    """In pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class TableFacts:
    """`rows` and `columns` as far as they were read; `has_more` that reading stopped there."""

    name: str
    rows: int
    columns: int
    has_more: bool
    has_head: bool
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """`problem` is the code of why there is no preview, and then there is nothing else.

    `page_count` and `sheet_count` are of the file, `pages` and `tables` what is shown of it.
    """

    problem: str = ""
    pages: tuple[PageSize, ...] = ()
    page_count: int = 0
    tables: tuple[TableFacts, ...] = ()
    sheet_count: int = 0
    has_text: bool = False
    is_cut: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The files that belong to it."""
        pages = tuple(page_name(number) for number in range(1, len(self.pages) + 1))
        written = [
            *((THUMBNAIL,) if pages else ()),
            *((TEXT,) if self.has_text else ()),
            *((TABLES,) if self.tables else ()),
        ]
        # The first words stand where there is no picture.
        return (*pages, *written, *((EXTRACT,) if written and not pages else ()))

    def as_json(self) -> dict[str, Any]:
        """What `read_manifest` reads."""
        if self.problem:
            return {"problem": self.problem}
        return {
            "pages": [{"width": page.width, "height": page.height} for page in self.pages],
            "of": self.page_count,
            "tables": [_as_json(table) for table in self.tables],
            "sheets": self.sheet_count,
            "text": self.has_text,
            "cut": self.is_cut,
        }


def page_name(number: int) -> str:
    return f"page-{number}.webp"


def read_manifest(told: Mapping[str, Any]) -> Manifest:
    """Raises ValueError for what is no manifest, whoever wrote it."""
    try:
        if "problem" in told:
            return Manifest(problem=_text(told["problem"], _MOST_CODE))
        pages = [
            PageSize(_number(one["width"], _MOST_SIDE), _number(one["height"], _MOST_SIDE))
            for one in told["pages"][: MOST_PAGES + 1]
        ]
        tables = [_table(one) for one in told["tables"][: MOST_TABLES + 1]]
        manifest = Manifest(
            pages=tuple(pages),
            page_count=_number(told["of"]),
            tables=tuple(tables),
            sheet_count=_number(told["sheets"]),
            has_text=_flag(told["text"]),
            is_cut=_flag(told["cut"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a manifest") from error
    if len(pages) > MOST_PAGES or len(tables) > MOST_TABLES or not manifest.names:
        raise ValueError("not a manifest")
    return manifest


def read_hints(told: Any) -> dict[str, int]:
    """Counts by kind; raises ValueError for anything else."""
    try:
        return {str(HintKind(kind)): _number(count) for kind, count in told.items() if count}
    except AttributeError as error:
        raise ValueError("no counts") from error


def read_tables(told: Any) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Rows of cells for each table; raises ValueError for anything else."""
    try:
        tables = tuple(tuple(tuple(row) for row in rows) for rows in told)
    except TypeError as error:
        raise ValueError("no tables") from error
    if not all(type(cell) is str for rows in tables for row in rows for cell in row):
        raise ValueError("no tables")
    return tables


def _as_json(table: TableFacts) -> dict[str, Any]:
    return {
        "name": table.name,
        "rows": table.rows,
        "columns": table.columns,
        "more": table.has_more,
        "head": table.has_head,
        "hidden": table.is_hidden,
    }


def _table(one: Mapping[str, Any]) -> TableFacts:
    return TableFacts(
        name=_text(one["name"], _MOST_NAME),
        rows=_number(one["rows"]),
        columns=_number(one["columns"]),
        has_more=_flag(one["more"]),
        has_head=_flag(one["head"]),
        is_hidden=_flag(one["hidden"]),
    )


def _number(value: Any, most: int = _MOST_NUMBER) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise ValueError("not a number that can be")
    return value


def _flag(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError("neither yes nor no")
    return value


def _text(value: Any, most: int) -> str:
    if type(value) is not str:
        raise ValueError("not a text")
    return value[:most]
