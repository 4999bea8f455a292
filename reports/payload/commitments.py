"""One part per commitment: its facts, three verdicts, milestones, evidence, ratings and changes."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from foundation.formats import long_date
from foundation.languages import told
from renaksi.models import Commitment
from renaksi.queries.figures import CommitmentFigures
from renaksi.queries.lines import leads_among
from renaksi.queries.neighbours import neighbour_facts
from renaksi.queries.texts import facts_of, texts_of, withdrawn_text
from renaksi.queries.verdicts import Verdict, three_verdicts
from renaksi.queries.wording import pace_text, percent_text
from reports.document import Block, Fact, Facts, Heading, Paragraph, Part, Phrase, State, Verdicts, blocks
from reports.domain.outlines import PartKey
from reports.payload.changes import change_blocks
from reports.payload.material import Material
from reports.payload.milestones import milestones_block
from reports.payload.proofs import evidence_list
from reports.payload.ratings import rating_blocks, ratings_of
from reports.payload.short_form import short_form
from reports.payload.words import day_text, fact, in_words, joined, phrase

# Of the template's blocks, those that say what was promised and why.
_SHOWN_TEXTS = ("problem", "solution", "expected_results")


def commitments_part(material: Material) -> Iterator[Part]:
    for commitment in material.loaded.commitments:
        yield commitment_part(material, commitment)


def commitment_part(material: Material, commitment: Commitment) -> Part:
    return Part(
        key=PartKey.COMMITMENTS.value,
        title=in_words(told(commitment, "title")),
        anchor=material.anchor_of(commitment.pk),
        blocks=tuple(short_form(material, commitment, _blocks(material, commitment))),
        eyebrow=name_of(commitment),
        state=state_of(material.loaded.figures[commitment.pk]),
    )


def name_of(commitment: Commitment) -> str:
    if not commitment.number:
        return pgettext("satu", "Komitmen")
    return _("Komitmen %(number)s") % {"number": commitment.number}


def state_of(figures: CommitmentFigures) -> State | None:
    """None for a plan that is only a record."""
    return State(figures.status.value, str(figures.status.label)) if figures.status else None


def _blocks(material: Material, commitment: Commitment) -> Iterator[Block]:
    if commitment.withdrawn_on and commitment.withdrawn_on <= material.as_of:
        yield Paragraph(_("Komitmen ini ditarik."), "notice")
    yield Facts(tuple(_facts(material, commitment)), "box")
    yield verdicts_block(material, commitment)
    yield from remark_blocks(material, commitment)
    yield from _promised(material, commitment)
    if material.loaded.evidence.get(commitment.pk):
        yield Heading(_("Data dukung"))
        yield evidence_list(material, commitment.pk)
    yield from rating_blocks(material, commitment.pk)
    yield from change_blocks(material, commitment.pk)


def _promised(material: Material, commitment: Commitment) -> Iterator[Block]:
    """Its texts and milestones; of a record that has neither, that is one sentence."""
    figures = material.loaded.figures[commitment.pk]
    if figures.monitored or figures.milestones or texts_of(commitment).blocks:
        yield from _texts(commitment)
        yield from milestone_blocks(material, commitment)
    else:
        yield Paragraph(_("Uraian dan tonggak capaian komitmen ini tidak ada dalam sumber kami."), "note")


def _texts(commitment: Commitment) -> Iterator[Block]:
    """In the order of OGP's template."""
    known = texts_of(commitment).blocks
    if not known:
        yield Paragraph(_("Uraian komitmen belum diketahui."), "empty")
    for block in known:
        if block.key in _SHOWN_TEXTS:
            yield Heading(block.title)
            yield Paragraph(in_words(block.text))


def remark_blocks(material: Material, commitment: Commitment) -> Iterator[Block]:
    """What editors say of it in this report."""
    if remark := material.texts.remarks.get(commitment.pk):
        yield Heading(_("Catatan redaksi"))
        yield Paragraph(in_words(remark), "quote")


def milestone_blocks(material: Material, commitment: Commitment) -> Iterator[Block]:
    yield Heading(_("Tonggak capaian"))
    figures = material.loaded.figures[commitment.pk]
    if figures.milestones:
        yield milestones_block(material, figures)
    else:
        yield Paragraph(_("Belum ada tonggak capaian yang dicatat untuk komitmen ini."), "empty")


def verdicts_block(material: Material, commitment: Commitment) -> Verdicts:
    figures = material.loaded.figures[commitment.pk]
    decision = next(iter(material.loaded.decisions.get(commitment.pk, ())), None)
    leads = leads_among(material.loaded.partners.get(commitment.pk, ()))
    found = three_verdicts(
        figures,
        ratings_of(material, commitment.pk),
        lead=joined(lead.name for lead in leads),
        decision_reason=decision.reason if decision else "",
    )
    return Verdicts(
        claimed=_verdict(material, found.claimed),
        verified=_verdict(material, found.verified),
        independent=_verdict(material, found.independent),
        is_monitored=found.monitored,
    )


def _verdict(material: Material, found: Verdict | None) -> blocks.Verdict | None:
    if found is None:
        return None
    return blocks.Verdict(
        value=in_words(found.value),
        date=day_text(found.date),
        source=in_words(found.source),
        url=material.address_of(found.url),
        note=in_words(found.note),
        code=found.code,
        word=found.word,
    )


def _facts(material: Material, commitment: Commitment) -> Iterator[Fact]:
    """All that its page says of it, then how it stands."""
    loaded = material.loaded
    if commitment.withdrawn_on and commitment.withdrawn_on <= material.as_of:
        yield Fact(_("Ditarik"), (phrase(material, withdrawn_text(commitment)),))
    known = facts_of(commitment, loaded.partners.get(commitment.pk, ()))
    if commitment.ogp_code:
        # The code leads to the source already.
        known = tuple(one for one in known if one.term != _("Sumber"))
    for one in (*known, *neighbour_facts(commitment, loaded.continuations.get(commitment.pk, ()))):
        yield fact(material, one)
    figures = loaded.figures[commitment.pk]
    if figures.monitored:
        yield from _standing(figures)
    address = material.address_of(commitment.get_absolute_url())
    yield Fact(_("Alamat"), (Phrase(address, address),))


def _standing(figures: CommitmentFigures) -> Iterator[Fact]:
    told_pace = [percent_text(figures.expected) or _("tanpa tenggat"), pace_text(figures.pace)]
    yield Fact(_("Semestinya menurut jadwal"), (Phrase("; ".join(filter(None, told_pace))),))
    if figures.overdue:
        yield Fact(_("Tonggak terlambat"), (Phrase(str(figures.overdue)),))
    if figures.blocked_days:
        days = ngettext("%(days)s hari", "%(days)s hari", figures.blocked_days) % {
            "days": figures.blocked_days
        }
        yield Fact(_("Menunggu pihak lain"), (Phrase(days),))
    yield Fact(_("Kesegaran"), (Phrase(freshness_text(figures)),))


def freshness_text(figures: CommitmentFigures) -> str:
    if figures.last_accepted_on is None:
        return _("Belum ada data dukung yang diterima.")
    text = _("Bukti terakhir diterima %(date)s, %(days)s hari sebelumnya.") % {
        "date": long_date(figures.last_accepted_on),
        "days": figures.days_since_accepted,
    }
    stale = _("Lebih dari enam bulan: perlu diperbarui.")
    return f"{text} {stale}" if figures.is_stale else text
