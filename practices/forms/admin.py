"""Forms of the editors who curate."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser

from practices.models import PracticePage


def reason_field(help_text: Any, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Alasan"),
        help_text=help_text,
        max_length=2000,
        required=required,
        widget=forms.Textarea({"rows": 4}),
    )


def practice_field(label: Any, help_text: Any, *, required: bool) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label,
        help_text=help_text,
        queryset=PracticePage.objects.live(),
        required=required,
        widget=AdminPageChooser(target_models=[PracticePage]),
    )


class DeclineForm(forms.Form):
    reason = reason_field(gettext_lazy("Dikirim kepada pengusul. Usulan ini lalu selesai."), required=True)


class CopyDecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=gettext_lazy("Keputusan"),
        choices=[
            ("show", gettext_lazy("Tampilkan, dan tanyakan kepada pemilik praktik asal")),
            ("decline", gettext_lazy("Jangan tampilkan")),
        ],
        widget=forms.RadioSelect,
    )
    own_page = practice_field(
        gettext_lazy("Halaman praktik peniru"),
        gettext_lazy("Bila peniru punya halamannya sendiri di galeri: rantainya lalu terlihat."),
        required=False,
    )
    reason = reason_field(
        gettext_lazy("Wajib bila tidak ditampilkan; dikirim kepada pelapor."), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == "decline" and not cleaned.get("reason"):
            self.add_error("reason", _("Tulis alasannya: pelapor membacanya."))
        return cleaned


class AskForm(forms.Form):
    page = practice_field(
        gettext_lazy("Praktik"),
        gettext_lazy("Yang terbit dan punya surel narahubung."),
        required=True,
    )

    def clean_page(self) -> PracticePage:
        page: PracticePage = self.cleaned_data["page"]
        if not page.contact_email:
            raise forms.ValidationError(
                _("Praktik ini belum punya surel narahubung: isi dulu di halamannya.")
            )
        return page
