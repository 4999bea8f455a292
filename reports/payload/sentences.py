"""How a plan stands, in sentences: each is told the same way wherever it stands in the report."""

from collections.abc import Collection, Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.formats import long_date
from renaksi.domain.periods import Rate, rates
from renaksi.enums import CellState, CompletionStatus
from renaksi.queries.charts import STATUS_TONES
from renaksi.queries.grid import PeriodFacts
from renaksi.queries.reported_then import ReportThen
from renaksi.queries.wording import commitment_coverage, pace_text, percent_text
from reports.payload.material import Material


def proven_sentence(material: Material) -> str:
    """With its day and its coverage."""
    progress = material.totals.progress
    told = {"date": long_date(material.as_of), "coverage": commitment_coverage(progress)}
    if not progress.total:
        return _("Per %(date)s belum ada tonggak capaian yang dapat dibuktikan.") % told
    if progress.percent is None:
        return _("Per %(date)s belum ada capaian yang terbukti: belum satu pun tonggak diverifikasi.") % told
    told["percent"] = percent_text(progress.percent) or ""
    return _("Per %(date)s, %(percent)s dari yang dijanjikan telah terbukti: %(coverage)s.") % told


def pace_sentence(material: Material) -> str:
    """Blank if nothing is known of what was expected by now."""
    totals = material.totals
    if totals.expected is None:
        return ""
    told = {"expected": percent_text(totals.expected), "pace": pace_text(totals.pace)}
    if totals.pace is None:
        return _("Menurut jadwal semestinya sudah %(expected)s.") % told
    return _("Menurut jadwal semestinya sudah %(expected)s. Laju: %(pace)s.") % told


def statuses_sentence(material: Material) -> str:
    counts = dict(material.totals.by_status)
    told = [f"{counts[status]} {str(status.label).lower()}" for status in STATUS_TONES if counts.get(status)]
    return _("Dari %(total)s komitmen: %(statuses)s.") % {
        "total": material.totals.commitments,
        "statuses": ", ".join(told) or str(CompletionStatus.NO_EVIDENCE.label).lower(),
    }


def late_sentence(material: Material) -> str:
    overdue = material.totals.overdue
    if not overdue:
        return _("Tidak ada tonggak yang terlambat.")
    touched = sum(one.overdue > 0 for one in material.loaded.figures.values())
    return ngettext(
        "%(count)s tonggak terlambat, pada %(commitments)s komitmen.",
        "%(count)s tonggak terlambat, pada %(commitments)s komitmen.",
        overdue,
    ) % {"count": overdue, "commitments": touched}


def waiting_sentence(material: Material) -> str:
    """Blank if nothing waits now."""
    waiting = material.totals.waiting
    if not waiting:
        return ""
    return ngettext(
        "%(count)s tonggak menunggu instansi lain; hari menunggu dihitung terpisah dari hari terlambat.",
        "%(count)s tonggak menunggu instansi lain; hari menunggu dihitung terpisah dari hari terlambat.",
        waiting,
    ) % {"count": waiting}


def ownerless_sentence(material: Material) -> str:
    """Blank if somebody answers for every milestone."""
    without = sum(
        milestone.owner_id is None and not milestone.withdrawn
        for one in material.loaded.figures.values()
        for milestone in one.milestones
    )
    if not without:
        return ""
    return ngettext(
        "%(count)s tonggak tanpa instansi yang melapor.",
        "%(count)s tonggak tanpa instansi yang melapor.",
        without,
    ) % {"count": without}


def fresh_sentence(material: Material) -> str:
    """Blank if every commitment has a proof of the last six months, or never had one."""
    stale = sum(one.is_stale for one in material.loaded.figures.values())
    if not stale:
        return ""
    return ngettext(
        "%(count)s komitmen tanpa bukti baru dalam enam bulan terakhir.",
        "%(count)s komitmen tanpa bukti baru dalam enam bulan terakhir.",
        stale,
    ) % {"count": stale}


def reports_in(material: Material, period: PeriodFacts) -> tuple[ReportThen, ...]:
    """Expected in that period; of a report about an institution, those that it owes itself."""
    institution = material.subject.institution
    return tuple(
        one
        for one in material.reports
        if one.period_id == period.id and (institution is None or one.owner_id == institution.pk)
    )


def reported_sentence(material: Material, period: PeriodFacts) -> str:
    """How many reports a period expected, and what they came to by the day of the data."""
    expected = reports_in(material, period)
    if not expected:
        return _("Pada %(period)s tidak ada laporan yang jatuh tempo.") % {"period": period.label}
    told = _counted(expected)
    sentence = (
        _(
            "Pada %(period)s diharapkan %(expected)s laporan: %(parts)s; masih dapat dikirim sampai %(closes)s."
        )
        if period.window.closes >= material.as_of
        else _("Pada %(period)s diharapkan %(expected)s laporan: %(parts)s.")
    )
    return sentence % {
        "period": period.label,
        "expected": len(expected),
        "closes": long_date(period.window.closes),
        "parts": ", ".join(told),
    }


def _counted(expected: Collection[ReportThen]) -> Iterator[str]:
    """Only what occurs; what was returned waits for who wrote it."""
    reported = rates(one.report for one in expected).reported.count
    verified, waiting = (
        sum(one.state == state for one in expected) for state in (CellState.VERIFIED, CellState.WAITING)
    )
    returned = max(reported - verified - waiting, 0)
    silent = len(never_came(expected))
    told = (
        (verified, _("%(count)s terverifikasi")),
        (waiting, _("%(count)s menunggu telaah")),
        (returned, _("%(count)s dikembalikan")),
        (len(expected) - reported - silent, _("%(count)s belum masuk")),
        (silent, _("%(count)s tidak lapor")),
    )
    return (words % {"count": count} for count, words in told if count)


def never_came(expected: Iterable[ReportThen]) -> list[ReportThen]:
    """Not sent, and too late to send."""
    return [
        one
        for one in expected
        if one.report.first_submitted_on is None and one.state == CellState.NOT_REPORTED
    ]


def of_total(rate: Rate) -> str:
    """36 dari 40 (90 %)."""
    return _("%(count)s dari %(total)s (%(percent)s)") % {
        "count": rate.count,
        "total": rate.total,
        "percent": percent_text(rate.percent),
    }


def told(*sentences: str) -> str:
    """One paragraph of what is not blank."""
    return " ".join(_filled(sentences))


def _filled(sentences: Iterable[str]) -> Iterator[str]:
    return (sentence for sentence in sentences if sentence)
