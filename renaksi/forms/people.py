"""Forms of who manages the focal points of some institutions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import appointing_institutions
from institutions.models import Institution
from renaksi.forms.offers import offer


class AppointForm(forms.Form):
    """There is no role to choose: it is that of a focal point."""

    name = forms.CharField(
        label=_("Nama"), max_length=150, error_messages={"required": _("Tulis nama orangnya.")}
    )
    email = forms.EmailField(
        label=_("Surel"),
        help_text=_("Surel milik orang itu sendiri: tautan untuk membuat kata sandi dikirim ke sini."),
        max_length=254,
        error_messages={
            "required": _("Tulis surelnya."),
            "invalid": _("Ini bukan alamat surel. Contoh: nama@instansi.go.id."),
        },
    )
    institution = forms.ModelChoiceField(
        Institution.objects.none(),
        label=_("Instansi"),
        empty_label=_("Pilih instansi"),
        error_messages={
            "required": _("Pilih instansinya."),
            "invalid_choice": _("Instansi ini tidak ada dalam daftar Anda. Pilih dari daftar."),
        },
    )

    def __init__(self, data: Any = None, *, user: User, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        offer(self.fields["institution"], appointing_institutions(user).order_by("name"))
