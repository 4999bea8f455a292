"""The report in sentences and tiles: every number comes from the same figures as the pages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.formats import long_date
from renaksi.domain.grid import CellCounts
from renaksi.enums import CompletionStatus, Indicator
from renaksi.queries.charts import STATUS_TONES
from renaksi.queries.figures import CommitmentFigures, PlanFigures
from renaksi.queries.findings import ScaleTally
from renaksi.queries.grid import PeriodFacts, cell_counts
from renaksi.queries.wording import commitment_coverage, pace_text, percent_text

# What is rated of every commitment alike, and says little of what became of it.
_SAYS_LITTLE = frozenset({Indicator.VERIFIABLE, Indicator.RELEVANT})


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure. `note` says what it is of."""

    label: str
    value: str
    note: str


def tiles_of(figures: PlanFigures) -> tuple[Tile, ...]:
    return (
        Tile(
            _("Terbukti"),
            percent_text(figures.progress.percent) or _("belum ada bukti"),
            commitment_coverage(figures.progress),
        ),
        Tile(
            _("Semestinya"),
            percent_text(figures.expected) or _("tanpa tenggat"),
            pace_text(figures.pace) or _("laju belum dapat dihitung"),
        ),
        Tile(
            _("Tonggak terverifikasi"),
            str(figures.verified_milestones),
            _("dari %(total)s tonggak") % {"total": figures.milestones},
        ),
        Tile(
            _("Tonggak terlambat"),
            str(figures.overdue),
            _("lewat tenggat dan belum terbukti selesai"),
        ),
    )


def monitored_sentences(
    figures: PlanFigures, each: Iterable[CommitmentFigures], period: PeriodFacts | None, as_of: date
) -> tuple[str, ...]:
    found = list(each)
    sentences = [_proven(figures, as_of), _pace(figures), _statuses(figures), _late(figures, found)]
    if period:
        sentences.append(_reported(found, period, as_of))
    sentences.append(_fresh(found))
    return tuple(filter(None, sentences))


def _proven(figures: PlanFigures, as_of: date) -> str:
    if figures.progress.percent is None:
        return _("Per %(date)s belum ada capaian yang terbukti: belum satu pun tonggak diverifikasi.") % {
            "date": long_date(as_of)
        }
    return _("Per %(date)s, %(percent)s dari yang dijanjikan telah terbukti: %(coverage)s.") % {
        "date": long_date(as_of),
        "percent": percent_text(figures.progress.percent),
        "coverage": commitment_coverage(figures.progress),
    }


def _pace(figures: PlanFigures) -> str:
    if figures.expected is None or figures.pace is None:
        return ""
    return _("Menurut jadwal semestinya sudah %(expected)s. Laju: %(pace)s.") % {
        "expected": percent_text(figures.expected),
        "pace": pace_text(figures.pace),
    }


def _statuses(figures: PlanFigures) -> str:
    counts = dict(figures.by_status)
    told = [f"{counts[status]} {str(status.label).lower()}" for status in STATUS_TONES if counts.get(status)]
    return _("Dari %(total)s komitmen: %(statuses)s.") % {
        "total": figures.commitments,
        "statuses": ", ".join(told) or str(CompletionStatus.NO_EVIDENCE.label).lower(),
    }


def _late(figures: PlanFigures, each: Iterable[CommitmentFigures]) -> str:
    if not figures.overdue:
        return _("Tidak ada tonggak yang terlambat.")
    touched = sum(one.overdue > 0 for one in each)
    return ngettext(
        "%(count)s tonggak terlambat, pada %(commitments)s komitmen.",
        "%(count)s tonggak terlambat, pada %(commitments)s komitmen.",
        figures.overdue,
    ) % {"count": figures.overdue, "commitments": touched}


def reported_counts(each: Iterable[CommitmentFigures], period: PeriodFacts, as_of: date) -> CellCounts:
    """Of all milestones: how many reports a period expected, and what they came to."""
    return cell_counts((milestone for one in each for milestone in one.milestones), period, as_of)


def _reported(each: Iterable[CommitmentFigures], period: PeriodFacts, as_of: date) -> str:
    counts = reported_counts(each, period, as_of)
    if not counts.expected:
        return _("Pada %(period)s tidak ada laporan yang jatuh tempo.") % {"period": period.label}
    return _(
        "Pada %(period)s diharapkan %(expected)s laporan: %(verified)s terverifikasi, %(waiting)s menunggu telaah, "
        "%(returned)s dikembalikan, %(missing)s belum masuk."
    ) % {
        "period": period.label,
        "expected": counts.expected,
        "verified": counts.verified,
        "waiting": counts.waiting,
        "returned": counts.returned,
        "missing": counts.missing,
    }


def _fresh(each: Iterable[CommitmentFigures]) -> str:
    stale = sum(one.is_stale for one in each)
    if not stale:
        return ""
    return ngettext(
        "%(count)s komitmen tanpa bukti baru dalam enam bulan terakhir.",
        "%(count)s komitmen tanpa bukti baru dalam enam bulan terakhir.",
        stale,
    ) % {"count": stale}


def record_sentences(figures: PlanFigures, assessed: int, tallies: Iterable[ScaleTally]) -> tuple[str, ...]:
    """For a plan that is only a record: what it holds, and what independent assessors said of it."""
    sentences = [
        _(
            "Rencana aksi ini tidak dipantau di Renaksi: laporan ini memuat isi komitmen dan penilaian independen, "
            "tanpa angka capaian dari kami."
        ),
        _("Di dalamnya %(commitments)s komitmen dengan %(milestones)s tonggak capaian.")
        % {"commitments": figures.commitments, "milestones": figures.milestones},
        _("%(assessed)s dari %(total)s komitmen punya penilaian independen.")
        % {"assessed": assessed, "total": figures.commitments},
    ]
    told = [tally for tally in tallies if tally.indicator not in _SAYS_LITTLE]
    several = [one for one, times in Counter(tally.indicator for tally in told).items() if times > 1]
    return (*sentences, *(_tally(tally, with_scale=tally.indicator in several) for tally in told))


def _tally(tally: ScaleTally, *, with_scale: bool) -> str:
    return _(
        "%(indicator)s menurut penilai independen: %(values)s, dari %(total)s komitmen yang dinilai."
    ) % {
        "indicator": f"{tally.label} ({tally.scale})" if with_scale else tally.label,
        "values": ", ".join(f"{value.count} {value.word.lower()}" for value in tally.values),
        "total": tally.total,
    }
