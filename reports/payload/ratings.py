"""What independent assessors said, each value as printed and on its own scale."""

from collections.abc import Iterable, Iterator

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.formats import long_date
from foundation.languages import ENGLISH, Told, indonesian, language
from renaksi.models import Assessment
from renaksi.queries.ratings import in_reading_order, rating_line
from renaksi.queries.verdict_table import VerdictCell, VerdictColumn, verdict_table
from reports.document import Block, DataColumn, DataTable, Fact, Facts, Heading, Paragraph, Part, TableView
from reports.document.tables import Value
from reports.domain.outlines import PartKey
from reports.payload.keys import commitment_key, commitment_name
from reports.payload.material import Material, once
from reports.payload.words import in_words, phrase

# So many scales have room on an upright page; more lie across.
UPRIGHT_SCALES = 3


def printed(text: str) -> Told:
    """As an assessor printed it: in English."""
    return Told(text, "" if language() == ENGLISH else ENGLISH)


@once
def _ratings(material: Material) -> dict[int, list[Assessment]]:
    return {pk: in_reading_order(rows) for pk, rows in material.loaded.ratings.items()}


def ratings_of(material: Material, commitment_id: int) -> list[Assessment]:
    """The first is the headline."""
    return _ratings(material).get(commitment_id, [])


def rating_blocks(material: Material, commitment_id: int) -> Iterator[Block]:
    """The headline stands among the three verdicts already; the table only adds what is beside it."""
    ratings = ratings_of(material, commitment_id)
    if len(ratings) > 1:
        positions = _positions(material)
        yield Heading(_("Penilaian independen"))
        yield TableView(
            "assessments", tuple(_told_columns(ratings)), tuple(positions[rating.pk] for rating in ratings)
        )
    notes = material.loaded.notes.get(commitment_id, [])
    if notes:
        yield Heading(_("Catatan pemantau independen"))
        yield Facts(
            tuple(
                Fact(
                    f"{note.monitor}, {long_date(note.noted_on)}",
                    (phrase(material, indonesian(note.text)),),
                )
                for note in notes
            ),
            "definitions",
        )


def _told_columns(ratings: Iterable[Assessment]) -> Iterator[str]:
    """What would say the same twice, or nothing, is left out."""
    lines = [rating_line(rating) for rating in ratings]
    yield from ("indicator", "word")
    if any(line.word != line.value for line in lines):
        yield "value"
    yield "report"
    if any(line.report_year for line in lines):
        yield "year"
    yield "scale"


@once
def _positions(material: Material) -> dict[int, int]:
    """Of the rows of the table, by assessment id."""
    return {rating.pk: place for place, (_pk, rating) in enumerate(_in_order(material))}


def _in_order(material: Material) -> Iterator[tuple[int, Assessment]]:
    for commitment in material.loaded.commitments:
        for rating in ratings_of(material, commitment.pk):
            yield commitment.pk, rating


@once
def assessments_table(material: Material) -> DataTable:
    rows = tuple(_row(material, pk, rating) for pk, rating in _in_order(material))
    return DataTable("assessments", _("Penilaian independen"), _columns(), rows)


def _row(material: Material, commitment_id: int, rating: Assessment) -> tuple[Value, ...]:
    line = rating_line(rating)
    key = commitment_key(material, commitment_id)
    return (
        f"{key}:{rating.source}:{rating.indicator}",
        in_words(commitment_name(material, commitment_id)),
        key,
        line.indicator_label,
        line.word,
        in_words(printed(line.value)),
        line.source,
        line.said_by,
        line.report_year,
        _("OGP, versi %(version)s") % {"version": rating.scale},
        line.url or None,
    )


def _columns() -> tuple[DataColumn, ...]:
    return (
        DataColumn("key", _("Kunci")),
        DataColumn("commitment", pgettext("satu", "Komitmen")),
        DataColumn("commitment_key", _("Kunci komitmen"), explains=_("Kunci baris pada tabel komitmen.")),
        DataColumn("indicator", _("Indikator"), explains=_("Apa yang dinilai.")),
        DataColumn("word", _("Nilai"), explains=_("Padanan kata dari nilai yang tercetak.")),
        DataColumn("value", _("Tercetak"), explains=_("Nilai seperti tercetak dalam laporan penilai.")),
        DataColumn("source", _("Penilai")),
        DataColumn(
            "report",
            _("Sumber"),
            explains=_("Laporan penilai, atau penilainya bila laporannya tidak disebut."),
        ),
        DataColumn("year", _("Tahun"), "number", blank=_("tidak diketahui")),
        DataColumn("scale", _("Skala"), explains=_("Nilai hanya dibandingkan di dalam satu skala.")),
        DataColumn("url", _("Alamat"), "url"),
    )


def independent_part(material: Material) -> Iterator[Part]:
    """All commitments side by side, one column for each scale; left out where nobody assessed any."""
    table = verdicts_table(material)
    if len(table.columns) <= _FIXED:
        return
    told = _(
        "Kata di dalam tanda kutip adalah nilai seperti tercetak. Setiap kolom punya skalanya sendiri dan tidak "
        "dibandingkan dengan kolom lain."
    )
    shown = tuple(column.key for column in table.columns if column.key != "key")
    yield Part(
        key=PartKey.INDEPENDENT.value,
        title=_("Penilaian independen"),
        anchor="penilaian",
        blocks=(Paragraph(told, "note"), TableView(table.key, shown)),
        lies_across=len(table.columns) - _FIXED > UPRIGHT_SCALES,
    )


# Key, number and title stand before the scales.
_FIXED = 3


@once
def verdicts_table(material: Material) -> DataTable:
    ratings = [rating for rows in material.loaded.ratings.values() for rating in rows]
    found = verdict_table(material.lines, ratings)
    columns = tuple(map(_scale_column, found.columns))
    rows = (
        (
            commitment_key(material, row.line.id),
            row.line.number or None,
            in_words(row.line.title),
            *map(_cell, row.cells),
        )
        for row in found.rows
    )
    fixed = (
        DataColumn("key", _("Kunci")),
        DataColumn("number", _("Nomor")),
        DataColumn("title", pgettext("satu", "Komitmen")),
    )
    return DataTable("verdicts", _("Penilaian independen per komitmen"), (*fixed, *columns), tuple(rows))


def _scale_column(column: VerdictColumn) -> DataColumn:
    key = slugify(f"{column.indicator} {column.version}").replace("-", "_")
    version = _("versi %(version)s") % {"version": column.version}
    return DataColumn(key, f"{column.label} ({version})", explains=column.scale, blank=_("tidak dinilai"))


def _cell(cell: VerdictCell) -> str | None:
    if not cell.word:
        return None
    printed_too = f"“{cell.printed}”, " if cell.printed != cell.word else ""
    return f"{cell.word} ({printed_too}{cell.said_by})"
