"""What editors wrote: a part of its own where they did, nothing where they did not."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.document import Paragraph, Part
from reports.domain.outlines import PartKey
from reports.enums import ReportKind, TextSlot
from reports.payload.gaps import written_or_gap
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
