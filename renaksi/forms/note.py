"""What a monitor writes beside our verdicts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from renaksi.forms.reached import FormWithProblems


class NoteForm(FormWithProblems):
    text = forms.CharField(
        label=_("Catatan"),
        help_text=_("Apa yang Anda amati, di mana, dan kapan? Tanpa data pribadi orang lain."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
