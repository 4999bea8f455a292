"""How reliably reports come: reported, on time, accepted at first submission."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from foundation.formats import long_date
from foundation.languages import told as told_in
from renaksi.domain.periods import Rates, rates
from renaksi.queries.grid import PeriodFacts
from renaksi.queries.reported_then import ReportThen
from reports.document import DataColumn, DataTable, Paragraph, Part, TableView
from reports.document.blocks import Block
from reports.document.tables import Value
from reports.domain.outlines import PartKey
from reports.payload.material import Material, once
from reports.payload.numbers import hundredths
from reports.payload.sentences import of_total, reports_in, told

# What every table of rates shows, and how it is counted.
RATES = ("expected", "reported_percent", "on_time_percent", "judged", "accepted_percent")


def reporting(material: Material) -> Iterator[Part]:
    if material.covered:
        yield Part(
            key=PartKey.REPORTING.value,
            title=_("Pelaporan"),
            anchor="pelaporan",
            blocks=tuple(_blocks(material)),
        )


def _blocks(material: Material) -> Iterator[Block]:
    institution = material.subject.institution
    if institution:
        yield Paragraph(
            _("Yang dihitung adalah laporan yang harus disampaikan %(institution)s sendiri.")
            % {"institution": told_in(institution, "name")}
        )
    yield Paragraph(_sentence(material))
    last = material.covered[-1]
    if last.window.closes >= material.as_of:
        yield Paragraph(_still_open(last), "notice")
    yield TableView("rates", ("period", "closes", *RATES), caption=_("Tingkat pelaporan per periode"))
    yield Paragraph(
        _(
            "Diharapkan: tonggak yang sudah mulai, tidak ditarik, dan belum selesai. Masuk: dikirim sampai tanggal data. "
            "Tepat waktu: dikirim sampai hari terakhir masa pelaporan, termasuk perpanjangan. "
            "Diterima langsung: diverifikasi pada telaah pertama, dari yang sudah ditelaah."
        ),
        "note",
    )


def _still_open(period: PeriodFacts) -> str:
    return _("Masa pelaporan %(period)s masih dibuka sampai %(date)s: angkanya sementara.") % {
        "period": period.label,
        "date": long_date(period.window.closes),
    }


def _sentence(material: Material) -> str:
    """Of all periods that the report covers together."""
    found = rates(one.report for one in covered_reports(material))
    span = covered_span(material)
    if not found.reported.total:
        return _("Pada %(period)s tidak ada laporan yang diharapkan.") % {"period": span}
    return told(
        _("Pada %(period)s masuk %(reported)s laporan yang diharapkan; tepat waktu %(on_time)s.")
        % {"period": span, "reported": of_total(found.reported), "on_time": of_total(found.on_time)},
        _("Diverifikasi pada telaah pertama: %(accepted)s laporan yang sudah ditelaah.")
        % {"accepted": of_total(found.accepted_first)}
        if found.accepted_first.total
        else _("Belum ada laporan yang ditelaah."),
    )


def covered_span(material: Material) -> str:
    """B03 2026 – B09 2026, or the one period; blank if none is covered."""
    labels = [period.label for period in material.covered]
    return " – ".join(dict.fromkeys([labels[0], labels[-1]])) if labels else ""


def covered_reports(material: Material) -> tuple[ReportThen, ...]:
    return tuple(one for period in material.covered for one in reports_in(material, period))


@once
def rates_table(material: Material) -> DataTable:
    """One row per period, in time."""
    asked = {one.period_id for one in material.reports} | {one.id for one in material.covered}
    rows = tuple(
        (
            f"{period.code}-{period.year}",
            period.label,
            period.window.closes.isoformat(),
            *rate_values(reports_in(material, period)),
        )
        for period in material.periods
        if period.id in asked
    )
    columns = (
        DataColumn("key", _("Kunci"), explains=_("Kode dan tahun periode.")),
        DataColumn("period", _("Periode")),
        DataColumn("closes", _("Ditutup"), "date", _("Hari terakhir masa pelaporan.")),
        *rate_columns(),
    )
    return DataTable("rates", _("Tingkat pelaporan"), columns, rows)


def rate_columns() -> tuple[DataColumn, ...]:
    none = _("tidak ada yang diharapkan")
    return (
        DataColumn("expected", _("Laporan diharapkan"), "number"),
        DataColumn("reported", _("Masuk"), "number", _("Laporan yang dikirim sampai tanggal data.")),
        DataColumn("on_time", _("Masuk tepat waktu"), "number", _("Sampai hari terakhir masa pelaporan.")),
        DataColumn("judged", _("Sudah ditelaah"), "number", _("Laporan yang sudah mendapat putusan.")),
        DataColumn(
            "accepted_first", _("Diterima pada telaah pertama"), "number", _("Dari yang sudah ditelaah.")
        ),
        DataColumn("reported_percent", _("Masuk (%)"), "percent", _("Dari yang diharapkan."), none),
        DataColumn("on_time_percent", _("Tepat waktu (%)"), "percent", _("Dari yang diharapkan."), none),
        DataColumn(
            "accepted_percent",
            _("Diterima langsung (%)"),
            "percent",
            _("Diverifikasi pada telaah pertama, dari yang sudah ditelaah."),
            _("belum ada yang ditelaah"),
        ),
    )


def rate_values(reports: Iterable[ReportThen]) -> tuple[Value, ...]:
    """For `rate_columns`."""
    found: Rates = rates(one.report for one in reports)
    return (
        found.reported.total,
        found.reported.count,
        found.on_time.count,
        found.accepted_first.total,
        found.accepted_first.count,
        hundredths(found.reported.percent),
        hundredths(found.on_time.percent),
        hundredths(found.accepted_first.percent),
    )
