"""Forms of reporting rounds and grants in the CMS."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from accounts.enums import Role
from accounts.models import User
from institutions.models import Institution
from renaksi.domain.periods import InvalidWindow, Window, default_window
from renaksi.enums import GrantKind, PeriodCode
from renaksi.forms.offers import offer
from renaksi.models import ActionPlan


class RoundForm(forms.Form):
    """Which round: the window's days follow from it."""

    plan = forms.ModelChoiceField(label=_("Rencana aksi"), queryset=ActionPlan.objects.none())
    code = forms.ChoiceField(label=_("Triwulan"), choices=PeriodCode.choices)
    year = forms.IntegerField(label=_("Tahun"), min_value=2011, max_value=2100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["plan"], ActionPlan.objects.filter(country=settings.SITE_COUNTRY))


class WindowForm(forms.Form):
    """The days of the window, in WIB, each included."""

    opens_on = forms.DateField(label=_("Pelaporan dibuka"), widget=AdminDateInput)
    closes_on = forms.DateField(
        label=_("Pelaporan ditutup"), widget=AdminDateInput, help_text=_("Pukul 23.59 WIB pada hari itu.")
    )
    verify_by = forms.DateField(
        label=_("Batas verifikasi"),
        widget=AdminDateInput,
        help_text=_("Sampai hari ini laporan yang dikembalikan boleh dikirim lagi."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                cleaned["window"] = Window(cleaned["opens_on"], cleaned["closes_on"], cleaned["verify_by"])
            except InvalidWindow:
                message = _(
                    "Pelaporan harus dibuka sebelum ditutup, dan ditutup paling lambat pada batas verifikasi."
                )
                self.add_error("closes_on", message)
        return cleaned


class NewPeriodForm(RoundForm, WindowForm):
    field_order = ["plan", "code", "year", "opens_on", "closes_on", "verify_by"]


def proposed_days(code: str, year: int) -> dict[str, date]:
    window = default_window(PeriodCode(code), year)
    return {"opens_on": window.opens, "closes_on": window.closes, "verify_by": window.verify_by}


class GrantForm(forms.Form):
    user = forms.ModelChoiceField(
        label=_("Pengguna"),
        queryset=User.objects.none(),
        help_text=_("Hanya yang berperan verifikator atau pemantau independen."),
    )
    plan = forms.ModelChoiceField(label=_("Rencana aksi"), queryset=ActionPlan.objects.none())
    kind = forms.ChoiceField(label=_("Hak"), choices=GrantKind.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [Role.VERIFIER, Role.MONITOR]
        people = User.objects.filter(is_active=True, memberships__role__in=roles).distinct()
        offer(self.fields["user"], people)
        offer(self.fields["plan"], ActionPlan.objects.filter(country=settings.SITE_COUNTRY))


class ExtensionForm(forms.Form):
    institution = forms.ModelChoiceField(label=_("Instansi"), queryset=Institution.objects.none())
    closes_on = forms.DateField(label=_("Ditutup baru"), widget=AdminDateInput)
    reason = forms.CharField(label=_("Alasan"), max_length=255)

    def __init__(self, *args: Any, institutions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["institution"], institutions)
