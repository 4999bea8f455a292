"""One commitment as OGP's self-assessment asks for it: one form, filled in as far as it is known."""

from collections.abc import Collection, Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.languages import Told, indonesian, told
from institutions.enums import InstitutionKind
from renaksi.enums import Indicator, OgpValue, PartnerRole
from renaksi.models import Commitment
from renaksi.queries.lines import Partner, leads_among
from renaksi.queries.milestone_figures import MilestoneFigures
from renaksi.queries.ratings import rating_line
from renaksi.queries.texts import period_text, texts_of, withdrawn_text
from renaksi.queries.wording import (
    milestone_coverage,
    numbered,
    partial_text,
    percent_text,
)
from reports.document import Block, Fact, Facts, Heading, Part, Phrase, TableView
from reports.domain.outlines import PartKey
from reports.payload.commitments import name_of, state_of
from reports.payload.figures_tables import commitments_table
from reports.payload.gaps import gap_text
from reports.payload.material import Material
from reports.payload.milestones import challenges_text
from reports.payload.proofs import evidence_list, numbers_of
from reports.payload.ratings import ratings_of
from reports.payload.words import in_words, phrase

_GOVERNMENT = frozenset(
    {
        InstitutionKind.MINISTRY,
        InstitutionKind.LOCAL_GOVERNMENT,
        InstitutionKind.AGENCY,
        InstitutionKind.PARLIAMENT,
    }
)
# How ambitious an assessor found it, in the word of its era.
_AMBITION = (Indicator.POTENTIAL_RESULTS, Indicator.POTENTIAL_IMPACT, Indicator.AMBITION)


def implementation_part(material: Material) -> Iterator[Part]:
    """All commitments in one table, then a form for each; ratings stand there, each beside its scale."""
    shown = ("number", "title", "leads", *(("status",) if material.is_monitored else ()))
    yield Part(
        PartKey.IMPLEMENTATION.value,
        _("Pelaksanaan komitmen"),
        "pelaksanaan",
        (TableView(commitments_table(material).key, shown),),
    )
    for commitment in material.loaded.commitments:
        yield Part(
            PartKey.IMPLEMENTATION.value,
            in_words(told(commitment, "title")),
            material.anchor_of(commitment.pk),
            tuple(_blocks(material, commitment)),
            eyebrow=name_of(commitment),
            state=state_of(material.loaded.figures[commitment.pk]),
        )


def _blocks(material: Material, commitment: Commitment) -> Iterator[Block]:
    yield Facts(tuple(_form(material, commitment)), "form")
    if material.loaded.evidence.get(commitment.pk):
        yield Heading(_("Data dukung"))
        yield evidence_list(material, commitment.pk)


def _form(material: Material, commitment: Commitment) -> Iterator[Fact]:
    yield Fact(pgettext("satu", "Komitmen"), (phrase(material, numbered(commitment)),))
    yield from _who(material, commitment)
    yield from _what(material, commitment)
    yield from _how_far(material, commitment)
    for name, milestone in _milestones(material, commitment.pk):
        details = _milestone_details(material, commitment.pk, milestone)
        yield Fact(_("Tonggak %(number)s") % {"number": name}, (Phrase(in_words(milestone.title)), *details))
    yield from _reported(material, commitment)
    yield from _where(material, commitment)


def _who(material: Material, commitment: Commitment) -> Iterator[Fact]:
    partners = material.loaded.partners.get(commitment.pk, ())
    others = [one for one in partners if one.role != PartnerRole.LEAD]
    yield _known(_("Instansi penanggung jawab"), _partners(material, leads_among(partners)))
    nobody = _("tidak ada yang tercatat")
    official = [one for one in others if one.kind in _GOVERNMENT]
    yield _known(_("Pihak lain dari pemerintah"), _partners(material, official), nobody)
    yield _known(
        _("Pihak lain: masyarakat sipil, swasta, dan lainnya"),
        _partners(material, (one for one in others if one.kind not in _GOVERNMENT)),
        nobody,
    )


def _partners(material: Material, partners: Iterable[Partner]) -> Iterator[Phrase]:
    for partner in partners:
        yield phrase(material, partner.name, partner.url)


def _what(material: Material, commitment: Commitment) -> Iterator[Fact]:
    texts = {block.key: block.text for block in texts_of(commitment).blocks}
    asked = (
        (_("Keadaan awal atau masalah"), ("problem", "causes", "done_so_far")),
        (_("Tujuan utama"), ("expected_results",)),
        (_("Uraian singkat"), ("solution",)),
    )
    for term, keys in asked:
        yield _known(term, _texts(texts, keys))
    areas = [phrase(material, told(area, "name")) for area in commitment.policy_areas.all()]
    yield _known(_("Bidang kebijakan"), areas)
    values = [Phrase(str(OgpValue(value).label)) for value in commitment.ogp_values]
    serves = ("serves_transparency", "serves_accountability", "serves_participation")
    yield _known(_("Kaitan dengan nilai OGP"), [*values, *_texts(texts, serves)])
    yield _known(_("Ambisi"), _rated(material, commitment.pk, _AMBITION))
    period = period_text(commitment)
    yield _known(_("Mulai dan berakhir"), [Phrase(period)] if period else [])


def _texts(texts: dict[str, Told], keys: Iterable[str]) -> Iterator[Phrase]:
    for key in keys:
        if key in texts:
            yield from paragraphs(texts[key])


