"""Who takes part beside the government: what editors wrote, civil society among the partners, events."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from foundation.formats import long_date
from foundation.languages import told
from institutions.enums import InstitutionKind
from institutions.models import Institution
from renaksi.enums import PartnerRole
from reports.document import (
    DataColumn,
    DataTable,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Part,
    Phrase,
    State,
    TableView,
)
from reports.document.blocks import Block
from reports.document.tables import Value
from reports.domain.outlines import PartKey
from reports.enums import TextSlot
from reports.payload.keys import commitment_name
from reports.payload.material import Material, once
from reports.payload.practices import relation
from reports.payload.surroundings import NearEvent
from reports.payload.words import in_words

_VIEWED = ("when", "title", "place", "state", "url")


def participation_part(material: Material) -> Iterator[Part]:
    yield Part(
        key=PartKey.PARTICIPATION.value,
        title=_("Partisipasi publik"),
        anchor="partisipasi",
        blocks=tuple(_blocks(material)),
    )


def _blocks(material: Material) -> Iterator[Block]:
    if written := material.texts.slots.get(TextSlot.PARTICIPATION):
        yield Paragraph(in_words(written))
    yield Heading(_("Masyarakat sipil dalam komitmen"))
    organisations = _civil_society(material)
    if organisations:
        yield Facts(tuple(_part_of(material, one) for one in organisations), "form")
    else:
        yield Paragraph(
            _("Tidak ada organisasi masyarakat sipil yang tercatat sebagai penanggung jawab atau mitra."),
            "empty",
        )
    if material.covered:
        yield Heading(_("Kegiatan"))
        yield from _events(material)


def _events(material: Material) -> Iterator[Block]:
    span = {
        "first": long_date(material.covered[0].quarter.first_day),
        "last": long_date(_last_day(material)),
    }
    yield TableView(
        "events",
        _VIEWED,
        caption=_("Kegiatan dalam agenda, %(first)s – %(last)s") % span,
        empty=_("Agenda tidak mencatat kegiatan yang berkaitan antara %(first)s dan %(last)s.") % span,
    )


def _last_day(material: Material) -> date:
    return material.covered[-1].quarter.last_day if material.subject.period else material.as_of


def _civil_society(material: Material) -> list[Institution]:
    """Partners of that kind, in the order of their names."""
    partners = {one.institution_id for each in material.loaded.partners.values() for one in each}
    found = [
        one
        for pk, one in material.surroundings.institutions.items()
        if pk in partners and one.kind == InstitutionKind.CIVIL_SOCIETY
    ]
    return sorted(found, key=lambda one: (told(one, "name").casefold(), one.pk))


def _part_of(material: Material, one: Institution) -> Fact:
    """Penanggung jawab komitmen 3; Instansi terkait komitmen 5, 7."""
    return Fact(
        told(one, "name"),
        tuple(
            Phrase(_("%(role)s komitmen %(names)s") % {"role": role.label, "names": ", ".join(names)})
            for role in PartnerRole
            if (names := _names(material, one.pk, role))
        ),
    )


def _names(material: Material, institution_id: int, role: PartnerRole) -> list[str]:
    return [
        commitment_name(material, line.id)
        for line in material.lines
        for partner in material.loaded.partners.get(line.id, ())
        if partner.institution_id == institution_id and partner.role == role
    ]


@once
def events_table(material: Material) -> DataTable:
    columns = (
        DataColumn("key", _("Kunci"), explains=_("Alamat kegiatan dalam agenda.")),
        DataColumn("title", _("Kegiatan")),
        DataColumn("kind", _("Jenis")),
        DataColumn("when", _("Waktu")),
        DataColumn("first_day", _("Hari pertama"), "date"),
        DataColumn("place", _("Tempat")),
        DataColumn("state", _("Status"), "state", _("Seperti dicatat dalam agenda.")),
        DataColumn("relation", _("Kaitan"), explains=_("Komitmen, instansi, atau daerah yang sama.")),
        DataColumn("url", _("Alamat"), "url"),
    )
    rows = tuple(_row(material, one) for one in material.surroundings.events)
    return DataTable("events", _("Kegiatan"), columns, rows)


def _row(material: Material, found: NearEvent) -> tuple[Value, ...]:
    line = found.line
    unrecorded = State("unrecorded", _("Belum dicatat apakah terlaksana"))
    return (
        found.slug,
        in_words(line.title),
        line.kind,
        line.when,
        line.first_day.isoformat(),
        line.place,
        unrecorded if line.is_unrecorded else State(found.state, line.word),
        relation(material, found),
        material.address_of(line.url),
    )
