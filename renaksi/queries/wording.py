"""How figures are said: the same words on pages, in tables and in the report."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.formats import decimal_comma, long_date, percent, whole_percent
from foundation.formats import partial_date as format_partial_date
from foundation.languages import Told, told
from renaksi.domain.dates import PartialDate
from renaksi.domain.progress import Progress, counted
from renaksi.enums import Pace, Step
from renaksi.models import Commitment, Milestone, ProgressUpdate
from renaksi.queries.figures import CommitmentFigures, PlanFigures
from renaksi.queries.guards import percent_of
from renaksi.queries.milestone_figures import MilestoneFigures, Waiting


def percent_text(value: Fraction | None) -> str | None:
    """42 %, < 1 %; `None` if nothing is proven, so that nobody shows it as 0."""
    return None if value is None else percent(counted(value), "")


def whole(value: Fraction | None) -> int | None:
    """The length of a bar, 0 to 100."""
    return None if value is None else whole_percent(counted(value))


def milestone_coverage(progress: Progress) -> str:
    if not progress.total:
        return _("belum ada tonggak capaian")
    return ngettext(
        "%(verified)s dari %(total)s tonggak terverifikasi",
        "%(verified)s dari %(total)s tonggak terverifikasi",
        progress.total,
    ) % {"verified": progress.verified, "total": progress.total}


def commitment_coverage(progress: Progress) -> str:
    return ngettext(
        "%(verified)s dari %(total)s komitmen punya capaian terverifikasi",
        "%(verified)s dari %(total)s komitmen punya capaian terverifikasi",
        progress.total,
    ) % {"verified": progress.verified, "total": progress.total}


def pace_text(pace: Pace | None) -> str | None:
    """The colour with its meaning: a colour alone tells a reader nothing."""
    meaning = {
        Pace.AHEAD: _("Mendahului jadwal"),
        Pace.ON_TRACK: _("Biru: sesuai jadwal"),
        Pace.NEARLY: _("Hijau: sedikit tertinggal"),
        Pace.BEHIND: _("Kuning: tertinggal"),
        Pace.FAR_BEHIND: _("Merah: jauh tertinggal"),
        Pace.NOT_DUE: _("Belum jatuh tempo"),
    }
    return None if pace is None else meaning[pace]


def span(start: date | None, start_precision: str, end: date | None, end_precision: str) -> str:
    """1 Jan 2026 – Des 2027; blank if neither day is known."""
    first = format_partial_date(start, start_precision) if start else ""
    last = format_partial_date(end, end_precision) if end else ""
    if first and last:
        return first if first == last else f"{first} – {last}"
    if first:
        return _("sejak %(date)s") % {"date": first}
    return _("sampai %(date)s") % {"date": last} if last else ""


def partial_text(value: PartialDate | None) -> str:
    return format_partial_date(value.first_day, value.precision) if value else ""


def quantity_text(value: Decimal | None, unit: str) -> str:
    """74 desa; as many decimals as the value has, at most two."""
    if value is None:
        return ""
    places = max(0, min(2, -int(value.normalize().as_tuple().exponent)))
    return f"{decimal_comma(value, places)} {unit}".strip()


def target_text(milestone: Milestone | MilestoneFigures) -> str:
    """120 dataset (nilai awal 20 dataset); blank for a milestone that is not measured by a quantity."""
    target = quantity_text(milestone.target, milestone.unit)
    if not target or milestone.baseline is None:
        return target
    baseline = quantity_text(milestone.baseline, milestone.unit)
    return _("%(target)s (nilai awal %(baseline)s)") % {"target": target, "baseline": baseline}


def numbered(row: Commitment | Milestone | MilestoneFigures) -> Told:
    """2. 120 dataset terbit: the point keeps the number of a milestone apart from those in its title."""
    title = _title(row)
    return Told(f"{row.number}. {title}", title.lang) if row.number else title


def milestone_name(milestone: Milestone | MilestoneFigures) -> Told:
    if milestone.number:
        return Told(_("Tonggak %(number)s") % {"number": milestone.number})
    return _title(milestone)


def _title(row: Commitment | Milestone | MilestoneFigures) -> Told:
    """Figures are told already."""
    title = row.title
    return title if isinstance(title, Told) else told(row, "title")


def value_text(milestone: Milestone, value: Decimal | None, step: int | None) -> str:
    """What was claimed or verified, with its percent if the measure is a quantity; blank without it."""
    reached = reached_text(value, step, milestone.unit)
    percent_reached = percent_of(milestone, value, step)
    if value is None or percent_reached is None:
        return reached
    return f"{reached} = {percent_text(counted(percent_reached))}"


def blocked_text(update: ProgressUpdate) -> str:
    """For whom it waits, since when, and why; blank if for nobody."""
    if update.blocked_by is None:
        return ""
    since = _("sejak %(date)s") % {"date": long_date(update.blocked_since)} if update.blocked_since else ""
    return ", ".join(filter(None, [told(update.blocked_by, "name"), since, update.blocked_reason]))


def waiting_text(wait: Waiting) -> str:
    """Whose claim it is, for whom it waits, since when and how long; never part of the days late."""
    facts = {
        "period": wait.period,
        "institution": wait.institution,
        "since": long_date(wait.since),
        "days": wait.days,
        "until": long_date(wait.until) if wait.until else "",
    }
    if wait.until is None:
        return (
            _("menurut laporan %(period)s, menunggu %(institution)s sejak %(since)s, %(days)s hari") % facts
        )
    return (
        _(
            "menurut laporan %(period)s, menunggu %(institution)s dari %(since)s sampai %(until)s, %(days)s hari"
        )
        % facts
    )


def waits_text(milestone: MilestoneFigures) -> str:
    """Every wait of the milestone, with the reasons that a verifier has read; blank if it never waited."""
    return "; ".join(
        f"{waiting_text(wait)}: {wait.reason}" if wait.is_verified and wait.reason else waiting_text(wait)
        for wait in milestone.waits
    )


def blocked_days_text(milestone: MilestoneFigures) -> str:
    """34 hari menunggu instansi lain; stands beside the days late, blank if it never waited."""
    if not milestone.blocked_days:
        return ""
    return _("%(days)s hari menunggu instansi lain") % {"days": milestone.blocked_days}


def reached_text(value: Decimal | None, step: int | None, unit: str) -> str:
    """What was reported or verified: a quantity, or a step in words."""
    if value is not None:
        return quantity_text(value, unit)
    return "" if step is None else str(Step(step).label)


@dataclass(frozen=True, slots=True)
class Meter:
    """What `components/progress_meter.html` draws. `code` and `word` are of the pace."""

    percent: int | None
    percent_text: str | None
    expected: int | None
    coverage: str
    code: str | None
    word: str | None
    as_of: date


def commitment_meter(figures: CommitmentFigures, as_of: date) -> Meter:
    return _meter(
        figures.progress, figures.expected, figures.pace, milestone_coverage(figures.progress), as_of
    )


def plan_meter(figures: PlanFigures, as_of: date) -> Meter:
    return _meter(
        figures.progress, figures.expected, figures.pace, commitment_coverage(figures.progress), as_of
    )


def proven_meter(progress: Progress, as_of: date) -> Meter:
    """Of a plan, without its pace."""
    return _meter(progress, None, None, commitment_coverage(progress), as_of)


def _meter(
    progress: Progress, expected: Fraction | None, pace: Pace | None, coverage: str, as_of: date
) -> Meter:
    return Meter(
        percent=whole(progress.percent),
        percent_text=percent_text(progress.percent),
        expected=whole(expected),
        coverage=coverage,
        code=pace.value if pace else None,
        word=pace_text(pace),
        as_of=as_of,
    )
