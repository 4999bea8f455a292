"""Which past reports to show; only what the person's institutions have is offered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from institutions.models import Institution
from renaksi.enums import UpdateState
from renaksi.forms.offers import PeriodField, offer
from renaksi.models import ActionPlan, ReportingPeriod
from renaksi.permissions import remembered_institutions
from renaksi.queries.workspace.history import past_reports

_PAST_STATES = [(state.value, state.label) for state in UpdateState if state != UpdateState.DRAFT]


class HistoryForm(forms.Form):
    receipt = forms.CharField(
        label=_("Nomor tanda terima"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "TT- / DD-", "autocomplete": "off"}),
    )
    plan = forms.ModelChoiceField(
        ActionPlan.objects.none(), label=_("Rencana aksi"), required=False, empty_label=_("Semua")
    )
    period = PeriodField(
        ReportingPeriod.objects.none(), label=_("Periode"), required=False, empty_label=_("Semua")
    )
    state = forms.ChoiceField(label=_("Keadaan"), required=False, choices=[("", _("Semua")), *_PAST_STATES])
    institution = forms.ModelChoiceField(
        Institution.objects.none(), label=_("Instansi"), required=False, empty_label=_("Semua")
    )

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data, label_suffix="")
        theirs = past_reports(user, {}).order_by()
        offer(
            self.fields["plan"],
            ActionPlan.objects.filter(pk__in=theirs.values("milestone__commitment__plan")),
        )
        periods = ReportingPeriod.objects.filter(pk__in=theirs.values("period")).select_related("plan")
        offer(self.fields["period"], periods)
        institutions = remembered_institutions(user)
        if len(institutions) > 1:
            offer(self.fields["institution"], institutions)
        else:
            del self.fields["institution"]

    def chosen(self) -> dict[str, Any]:
        """Ids, a state and a piece of a number; what is not offered is as if it were not chosen."""
        self.is_valid()
        given = {name: getattr(value, "pk", value) for name, value in self.cleaned_data.items()}
        return {
            name: value.strip() if isinstance(value, str) else value for name, value in given.items() if value
        }
