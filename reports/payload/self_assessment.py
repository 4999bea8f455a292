"""OGP's self-assessment, in the order of its template: what we know is filled in, what we do not know says so."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.languages import indonesian, told
from institutions.enums import InstitutionKind
from renaksi.queries.wording import span
from reports.document import Block, Fact, Facts, Paragraph, Part, Phrase, Points, TableView
from reports.domain.outlines import PartKey
from reports.enums import TextSlot
from reports.payload.findings import findings_table
from reports.payload.gaps import gap_text, written_or_gap
from reports.payload.material import Material
from reports.payload.participation import events_table
from reports.payload.words import in_words, phrase


def introduction_part(material: Material) -> Iterator[Part]:
    blocks = (*_about(material), Facts(tuple(_plan_facts(material)), "box"))
    yield Part(PartKey.INTRODUCTION.value, _("Pendahuluan dan latar belakang"), "pendahuluan", blocks)


def _about(material: Material) -> Iterator[Block]:
    summary = told(material.subject.plan, "summary")
    yield Paragraph(in_words(summary)) if summary.strip() else Paragraph(gap_text(), "empty")
    if not material.is_monitored:
        yield Paragraph(
            _(
                "Rencana aksi ini tidak dipantau di Renaksi: tingkat penyelesaian dari kami tidak ada, "
                "hanya yang dicatat dan yang ditemukan penilai independen."
            ),
            "note",
        )


def _plan_facts(material: Material) -> Iterator[Fact]:
    plan = material.subject.plan
    commitments, milestones = material.totals.commitments, material.totals.milestones
    known = (
        (_("Rencana aksi"), told(plan, "label")),
        (_("Nama di OGP"), plan.ogp_label),
        (_("Masa berlaku"), span(plan.start_on, plan.start_precision, plan.end_on, plan.end_precision)),
        (_("Dasar hukum"), indonesian(plan.legal_basis)),
        (
            _("Isi"),
            _("%(commitments)s komitmen, %(milestones)s tonggak capaian")
            % {"commitments": commitments, "milestones": milestones},
        ),
        (_("Penanggung jawab"), _leads(material)),
        (_("Status penyelesaian"), _statuses(material)),
    )
    for term, value in known:
        yield Fact(term, (phrase(material, value) if value else Phrase(gap_text()),))
    if plan.source_url:
        yield Fact(_("Sumber"), (Phrase(plan.source_url, plan.source_url),))


def _leads(material: Material) -> str:
    leads = {lead.institution_id: lead for line in material.lines for lead in line.leads}
    if not leads:
        return ""
    count = ngettext("%(count)s instansi", "%(count)s instansi", len(leads)) % {"count": len(leads)}
    civil = sum(lead.kind == InstitutionKind.CIVIL_SOCIETY for lead in leads.values())
    if not civil:
        return count
    return _("%(institutions)s, %(civil)s di antaranya organisasi masyarakat sipil") % {
        "institutions": count,
        "civil": civil,
    }


def _statuses(material: Material) -> str:
    """Blank sorts of it are left out; a record has none of ours."""
    if not material.is_monitored:
        return _("tidak dipantau di Renaksi")
    return ", ".join(
        f"{count} {str(status.label).lower()}" for status, count in material.totals.by_status if count
    )


def process_part(material: Material) -> Iterator[Part]:
    """How people took part, from drafting to the end."""
    blocks: list[Block] = [written_or_gap(material, TextSlot.PROCESS)]
    if TextSlot.PARTICIPATION in material.texts.slots:
        blocks.append(written_or_gap(material, TextSlot.PARTICIPATION))
    blocks.append(Points(tuple(Phrase(text) for text in _taking_part(material))))
    blocks.append(
        TableView(
            events_table(material).key,
            ("when", "title", "place", "state", "url"),
            caption=_("Kegiatan yang tercatat dalam agenda, sejak setahun sebelum masa rencana aksi"),
            empty=_("Agenda tidak mencatat kegiatan yang berkaitan dengan rencana aksi ini."),
        )
    )
    title = _("Proses rencana aksi: penyusunan dan pelaksanaan bersama")
    yield Part(PartKey.PROCESS.value, title, "proses", tuple(blocks))


def _taking_part(material: Material) -> Iterator[str]:
    """What is recorded, and that nothing is."""
    partners = [
        any(one.kind == InstitutionKind.CIVIL_SOCIETY for one in each)
        for each in material.loaded.partners.values()
    ]
    yield _("Organisasi masyarakat sipil memimpin atau ikut dalam %(count)s dari %(total)s komitmen.") % {
        "count": sum(partners),
        "total": material.totals.commitments,
    }
    changes = len(material.loaded.plan_amendments) + sum(map(len, material.loaded.amendments.values()))
    yield _("Perubahan setelah terbit, masing-masing dengan nilai semula dan alasannya: %(count)s.") % {
        "count": changes
    }
    if material.is_monitored:
        yield _("Periode pelaporan yang sudah dibuka: %(count)s.") % {"count": len(material.covered)}


def irm_response_part(material: Material) -> Iterator[Part]:
    """Their recommendations are not held as records: what was done with them is for editors to say."""
    blocks: list[Block] = [written_or_gap(material, TextSlot.IRM_RESPONSE)]
    assessed = sum(bool(rows) for rows in material.loaded.ratings.values())
    counted = _("Komitmen yang sudah dinilai penilai independen: %(count)s dari %(total)s.") % {
        "count": assessed,
        "total": material.totals.commitments,
    }
    blocks.append(Paragraph(counted))
    if material.loaded.findings:
        blocks.append(
            TableView(
                findings_table(material).key,
                ("report", "measure", "value"),
                caption=_("Yang dihitung laporan independen"),
            )
        )
    title = _("Rekomendasi IRM dan tanggapan")
    yield Part(PartKey.IRM_RESPONSE.value, title, "rekomendasi-irm", tuple(blocks))


def peer_learning_part(material: Material) -> Iterator[Part]:
    blocks = (written_or_gap(material, TextSlot.PEER_LEARNING),)
    yield Part(PartKey.PEER_LEARNING.value, _("Pembelajaran antarnegara"), "pembelajaran", blocks)
