"""What is wrong with the log, in a sentence."""

from django.utils.translation import gettext_lazy as _

from foundation.audit.verification import Breach, Fault

_SENTENCES = {
    Fault.ENTRY_CHANGED: _("Segel %(sequence)s: isi catatan %(entry)s diubah setelah disegel."),
    Fault.ENTRY_MISSING: _("Segel %(sequence)s: catatan %(entry)s dihapus."),
    Fault.SEAL_CHANGED: _("Segel %(sequence)s: segel catatan %(entry)s diubah."),
    Fault.SEAL_MISSING: _("Segel %(sequence)s hilang; segel sesudahnya masih ada."),
    Fault.ORDER_BROKEN: _("Segel %(sequence)s: catatan %(entry)s tidak menyambung ke segel sebelumnya."),
    Fault.END_MISSING: _("Segel %(sequence)s dan sesudahnya dihapus dari ujung rantai."),
    Fault.HEAD_CHANGED: _("Ujung rantai yang tersimpan tidak sama dengan segel %(sequence)s."),
    Fault.NOT_AS_EXPECTED: _(
        "Segel %(sequence)s bukan yang diharapkan --expect: rantai ditulis ulang atau dipotong."
    ),
}


def sentence_for(breach: Breach) -> str:
    return str(_SENTENCES[breach.fault] % {"sequence": breach.sequence, "entry": breach.entry_id})
