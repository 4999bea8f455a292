"""Every commitment and every milestone with its figures, typed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from renaksi.models import Commitment
from renaksi.queries.figures import CommitmentFigures
from renaksi.queries.lines import CommitmentLine
from renaksi.queries.milestone_figures import MilestoneFigures
from renaksi.queries.milestone_items import original_due_dates
from renaksi.queries.ratings import rating_line
from renaksi.queries.wording import pace_text, target_text
from reports.document import DataColumn, DataTable, State
from reports.document.tables import Value
from reports.payload.keys import commitment_key, commitment_name, commitments_by_id, milestone_key
from reports.payload.material import Material, once
from reports.payload.numbers import hundredths
from reports.payload.ratings import ratings_of
from reports.payload.words import in_words, iso, joined


@once
def commitments_table(material: Material) -> DataTable:
    rows = tuple(_commitment_row(material, line) for line in material.lines)
    return DataTable("commitments", _("Komitmen"), tuple(_commitment_columns(material)), rows)


def _commitment_row(material: Material, line: CommitmentLine) -> tuple[Value, ...]:
    figures = material.loaded.figures[line.id]
    commitment = commitments_by_id(material)[line.id]
    status = figures.status
    return (
        commitment_key(material, line.id),
        line.number or None,
        in_words(line.title),
        in_words(joined(lead.name for lead in line.leads)) or None,
        _region(commitment),
        State(status.value, str(status.label)) if status else None,
        State(figures.proposed.value, str(figures.proposed.label)) if figures.proposed else None,
        hundredths(figures.claimed.percent) if figures.monitored else None,
        hundredths(figures.progress.percent) if figures.monitored else None,
        _independent(material, line.id),
        hundredths(figures.expected),
        State(figures.pace.value, pace_text(figures.pace) or "") if figures.pace else None,
        *_counts(figures),
        iso(figures.last_accepted_on),
        material.address_of(line.url),
    )


def _region(commitment: Commitment) -> str | None:
    region = commitment.region or commitment.plan.region
    return region.name if region else None


def _independent(material: Material, commitment_id: int) -> str | None:
    ratings = ratings_of(material, commitment_id)
    if not ratings:
        return None
    # The values of different indicators stand below each other: each says which one it is.
    line = rating_line(ratings[0])
    return f"{line.indicator_label}: {line.word}"


def _counts(figures: CommitmentFigures) -> tuple[Value, ...]:
    """Milestones, verified, complete, overdue, blocked days; of a record the first alone."""
    milestones = figures.progress.total
    if not figures.monitored:
        return (milestones, None, None, None, None)
    complete = sum(one.is_complete for one in figures.milestones if not one.withdrawn)
    return (milestones, figures.progress.verified, complete, figures.overdue, figures.blocked_days)


def _commitment_columns(material: Material) -> Iterator[DataColumn]:
    unknown = "" if material.is_monitored else _("tidak dipantau")
    yield DataColumn("key", _("Kunci"), explains=_("Tanda tetap komitmen: alamat rencana aksi dan komitmen."))
    yield DataColumn("number", _("Nomor"), explains=_("Nomor seperti tercetak dalam rencana aksi."))
    yield DataColumn("title", pgettext("satu", "Komitmen"))
    yield DataColumn("leads", _("Penanggung jawab"), blank=_("tidak diketahui"))
    yield DataColumn("region", _("Daerah"), blank=_("nasional"))
    yield from _verdict_columns(unknown)
    yield from _schedule_columns(unknown)
    yield from _count_columns(unknown)
    yield DataColumn(
        "last_evidence",
        _("Bukti terakhir"),
        "date",
        _("Hari data dukung terakhir diterima."),
        unknown or _("belum ada bukti"),
    )
    yield DataColumn("url", _("Alamat"), "url", _("Halaman komitmen."))


def _verdict_columns(unknown: str) -> Iterator[DataColumn]:
    """`unknown` is what stands there for a plan that is only a record."""
    status = _("Status penyelesaian menurut OGP: keputusan sekretariat, atau usulan hitungan.")
    claimed = _("Capaian yang dilaporkan instansi, belum tentu terbukti.")
    verified = _("Capaian yang sudah diverifikasi sekretariat.")
    independent = _("Indikator dan nilai utama penilai independen, dengan padanan katanya.")
    yield DataColumn("status", _("Status"), "state", status, unknown)
    yield DataColumn("proposed", _("Status menurut hitungan"), "state", blank=unknown)
    yield DataColumn(
        "claimed", _("Klaim instansi (%)"), "percent", claimed, unknown or _("belum ada laporan")
    )
    yield DataColumn("verified", _("Terbukti (%)"), "percent", verified, unknown or _("belum ada bukti"))
    yield DataColumn("independent", _("Penilaian independen"), explains=independent, blank=_("belum dinilai"))


def _schedule_columns(unknown: str) -> Iterator[DataColumn]:
    expected = _("Capaian menurut jadwal pada tanggal data.")
    yield DataColumn("expected", _("Semestinya (%)"), "percent", expected, unknown or _("tanpa tenggat"))
    yield DataColumn(
        "pace", _("Laju"), "state", _("Terbukti dibagi semestinya."), unknown or _("belum dapat dihitung")
    )


def _count_columns(unknown: str) -> Iterator[DataColumn]:
    yield DataColumn("milestones", _("Tonggak"), "number", _("Tonggak capaian yang tidak ditarik."))
    yield DataColumn("verified_milestones", _("Tonggak terverifikasi"), "number", blank=unknown)
    yield DataColumn("complete_milestones", _("Tonggak selesai"), "number", blank=unknown)
    yield DataColumn("overdue", _("Tonggak terlambat"), "number", blank=unknown)
    yield _blocked_column(unknown)


def _blocked_column(unknown: str) -> DataColumn:
    told = _("Tidak mengurangi hari keterlambatan.")
    return DataColumn("blocked_days", _("Hari menunggu pihak lain"), "number", told, unknown)


@once
def milestones_table(material: Material) -> DataTable:
    rows = tuple(
        _milestone_row(material, figures.commitment_id, milestone, original)
        for figures, original in _with_original(material)
        for milestone in figures.milestones
    )
    return DataTable("milestones", _("Tonggak capaian"), tuple(_milestone_columns(material)), rows)


def _with_original(material: Material) -> Iterator[tuple[CommitmentFigures, dict[int, str]]]:
    """Each commitment with the first deadlines of its milestones, as stored."""
    for commitment in material.loaded.commitments:
        changes = material.loaded.amendments.get(commitment.pk, [])
        yield (
            material.loaded.figures[commitment.pk],
            original_due_dates(changes, {one.pk: one.old for one in changes}),
        )


def _milestone_row(
    material: Material, commitment_id: int, milestone: MilestoneFigures, original: dict[int, str]
) -> tuple[Value, ...]:
    claim, verified = milestone.claim, milestone.verified
    return (
        milestone_key(material, commitment_id, milestone.id),
        in_words(commitment_name(material, commitment_id)),
        milestone.number or None,
        in_words(milestone.title),
        in_words(milestone.owner_name) or None,
        milestone.start.iso() if milestone.start else None,
        milestone.due.iso() if milestone.due else None,
        original.get(milestone.id),
        target_text(milestone) or None,
        hundredths(claim.percent) if claim else None,
        hundredths(verified.percent) if verified else None,
        *(_standing(milestone) if material.is_monitored else _withdrawn(milestone)),
    )


def _standing(milestone: MilestoneFigures) -> tuple[Value, ...]:
    state = milestone.timeliness
    return (
        State(state.value, str(state.label)),
        milestone.days_late,
        milestone.blocked_days,
        milestone.accepted_items,
    )


def _withdrawn(milestone: MilestoneFigures) -> tuple[Value, ...]:
    """Of a record nothing else is known."""
    state = milestone.timeliness
    return (State(state.value, str(state.label)) if milestone.withdrawn else None, None, None, None)


def _milestone_columns(material: Material) -> Iterator[DataColumn]:
    unknown = "" if material.is_monitored else _("tidak dipantau")
    yield DataColumn("key", _("Kunci"), explains=_("Tanda tetap tonggak: kunci komitmen dan nomor catatan."))
    yield DataColumn("commitment", pgettext("satu", "Komitmen"), explains=_("Nomor komitmen, atau judulnya."))
    yield DataColumn("number", _("Nomor"))
    yield DataColumn("title", _("Tonggak capaian"))
    yield DataColumn("owner", _("Instansi"), explains=_("Instansi yang melapor."), blank=_("tidak diketahui"))
    yield DataColumn("start", _("Mulai"), "date", blank=_("tidak diketahui"))
    yield DataColumn("due", _("Tenggat"), "date", blank=_("tanpa tenggat"))
    yield DataColumn("original_due", _("Tenggat semula"), "date", _("Hanya bila tenggatnya pernah diubah."))
    yield DataColumn("target", _("Target"), blank="" if unknown else _("tahap 0–100"))
    yield from _proof_columns(unknown)


def _proof_columns(unknown: str) -> Iterator[DataColumn]:
    yield DataColumn("claimed", _("Klaim instansi (%)"), "percent", blank=unknown or _("belum ada laporan"))
    yield DataColumn("verified", _("Terbukti (%)"), "percent", blank=unknown or _("belum ada bukti"))
    yield DataColumn("status", _("Status"), "state", _("Keadaan terhadap tenggat."), unknown)
    yield DataColumn("days_late", _("Hari terlambat"), "number", blank=unknown)
    yield _blocked_column(unknown)
    yield DataColumn(
        "evidence", _("Bukti diterima"), "number", _("Butir data dukung yang diterima."), unknown
    )
