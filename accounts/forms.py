"""Forms of secretariat admins for accounts and their roles."""

import json
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import INSTITUTION_ROLES, REGION_ROLES, Role
from accounts.models import Membership, User
from accounts.queries import account_with
from institutions.models import Institution, Region
from institutions.viewsets import INSTITUTION_CHOOSER, REGION_CHOOSER, standing_institutions

# Field of the place that a role is for, by role.
PLACES = {**dict.fromkeys(INSTITUTION_ROLES, "institution"), **dict.fromkeys(REGION_ROLES, "region")}


class RoleForm(forms.Form):
    """A role and what it needs; what it does not need is left aside. `account` is None for a new one."""

    role = forms.ChoiceField(
        label=gettext_lazy("Peran"), choices=[("", gettext_lazy("Pilih peran")), *Role.choices]
    )
    institution = forms.ModelChoiceField(
        label=gettext_lazy("Instansi"),
        queryset=Institution.objects.none(),
        required=False,
        help_text=gettext_lazy("Hanya untuk narahubung dan penyetuju instansi."),
    )
    region = forms.ModelChoiceField(
        label=gettext_lazy("Daerah"),
        queryset=Region.objects.none(),
        required=False,
        help_text=gettext_lazy("Hanya untuk koordinator daerah."),
    )

    def __init__(self, *args: Any, account: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        offers: dict[str, tuple[QuerySet[Any], Any]] = {
            "institution": (standing_institutions(), INSTITUTION_CHOOSER),
            "region": (Region.objects.all(), REGION_CHOOSER),
        }
        for name, (queryset, chooser) in offers.items():
            field = cast(forms.ModelChoiceField, self.fields[name])
            # The widget first: a queryset hands its choices to the widget that is there.
            field.widget = chooser.widget_class()
            field.queryset = queryset

    @property
    def shown_for(self) -> dict[str, str]:
        """Rules of Wagtail's `w-rules`: with which roles a field is shown."""
        return {
            name: json.dumps({"role": sorted(role for role, place in PLACES.items() if place == name)})
            for name in ("institution", "region")
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "role" not in cleaned:
            return cleaned
        cleaned["role"] = role = Role(cleaned["role"])
        needed = PLACES.get(role)
        for name in ("institution", "region"):
            if name != needed:
                self.errors.pop(name, None)
                cleaned[name] = None
            elif not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _missing(role, name))
        self._refuse_held(cleaned)
        return cleaned

    def _refuse_held(self, cleaned: dict[str, Any]) -> None:
        if self.account is None or self.errors:
            return
        place = {name: cleaned[name] for name in ("role", "institution", "region")}
        if Membership.objects.filter(user=self.account, **place).exists():
            self.add_error("role", _("%(name)s sudah memegang peran ini.") % {"name": self.account})


def _missing(role: Role, name: str) -> str:
    words = (
        _("Pilih instansinya: peran %(role)s selalu untuk satu instansi.")
        if name == "institution"
        else _("Pilih daerahnya: peran %(role)s selalu untuk satu daerah.")
    )
    return words % {"role": role.label}


class AccountForm(RoleForm):
    name = forms.CharField(label=gettext_lazy("Nama"), max_length=150)
    email = forms.EmailField(
        label=gettext_lazy("Surel"),
        max_length=254,
        help_text=gettext_lazy("Dipakai untuk masuk. Tautan untuk membuat kata sandi dikirim ke sini."),
    )
    field_order = ["name", "email", "role", "institution", "region"]

    def clean_email(self) -> str:
        """Told here together with what else is wrong; the action asks again."""
        email: str = self.cleaned_data["email"]
        taken = account_with(email)
        if taken is not None:
            raise forms.ValidationError(existing_account(taken))
        return email


def existing_account(account: User) -> str:
    """One sentence that leads to the account."""
    sentence = _("Surel ini sudah punya akun: {link}. Buka akun itu untuk menambah perannya.")
    link = format_html('<a href="{}">{}</a>', reverse("cms_account:account", args=[account.pk]), account)
    return format_html(sentence, link=link)
