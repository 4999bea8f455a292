"""The overall results: how much is proven against what was to be expected, now and period by period."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.formats import long_date
from foundation.languages import told as told_in
from renaksi.queries.charts import STATUS_TONES
from renaksi.queries.figures import PlanFigures
from renaksi.queries.lines import leads_among
from renaksi.queries.wording import commitment_coverage, pace_text, percent_text
from reports.document import (
    Bars,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Part,
    Phrase,
    TableView,
)
from reports.document.blocks import Bar, Block, Slice
from reports.domain.outlines import PartKey
from reports.payload.history import MOST_PERIODS, Point
from reports.payload.material import Material
from reports.payload.sentences import late_sentence, told

_VIEWED = (
    "period",
    "as_of",
    "progress",
    "expected",
    "pace",
    "verified_milestones",
    "complete_milestones",
    "overdue",
)


def results(material: Material) -> Iterator[Part]:
    if material.history:
        yield Part(
            key=PartKey.RESULTS.value,
            title=_("Hasil keseluruhan"),
            anchor="hasil",
            blocks=tuple(_blocks(material)),
        )


def _blocks(material: Material) -> Iterator[Block]:
    yield from _part_of(material)
    yield Facts(tuple(_facts(material)), "box")
    decided = _decided_otherwise(material)
    if decided:
        yield Paragraph(decided, "note")
    yield Heading(_("Dari periode ke periode"))
    trend = _trend(material)
    if trend:
        yield Paragraph(trend)
    yield status_bars(material.history)
    yield Paragraph(_as_of_note(material), "note")
    yield TableView("periods", _VIEWED, caption=_("Terbukti dan semestinya per periode"))


def _part_of(material: Material) -> Iterator[Block]:
    """An institution's report counts all commitments that it takes part in, its page those that it leads."""
    institution = material.subject.institution
    if institution is None:
        return
    leads = sum(
        institution.pk in {lead.institution_id for lead in leads_among(partners)}
        for partners in material.loaded.partners.values()
    )
    yield Paragraph(
        _(
            "Angka ini dihitung atas %(total)s komitmen yang melibatkan %(institution)s; "
            "%(leads)s di antaranya dipimpinnya."
        )
        % {
            "total": material.totals.commitments,
            "institution": told_in(institution, "name"),
            "leads": leads,
        }
    )


def _facts(material: Material) -> Iterator[Fact]:
    totals, latest = material.totals, material.history[-1]
    known = (
        (_("Data per"), long_date(material.as_of)),
        (_("Cakupan"), _scope(totals)),
        (_("Terbukti"), _with_coverage(totals)),
        (_("Semestinya menurut jadwal"), percent_text(totals.expected) or _("tanpa tenggat")),
        (_("Laju"), pace_text(totals.pace) or _("belum dapat dihitung")),
        (_("Tonggak terverifikasi"), _of(totals.verified_milestones, totals.milestones)),
        (_("Tonggak selesai dengan bukti"), _of(latest.complete_milestones, totals.milestones)),
        (_("Terlambat"), late_sentence(material)),
        (_("Menunggu instansi lain"), _waiting(material)),
    )
    return (Fact(term, (Phrase(text),)) for term, text in known)


def _scope(totals: PlanFigures) -> str:
    return _("%(commitments)s komitmen, %(milestones)s tonggak capaian") % {
        "commitments": totals.commitments,
        "milestones": totals.milestones,
    }


def _with_coverage(totals: PlanFigures) -> str:
    percent = percent_text(totals.progress.percent) or _("belum ada bukti")
    return f"{percent} ({commitment_coverage(totals.progress)})"


def _of(count: int, total: int) -> str:
    return _("%(count)s dari %(total)s") % {"count": count, "total": total}


def _waiting(material: Material) -> str:
    """Days are of each commitment by itself: they are not added up over the plan."""
    waiting = material.totals.waiting
    if not waiting:
        return _("Tidak ada tonggak yang sedang menunggu.")
    return ngettext(
        "%(count)s tonggak; hari menunggu tidak mengurangi hari terlambat.",
        "%(count)s tonggak; hari menunggu tidak mengurangi hari terlambat.",
        waiting,
    ) % {"count": waiting}


def _decided_otherwise(material: Material) -> str:
    differing = sum(
        one.decided is not None and one.decided != one.proposed for one in material.loaded.figures.values()
    )
    if not differing:
        return ""
    return ngettext(
        "Pada %(count)s komitmen sekretariat menetapkan status lain daripada hitungan; "
        "keduanya ada di bagian komitmennya.",
        "Pada %(count)s komitmen sekretariat menetapkan status lain daripada hitungan; "
        "keduanya ada di bagian komitmennya.",
        differing,
    ) % {"count": differing}


def _trend(material: Material) -> str:
    """From the first point that knows something to the last one."""
    known = [point for point in material.history if point.figures.progress.percent is not None]
    if len(known) < 2:
        return ""
    first, last = known[0].figures.progress.percent, known[-1].figures.progress.percent
    words = {
        "first": percent_text(first),
        "from": known[0].label,
        "last": percent_text(last),
        "to": known[-1].label,
    }
    if words["first"] == words["last"]:
        return _("Bagian yang terbukti tetap %(last)s sejak %(from)s.") % words
    if (last or 0) > (first or 0):
        return _("Bagian yang terbukti naik dari %(first)s (%(from)s) menjadi %(last)s (%(to)s).") % words
    return _("Bagian yang terbukti turun dari %(first)s (%(from)s) menjadi %(last)s (%(to)s).") % words


def _as_of_note(material: Material) -> str:
    cut = _("Hanya %(count)s periode terakhir yang ditampilkan.") % {"count": MOST_PERIODS}
    is_cut = len(material.periods) > MOST_PERIODS and material.history[0].key != _first_key(material)
    return told(
        _(
            "Tiap batang adalah keadaan pada hari terakhir verifikasi periode itu, yang terakhir pada tanggal data, "
            "atas komitmen yang sekarang terbit."
        ),
        cut if is_cut else "",
    )


def _first_key(material: Material) -> str:
    return f"{material.periods[0].code}-{material.periods[0].year}"


def status_bars(points: tuple[Point, ...]) -> Bars:
    return Bars(
        title=_("Komitmen menurut status, per periode"),
        bars=tuple(
            Bar(
                _slices(point.figures),
                label=point.label,
                note=_proven(point.figures),
            )
            for point in points
        ),
        label_header=_("Status"),
        value_header=_("Komitmen"),
        empty=_("Belum ada komitmen"),
    )


def _proven(figures: PlanFigures) -> str:
    percent = percent_text(figures.progress.percent)
    return _("%(percent)s terbukti") % {"percent": percent} if percent else _("belum ada bukti")


def status_bar(figures: PlanFigures) -> Bars:
    """Of one day, without a label: as on the plan's page."""
    return Bars(
        title=_("Komitmen menurut status"),
        bars=(Bar(_slices(figures)),),
        label_header=_("Status"),
        value_header=_("Komitmen"),
        empty=_("Belum ada komitmen"),
    )


def _slices(figures: PlanFigures) -> tuple[Slice, ...]:
    counts = dict(figures.by_status)
    return tuple(
        Slice(str(status.label), counts[status], tone.value, mark.value)
        for status, (tone, mark) in STATUS_TONES.items()
    )
