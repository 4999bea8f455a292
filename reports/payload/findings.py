"""What independent reports count for whole plans, as printed, each report by itself."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from foundation.charts.stacked_bar import StackedBar
from reports.document import Bars, Block, DataColumn, DataTable, Part, Phrase, Points, TableView
from reports.document.blocks import Bar, Slice
from reports.domain.outlines import PartKey
from reports.enums import SubjectKind
from reports.payload.material import Material, once
from reports.payload.words import in_words


def findings_part(material: Material) -> Iterator[Part]:
    """Not told of a part of the plan: what is counted there is counted for all of it."""
    if material.subject.part != SubjectKind.PLAN or not material.loaded.findings:
        return
    yield Part(
        key=PartKey.FINDINGS.value,
        title=_("Temuan laporan independen"),
        anchor="temuan",
        blocks=tuple(_blocks(material)),
    )


def _blocks(material: Material) -> Iterator[Block]:
    place = 0
    for found in material.loaded.findings:
        if found.chart:
            yield bars_of(found.chart)
        rows = tuple(range(place, place + len(found.lines)))
        yield TableView("findings", ("measure", "value"), rows, caption=found.report)
        place += len(found.lines)
        if found.url:
            yield Points((Phrase(_("Sumber di situs penerbitnya"), found.url),))


def bars_of(chart: StackedBar) -> Bars:
    """One bar alone, as the public pages draw it."""
    slices = tuple(Slice(one.label, one.value, one.tone.value, one.mark.value) for one in chart.segments)
    return Bars(chart.title, (Bar(slices),), chart.label_header, chart.value_header, chart.empty_text)


@once
def findings_table(material: Material) -> DataTable:
    rows = tuple(
        (found.report, line.label, in_words(line.value), found.url or None)
        for found in material.loaded.findings
        for line in found.lines
    )
    columns = (
        DataColumn("report", _("Laporan")),
        DataColumn("measure", _("Ukuran"), explains=_("Apa yang dihitung laporan itu.")),
        DataColumn("value", _("Tercetak"), explains=_("Nilai seperti tercetak.")),
        DataColumn("url", _("Alamat"), "url"),
    )
    return DataTable("findings", _("Temuan laporan independen"), columns, rows)
