"""A question to the office behind a practice."""

from django import forms
from django.utils.translation import gettext_lazy

from foundation.web.guarded import GuardedForm
from practices.forms.fields import MailboxField, long_text


class ContactForm(GuardedForm):
    FREE_TEXTS = ("message",)
    PLAIN_TEXTS = ("name", "office")

    name = forms.CharField(label=gettext_lazy("Nama Anda"), max_length=120)
    office = forms.CharField(label=gettext_lazy("Instansi atau organisasi"), max_length=160, required=False)
    email = MailboxField(
        label=gettext_lazy("Surel Anda"),
        help_text=gettext_lazy("Diberikan kepada narahubung agar dapat membalas Anda; tidak kami simpan."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    message = long_text(gettext_lazy("Pertanyaan Anda"), rows=7, required=True)
