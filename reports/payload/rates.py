"""How reliably reports come: reported, on time, accepted at first submission."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.languages import told as told_in
from renaksi.domain.periods import Rate, Rates, rates
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
    yield TableView("rates", ("period", "closes", *RATES), caption=_("Tingkat pelaporan per periode"))
    yield Paragraph(
        _(
            "Diharapkan: tonggak yang sudah mulai, tidak ditarik, dan belum selesai. Masuk dan tepat waktu: dari laporan "
            "yang batas kirimnya sudah lewat, termasuk perpanjangan; yang masih dapat dikirim tidak dihitung. "
            "Diterima langsung: diverifikasi pada telaah pertama, dari yang sudah ditelaah."
        ),
        "note",
    )


def _sentence(material: Material) -> str:
    """Of all periods that the report covers together."""
    reports = covered_reports(material)
    words = {"period": covered_span(material), "expected": len(reports)}
    if not reports:
        return _("Pada %(period)s tidak ada laporan yang diharapkan.") % words
    found = due_rates(reports, material.as_of)
    if not found.reported.total:
        words["count"] = rates(one.report for one in reports).reported.count
        return (
            _(
                "Batas kirim laporan %(period)s belum lewat, jadi tingkat pelaporan belum dapat dihitung; "
                "%(count)s dari %(expected)s sudah masuk."
            )
            % words
        )
    words |= {"reported": of_total(found.reported), "on_time": of_total(found.on_time)}
    due = _(
        "Pada %(period)s masuk %(reported)s laporan yang batas kirimnya sudah lewat; tepat waktu %(on_time)s."
    )
    return told(
        due % words, _still_open(len(reports) - found.reported.total), _accepted(found.accepted_first)
    )


def _still_open(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s laporan masih dapat dikirim.", "%(count)s laporan masih dapat dikirim.", count
    ) % {"count": count}


def _accepted(rate: Rate) -> str:
    if not rate.total:
        return _("Belum ada laporan yang ditelaah.")
    return _("Diverifikasi pada telaah pertama: %(accepted)s laporan yang sudah ditelaah.") % {
        "accepted": of_total(rate)
    }


def due_rates(reports: Iterable[ReportThen], as_of: date) -> Rates:
    """Reported and on time are of what can no longer be sent in time: nobody is counted silent before that day."""
    found = list(reports)
    due = rates(one.report for one in found if one.report.last_day < as_of)
    return replace(due, accepted_first=rates(one.report for one in found).accepted_first)


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
            *rate_values(reports_in(material, period), material.as_of),
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
    none = _("belum dapat dihitung")
    of_due = _("Dari laporan yang batas kirimnya sudah lewat.")
    return (
        DataColumn("expected", _("Laporan diharapkan"), "number"),
        DataColumn("open", _("Masih dapat dikirim"), "number", _("Batas kirimnya belum lewat.")),
        DataColumn("reported", _("Masuk"), "number", _("Laporan yang dikirim sampai tanggal data.")),
        DataColumn("on_time", _("Masuk tepat waktu"), "number", _("Sampai hari terakhir masa pelaporan.")),
        DataColumn("judged", _("Sudah ditelaah"), "number", _("Laporan yang sudah mendapat putusan.")),
        DataColumn(
            "accepted_first", _("Diterima pada telaah pertama"), "number", _("Dari yang sudah ditelaah.")
        ),
        DataColumn("reported_percent", _("Masuk (%)"), "percent", of_due, none),
        DataColumn("on_time_percent", _("Tepat waktu (%)"), "percent", of_due, none),
        DataColumn(
            "accepted_percent",
            _("Diterima langsung (%)"),
            "percent",
            _("Diverifikasi pada telaah pertama, dari yang sudah ditelaah."),
            _("belum ada yang ditelaah"),
        ),
    )


def rate_values(reports: Collection[ReportThen], as_of: date) -> tuple[Value, ...]:
    """For `rate_columns`."""
    every, due = rates(one.report for one in reports), due_rates(reports, as_of)
    return (
        every.reported.total,
        every.reported.total - due.reported.total,
        every.reported.count,
        every.on_time.count,
        every.accepted_first.total,
        every.accepted_first.count,
        hundredths(due.reported.percent),
        hundredths(due.on_time.percent),
        hundredths(every.accepted_first.percent),
    )
