"""What can be chosen for a report of one plan: nothing else is offered."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from institutions.models import Institution, Region
from renaksi.models import ActionPlan, Commitment, ReportingPeriod
from reports.domain.outlines import place_in_term, possible_kinds

_LONGEST_LABEL = 90


class PeriodSelect(forms.Select):
    """Each period says which kinds may end with it, so that the page can leave out the others."""

    kinds: Mapping[int, str]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        period = getattr(value, "value", value)
        if period:
            option["attrs"]["data-kinds"] = self.kinds.get(int(period), "")
        return option


class PeriodField(forms.ModelChoiceField):
    widget = PeriodSelect

    def offer(self, plan: ActionPlan, periods: QuerySet[ReportingPeriod]) -> None:
        self.queryset = periods
        self.widget.kinds = {
            period.pk: " ".join(kind.value for kind in kinds_of(plan, period)) for period in periods
        }


class CommitmentField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Commitment) -> str:
        return Truncator(f"{obj.number}. {obj.title}").chars(_LONGEST_LABEL)


def kinds_of(plan: ActionPlan, period: ReportingPeriod) -> tuple[Any, ...]:
    return possible_kinds(period.code, place_in_term(plan.start_on, plan.end_on, period.ends_on))


def plans_to_report() -> QuerySet[ActionPlan]:
    """Published ones, the newest first, samples last."""
    return ActionPlan.objects.public().order_by("is_sample", "-start_on", "label")


def first_plan() -> ActionPlan | None:
    """What the form begins with: the newest plan that has periods, else the newest."""
    plans = plans_to_report()
    return plans.filter(periods__isnull=False).first() or plans.first()


def periods_begun(plan: ActionPlan, today: date) -> QuerySet[ReportingPeriod]:
    """The last one first."""
    return plan.periods.filter(starts_on__lte=today).order_by("-ends_on")


def regions_of(plan: ActionPlan) -> QuerySet[Region]:
    public = Commitment.objects.public().filter(plan=plan)
    inherited = public.filter(region__isnull=True).values("plan__region")
    return Region.objects.filter(Q(pk__in=public.values("region")) | Q(pk__in=inherited)).order_by("name")


def institutions_of(plan: ActionPlan) -> QuerySet[Institution]:
    public = Commitment.objects.public().filter(plan=plan)
    return Institution.objects.filter(
        Q(pk__in=public.values("partnerships__institution"))
        | Q(pk__in=public.values("milestones__responsible"))
    ).order_by("name")


def commitments_of(plan: ActionPlan) -> QuerySet[Commitment]:
    return Commitment.objects.public().filter(plan=plan).order_by("pk")


class PlanForm(forms.Form):
    """Which plan the rest of the page is about; sent by GET."""

    rencana = forms.ModelChoiceField(ActionPlan.objects.none(), required=False, empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rencana"].queryset = plans_to_report()  # type: ignore[attr-defined]
        self.fields["rencana"].label = _("Rencana aksi")

    @property
    def plan(self) -> ActionPlan | None:
        chosen = self.cleaned_data.get("rencana") if self.is_valid() else None
        return chosen or first_plan()
