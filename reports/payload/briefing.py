"""One page for a minister: how the plan stands, who waits for whom, what is late, what is newly done."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.formats import long_date
from renaksi.queries.figures import PlanFigures
from renaksi.queries.milestone_items import late_text
from renaksi.queries.wording import (
    blocked_days_text,
    commitment_coverage,
    numbered,
    pace_text,
    partial_text,
    percent_text,
)
from reports.document import Fact, Facts, Paragraph, Part, Phrase, Points, Tiles
from reports.document.blocks import Block, Tile
from reports.domain.briefing import shortened
from reports.domain.outlines import PartKey
from reports.payload.keys import commitment_name
from reports.payload.material import Material
from reports.payload.promises import Blocked, Promise, blocked, newly_complete, overdue
from reports.payload.shortening import cut, others
from reports.payload.words import in_words

# So many lines fit on one page of A4 beside what has to be decided.
MOST_BLOCKED = 3
MOST_OVERDUE = 4
MOST_COMPLETE = 3
TITLE_LETTERS = 80


def in_brief(material: Material) -> Iterator[Part]:
    """The figures that the summary of every other report begins with."""
    tiles = (_proven(material), _expected(material.totals), *_counts(material))
    yield Part(PartKey.IN_BRIEF.value, _("Keadaan"), "keadaan", (Tiles(tiles),))


def _proven(material: Material) -> Tile:
    totals, earlier = material.totals, material.earlier_totals
    return Tile(
        _("Terbukti"),
        percent_text(totals.progress.percent) or _("belum ada bukti"),
        commitment_coverage(totals.progress),
        _before(material, percent_text(earlier.progress.percent) if earlier else None),
    )


def _expected(totals: PlanFigures) -> Tile:
    return Tile(
        _("Semestinya"),
        percent_text(totals.expected) or _("tanpa tenggat"),
        pace_text(totals.pace) or _("laju belum dapat dihitung"),
    )


def _counts(material: Material) -> Iterator[Tile]:
    totals, earlier = material.totals, material.earlier_totals
    note = _("dari %(total)s tonggak") % {"total": totals.milestones}
    late = _before(material, str(earlier.overdue) if earlier else None)
    waiting = _before(material, str(earlier.waiting) if earlier else None)
    yield Tile(_("Tonggak terlambat"), str(totals.overdue), note, late)
    yield Tile(_("Menunggu pihak lain"), str(totals.waiting), note, waiting)


def _before(material: Material, value: str | None) -> str:
    if value is None or material.before is None:
        return ""
    return _("%(value)s pada %(date)s") % {"value": value, "date": long_date(material.before)}


def blocked_part(material: Material) -> Iterator[Part]:
    found = [_blocked(material, one) for one in blocked(material)]
    nothing = _("Menurut laporan, tidak ada tonggak yang menunggu instansi lain.")
    blocks = _listed(material, found, MOST_BLOCKED, nothing)
    yield Part(PartKey.BLOCKED.value, _("Menunggu pihak lain"), "menunggu", blocks)


def _blocked(material: Material, one: Blocked) -> Fact:
    facts = {
        "owner": one.promise.milestone.owner_name or _("tanpa pemilik"),
        "institution": one.wait.institution,
        "since": long_date(one.wait.since),
        "period": one.wait.period,
    }
    told = _("%(owner)s menunggu %(institution)s sejak %(since)s, menurut laporan %(period)s") % facts
    return _line(material, one.promise, _("%(days)s hari") % {"days": one.wait.days}, told)


def overdue_part(material: Material) -> Iterator[Part]:
    found = [_overdue(material, one) for one in overdue(material)]
    blocks = _listed(material, found, MOST_OVERDUE, _("Tidak ada tonggak yang lewat tenggat."))
    yield Part(PartKey.OVERDUE.value, _("Terlambat"), "terlambat", blocks)


def _overdue(material: Material, one: Promise) -> Fact:
    """The days that it waited for another institution stand beside the days late, never off them."""
    milestone = one.milestone
    told = [
        milestone.owner_name or _("tanpa pemilik"),
        _("tenggat %(date)s") % {"date": partial_text(milestone.due)},
        blocked_days_text(milestone),
    ]
    return _line(material, one, late_text(milestone), ", ".join(filter(None, told)))


def newly_complete_part(material: Material) -> Iterator[Part]:
    found = [_complete(material, one) for one in newly_complete(material)]
    title, nothing = _("Sudah selesai"), _("Belum ada tonggak yang selesai.")
    if material.before:
        title = _("Selesai sejak %(date)s") % {"date": long_date(material.before)}
        nothing = _("Tidak ada tonggak yang baru selesai.")
    blocks = _listed(material, found, MOST_COMPLETE, nothing)
    yield Part(PartKey.NEWLY_COMPLETE.value, title, "selesai", blocks)


def _complete(material: Material, one: Promise) -> Fact:
    verified = one.milestone.verified
    return _line(material, one, long_date(verified.on) if verified else "", one.milestone.owner_name)


def _listed(material: Material, lines: Sequence[Fact], most: int, nothing: str) -> tuple[Block, ...]:
    shown, left = shortened(lines, most)
    if not shown:
        return (Paragraph(nothing, "empty"),)
    rest = (Points((Phrase(others(left), _list_address(material)),)),) if left else ()
    return (Facts(shown), *rest)


def _line(material: Material, promise: Promise, term: str, told: str) -> Fact:
    """What it is about leads to its page; a commitment is named by its number, if it has one."""
    title = cut(numbered(promise.milestone), TITLE_LETTERS)
    name = cut(commitment_name(material, promise.line.id), TITLE_LETTERS)
    return Fact(
        term,
        (
            Phrase(in_words(title), promise.address(material)),
            Phrase(_("Komitmen %(name)s: %(told)s") % {"name": name, "told": told}),
        ),
    )


def _list_address(material: Material) -> str:
    """The list of the same commitments, the one with most that is late first."""
    subject = material.subject
    chosen = {
        "plan": subject.plan.slug,
        "region": subject.region.code if subject.region else "",
        "institution": subject.institution.slug if subject.institution else "",
        "sort": "late",
    }
    query = urlencode({name: value for name, value in chosen.items() if value})
    return material.address_of(f"{reverse('commitment_list')}?{query}")
