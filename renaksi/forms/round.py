"""Forms of the round page: which round, for which plans, what of it to show, and more time for one institution."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from institutions.enums import InstitutionKind, RegionKind
from institutions.models import Region
from renaksi.domain.round import RoundName
from renaksi.enums import PeriodCode
from renaksi.forms.admin_periods import WindowForm
from renaksi.forms.reached import FormWithProblems
from renaksi.models import ActionPlan
from renaksi.queries.workspace.round import SORTS, STAGES
from renaksi.queries.workspace.round_groups import COUNTRYWIDE, EXTENDED, UNREPORTED, RoundFilters
from renaksi.queries.workspace.rounds import PlanInRound

_ALL = ("", _("Semua"))


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RoundNameForm(forms.Form):
    code = forms.ChoiceField(label=_("Triwulan"), choices=PeriodCode.choices)
    year = forms.IntegerField(label=_("Tahun"), min_value=2011, max_value=2100)

    def chosen(self, otherwise: RoundName) -> RoundName:
        """What the address asks for; nothing or nonsense is `otherwise`."""
        if not self.is_valid():
            return otherwise
        return RoundName(PeriodCode(self.cleaned_data["code"]), self.cleaned_data["year"])


class OpenRoundForm(WindowForm, FormWithProblems):
    """The plans to open; the days are for those whose period is not planned yet."""

    plans = forms.MultipleChoiceField(label=_("Rencana aksi"), required=False)

    def __init__(self, *args: Any, plans: Iterable[PlanInRound], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for name in ("opens_on", "closes_on", "verify_by"):
            self.fields[name].widget = _day()
        offered = [plan for plan in plans if plan.can_be_opened]
        self.fields["plans"].choices = [(str(plan.id), plan.label) for plan in offered]  # type: ignore[attr-defined]

    @property
    def chosen_plans(self) -> list[str]:
        """Ids as the form sends them, also after it was refused."""
        return list(self["plans"].value() or [])


class RoundFilterForm(forms.Form):
    """What of a round to show; what is not understood is as if it were not asked for."""

    q = forms.CharField(
        label=_("Cari instansi atau daerah"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    plan = forms.TypedChoiceField(label=_("Rencana aksi"), required=False, coerce=int, empty_value=None)
    region = forms.ChoiceField(label=_("Provinsi"), required=False)
    kind = forms.ChoiceField(
        label=_("Jenis instansi"), required=False, choices=[_ALL, *InstitutionKind.choices]
    )
    state = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[
            _ALL,
            (UNREPORTED, _("Belum semua dilaporkan")),
            *((stage.value, word) for stage, word in STAGES.items()),
            (EXTENDED, _("Diperpanjang")),
        ],
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    per = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, plans: Iterable[ActionPlan]) -> None:
        super().__init__(data, label_suffix="")
        provinces = Region.objects.filter(kind=RegionKind.PROVINCE).order_by("name")
        self._offer("plan", [(str(plan.pk), plan.label) for plan in plans])
        self._offer(
            "region", [(COUNTRYWIDE, _("Pusat, tanpa daerah")), *provinces.values_list("code", "name")]
        )

    def _offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        self.fields[name].choices = [_ALL, *choices]  # type: ignore[attr-defined]

    def chosen(self) -> RoundFilters:
        self.is_valid()
        given = self.cleaned_data
        sort = given.get("sort", "")
        return RoundFilters(
            plan=given.get("plan"),
            region=given.get("region", ""),
            kind=given.get("kind", ""),
            state=given.get("state", ""),
            q=given.get("q", ""),
            by_region=given.get("per") == "daerah",
            sort=sort if sort.removeprefix("-") in SORTS else "name",
        )


class ExtensionForm(FormWithProblems):
    closes_on = forms.DateField(
        label=_("Boleh melapor sampai"), help_text=_("Pukul 23.59 WIB pada hari itu."), widget=_day()
    )
    reason = forms.CharField(
        label=_("Alasan"), help_text=_("Misalnya nomor surat permintaannya."), max_length=255
    )
