"""Who writes which part, and which tables hold its numbers. A part that nobody writes is left out."""

from collections.abc import Callable, Iterable, Mapping

from reports.document import DataTable, Part
from reports.domain.outlines import PartKey
from reports.payload.material import Material

PartBuilder = Callable[[Material], Iterable[Part]]
TableBuilder = Callable[[Material], DataTable]

BUILDERS: Mapping[PartKey, PartBuilder] = {}

# By the key of the table, in the order in which they stand in workbook and archive.
TABLES: Mapping[str, TableBuilder] = {}

# An edition has the tables that a part of it views, and those that hold what a part tells in another form.
HELD: Mapping[PartKey, tuple[str, ...]] = {}
