"""“We copied this”, and what the origin says of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.web.guarded import GuardedForm
from institutions.models import Region
from practices.enums import Consent, Stage
from practices.forms.fields import LinkField, MailboxField, RegionField, long_text


class CopyForm(GuardedForm):
    FREE_TEXTS = ("changed", "cost")
    PLAIN_TEXTS = ("owner_name", "sender")

    owner_name = forms.CharField(label=gettext_lazy("Siapa yang meniru"), max_length=160)
    region = RegionField(help_text=gettext_lazy("Kosongkan bila bukan di satu daerah."))
    stage = forms.ChoiceField(
        label=gettext_lazy("Sampai tahap apa"), choices=Stage.choices, widget=forms.RadioSelect
    )
    changed = long_text(
        gettext_lazy("Apa yang Anda ubah"),
        gettext_lazy("Yang disesuaikan dengan keadaan Anda, atau yang akan disesuaikan."),
        required=True,
    )
    cost = long_text(gettext_lazy("Biaya"), gettext_lazy("Berapa, dan dari pos mana."), rows=2)
    since = forms.CharField(
        label=gettext_lazy("Sejak"), max_length=20, required=False, help_text=gettext_lazy("Tahun mulainya.")
    )
    source_url = LinkField(
        label=gettext_lazy("Tautan"), required=False, help_text=gettext_lazy("Tempat orang dapat melihatnya.")
    )
    sender = forms.CharField(label=gettext_lazy("Nama Anda"), max_length=120)
    email = MailboxField(
        label=gettext_lazy("Surel Anda"),
        help_text=gettext_lazy("Anda menerima tautan untuk membenarkan laporan ini. Tidak ditampilkan."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def report(self) -> dict[str, Any]:
        """Fields of PracticeCopy."""
        names = ("owner_name", "stage", "changed", "cost", "since", "source_url", "sender", "email")
        code = self.cleaned_data["region"]
        region = Region.objects.filter(code=code).first() if code else None
        return {**{name: self.cleaned_data[name] for name in names}, "region": region}


class ConsentForm(forms.Form):
    consent = forms.ChoiceField(
        label=gettext_lazy("Apakah benar mereka meniru praktik Anda?"),
        choices=[
            (Consent.CONFIRMED.value, gettext_lazy("Ya, benar")),
            (Consent.REFUSED.value, gettext_lazy("Tidak, ini bukan tiruan praktik kami")),
        ],
        widget=forms.RadioSelect,
    )
    note = long_text(
        gettext_lazy("Catatan"), gettext_lazy("Boleh kosong; dibaca kurator, tidak ditampilkan."), rows=3
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("consent") == Consent.REFUSED and not cleaned.get("note"):
            self.add_error("note", _("Tulis singkat mengapa tidak, agar kurator dapat memeriksanya."))
        return cleaned
