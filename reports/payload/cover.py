"""What the first page says: the kind of report, of which plan and part, as of which day."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from foundation.formats import long_date
from foundation.languages import indonesian, told
from renaksi.queries.grid import PeriodFacts
from renaksi.queries.wording import numbered, span
from reports.document import Fact, Phrase
from reports.payload.material import Material
from reports.payload.words import phrase


def title_of(material: Material) -> str:
    """The same words as in the list of reports."""
    return str(material.subject.kind.label)


def subtitle_of(material: Material) -> str:
    """The plan, the part of it and the period: RAN OGI VII 2023–2024, Kota Banda Aceh, B09 2026."""
    subject = material.subject
    part = subject.region or subject.institution
    told_part = told(part, "name") if subject.institution else str(part.name if part else "")
    if subject.commitment:
        told_part = numbered(subject.commitment)
    return ", ".join(
        filter(None, [told(subject.plan, "label"), told_part, _periods(material.covered, subject.period)])
    )


def _periods(covered: tuple[PeriodFacts, ...], wanted: object) -> str:
    """Blank for what tells how things stand when it is built."""
    if not wanted or not covered:
        return ""
    first, last = covered[0].label, covered[-1].label
    return last if first == last else f"{first} – {last}"


def cover_facts(material: Material) -> tuple[Fact, ...]:
    return tuple(_facts(material))


def _facts(material: Material) -> Iterator[Fact]:
    yield from _scope(material)
    if material.subject.period and material.covered:
        yield Fact(_("Masa laporan"), (Phrase(_span_of(material.covered)),))
    yield from _plan(material)


def _span_of(covered: tuple[PeriodFacts, ...]) -> str:
    return f"{long_date(covered[0].quarter.first_day)} – {long_date(covered[-1].quarter.last_day)}"


def _scope(material: Material) -> Iterator[Fact]:
    """A part of the plan is never taken for all of it: the cover says which."""
    subject, count = material.subject, len(material.lines)
    if subject.commitment:
        yield Fact(_("Hanya komitmen"), (phrase(material, numbered(subject.commitment)),))
        return
    if subject.region:
        yield Fact(_("Hanya daerah"), (Phrase(f"{subject.region.name} ({subject.region.code})"),))
    if subject.institution:
        yield Fact(_("Hanya instansi"), (phrase(material, told(subject.institution, "name")),))
    if subject.region or subject.institution:
        yield Fact(_("Komitmen di dalamnya"), (Phrase(str(count)),))
    else:
        yield Fact(_("Cakupan"), (Phrase(_("seluruh rencana aksi, %(count)s komitmen") % {"count": count}),))


def _plan(material: Material) -> Iterator[Fact]:
    plan = material.subject.plan
    known = (
        (_("Tingkat"), plan.get_level_display()),
        (_("Masa berlaku"), span(plan.start_on, plan.start_precision, plan.end_on, plan.end_precision)),
        (_("Nama di OGP"), plan.ogp_label),
        (_("Dasar hukum"), indonesian(plan.legal_basis)),
    )
    for term, text in known:
        if text:
            yield Fact(term, (phrase(material, text),))
    address = material.address_of(plan.get_absolute_url())
    yield Fact(_("Angka terbaru"), (Phrase(address, address),))


def notice_of(material: Material) -> str:
    """What a sample says of itself."""
    if not material.subject.plan.is_sample:
        return ""
    return _("Data peragaan. Tidak satu pun angka, instansi, atau peristiwa di dalamnya sebenarnya.")
