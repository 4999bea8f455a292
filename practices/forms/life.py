"""The answer to the yearly question."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.domain.life import is_answered
from practices.enums import Life
from practices.forms.fields import long_text


class LifeForm(forms.Form):
    answer = forms.ChoiceField(
        label=gettext_lazy("Bagaimana keadaannya sekarang?"),
        choices=[
            (Life.RUNNING.value, gettext_lazy("Masih berjalan")),
            (Life.GROWN.value, gettext_lazy("Berkembang: lebih luas atau lebih banyak dari dulu")),
            (Life.STOPPED.value, gettext_lazy("Sudah berhenti")),
        ],
        widget=forms.RadioSelect,
    )
    lesson = long_text(
        gettext_lazy("Bila berhenti: mengapa, dan apa pelajarannya?"),
        gettext_lazy("Ditampilkan di halaman praktik. Halamannya tetap ada."),
        rows=4,
    )
    note = long_text(
        gettext_lazy("Catatan untuk kurator"), gettext_lazy("Boleh kosong; tidak ditampilkan."), rows=3
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        answer = cleaned.get("answer")
        if answer and not is_answered(Life(answer), cleaned.get("lesson") or ""):
            self.add_error("lesson", _("Tulis mengapa praktik ini berhenti: itu pelajaran bagi yang lain."))
        return cleaned
