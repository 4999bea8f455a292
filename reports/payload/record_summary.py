"""A plan that is only a record, summed up: what it holds, and what independent assessors said of it."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from renaksi.enums import Indicator
from renaksi.queries.figures import PlanFigures
from renaksi.queries.findings import ScaleTally, scale_tallies
from reports.document import Heading, Paragraph, Phrase, Points
from reports.document.blocks import Block
from reports.payload.material import Material

# What is rated of every commitment alike, and says little of what became of it.
_SAYS_LITTLE = frozenset({Indicator.VERIFIABLE, Indicator.RELEVANT})


def record_blocks(material: Material) -> Iterator[Block]:
    yield Paragraph(
        _(
            "Rencana aksi ini tidak dipantau di Renaksi: laporan ini memuat isi komitmen dan penilaian independen, "
            "tanpa angka capaian dari kami."
        ),
        "lead",
    )
    yield Paragraph(_held(material.totals))
    yield from _assessed(material)


def _held(totals: PlanFigures) -> str:
    counts = {"commitments": totals.commitments, "milestones": totals.milestones}
    if not totals.milestones:
        return (
            _("Di dalamnya %(commitments)s komitmen; tonggak capaiannya tidak tercatat di Renaksi.") % counts
        )
    return _("Di dalamnya %(commitments)s komitmen dengan %(milestones)s tonggak capaian.") % counts


def _assessed(material: Material) -> Iterator[Block]:
    ratings = [rating for rows in material.loaded.ratings.values() for rating in rows]
    assessed = sum(bool(rows) for rows in material.loaded.ratings.values())
    yield Heading(_("Penilaian independen"))
    if not assessed:
        yield Paragraph(_("Belum ada komitmen yang punya penilaian independen."), "empty")
        return
    yield Paragraph(
        _("%(assessed)s dari %(total)s komitmen punya penilaian independen.")
        % {"assessed": assessed, "total": material.totals.commitments}
    )
    told = [tally for tally in scale_tallies(ratings) if tally.indicator not in _SAYS_LITTLE]
    several = {one for one, times in Counter(tally.indicator for tally in told).items() if times > 1}
    if told:
        yield Points(tuple(_tally(tally, with_scale=tally.indicator in several) for tally in told))


def _tally(tally: ScaleTally, *, with_scale: bool) -> Phrase:
    text = _(
        "%(indicator)s menurut penilai independen: %(values)s, dari %(total)s komitmen yang dinilai."
    ) % {
        "indicator": f"{tally.label} ({tally.scale})" if with_scale else tally.label,
        "values": ", ".join(f"{value.count} {value.word.lower()}" for value in tally.values),
        "total": tally.total,
    }
    return Phrase(text)
