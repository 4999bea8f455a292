"""What staff choose when they ask for a report."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, Region
from renaksi.models import ActionPlan, Commitment, ReportingPeriod


class PeriodField(forms.ModelChoiceField):
    def label_from_instance(self, obj: ReportingPeriod) -> str:
        """A period means something only together with its plan."""
        return f"{obj} · {obj.plan}"


class ReportForm(forms.Form):
    plan = forms.ModelChoiceField(ActionPlan.objects.none(), label=_("Rencana aksi"), empty_label=None)
    period = PeriodField(
        ReportingPeriod.objects.none(),
        label=_("Periode"),
        required=False,
        empty_label=_("Keadaan hari ini"),
        help_text=_("Dengan periode: angka per batas verifikasinya. Pilih periode dari rencana yang sama."),
    )
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label=_("Daerah"),
        required=False,
        empty_label=_("Semua daerah"),
        help_text=_("Hanya daerah yang punya komitmen."),
    )
    institution = forms.ModelChoiceField(
        Institution.objects.none(),
        label=_("Instansi"),
        required=False,
        empty_label=_("Semua instansi"),
        help_text=_("Hanya instansi yang ikut dalam sebuah komitmen."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = ActionPlan.objects.public()
        public = Commitment.objects.public()
        choices = {
            "plan": plans,
            "period": ReportingPeriod.objects.filter(plan__in=plans, starts_on__lte=today)
            .select_related("plan")
            .order_by("plan__label", "-ends_on"),
            "region": Region.objects.filter(
                Q(pk__in=public.values("region"))
                | Q(pk__in=public.filter(region__isnull=True).values("plan__region"))
            ).order_by("name"),
            "institution": Institution.objects.filter(
                Q(pk__in=public.values("partnerships__institution"))
                | Q(pk__in=public.values("milestones__responsible"))
            ).order_by("name"),
        }
        for name, queryset in choices.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]  # all are model choices
            # Names of institutions are long: without it a choice is as wide as the longest of them.
            self.fields[name].widget.attrs["class"] = "w-w-full"
