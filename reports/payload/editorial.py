"""What editors wrote: a part of its own where they did, nothing where they did not."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.document import DataColumn, DataTable, Paragraph, Part
from reports.document.tables import Value
from reports.domain.outlines import PartKey
from reports.enums import ReportKind, TextSlot
from reports.payload.gaps import written_or_gap
from reports.payload.keys import commitment_key, commitment_name
from reports.payload.material import Material
from reports.payload.words import in_words


def written_part(
    material: Material, slot: TextSlot, *, key: PartKey, title: str, anchor: str
) -> Iterator[Part]:
    if text := material.texts.slots.get(slot):
        yield Part(key=key.value, title=title, anchor=anchor, blocks=(Paragraph(in_words(text)),))


def foreword_part(material: Material) -> Iterator[Part]:
    yield from written_part(
        material, TextSlot.FOREWORD, key=PartKey.FOREWORD, title=_("Kata pengantar"), anchor="kata-pengantar"
    )


def recommendations_part(material: Material) -> Iterator[Part]:
    yield from written_part(
        material,
        TextSlot.RECOMMENDATIONS,
        key=PartKey.RECOMMENDATIONS,
        title=_("Rekomendasi"),
        anchor="rekomendasi",
    )


def conclusions_part(material: Material) -> Iterator[Part]:
    """OGP's template asks for them: there the part stands even while nobody has written any."""
    if material.subject.kind == ReportKind.SELF_ASSESSMENT:
        blocks = (written_or_gap(material, TextSlot.CONCLUSIONS),)
        yield Part(PartKey.CONCLUSIONS.value, _("Penutup"), "penutup", blocks)
        return
    yield from written_part(
        material, TextSlot.CONCLUSIONS, key=PartKey.CONCLUSIONS, title=_("Penutup"), anchor="penutup"
    )


def texts_table(material: Material) -> DataTable:
    """All that editors wrote, as data: so that two versions can be compared in it."""
    columns = (
        DataColumn("key", _("Kunci"), explains=_("Tempat teks dalam laporan; catatan: kunci komitmennya.")),
        DataColumn("title", _("Bagian")),
        DataColumn("text", _("Teks"), explains=_("Seperti ditulis redaksi, tanpa dipotong.")),
    )
    return DataTable("texts", _("Teks redaksi"), columns, (*_slot_rows(material), *_remark_rows(material)))


def _slot_rows(material: Material) -> Iterator[tuple[Value, ...]]:
    written = material.texts.slots
    return ((slot.value, str(slot.label), in_words(written[slot])) for slot in TextSlot if slot in written)


def _remark_rows(material: Material) -> Iterator[tuple[Value, ...]]:
    for line in material.lines:
        if remark := material.texts.remarks.get(line.id):
            title = _("Catatan redaksi, komitmen %(name)s") % {"name": commitment_name(material, line.id)}
            yield (commitment_key(material, line.id), title, in_words(remark))
