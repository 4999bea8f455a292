"""Several people × several plans: found by a filter, looked at before it is done."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from institutions.enums import RegionKind
from institutions.models import Region
from renaksi.enums import PlanLevel
from renaksi.forms.offers import RecordsField, offer
from renaksi.models import ActionPlan
from renaksi.permissions import ROLE_GRANTED


class PlanFilterForm(forms.Form):
    """Which plans are offered; what is not chosen does not narrow."""

    level = forms.ChoiceField(
        label=_("Tingkat"), choices=[("", _("Semua tingkat")), *PlanLevel.choices], required=False
    )
    province = forms.ModelChoiceField(
        label=_("Provinsi"), queryset=Region.objects.none(), required=False, empty_label=_("Semua provinsi")
    )
    q = forms.CharField(label=_("Nama rencana aksi memuat"), max_length=80, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="")
        offer(self.fields["province"], Region.objects.filter(kind=RegionKind.PROVINCE).order_by("name"))

    def plans(self) -> QuerySet[ActionPlan]:
        self.is_valid()
        given = self.cleaned_data
        found = ActionPlan.objects.filter(country=settings.SITE_COUNTRY).select_related("region")
        if given.get("level"):
            found = found.filter(level=given["level"])
        if given.get("province"):
            inside = Q(region=given["province"]) | Q(region__province=given["province"])
            found = found.filter(inside)
        if given.get("q"):
            found = found.filter(label__icontains=given["q"])
        return found.order_by("label", "pk")


class BulkGrantForm(forms.Form):
    """`all_plans`: every plan that the filter finds, ticked or not."""

    GRANT, REVOKE = "grant", "revoke"

    step = forms.ChoiceField(
        label=_("Yang dilakukan"),
        choices=[(GRANT, _("Beri penugasan")), (REVOKE, _("Cabut penugasan"))],
        initial=GRANT,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih apakah penugasan diberi atau dicabut.")},
    )
    people = RecordsField(
        label=_("Orang"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Belum ada orang yang dipilih. Tandai paling sedikit satu.")},
    )
    all_plans = forms.BooleanField(label=_("Semua rencana aksi yang cocok dengan saringan"), required=False)
    plans = RecordsField(
        label=_("Rencana aksi"),
        queryset=ActionPlan.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, offered: QuerySet[ActionPlan]) -> None:
        super().__init__(data, label_suffix="")
        roles = ROLE_GRANTED.values()
        holders = Q(memberships__role__in=roles) | Q(plan_grants__isnull=False)
        offer(self.fields["people"], User.objects.filter(holders).distinct())
        offer(self.fields["plans"], offered)
        self.offered = offered

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = self.offered if cleaned.get("all_plans") else cleaned.get("plans")
        if "plans" in cleaned and not chosen:
            self.add_error(
                "plans", _("Belum ada rencana aksi yang dipilih. Tandai paling sedikit satu, atau semuanya.")
            )
        cleaned["chosen"] = list(chosen or ())
        return cleaned

    @property
    def revokes(self) -> bool:
        return bool(self.cleaned_data.get("step") == self.REVOKE)