def paragraphs(text: str) -> Iterator[Phrase]:
    """Each by itself: a cell of the form has no blank lines."""
    lang = getattr(text, "lang", "")
    for line in text.split("\n"):
        if line.strip():
            yield Phrase(in_words(Told(line.strip(), lang)))


def _rated(material: Material, commitment_id: int, wanted: Collection[str]) -> Iterator[Phrase]:
    """As printed, and by whom: a rating is never the government's own."""
    for rating in ratings_of(material, commitment_id):
        if rating.indicator in wanted:
            line = rating_line(rating)
            told_rating = _("%(indicator)s: %(word)s (tercetak “%(value)s”), menurut %(source)s") % {
                "indicator": line.indicator_label,
                "word": line.word,
                "value": line.value,
                "source": line.said_by,
            }
            yield Phrase(told_rating, line.url)


def _how_far(material: Material, commitment: Commitment) -> Iterator[Fact]:
    """Claimed, verified and independent beside each other, never as one."""
    figures = material.loaded.figures[commitment.pk]
    if commitment.withdrawn_on and commitment.withdrawn_on <= material.as_of:
        yield Fact(_("Ditarik"), (phrase(material, withdrawn_text(commitment)),))
    verified = []
    if figures.status:
        proven = percent_text(figures.progress.percent) or _("belum ada bukti")
        verified = [
            Phrase(str(figures.status.label)),
            Phrase(_("Terbukti: %(percent)s") % {"percent": proven}),
            Phrase(milestone_coverage(figures.progress)),
        ]
    yield _known(_("Tingkat penyelesaian, terverifikasi sekretariat"), verified)
    if figures.monitored:
        claimed = percent_text(figures.claimed.percent) or _("belum ada laporan")
        yield Fact(_("Klaim instansi"), (Phrase(claimed),))
    rated = list(_rated(material, commitment.pk, set(Indicator) - set(_AMBITION)))
    yield Fact(_("Penilaian independen"), tuple(rated) or (Phrase(_("belum ada")),))


def _milestones(material: Material, commitment_id: int) -> Iterator[tuple[str, MilestoneFigures]]:
    """Each with its number, else its place."""
    milestones = material.loaded.figures[commitment_id].milestones
    for place, milestone in enumerate(milestones, start=1):
        yield milestone.number or str(place), milestone


def _milestone_details(
    material: Material, commitment_id: int, milestone: MilestoneFigures
) -> Iterator[Phrase]:
    if milestone.success_measure:
        yield Phrase(in_words(milestone.success_measure))
    yield Phrase("; ".join(_milestone_standing(material, commitment_id, milestone)))


def _milestone_standing(material: Material, commitment_id: int, milestone: MilestoneFigures) -> Iterator[str]:
    start, due = partial_text(milestone.start), partial_text(milestone.due)
    yield _("mulai %(start)s, berakhir %(due)s") % {
        "start": start or _("tidak diketahui"),
        "due": due or _("tanpa tenggat"),
    }
    if material.is_monitored:
        proven = percent_text(milestone.verified.percent) if milestone.verified else None
        yield _("penyelesaian %(percent)s, %(state)s") % {
            "percent": proven or _("belum ada bukti"),
            "state": str(milestone.timeliness.label).lower(),
        }
    if numbers := numbers_of(material, milestone.id, commitment_id):
        yield _("data dukung nomor %(numbers)s") % {"numbers": ", ".join(map(str, numbers))}


def _reported(material: Material, commitment: Commitment) -> Iterator[Fact]:
    """From the reports behind the verified values; each says which milestone it is about."""
    updates = [
        (name, material.loaded.updates[milestone.id])
        for name, milestone in _milestones(material, commitment.pk)
        if milestone.id in material.loaded.updates
    ]
    asked = (
        (_("Hasil"), [(one, indonesian(update.narrative)) for one, update in updates]),
        (_("Kendala"), [(one, challenges_text(update)) for one, update in updates]),
        (_("Langkah berikut"), [(one, indonesian(update.next_step)) for one, update in updates]),
    )
    nothing = _nothing_reported(material, has_reports=bool(updates))
    for term, found in asked:
        values = [line for name, text in found for line in _of(name, text)]
        yield _known(term, values, nothing)


def _nothing_reported(material: Material, *, has_reports: bool) -> str:
    """A record has no reports here: there it is for editors to say."""
    if has_reports:
        return _("tidak disebut dalam laporan")
    return _("belum ada laporan terverifikasi") if material.is_monitored else gap_text()


def _of(name: str, text: str) -> Iterator[Phrase]:
    """The first paragraph begins with the number of the milestone."""
    if text:
        yield from paragraphs(Told(f"{name}. {text}", getattr(text, "lang", "")))


def _where(material: Material, commitment: Commitment) -> Iterator[Fact]:
    """An institution, no person: its page says how to reach it."""
    leads = leads_among(material.loaded.partners.get(commitment.pk, ()))
    yield _known(_("Kontak"), _partners(material, leads[:1]))
    address = material.address_of(commitment.get_absolute_url())
    yield Fact(_("Halaman komitmen"), (Phrase(address, address),))
    if remark := material.texts.remarks.get(commitment.pk):
        yield Fact(_("Keterangan sekretariat"), tuple(paragraphs(remark)))


def _known(term: str, values: Iterable[Phrase], unknown: str = "") -> Fact:
    return Fact(term, tuple(values) or (Phrase(unknown or gap_text()),))
