"""Why a report is corrected, or its verdict undone: the public reads it beside both versions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.domain.personal_data import find_hints
from renaksi.forms.reached import FormWithProblems


class CorrectionReasonForm(FormWithProblems):
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Publik membacanya di halaman komitmen, di samping nilai lama dan baru."),
        max_length=1000,
        error_messages={
            "required": _("Alasan belum ditulis. Tulis apa yang keliru dan bagaimana diketahui.")
        },
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if find_hints(reason):
            raise forms.ValidationError(
                _("Alasan ini tampak memuat NIK, nomor telepon, atau surel. Tulis ulang tanpa data pribadi.")
            )
        return reason
