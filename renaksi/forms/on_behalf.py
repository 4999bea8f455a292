"""For whom the secretariat types in what came by letter, and the letter itself."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution
from renaksi.forms.offers import PeriodField, offer
from renaksi.forms.report import ACCEPT
from renaksi.models import ReportingPeriod
from renaksi.queries.workspace.behalf_choice import institutions_to_type_in_for, periods_to_type_in


class BehalfChoiceForm(forms.Form):
    period = PeriodField(ReportingPeriod.objects.none(), label=_("Periode"), empty_label=_("Pilih periode"))
    institution = forms.ModelChoiceField(
        Institution.objects.none(), label=_("Instansi"), empty_label=_("Pilih instansi")
    )

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data or None, label_suffix="")
        periods = periods_to_type_in(today)
        offer(self.fields["period"], periods)
        offer(self.fields["institution"], institutions_to_type_in_for(periods))


class LetterForm(forms.Form):
    """Where the report comes from. Never public; what is in it is checked like any other proof."""

    letter = forms.FileField(
        label=_("Surat atau pesan"),
        help_text=_("Hasil pindai, foto, atau tangkapan layar. Hanya untuk sekretariat; tidak ditayangkan."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Surat belum dipilih. Pilih berkas surat atau pesannya.")},
    )
    title = forms.CharField(
        label=_("Perihal"),
        help_text=_("Misalnya: Surat Bappeda nomor 12 tentang laporan B09. Kosong: nama berkas dipakai."),
        max_length=255,
        required=False,
    )
    dated = forms.DateField(
        label=_("Tanggal surat"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Tulis tanggal yang ada di kalender, misalnya 2026-10-05.")},
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"key": uuid4().hex}, label_suffix="")
