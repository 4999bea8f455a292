"""What a template asks for and nobody has written yet says so."""

from django.utils.translation import gettext as _

from reports.document import Paragraph
from reports.enums import TextSlot
from reports.payload.material import Material
from reports.payload.words import in_words


def gap_text() -> str:
    return _("Belum diisi redaksi.")


def written_or_gap(material: Material, slot: TextSlot) -> Paragraph:
    """What editors wrote there, else that they have not yet."""
    text = material.texts.slots.get(slot)
    return Paragraph(in_words(text)) if text else Paragraph(gap_text(), "empty")
