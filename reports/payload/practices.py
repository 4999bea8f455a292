"""Good practices of those who answer for the commitments, as the gallery tells them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.formats import long_date
from practices.enums import Life
from reports.document import DataColumn, DataTable, Paragraph, Part, State, TableView, Text
from reports.document.tables import Value
from reports.domain.outlines import PartKey
from reports.payload.keys import commitment_name
from reports.payload.material import Material, once
from reports.payload.surroundings import NearEvent, NearPractice
from reports.payload.words import in_words

_VIEWED = ("title", "theme", "level", "relation", "url")


def practices_part(material: Material) -> Iterator[Part]:
    found = material.surroundings.practices
    if not found:
        return
    lead = ngettext(
        "%(count)s praktik baik di galeri berkaitan dengan komitmen, instansi, atau daerah laporan ini, per %(date)s.",
        "%(count)s praktik baik di galeri berkaitan dengan komitmen, instansi, atau daerah laporan ini, per %(date)s.",
        len(found),
    ) % {"count": len(found), "date": long_date(material.today)}
    yield Part(
        key=PartKey.PRACTICES.value,
        title=_("Praktik baik"),
        anchor="praktik",
        blocks=(
            Paragraph(lead),
            TableView("practices", _VIEWED, caption=_("Praktik baik yang berkaitan")),
        ),
    )


@once
def practices_table(material: Material) -> DataTable:
    columns = (
        DataColumn("key", _("Kunci"), explains=_("Alamat praktik di galeri.")),
        DataColumn("title", _("Praktik")),
        DataColumn("place", _("Tempat")),
        DataColumn("theme", _("Tema")),
        DataColumn("level", _("Tingkat bukti"), "state", _("Apa yang berdiri di belakang ceritanya.")),
        DataColumn(
            "life", _("Keberlanjutan"), explains=_("Kata pelaksana, dan kapan terakhir dikonfirmasi.")
        ),
        DataColumn("relation", _("Kaitan"), explains=_("Komitmen, instansi, atau daerah yang sama.")),
        DataColumn("copies", _("Direplikasi"), "number", _("Berapa kali ditiru di tempat lain.")),
        DataColumn("url", _("Alamat"), "url"),
    )
    rows = tuple(_row(material, one) for one in material.surroundings.practices)
    return DataTable("practices", _("Praktik baik"), columns, rows)


def _row(material: Material, found: NearPractice) -> tuple[Value, ...]:
    line = found.line
    return (
        line.slug,
        in_words(line.title),
        in_words(line.place),
        in_words(line.theme),
        State(found.level, line.level.word),
        _life(found),
        relation(material, found),
        line.copies,
        material.address_of(line.url),
    )


def _life(found: NearPractice) -> str:
    """Masih berjalan, dikonfirmasi Okt 2026. What is unknown is one sentence with its note."""
    between = " " if found.life == Life.UNKNOWN else ", "
    return between.join(filter(None, [found.line.life.word, found.line.life.note]))


def relation(material: Material, found: NearPractice | NearEvent) -> Text:
    """komitmen 3, 7; else the institution or region."""
    names = [commitment_name(material, one) for one in found.commitments]
    if not names:
        return in_words(found.because)
    return ngettext("komitmen %(names)s", "komitmen %(names)s", len(names)) % {"names": ", ".join(names)}
