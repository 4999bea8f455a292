"""Where a file comes from, as facts: for covers of texts, the first sheet of a workbook, the head of a table."""

from django.utils.translation import gettext as _

from reports.document import Fact, Payload, Phrase
from reports.rendering.head import Head


def provenance(payload: Payload, head: Head) -> tuple[Fact, ...]:
    """When it was made, where it stands, how to check it, and what it replaces; in the language that is active."""
    return (
        Fact(_("Disusun"), (Phrase(head.gathered),)),
        Fact(_("Alamat tetap"), (Phrase(payload.address, payload.address),)),
        Fact(_("Sidik dokumen"), (Phrase(head.print, head.check_address),)),
        *replacement(payload, head),
    )


def replacement(payload: Payload, head: Head) -> tuple[Fact, ...]:
    """Which version came before, and why there is a new one; empty for the first."""
    if payload.replaces is None:
        return ()
    told = {
        "number": payload.replaces.version,
        "day": head.replaced_on,
        "print": head.replaced_print,
    }
    return (
        Fact(
            _("Menggantikan"), (Phrase(_("versi %(number)s yang terbit %(day)s (sidik %(print)s)") % told),)
        ),
        Fact(_("Alasan penggantian"), (Phrase(payload.replaces.reason),)),
    )
