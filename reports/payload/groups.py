"""The commitments by responsible institution, by theme and by region: side by side, in the order of their names."""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from foundation.formats import long_date
from foundation.languages import told
from institutions.enums import RegionKind
from institutions.models import Institution, Region
from renaksi.models import PolicyArea
from renaksi.queries.plan_groups import Group, Groups, groups_of
from renaksi.queries.reported_then import ReportThen
from reports.document import DataColumn, DataTable, Heading, Paragraph, Part, TableView
from reports.document.blocks import Block
from reports.document.tables import Value
from reports.domain.outlines import PartKey
from reports.payload.material import Material, once
from reports.payload.numbers import hundredths
from reports.payload.rates import RATES, covered_reports, covered_span, rate_columns, rate_values
from reports.payload.words import in_words

_COUNTED = ("commitments", "verified", "milestones", "overdue")
# Two of a kind can be compared; one alone is told by its commitments.
_SEVERAL = 2


@once
def _groups(material: Material) -> Groups:
    loaded = material.loaded
    return groups_of(loaded.commitments, loaded.figures, loaded.partners)


def institutions_part(material: Material) -> Iterator[Part]:
    if institutions_table(material).rows:
        yield _part(PartKey.INSTITUTIONS, _("Menurut instansi"), "instansi", _institution_blocks(material))


def _institution_blocks(material: Material) -> Iterator[Block]:
    table = institutions_table(material)
    place = table.place("commitments")
    leading = tuple(row for row, values in enumerate(table.rows) if values[place])
    others = tuple(row for row in range(len(table.rows)) if row not in leading)
    # Of one institution alone the part about reporting tells the same rates.
    rates = () if material.subject.institution and leading else RATES
    yield from _notes(material, _("Komitmen dihitung pada instansi yang memimpinnya."), has_rates=bool(rates))
    if leading:
        columns = ("name", *_COUNTED, *rates) if material.is_monitored else ("name", "commitments")
        yield TableView(table.key, columns, leading, _("Penanggung jawab komitmen"))
    if others:
        yield TableView(table.key, ("name", *RATES), others, _("Instansi lain yang melapor"))


def themes_part(material: Material) -> Iterator[Part]:
    table = themes_table(material)
    if not table.rows:
        return
    columns = ("name", *_COUNTED) if material.is_monitored else ("name", "commitments")
    blocks = (
        *_notes(
            material, _("Komitmen dengan beberapa bidang dihitung pada tiap bidangnya."), has_rates=False
        ),
        TableView(table.key, columns, caption=_("Komitmen menurut bidang kebijakan")),
    )
    yield _part(PartKey.THEMES, _("Menurut bidang kebijakan"), "bidang", blocks)


def regions_part(material: Material) -> Iterator[Part]:
    if len(regions_table(material).rows) >= _SEVERAL:
        yield _part(PartKey.REGIONS, _("Menurut daerah"), "daerah", _region_blocks(material))


def _region_blocks(material: Material) -> Iterator[Block]:
    """Provinces beside provinces only; no ranking."""
    table = regions_table(material)
    place = table.place("kind")
    columns = ("name", *_COUNTED, *RATES) if material.is_monitored else ("name", "commitments")
    yield from _notes(
        material, _("Daerah hanya berdampingan dengan daerah sejenis, menurut abjad: ini bukan peringkat.")
    )
    for kind in RegionKind:
        rows = tuple(row for row, values in enumerate(table.rows) if values[place] == str(kind.label))
        if rows:
            yield Heading(str(kind.label))
            yield TableView(table.key, columns, rows, str(kind.label))


def _part(key: PartKey, title: str, anchor: str, blocks: Iterable[Block]) -> Part:
    return Part(key=key.value, title=title, anchor=anchor, blocks=tuple(blocks))


def _notes(material: Material, note: str, *, has_rates: bool = True) -> Iterator[Block]:
    """What the figures are of, and when; rates are of the periods that the report covers."""
    words = {"date": long_date(material.as_of), "period": covered_span(material)}
    dated = ""
    if material.is_monitored and has_rates and material.covered:
        dated = _("Capaian per %(date)s; tingkat pelaporan pada %(period)s.") % words
    elif material.is_monitored:
        dated = _("Capaian per %(date)s.") % words
    yield Paragraph(f"{note} {dated}".strip(), "note")


