"""One page for a minister: how the plan stands, who waits for whom, what is late, what is newly done."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
from reports.document import Fact, Facts, Paragraph, Part, Phrase, Tiles
from reports.document.blocks import Block, Tile
from reports.domain.briefing import lines_of, shares
from reports.domain.outlines import PartKey
from reports.payload.decisions import needed_decisions, written_decisions
from reports.payload.keys import commitment_name
from reports.payload.material import Material, once
from reports.payload.promises import Blocked, Promise, blocked, newly_complete, overdue
from reports.payload.shortening import cut, others
from reports.payload.words import in_words

# What one page of A4 holds below the figures and the titles of its parts, in lines; those of a list are indented.
ROOM = 25
LETTERS_OF_LINE = 100
LETTERS_OF_ENTRY = 82
TITLE_LETTERS = 80
NAME_LETTERS = 45
NUMBER_LETTERS = 30


def in_brief(material: Material) -> Iterator[Part]:
    """The figures that the summary of every other report begins with."""
    tiles = (_proven(material), _expected(material.totals), _late(material))
    yield Part(PartKey.IN_BRIEF.value, _("Angka pokok"), "keadaan", (Tiles(tiles),))


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


def _late(material: Material) -> Tile:
    totals, earlier = material.totals, material.earlier_totals
    note = _("dari %(total)s tonggak; %(waiting)s menunggu pihak lain") % {
        "total": totals.milestones,
        "waiting": totals.waiting,
    }
    before = _before(material, str(earlier.overdue) if earlier else None)
    return Tile(_("Tonggak terlambat"), str(totals.overdue), note, before)


def _before(material: Material, value: str | None) -> str:
    if value is None or material.before is None:
        return ""
    return _("%(value)s pada %(date)s") % {"value": value, "date": long_date(material.before)}


Lists = dict[PartKey, tuple[Fact, ...]]


@once
def _lists(material: Material) -> Lists:
    """All that each of them holds."""
    return {
        PartKey.BLOCKED: tuple(_blocked(material, one) for one in blocked(material)),
        PartKey.OVERDUE: tuple(_overdue(material, one) for one in overdue(material)),
        PartKey.NEWLY_COMPLETE: tuple(_complete(material, one) for one in newly_complete(material)),
    }


@once
def _shown(material: Material) -> dict[PartKey, int]:
    """How many entries of each list fit on the page."""
    lists = _lists(material)
    decided = lines_of([written_decisions(material), *needed_decisions(material)], LETTERS_OF_LINE)
    lines = [[_lines(entry) for entry in entries] for entries in lists.values()]
    return dict(zip(lists, shares(lines, ROOM - decided), strict=True))


def _lines(entry: Fact) -> int:
    return lines_of((str(value.text) for value in entry.values), LETTERS_OF_ENTRY)


def blocked_part(material: Material) -> Iterator[Part]:
    nothing = _("Menurut laporan, tidak ada tonggak yang menunggu instansi lain.")
    blocks = _listed(material, PartKey.BLOCKED, nothing)
    yield Part(PartKey.BLOCKED.value, _("Menunggu pihak lain"), "menunggu", blocks)


def _blocked(material: Material, one: Blocked) -> Fact:
    facts = {
        "owner": _owner(one.promise),
        "institution": cut(one.wait.institution, NAME_LETTERS),
        "since": long_date(one.wait.since),
        "period": one.wait.period,
    }
    told = _("%(owner)s menunggu %(institution)s sejak %(since)s, menurut laporan %(period)s") % facts
    days = ngettext("%(days)s hari", "%(days)s hari", one.wait.days) % {"days": one.wait.days}
    return _line(material, one.promise, days, told)


def overdue_part(material: Material) -> Iterator[Part]:
    blocks = _listed(material, PartKey.OVERDUE, _("Tidak ada tonggak yang lewat tenggat."))
    yield Part(PartKey.OVERDUE.value, _("Terlambat"), "terlambat", blocks)


def _overdue(material: Material, one: Promise) -> Fact:
    """The days that it waited for another institution stand beside the days late, never off them."""
    milestone = one.milestone
    told = [
        _owner(one),
        _("tenggat %(date)s") % {"date": partial_text(milestone.due)},
        blocked_days_text(milestone),
    ]
    return _line(material, one, late_text(milestone), ", ".join(filter(None, told)))


def newly_complete_part(material: Material) -> Iterator[Part]:
    title, nothing = _("Sudah selesai"), _("Belum ada tonggak yang selesai.")
    if material.before:
        title = _("Selesai sejak %(date)s") % {"date": long_date(material.before)}
        nothing = _("Tidak ada tonggak yang baru selesai.")
    blocks = _listed(material, PartKey.NEWLY_COMPLETE, nothing)
    yield Part(PartKey.NEWLY_COMPLETE.value, title, "selesai", blocks)


def _complete(material: Material, one: Promise) -> Fact:
    verified = one.milestone.verified
    return _line(material, one, long_date(verified.on) if verified else "", _owner(one))


def _listed(material: Material, key: PartKey, nothing: str) -> tuple[Block, ...]:
    entries, most = _lists(material)[key], _shown(material)[key]
    if not entries:
        return (Paragraph(nothing, "empty"),)
    left = len(entries) - most
    rest = Fact(others(left), (Phrase(_("lihat di daftar komitmen"), _list_address(material)),))
    return (Facts((*entries[:most], *((rest,) if left else ()))),)


def _owner(promise: Promise) -> str:
    return cut(promise.milestone.owner_name or _("tanpa pemilik"), NAME_LETTERS)


def _line(material: Material, promise: Promise, term: str, told: str) -> Fact:
    """What it is about leads to its page; a commitment is named by its number, if it has one."""
    title = cut(numbered(promise.milestone), TITLE_LETTERS)
    name = cut(commitment_name(material, promise.line.id), NUMBER_LETTERS)
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
