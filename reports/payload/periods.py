"""How the whole stood at each period, as a table."""

from django.utils.translation import gettext as _

from renaksi.queries.charts import STATUS_TONES
from renaksi.queries.wording import pace_text
from reports.document import DataColumn, DataTable, State
from reports.document.tables import Value
from reports.payload.history import Point
from reports.payload.material import Material, once
from reports.payload.numbers import hundredths

# The best first, as in the drawings.
_STATUSES = tuple(STATUS_TONES)


@once
def periods_table(material: Material) -> DataTable:
    """One row per period, as of its last day for verdicts; the last row is as of the report's own day."""
    return DataTable("periods", _("Periode"), _columns(), tuple(map(_row, material.history)))


def _columns() -> tuple[DataColumn, ...]:
    return (
        DataColumn("key", _("Kunci"), explains=_("Kode periode; latest: keadaan setelah periode terakhir.")),
        DataColumn("period", _("Periode")),
        DataColumn("as_of", _("Data per"), "date", _("Hari yang keadaannya dihitung.")),
        DataColumn("commitments", _("Komitmen"), "number"),
        *(DataColumn(status.value, str(status.label), "number") for status in _STATUSES),
        DataColumn(
            "progress",
            _("Terbukti (%)"),
            "percent",
            _("Rata-rata bagian terbukti semua komitmen yang punya tonggak."),
            _("belum ada bukti"),
        ),
        DataColumn(
            "expected",
            _("Semestinya (%)"),
            "percent",
            _("Capaian menurut jadwal pada hari itu."),
            _("tanpa tenggat"),
        ),
        DataColumn("pace", _("Laju"), "state", _("Terbukti dibagi semestinya."), _("belum dapat dihitung")),
        DataColumn("milestones", _("Tonggak"), "number", _("Tonggak yang tidak ditarik.")),
        DataColumn("verified_milestones", _("Tonggak terverifikasi"), "number"),
        DataColumn("complete_milestones", _("Tonggak selesai"), "number", _("Mencapai 100 % dengan bukti.")),
        DataColumn("overdue", _("Tonggak terlambat"), "number"),
        DataColumn("waiting", _("Tonggak menunggu instansi lain"), "number"),
    )


def _row(point: Point) -> tuple[Value, ...]:
    figures = point.figures
    counts = dict(figures.by_status)
    return (
        point.key,
        point.label,
        point.as_of.isoformat(),
        figures.commitments,
        *(counts[status] for status in _STATUSES),
        hundredths(figures.progress.percent),
        hundredths(figures.expected),
        State(figures.pace.value, pace_text(figures.pace) or "") if figures.pace else None,
        figures.milestones,
        figures.verified_milestones,
        point.complete_milestones,
        figures.overdue,
        figures.waiting,
    )