@once
def institutions_table(material: Material) -> DataTable:
    """Those that lead a commitment or owe a report; of a report about one of them, that one alone."""
    known, chosen = material.surroundings.institutions, material.subject.institution
    led = {group.id: group for group in _groups(material).institutions}
    owed = _by(covered_reports(material), lambda one: one.owner_id)
    wanted = [one for pk, one in known.items() if pk in led or pk in owed]
    if chosen:
        wanted = [one for one in wanted if one.pk == chosen.pk]
    wanted.sort(key=lambda one: (told(one, "name").casefold(), one.pk))
    rows = tuple(_institution_row(material, one, led.get(one.pk), owed.get(one.pk, [])) for one in wanted)
    columns = (
        DataColumn("key", _("Kunci"), explains=_("Alamat instansi di situs ini.")),
        DataColumn("name", _("Instansi")),
        DataColumn("kind", _("Jenis")),
        *_group_columns(material),
    )
    return DataTable("institutions", _("Instansi"), columns, rows)


def _institution_row(
    material: Material, one: Institution, group: Group | None, reports: list[ReportThen]
) -> tuple[Value, ...]:
    return (
        one.slug,
        in_words(told(one, "name")),
        str(one.get_kind_display()),
        *_counted(material, group),
        *_rated(material, reports),
        material.address_of(one.get_absolute_url()),
    )


@once
def themes_table(material: Material) -> DataTable:
    areas: dict[int, PolicyArea] = {
        area.pk: area for commitment in material.loaded.commitments for area in commitment.policy_areas.all()
    }
    groups = sorted(_groups(material).areas, key=lambda group: (group.label.casefold(), group.id))
    rows = tuple(
        (
            areas[group.id].slug,
            in_words(told(areas[group.id], "name")),
            *_counted(material, group),
            material.address_of(group.url),
        )
        for group in groups
    )
    columns = (
        DataColumn("key", _("Kunci"), explains=_("Tanda tetap bidang kebijakan.")),
        DataColumn("name", _("Bidang kebijakan")),
        *_figure_columns(material),
        _url_column(),
    )
    return DataTable("themes", _("Bidang kebijakan"), columns, rows)


@once
def regions_table(material: Material) -> DataTable:
    regions: dict[int, Region] = {
        one.region_id: one.region for one in material.loaded.commitments if one.region_id and one.region
    }
    of_commitment = {one.pk: one.region_id for one in material.loaded.commitments}
    owed = _by(covered_reports(material), lambda one: of_commitment[one.commitment_id])
    groups = sorted(_groups(material).regions, key=lambda group: (group.label.casefold(), group.id))
    rows = tuple(
        (
            regions[group.id].code,
            group.label,
            str(regions[group.id].get_kind_display()),
            *_counted(material, group),
            *_rated(material, owed.get(group.id, [])),
            material.address_of(group.url),
        )
        for group in groups
    )
    columns = (
        DataColumn("key", _("Kode"), explains=_("Kode Kemendagri.")),
        DataColumn("name", _("Daerah")),
        DataColumn("kind", _("Jenis")),
        *_group_columns(material),
    )
    return DataTable("regions", _("Daerah"), columns, rows)


def _by(
    reports: Iterable[ReportThen], key: Callable[[ReportThen], int | None]
) -> dict[int | None, list[ReportThen]]:
    found: dict[int | None, list[ReportThen]] = {}
    for one in reports:
        found.setdefault(key(one), []).append(one)
    return found


def _counted(material: Material, group: Group | None) -> tuple[Value, ...]:
    """For `_figure_columns`."""
    if group is None:
        return (0, None, None, None) if material.is_monitored else (0,)
    if not material.is_monitored:
        return (group.commitments,)
    figures = group.figures
    return (figures.commitments, hundredths(figures.progress.percent), figures.milestones, figures.overdue)


def _rated(material: Material, reports: list[ReportThen]) -> tuple[Value, ...]:
    return rate_values(reports, material.as_of) if material.is_monitored else ()


def _figure_columns(material: Material) -> Iterator[DataColumn]:
    """A record has commitments alone."""
    yield DataColumn("commitments", _("Komitmen"), "number")
    if material.is_monitored:
        yield DataColumn(
            "verified",
            _("Terbukti (%)"),
            "percent",
            _("Rata-rata bagian terbukti dari komitmennya."),
            _("belum ada bukti"),
        )
        yield DataColumn("milestones", _("Tonggak"), "number", _("Tonggak dari komitmennya."))
        yield DataColumn("overdue", _("Terlambat"), "number", _("Tonggak terlambat dari komitmennya."))


def _group_columns(material: Material) -> Iterator[DataColumn]:
    yield from _figure_columns(material)
    if material.is_monitored:
        yield from rate_columns()
    yield _url_column()


def _url_column() -> DataColumn:
    return DataColumn("url", _("Alamat"), "url")
