"""The choice of mails that everybody has."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import MailChoice


class MailChoiceForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("Surel untuk Anda"),
        choices=MailChoice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu."), "invalid_choice": _("Pilih salah satu.")},
    )
