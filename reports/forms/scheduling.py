"""A report that is asked for by itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renaksi.models import ActionPlan
from reports.enums import PERIODIC_KINDS, ReportKind, ReportLanguage
from reports.forms.choices import plans_to_report


class ScheduleForm(forms.Form):
    plan = forms.ModelChoiceField(ActionPlan.objects.none(), label=_("Rencana aksi"), empty_label=None)
    kind = forms.ChoiceField(
        label=_("Jenis laporan"),
        choices=[(one.value, one.label) for one in ReportKind if one in PERIODIC_KINDS],
    )
    language = forms.ChoiceField(
        label=_("Bahasa"), choices=ReportLanguage.choices, initial=ReportLanguage.INDONESIAN
    )
    for_each_region = forms.BooleanField(label=_("Juga satu laporan untuk tiap daerah"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        monitored = plans_to_report().filter(pk__in=ActionPlan.objects.filter(periods__isnull=False))
        self.fields["plan"].queryset = monitored  # type: ignore[attr-defined]
        for field in self.fields.values():
            if isinstance(field.widget, forms.Select):
                field.widget.attrs["class"] = "w-w-full"
