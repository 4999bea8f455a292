"""A new report, and the reports of all regions at once."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import Institution, Region
from renaksi.models import ActionPlan, Commitment, ReportingPeriod
from reports.actions.requesting import ReportRefused, refuse_unfit
from reports.domain.outlines import kinds_for, subjects_for
from reports.enums import PERIODIC_KINDS, ReportKind, ReportLanguage, SubjectKind
from reports.forms.choices import (
    CommitmentField,
    PeriodField,
    commitments_of,
    institutions_of,
    periods_begun,
    regions_of,
)
from reports.subject import Subject

# By field, the values with which another one is shown.
Rule = dict[str, list[str]]
_PARTS = (SubjectKind.REGION, SubjectKind.INSTITUTION, SubjectKind.COMMITMENT)


class OfPlan(forms.Form):
    """What every order says: kind, period and language, of one plan."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis laporan"))
    period = PeriodField(
        ReportingPeriod.objects.none(),
        label=gettext_lazy("Periode terakhir yang diceritakan"),
        required=False,
        empty_label=None,
        help_text=gettext_lazy("Angkanya per batas verifikasi periode ini."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Bahasa"), choices=ReportLanguage.choices, initial=ReportLanguage.INDONESIAN
    )
    offered_parts: tuple[SubjectKind, ...] = tuple(SubjectKind)

    def __init__(self, *args: Any, plan: ActionPlan, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.today = plan, today
        periods = periods_begun(plan, today)
        self.fields["period"].offer(plan, periods)  # type: ignore[attr-defined]
        kinds = kinds_for(is_monitored=plan.periods.exists())
        fitting = [kind for kind in kinds if subjects_for(kind) & set(self.offered_parts)]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.value, kind.label) for kind in fitting if periods or kind not in PERIODIC_KINDS
        ]
        self.with_period = [kind.value for kind in fitting if kind in PERIODIC_KINDS]
        for field in self.fields.values():
            # Names are long: without it a choice is as wide as the longest of them.
            field.widget.attrs["class"] = "w-w-full"

    def rules(self) -> dict[str, Rule]:
        """With which choices the page shows a field."""
        return {"period": {"kind": self.with_period}}

    def rows(self) -> Iterator[tuple[forms.BoundField, str]]:
        """Each field with its rule for Wagtail's `w-rules`, blank if it always shows."""
        rules = self.rules()
        for field in self.visible_fields():
            yield field, json.dumps(rules[field.name]) if field.name in rules else ""

    def clean(self) -> dict[str, Any]:
        """What the page hides is not meant."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("kind") not in PERIODIC_KINDS:
            found["period"] = None
        return found


class ReportForm(OfPlan):
    part = forms.ChoiceField(
        label=gettext_lazy("Cakupan"), choices=SubjectKind.choices, initial=SubjectKind.PLAN
    )
    region = forms.ModelChoiceField(Region.objects.none(), label=gettext_lazy("Daerah"), required=False)
    institution = forms.ModelChoiceField(
        Institution.objects.none(), label=gettext_lazy("Instansi"), required=False
    )
    commitment = CommitmentField(Commitment.objects.none(), label=gettext_lazy("Komitmen"), required=False)
    subject: Subject
    field_order = ("kind", "part", "region", "institution", "commitment", "period", "language")

    def __init__(self, *args: Any, plan: ActionPlan, today: date, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, today=today, **kwargs)
        offered = {"region": regions_of, "institution": institutions_of, "commitment": commitments_of}
        for name, find in offered.items():
            self.fields[name].queryset = find(plan)  # type: ignore[attr-defined]
            self.fields[name].empty_label = _("Pilih satu")  # type: ignore[attr-defined]

    def rules(self) -> dict[str, Rule]:
        return {**super().rules(), **{part.value: {"part": [part.value]} for part in _PARTS}}

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        for part in _PARTS:
            if found.get("part") != part:
                found[part.value] = None
            elif not found.get(part.value) and part.value not in self.errors:
                self.add_error(part.value, _missing(part))
        if not self.errors:
            self._check(found)
        return found

    def _check(self, found: dict[str, Any]) -> None:
        self.subject = Subject(
            kind=ReportKind(found["kind"]),
            plan=self.plan,
            period=found["period"],
            region=found["region"],
            institution=found["institution"],
            commitment=found["commitment"],
            language=ReportLanguage(found["language"]),
        )
        try:
            refuse_unfit(self.subject, self.today)
        except ReportRefused as refusal:
            self.add_error(None, str(refusal))


def _missing(part: SubjectKind) -> str:
    return {
        SubjectKind.REGION: _("Pilih daerahnya."),
        SubjectKind.INSTITUTION: _("Pilih instansinya."),
        SubjectKind.COMMITMENT: _("Pilih komitmennya."),
    }[part]


class BatchForm(OfPlan):
    offered_parts = (SubjectKind.REGION,)
