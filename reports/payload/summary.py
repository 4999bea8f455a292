"""The page that ministers read: how it stands, what changed since the last report, what needs them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from foundation.formats import long_date
from renaksi.queries.wording import commitment_coverage, pace_text, percent_text
from reports.document import Heading, Paragraph, Part, Phrase, Points, Tiles
from reports.document.blocks import Block, Tile
from reports.domain.outlines import PartKey
from reports.payload.attention import ANCHOR
from reports.payload.material import Material
from reports.payload.record_summary import record_blocks
from reports.payload.results import status_bar
from reports.payload.sentences import (
    fresh_sentence,
    late_sentence,
    ownerless_sentence,
    pace_sentence,
    proven_sentence,
    reported_sentence,
    statuses_sentence,
    told,
    waiting_sentence,
)
from reports.payload.since_last import Before, before_of, percent_then, points_of, value_then


def summary(material: Material) -> Iterator[Part]:
    """At most a page, and less where the whole report is meant to be short."""
    tell = _blocks if material.is_monitored else record_blocks
    yield Part(
        key=PartKey.SUMMARY.value,
        title=_("Ringkasan"),
        anchor="ringkasan",
        blocks=tuple(tell(material)),
    )


def _blocks(material: Material) -> Iterator[Block]:
    yield Paragraph(told(proven_sentence(material), pace_sentence(material)), "lead")
    yield Tiles(tuple(_tiles(material, before_of(material))))
    if material.subject.has_cover:
        yield status_bar(material.totals)
    yield Paragraph(statuses_sentence(material))
    yield Heading(_("Perlu perhatian"))
    yield Points(tuple(_needs(material)))
    yield from _changes(material, before_of(material))


def _tiles(material: Material, before: Before | None) -> Iterator[Tile]:
    totals, then = material.totals, before.totals if before else None
    day = before.as_of if before else material.as_of
    yield Tile(
        _("Terbukti"),
        percent_text(totals.progress.percent) or _("belum ada bukti"),
        commitment_coverage(totals.progress),
        percent_then(then.progress, day) if then else "",
    )
    yield Tile(
        _("Semestinya"),
        percent_text(totals.expected) or _("tanpa tenggat"),
        pace_text(totals.pace) or _("laju belum dapat dihitung"),
        percent_then(then.expected, day) if then and then.expected is not None else "",
    )
    yield Tile(
        _("Tonggak terverifikasi"),
        str(totals.verified_milestones),
        _("dari %(total)s tonggak") % {"total": totals.milestones},
        value_then(str(then.verified_milestones), day) if then else "",
    )
    yield Tile(
        _("Tonggak terlambat"),
        str(totals.overdue),
        _("lewat tenggat dan belum terbukti selesai"),
        value_then(str(then.overdue), day) if then else "",
    )


def _changes(material: Material, before: Before | None) -> Iterator[Block]:
    if before is None:
        yield Heading(_("Perubahan sejak laporan terakhir"))
        yield Paragraph(
            _("Ini laporan pertama dari jenisnya: belum ada keadaan sebelumnya yang dapat dibandingkan."),
            "empty",
        )
        return
    yield Heading(_("Perubahan sejak %(date)s") % {"date": long_date(before.as_of)})
    yield Paragraph(_compared_with(before, material.lang), "note")
    moved = points_of(material, before)
    if moved:
        yield Points(moved)
    else:
        yield Paragraph(_("Tidak ada komitmen yang berubah."), "empty")


def _compared_with(before: Before, lang: str) -> str:
    if before.report is None:
        return _("Belum ada laporan sejenis yang terbit; dibandingkan dengan keadaan data pada hari itu.")
    titles = {edition.lang: edition.title for edition in before.report.editions}
    told_of = {
        "title": titles.get(lang, before.report.main.title),
        "version": before.report.version,
    }
    if not before.report.period:
        return _("Dibandingkan dengan %(title)s versi %(version)s yang telah terbit.") % told_of
    told_of["period"] = before.report.period.replace("-", " ")
    return _("Dibandingkan dengan %(title)s %(period)s versi %(version)s yang telah terbit.") % told_of


def _needs(material: Material) -> Iterator[Phrase]:
    """Each leads to where it is told at length, if the report is long enough to have that."""
    at_length = f"#{ANCHOR}" if PartKey.ATTENTION in material.subject.outline else ""
    sentences = (
        late_sentence(material),
        reported_sentence(material, material.period) if material.period else "",
        waiting_sentence(material),
        ownerless_sentence(material),
        fresh_sentence(material),
    )
    return (Phrase(text, at_length) for text in sentences if text)
