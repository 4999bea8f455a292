"""Why a proof has to go; asked once more, because nothing brings it back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.domain.personal_data import find_hints
from evidence.enums import TakedownReason


class TakedownForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Alasan"),
        choices=TakedownReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih alasannya: publik membaca alasan ini di tempat bukti itu.")},
    )
    note = forms.CharField(
        label=_("Catatan untuk sekretariat"),
        help_text=_(
            "Boleh kosong. Tulis tanpa data pribadi, misalnya “Diminta pemilik data lewat surat 12/2026”."
        ),
        max_length=255,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    confirmed = forms.BooleanField(
        label=_("Saya mengerti bahwa berkas ini dan semua salinannya tidak dapat dikembalikan"),
        error_messages={"required": _("Centang bahwa Anda mengerti berkas ini tidak dapat dikembalikan.")},
    )

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        if find_hints(note):
            raise forms.ValidationError(
                _(
                    "Catatan ini sendiri tampak memuat NIK, nomor telepon, atau surel. Tulis ulang tanpa data pribadi."
                )
            )
        return note
