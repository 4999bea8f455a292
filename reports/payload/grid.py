"""The commitments × periods grid, as on the plan's page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from foundation.formats import long_date
from renaksi.enums import CellState
from renaksi.queries import grid as queries
from renaksi.queries.grid import PeriodFacts, cell_counts, commitments_grid
from renaksi.queries.lines import CommitmentLine
from reports.document import DataColumn, DataTable, Grid, Part, State
from reports.document.blocks import GridCell, GridColumn, GridRow
from reports.document.tables import Value
from reports.domain.outlines import PartKey
from reports.payload.keys import commitment_key, commitment_name
from reports.payload.material import Material, once
from reports.payload.words import in_words

# So many periods have room on an upright page.
UPRIGHT_PERIODS = 3


def grid(material: Material) -> Iterator[Part]:
    if not material.is_monitored or not material.lines:
        return
    yield Part(
        key=PartKey.GRID.value,
        title=_("Komitmen × periode pelaporan"),
        anchor="kisi",
        blocks=(_block(material),),
        lies_across=len(_asked(material).columns) > UPRIGHT_PERIODS,
    )


@once
def _asked(material: Material) -> queries.Grid:
    return commitments_grid(material.lines, material.loaded.figures, material.periods, material.as_of)


def _block(material: Material) -> Grid:
    found = _asked(material)
    return Grid(
        title=found.caption,
        columns=tuple(GridColumn(column.label, column.sub) for column in found.columns),
        rows=tuple(_row(material, line, row) for line, row in zip(material.lines, found.rows, strict=True)),
        note=_(
            "Keadaan laporan tonggak pada tiap periode, per %(date)s. Setiap sel menuju buktinya di situs ini."
        )
        % {"date": long_date(material.as_of)},
    )


def _row(material: Material, line: CommitmentLine, row: queries.GridRow) -> GridRow:
    return GridRow(
        number=row.number,
        title=in_words(row.title),
        meta=row.meta,
        proven=row.percent_text or "",
        coverage=row.coverage,
        anchor=material.anchor_of(line.id),
        cells=tuple(
            GridCell(cell.code, cell.word, cell.detail, material.address_of(cell.url)) for cell in row.cells
        ),
    )


@once
def grid_table(material: Material) -> DataTable:
    """One row for each cell; counts are of milestones."""
    found = _asked(material)
    rows = tuple(
        _cell(material, line, period, cell)
        for line, row in zip(material.lines, found.rows, strict=True)
        for period, cell in zip(material.periods, row.cells, strict=True)
    )
    return DataTable("grid", _("Komitmen × periode pelaporan"), _columns(), rows)


def _columns() -> tuple[DataColumn, ...]:
    return (
        DataColumn("key", _("Kunci"), explains=_("Kunci komitmen, lalu kode periode.")),
        DataColumn("commitment", _("Komitmen")),
        DataColumn("period", _("Periode")),
        DataColumn("state", _("Keadaan"), "state", _("Keadaan laporan pada tanggal data.")),
        DataColumn("detail", _("Keterangan"), explains=_("Berapa tonggak yang demikian.")),
        DataColumn("expected", _("Laporan diharapkan"), "number"),
        DataColumn("verified", _("Terverifikasi"), "number"),
        DataColumn("waiting", _("Menunggu telaah"), "number"),
        DataColumn("returned", _("Dikembalikan"), "number"),
        DataColumn("missing", _("Belum masuk"), "number"),
        DataColumn("url", _("Alamat"), "url", _("Laporan dan bukti periode itu di situs ini.")),
    )


def _cell(
    material: Material, line: CommitmentLine, period: PeriodFacts, cell: queries.GridCell
) -> tuple[Value, ...]:
    counts = cell_counts(material.loaded.figures[line.id].milestones, period, material.as_of)
    return (
        f"{commitment_key(material, line.id)}@{period.code}-{period.year}",
        commitment_name(material, line.id),
        period.label,
        State(cell.code, str(CellState(cell.code).label)),
        cell.detail,
        counts.expected,
        counts.verified,
        counts.waiting,
        counts.returned,
        counts.missing,
        material.address_of(cell.url) or None,
    )
